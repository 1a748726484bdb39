import type { Context } from '#platform/context.ts';
import { forbidden, unprocessable } from '#platform/refusal.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { commandAreas, isCity, type Part } from '../policy.ts';
import type { Scope } from '../store/narrow.ts';

/** What an officer of the command page sees: his areas, and how they narrow a query. */
export type Sight = { places: Places; matters: Matters; parts: readonly Part[]; scope: Scope };

/**
 * The sight of who acts, narrowed to an area when one is asked for. Refuses an unknown area (`area.unknown`) and one outside the actor's posts
 * (`command.area_not_yours`).
 */
export async function sightOf(ctx: Context, asked?: string): Promise<Sight> {
  const [places, matters] = await Promise.all([placesOf(ctx), mattersOf(ctx)]);
  const area = asked === undefined ? undefined : places.area(asked);
  if (asked !== undefined && !area) throw unprocessable('area.unknown', `There is no area ${asked}.`, { allowed: '/api/areas' });
  const appointments = ctx.actor.kind === 'officer' ? ctx.actor.appointments : [];
  const parts = commandAreas(appointments, area);
  if (parts.length === 0)
    throw forbidden('command.area_not_yours', 'Your posts do not show the figures of this area.', {
      allowed: commandAreas(appointments).map(({ code }) => code),
    });
  return { places, matters, parts, scope: scopeOf(places, parts) };
}

/** The scope of parts of the city; the city itself holds every county, and reports that name no county. */
export function scopeOf(places: Places, parts: readonly Part[]): Scope {
  if (parts.some(isCity)) return { regions: regionsOfCity(places), finer: null };
  const codes = (level: string) => parts.filter((part) => part.level === level).map(({ code }) => code);
  const [whole, streets] = [codes('county'), codes('street')];
  const areas = parts.map(({ code }) => code).filter((code) => !whole.includes(code) && !streets.includes(code));
  const regions = [...new Set(parts.map(({ code }) => code.slice(0, 6)))];
  return { regions, finer: whole.length === parts.length ? null : { whole, streets, areas } };
}

export const regionsOfCity = ({ city, below }: Pick<Places, 'city' | 'below'>): string[] => [
  city.code,
  ...below(city.code).map(({ code }) => code),
];
