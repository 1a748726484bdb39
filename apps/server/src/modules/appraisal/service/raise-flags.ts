import { type Context, type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { clustersOf, flagRules, minuteOf, streakOf, wavesOf } from '../law/anomalies.ts';
import { type Month, monthAt, monthOf, shiftMonth } from '../months.ts';
import { type Flag, replaceFlags, selectCrowdedEnds, selectCrowdedRatings, selectMonthToFlag, selectSatisfaction } from '../store/flags.ts';
import { mayCount } from '../store/months.ts';
import { keptMonths } from './count-months.ts';

/** Flags are looked for again at most so often: they hurry nobody. */
const paceMs = 3_600_000;

type Found = { region: string; unit: string; caseId: string };

/** A flag for each county in which a group has cases, so that nobody needs to see another county's to read it. */
const flagsOf = (kind: Flag['kind'], key: string, members: readonly Found[]): Flag[] =>
  [...Map.groupBy(members, ({ region }) => region)].map(([region, own]) => ({
    region,
    unit: own[0]?.unit ?? '',
    kind,
    mark: key,
    count: members.length,
    evidence: [...new Set(own.map(({ caseId }) => caseId))].slice(0, flagRules.evidence),
  }));

async function ratingFlags(ctx: Context, month: Month): Promise<Flag[]> {
  const byUnit = Map.groupBy(await selectCrowdedRatings(ctx, month), ({ unit }) => unit);
  return [...byUnit.values()].flatMap((ratings) => [
    ...clustersOf(ratings, ({ at }) => minuteOf(at), flagRules.minuteLeast).flatMap(({ key, members }) =>
      flagsOf('rating-minute', key, members),
    ),
    // The mark of an account is told to nobody: groups are numbered, the largest first.
    ...clustersOf(ratings, ({ mark }) => mark, flagRules.deviceLeast).flatMap(({ members }, place) =>
      flagsOf('rating-device', `${place + 1}`, members),
    ),
  ]);
}

async function waveFlags(ctx: Context, month: Month): Promise<Flag[]> {
  const byUnit = Map.groupBy(await selectCrowdedEnds(ctx, month), ({ unit }) => unit);
  return [...byUnit.values()].flatMap((ends) => wavesOf(ends).flatMap(({ key, members }) => flagsOf('closing-wave', key, members)));
}

async function streakFlags(ctx: Context, on: string): Promise<Flag[]> {
  const places = await placesOf(ctx);
  const months = await selectSatisfaction(ctx, shiftMonth(on, 1 - keptMonths), on);
  return [...Map.groupBy(months, ({ unit }) => unit)].flatMap(([unit, list]) => {
    const last = list.at(-1);
    const streak = streakOf(inARow(list, on));
    if (!last || streak < flagRules.streakMonths) return [];
    const region = places.unit(unit)?.areaCode.slice(0, 6) ?? places.city.code;
    return [{ region, unit, kind: 'perfect-streak' as const, mark: `${streak}`, count: last.share.count, evidence: [] }];
  });
}

/** Looks for what deserves a second look in a month that has been counted. Facts only: no figure and no score reads them. */
export async function raiseFlags(ctx: Context, on: string): Promise<void> {
  const month = monthOf(await mattersOf(ctx), on);
  const flags = [...(await ratingFlags(ctx, month)), ...(await waveFlags(ctx, month)), ...(await streakFlags(ctx, on))];
  await replaceFlags(ctx, on, flags);
}

/** The months without a gap up to `on`. */
function inARow<T extends { on: string; share: { count: number; met: number } }>(list: readonly T[], on: string) {
  const shares = new Map(list.map((one) => [one.on, one.share]));
  return Array.from({ length: keptMonths }, (_, back) => shares.get(shiftMonth(on, back + 1 - keptMonths)) ?? { count: 0, met: 0 });
}

/** Looks through the next month whose counts have changed since. */
export async function raiseNextFlags(house: House, now: Date): Promise<number> {
  return unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    if (!(await mayCount(ctx))) return 0;
    const current = monthAt(await mattersOf(ctx), now);
    const months = Array.from({ length: keptMonths }, (_, back) => shiftMonth(current, -back));
    const next = await selectMonthToFlag(ctx, months, new Date(now.getTime() - paceMs));
    if (next === undefined) return 0;
    await raiseFlags(ctx, next);
    return 1;
  });
}
