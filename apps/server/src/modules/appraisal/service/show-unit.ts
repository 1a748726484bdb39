import type { Context } from '#platform/context.ts';
import { isJudged, measureOf } from '../law/measures.ts';
import { peersOf } from '../law/peers.ts';
import { addTallies } from '../law/rates.ts';
import { shiftMonth } from '../months.ts';
import type { ResultsQuery, UnitAnswer } from '../schema.ts';
import { selectByArea, selectMonths } from '../store/figures.ts';
import { setMonth } from '../store/months.ts';
import { selectResults } from '../store/results.ts';
import { selectPriors, selectScores } from '../store/scores.ts';
import { keptMonths } from './count-months.ts';
import { pageOf, pairIn } from './cursor.ts';
import { countingOf, figuresOf, priorsBy, scoreOf } from './show-figures.ts';
import { enterUnit, knownMonth } from './sight.ts';

/** One unit: its figures over all areas, its scores and ranks, the months before, and the areas in which it worked. */
export async function showUnit(ctx: Context, id: string, asked?: string): Promise<UnitAnswer> {
  const { places, matters, rules, isReviewer } = await enterUnit(ctx, id);
  const { on } = knownMonth(ctx, matters, asked);
  const unit = places.unit(id);
  const peers = unit ? peersOf(unit, places.city.code, rules.groups) : '';
  const months = await selectMonths(ctx, id, shiftMonth(on, 1 - keptMonths), on);
  const [scores, priors] = [await selectScores(ctx, on, [id]), priorsBy(await selectPriors(ctx, on))];
  const areas = await selectByArea(ctx, on, { code: places.city.code, level: 'city' }, [id]);
  const total = addTallies(months.filter(({ key }) => key === on).map(({ tally }) => tally));
  return {
    month: on.slice(0, 7),
    unit: { id, name: places.unitName(id), nameEn: places.unitName(id, 'en'), kind: unit?.kind ?? '', peers },
    ...(await countingOf(ctx, { rules }, on)),
    scores: scores.map(scoreOf),
    figures: figuresOf(total, isReviewer, priors.get(peers)),
    months: months.map(({ key, tally }) => ({ month: key.slice(0, 7), figures: figuresOf(tally, isReviewer) })),
    areas: areas.map(({ key, tally }) => ({
      code: key,
      name: places.area(key)?.name ?? key,
      nameEn: places.area(key)?.nameEn ?? key,
      figures: figuresOf(tally, isReviewer),
    })),
  };
}

/**
 * The cases behind a unit's figure. Of what reporters judged the rated unit sees the results that stand against it, which it may contest, and neither the
 * moment of a rating nor the good ones: together they would tell who rated.
 */
export async function listResults(ctx: Context, id: string, query: ResultsQuery) {
  const { matters, isReviewer } = await enterUnit(ctx, id);
  await setMonth(ctx, knownMonth(ctx, matters, query.month));
  const { measure, limit = 100 } = query;
  const hides = isJudged(measure) && !isReviewer;
  if (hides && measure === 'coverage') return { results: [], next: null };
  const met = hides ? measureOf(measure).good === 'low' : query.met;
  const found = await selectResults(ctx, { unit: id, measure, met, after: pairIn(query.cursor), limit: limit + 1 });
  const { shown, next } = pageOf(found, limit, (last) => [last.number, last.key]);
  return { results: shown.map(({ key: _, at, ...one }) => ({ ...one, at: hides ? null : at.toISOString() })), next };
}
