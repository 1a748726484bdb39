import type { Context } from '#platform/context.ts';
import { badRequest, forbidden, unprocessable } from '#platform/refusal.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { type Month, monthAt, monthOf } from '../months.ts';
import { type AppraisalSight, type Part, partOf, reviewsArea, seesArea, sightOf } from '../policy.ts';
import { type Rules, rulesOf } from '../store/catalogue.ts';

/** What an errand of appraisal knows of who asks, where and of when. `units` are those he is confined to, null when he sees every unit there. */
export type Sight = {
  places: Places;
  matters: Matters;
  rules: Rules;
  part: Part;
  units: readonly string[] | null;
  isReviewer: boolean;
};

export const heldBy = ({ actor }: Context) => (actor.kind === 'officer' ? actor.appointments : []);

/** The area as a part; refuses one that is unknown (`area.unknown`) or smaller than a community (`appraisal.area_too_small`). */
export function knownPart(places: Places, code: string): Part {
  const area = places.area(code);
  if (!area) throw unprocessable('area.unknown', `There is no area ${code}.`, { allowed: '/api/areas' });
  const part = partOf(area);
  if (!part)
    throw unprocessable('appraisal.area_too_small', 'Figures go down to communities; ask for the community.', { allowed: area.parent });
  return part;
}

/** Refuses who has neither an area nor a unit to see (`appraisal.not_yours`). */
function sightOfActor(ctx: Context): AppraisalSight {
  const sight = sightOf(heldBy(ctx));
  if (sight.areas.length + sight.units.length === 0)
    throw forbidden('appraisal.not_yours', 'Your posts show neither the figures of an area nor those of a unit.');
  return sight;
}

/**
 * The sight of who asks, in the area that is asked for, else in the first area of his posts, else in the city. Whose posts do not show the area sees his
 * own units there; who has none is refused (`appraisal.area_not_yours`).
 */
export async function enter(ctx: Context, asked?: string): Promise<Sight> {
  const [places, matters, rules] = await Promise.all([placesOf(ctx), mattersOf(ctx), rulesOf(ctx)]);
  const sight = sightOfActor(ctx);
  const city: Part = { code: places.city.code, level: 'city' };
  const part = asked === undefined ? (sight.areas[0] ?? city) : knownPart(places, asked);
  const all = seesArea(sight, part);
  if (!all && sight.units.length === 0)
    throw forbidden('appraisal.area_not_yours', 'Your posts do not show the figures of this area.', {
      allowed: sight.areas.map(({ code }) => code),
    });
  return { places, matters, rules, part, units: all ? null : sight.units, isReviewer: reviewsArea(heldBy(ctx), part) };
}

/** As `enter`, for one unit: where its own area is in sight or it is the actor's own; else refused (`appraisal.unit_not_yours`). */
export async function enterUnit(ctx: Context, id: string): Promise<Omit<Sight, 'units'> & { unit: string; isOwn: boolean }> {
  const [places, matters, rules] = await Promise.all([placesOf(ctx), mattersOf(ctx), rulesOf(ctx)]);
  const sight = sightOfActor(ctx);
  const unit = places.unit(id);
  if (!unit) throw unprocessable('unit.unknown', `There is no unit ${id}.`, { allowed: '/api/units' });
  const part = knownPart(places, unit.areaCode);
  const isOwn = sight.units.includes(id);
  if (!isOwn && !seesArea(sight, part))
    throw forbidden('appraisal.unit_not_yours', 'Your posts do not show the figures of this unit.', { allowed: sight.units });
  return { places, matters, rules, part, unit: id, isOwn, isReviewer: reviewsArea(heldBy(ctx), part) };
}

/** The month `YYYY-MM` that is asked for, else the one that runs; refuses one that has not begun, or that the calendar does not reach (`appraisal.month_unknown`). */
export function knownMonth(ctx: Context, matters: Matters, asked?: string): Month {
  const current = monthAt(matters, ctx.now);
  const on = asked === undefined ? current : `${asked}-01`;
  const refused = () =>
    badRequest('appraisal.month_unknown', `There is no figure of ${asked}.`, { allowed: `up to ${current.slice(0, 7)}` });
  if (on > current) throw refused();
  try {
    return monthOf(matters, on);
  } catch {
    throw refused();
  }
}
