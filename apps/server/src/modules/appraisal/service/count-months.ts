import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { appraise, peersOf } from '../law/peers.ts';
import { scorecardsOn } from '../law/scorecard.ts';
import { lanesOf, monthAt, monthOf, shiftMonth } from '../months.ts';
import { rulesOf } from '../store/catalogue.ts';
import {
  deleteMonths,
  markCounted,
  markStale,
  mayCount,
  mayCountLane,
  replaceMonth,
  selectLoads,
  selectNextMonth,
  selectTouchedMonths,
} from '../store/months.ts';
import { replaceScores, selectUnitTotals } from '../store/scores.ts';

const platform: Actor = { kind: 'platform' };

/** Months that are kept counted, this one included. */
export const keptMonths = 13;

/** A month is counted again at most so often, however many facts touch it. */
export const paceMs = 600_000;

/** Lanes in which the counties of a month are counted side by side. */
const laneCount = 2;

const regionsOf = ({ city, below }: Places) => [city.code, ...below(city.code).map(({ code }) => code)];

/** Counts one month anew from the views of cases, and weighs it by the scorecard in force on its first day. Returns whether it did: another process may be at it. */
export async function countMonth(house: House, now: Date, on: string): Promise<boolean> {
  const [month, lanes] = await unitOfWork(house, platform, now, async (ctx) => {
    const [matters, places] = await Promise.all([mattersOf(ctx), placesOf(ctx)]);
    const asked = monthOf(matters, on);
    const loads = new Map(regionsOf(places).map((region) => [region, 0]));
    for (const { region, load } of await selectLoads(ctx, asked)) loads.set(region, load);
    return [asked, lanesOf(loads, laneCount)] as const;
  });
  const countLane = (regions: readonly string[], lane: number) =>
    unitOfWork(house, platform, now, async (ctx) => {
      const may = await mayCountLane(ctx, lane);
      if (may) await replaceMonth(ctx, month, regions);
      return may;
    });
  const counted = await Promise.all(lanes.map(countLane));
  if (counted.includes(false)) return false;
  await unitOfWork(house, platform, now, (ctx) => weighMonth(ctx, on));
  return true;
}

/** What is made of a month's counts: priors of the peers, scores and ranks. */
export async function weighMonth(ctx: Context, on: string): Promise<void> {
  const [places, rules] = await Promise.all([placesOf(ctx), rulesOf(ctx)]);
  const units = (await selectUnitTotals(ctx, on)).flatMap(({ unit, tally }) => {
    const known = places.unit(unit);
    return known ? [{ unit, region: known.areaCode.slice(0, 6), peers: peersOf(known, places.city.code, rules.groups), tally }] : [];
  });
  const { priors, placed } = appraise(units, scorecardsOn(rules.scorecard, on));
  const regions = new Map(units.map(({ unit, region }) => [unit, region]));
  const scores = placed.map(({ place, ...one }) => ({
    ...one,
    region: regions.get(one.unit) ?? places.city.code,
    rank: place?.rank ?? null,
    peerCount: place?.of ?? 0,
    alike: place?.alike ?? null,
  }));
  await replaceScores(ctx, on, priors, scores);
  await markCounted(ctx, on);
}

/** The month that is to be counted next: marks those that facts since the last look have touched, and takes the one that has waited longest. */
async function nextMonth(ctx: Context): Promise<string | undefined> {
  if (!(await mayCount(ctx))) return undefined;
  const [matters, places] = await Promise.all([mattersOf(ctx), placesOf(ctx)]);
  const current = monthAt(matters, ctx.now);
  const kept = Array.from({ length: keptMonths }, (_, back) => shiftMonth(current, -back));
  const from = monthOf(matters, shiftMonth(current, 1 - keptMonths)).from;
  await markStale(ctx, await selectTouchedMonths(ctx, matters.calendar.zone, regionsOf(places), from));
  return selectNextMonth(ctx, kept, new Date(ctx.now.getTime() - paceMs));
}

/**
 * Keeps the months counted. A fact that came late touches the month it belongs to, so that the kept figures are those that a count from nothing gives.
 */
export async function countNextMonth(house: House, now: Date): Promise<number> {
  const next = await unitOfWork(house, platform, now, nextMonth);
  return next !== undefined && (await countMonth(house, now, next)) ? 1 : 0;
}

/** Forgets what was counted, after a history was brought in; the months are counted anew, the newest first. Rulings and draws stay. */
export const forgetMonths = (ctx: Context): Promise<void> => deleteMonths(ctx);
