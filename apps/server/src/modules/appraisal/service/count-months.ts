import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { appraise, peersOf } from '../law/peers.ts';
import { scorecardsOn } from '../law/scorecard.ts';
import { monthAt, monthOf, shiftMonth } from '../months.ts';
import { rulesOf } from '../store/catalogue.ts';
import { deleteMonths, markStale, mayCount, replaceMonth, selectNextMonth, selectTouchedMonths } from '../store/months.ts';
import { replaceScores, selectUnitTotals } from '../store/scores.ts';

const platform: Actor = { kind: 'platform' };

/** Months that are kept counted, this one included. */
export const keptMonths = 13;

/** A month is counted again at most so often, however many facts touch it. */
export const paceMs = 600_000;

/** Counts one month anew from the views of cases, and weighs it by the scorecard in force on its first day. */
export async function countMonth(ctx: Context, on: string): Promise<void> {
  const [matters, places, rules] = await Promise.all([mattersOf(ctx), placesOf(ctx), rulesOf(ctx)]);
  await replaceMonth(ctx, monthOf(matters, on));
  const units = (await selectUnitTotals(ctx, on)).flatMap(({ unit, tally }) => {
    const known = places.unit(unit);
    return known ? [{ unit, region: known.areaCode.slice(0, 6), peers: peersOf(known, places.city.code, rules.groups), tally }] : [];
  });
  const { priors, placed } = appraise(units, scorecardsOn(rules.scorecard, on));
  const regions = new Map(units.map(({ unit, region }) => [unit, region]));
  await replaceScores(
    ctx,
    on,
    priors,
    placed.map(({ place, ...one }) => ({
      ...one,
      region: regions.get(one.unit) ?? places.city.code,
      rank: place?.rank ?? null,
      peerCount: place?.of ?? 0,
      alike: place?.alike ?? null,
    })),
  );
}

/**
 * Keeps the months counted: first marks the months that facts since the last look have touched, then counts the one that has waited longest. A fact that
 * came late touches the month it belongs to, so that the kept figures are those that a count from nothing gives.
 */
export async function countNextMonth(house: House, now: Date): Promise<number> {
  return unitOfWork(house, platform, now, async (ctx) => {
    if (!(await mayCount(ctx))) return 0;
    const matters = await mattersOf(ctx);
    const current = monthAt(matters, now);
    const kept = Array.from({ length: keptMonths }, (_, back) => shiftMonth(current, -back));
    const { city, below } = await placesOf(ctx);
    const regions = [city.code, ...below(city.code).map(({ code }) => code)];
    const touched = await selectTouchedMonths(ctx, matters.calendar.zone, regions, monthOf(matters, kept.at(-1) ?? current).from);
    await markStale(ctx, touched);
    const next = await selectNextMonth(ctx, kept, new Date(now.getTime() - paceMs));
    if (next === undefined) return 0;
    await countMonth(ctx, next);
    return 1;
  });
}

/** Forgets what was counted, after a history was brought in; the months are counted anew, the newest first. Rulings and draws stay. */
export const forgetMonths = (ctx: Context): Promise<void> => deleteMonths(ctx);
