import type { Context } from '#platform/context.ts';
import { forbidden, unprocessable } from '#platform/refusal.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { commandAreas, type Part, partOf } from '../policy.ts';
import { expectManyRows, type Scope } from '../store/narrow.ts';

/** What an officer of the command page sees: his areas, and how they narrow a query. */
export type Sight = { places: Places; matters: Matters; parts: readonly Part[]; scope: Scope };

/**
 * The sight of who acts, narrowed to an area when one is asked for. Refuses an area that is unknown (`area.unknown`), smaller than a street
 * (`command.area_too_small`) or outside the actor's posts (`command.area_not_yours`).
 */
export async function sightOf(ctx: Context, asked?: string): Promise<Sight> {
  const [places, matters] = await Promise.all([placesOf(ctx), mattersOf(ctx)]);
  const appointments = ctx.actor.kind === 'officer' ? ctx.actor.appointments : [];
  const parts = commandAreas(appointments, asked === undefined ? undefined : askedPart(places, asked));
  if (parts.length === 0) {
    const allowed = commandAreas(appointments).map(({ code }) => code);
    throw forbidden('command.area_not_yours', 'Your posts do not show the figures of this area.', { allowed });
  }
  await expectManyRows(ctx);
  return { places, matters, parts, scope: scopeOf(places, parts) };
}

function askedPart(places: Places, code: string): Part {
  const area = places.area(code);
  if (!area) throw unprocessable('area.unknown', `There is no area ${code}.`, { allowed: '/api/areas' });
  const part = partOf(area);
  if (!part) throw unprocessable('command.area_too_small', 'Figures go down to streets; ask for the street.', { allowed: area.street });
  return part;
}

/** The scope of parts of the city; the city itself holds every county, and reports that name no county. */
export function scopeOf(places: Places, parts: readonly Part[]): Scope {
  if (parts.some(({ level }) => level === 'city')) return wholeCity(places);
  const codes = (level: Part['level']) => parts.filter((part) => part.level === level).map(({ code }) => code);
  const [counties, streets] = [codes('county'), codes('street')];
  return {
    isWholeCity: false,
    regions: [...new Set(parts.map(({ code }) => code.slice(0, 6)))],
    finer: streets.length === 0 ? null : { counties, streets },
  };
}

export const wholeCity = ({ city, below }: Pick<Places, 'city' | 'below'>): Scope => ({
  isWholeCity: true,
  regions: [city.code, ...below(city.code).map(({ code }) => code)],
  finer: null,
});
