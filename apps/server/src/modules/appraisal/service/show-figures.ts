import type { Context } from '#platform/context.ts';
import { readCursor } from '#platform/paging.ts';
import { type Prior, shrink, wilson } from '../law/intervals.ts';
import { formulaVersion, isJudged, type MeasureName, measureNames, measures, type PostKind, postKinds } from '../law/measures.ts';
import { peersOf } from '../law/peers.ts';
import { minimumSample } from '../law/ranking.ts';
import { addTallies, rateOf, type Tally } from '../law/rates.ts';
import { scorecardsOn } from '../law/scorecard.ts';
import { isWithheld, type Part } from '../policy.ts';
import type { Figure, FiguresAnswer, FiguresQuery } from '../schema.ts';
import { selectByArea, selectByUnit } from '../store/figures.ts';
import { selectCountedAt } from '../store/months.ts';
import { type PriorRow, type ScoreRow, selectPriors, selectScores } from '../store/scores.ts';
import { pageOf } from './cursor.ts';
import { enter, knownMonth, type Sight } from './sight.ts';

export type Row = FiguresAnswer['rows'][number];

/** A rate with everything that must stand beside it. Without peers there is nothing to shrink towards. */
export function figureOf(measure: MeasureName, tally: Tally, isReviewer: boolean, prior?: Prior): Figure {
  const share = tally[measure];
  const base = { measure, count: share.count };
  if (isJudged(measure) && measure !== 'coverage' && isWithheld(share.count, isReviewer))
    return { ...base, met: null, rate: null, low: null, high: null, shrunk: null, withheld: true };
  const { low, high } = wilson(share);
  return { ...base, met: share.met, rate: rateOf(share), low, high, shrunk: prior ? shrink(share, prior) : null, withheld: false };
}

/** Every measure of which something was observed. */
export const figuresOf = (tally: Tally, isReviewer: boolean, priors?: ReadonlyMap<string, Prior>): Figure[] =>
  measureNames.flatMap((measure) => (tally[measure].count > 0 ? [figureOf(measure, tally, isReviewer, priors?.get(measure))] : []));

const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);

export const scoreOf = (row: ScoreRow): Row['scores'][number] => ({
  post: row.post,
  version: row.version,
  score: round(row.score),
  low: round(row.low),
  high: round(row.high),
  lacks: [...row.lacks],
  rank: row.rank,
  peerCount: row.peerCount,
  alike: row.alike,
});

export const priorsBy = (rows: readonly PriorRow[]): ReadonlyMap<string, ReadonlyMap<string, Prior>> =>
  new Map([...Map.groupBy(rows, ({ peers }) => peers)].map(([peers, own]) => [peers, new Map(own.map((prior) => [prior.measure, prior]))]));

/** Figures are worked out for the page alone. */
type Page = { after: string; limit: number };

async function byUnit(ctx: Context, sight: Sight, on: string, page?: Page): Promise<Row[]> {
  const { places, rules, isReviewer } = sight;
  const all = await selectByUnit(ctx, on, sight.part, sight.units);
  const found = page ? all.filter(({ key }) => key > page.after).slice(0, page.limit + 1) : all;
  const [priors, scores] = [
    priorsBy(await selectPriors(ctx, on)),
    Map.groupBy(
      await selectScores(
        ctx,
        on,
        found.map(({ key }) => key),
      ),
      ({ unit }) => unit,
    ),
  ];
  return found.map(({ key, tally }) => {
    const unit = places.unit(key);
    const peers = unit ? peersOf(unit, places.city.code, rules.groups) : '';
    return {
      key,
      name: places.unitName(key),
      nameEn: places.unitName(key, 'en'),
      kind: unit?.kind ?? null,
      peers,
      scores: (scores.get(key) ?? []).map(scoreOf),
      figures: figuresOf(tally, isReviewer, priors.get(peers)),
    };
  });
}

async function byArea(ctx: Context, { places, part, units, isReviewer }: Sight, on: string): Promise<Row[]> {
  return (await selectByArea(ctx, on, part, units)).map(({ key, tally }) => ({
    key,
    name: places.area(key)?.name ?? key,
    nameEn: places.area(key)?.nameEn ?? key,
    kind: null,
    peers: null,
    scores: [],
    figures: figuresOf(tally, isReviewer),
  }));
}

async function byKind(ctx: Context, { places, part, units, isReviewer }: Sight, on: string): Promise<Row[]> {
  const groups = Map.groupBy(await selectByUnit(ctx, on, part, units), ({ key }) => places.unit(key)?.kind ?? '');
  return [...groups]
    .map(([kind, rows]) => ({
      key: kind,
      name: places.kinds.get(kind)?.name ?? kind,
      nameEn: places.kinds.get(kind)?.nameEn ?? kind,
      kind,
      peers: null,
      scores: [],
      figures: figuresOf(addTallies(rows.map(({ tally }) => tally)), isReviewer),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const postNames: Record<PostKind, readonly [zh: string, en: string]> = {
  desk: ['受理派单岗', 'Intake and dispatch'],
  handler: ['承办岗', 'Handling'],
  called: ['报到岗（被呼叫）', 'Called to the place'],
  caller: ['呼叫岗', 'Calling'],
};

async function byPost(ctx: Context, { part, units, isReviewer }: Sight, on: string): Promise<Row[]> {
  const total = addTallies((await selectByUnit(ctx, on, part, units)).map(({ tally }) => tally));
  const figures = figuresOf(total, isReviewer);
  return postKinds.map((post) => ({
    key: post,
    name: postNames[post][0],
    nameEn: postNames[post][1],
    kind: null,
    peers: null,
    scores: [],
    figures: figures.filter(({ measure }) => measures.find(({ name }) => name === measure)?.post === post),
  }));
}

const makers = { unit: byUnit, area: byArea, kind: byKind, post: byPost } as const;

/** Every row of a grouping for a file; for a page of units one more than it holds. */
export const allRows = (ctx: Context, sight: Sight, on: string, by: keyof typeof makers, page?: Page): Promise<Row[]> =>
  makers[by](ctx, sight, on, page);

export const nameOfPart = ({ places }: Pick<Sight, 'places'>, { code }: Part) => ({
  code,
  name: places.areaName(code) || (places.area(code)?.name ?? code),
  nameEn: places.areaName(code, 'en') || (places.area(code)?.nameEn ?? code),
});

/** How and of when a month was counted: stands beside its figures. */
export async function countingOf(ctx: Context, { rules }: Pick<Sight, 'rules'>, on: string) {
  const counted = await selectCountedAt(ctx, on);
  return {
    countedAt: counted?.at?.toISOString() ?? null,
    waits: counted === undefined || counted.stale,
    formulaVersion,
    minimumSample,
    scorecards: scorecardsOn(rules.scorecard, on).map(({ post, version }) => ({ post, version })),
  };
}

/**
 * The figures of a month by unit, kind of unit, post kind or area below. Each rate is met ÷ count with its 95 % Wilson bounds and, by unit, shrunk towards
 * its peers; scores and ranks are of the unit as a whole. All from the kept counts; `countedAt` says of when they are.
 */
export async function showFigures(ctx: Context, query: FiguresQuery): Promise<FiguresAnswer> {
  const sight = await enter(ctx, query.area);
  const { on } = knownMonth(ctx, sight.matters, query.month);
  const { by = 'unit', limit = 100, cursor } = query;
  const after = cursor === undefined ? '' : String(readCursor(cursor, 1)[0]);
  const rows = (await allRows(ctx, sight, on, by, { after, limit })).filter(({ key }) => key > after);
  const { shown, next } = pageOf(rows, limit, (last) => [last.key]);
  return {
    month: on.slice(0, 7),
    area: nameOfPart(sight, sight.part),
    by,
    confinedTo: sight.units && [...sight.units],
    ...(await countingOf(ctx, sight, on)),
    rows: shown,
    next,
  };
}
