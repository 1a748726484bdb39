import { type Interval, type Prior, priorOf, shrink, wilson } from './intervals.ts';
import { type MeasureName, measureOf } from './measures.ts';
import type { Tally } from './rates.ts';

/** Below this many observations of any weighted measure a unit has no score and no rank: its rates are told, and nothing is made of them. */
export const minimumSample = 30;

export type Weight = { readonly measure: MeasureName; readonly weight: number };

/** A score out of 100 with bounds, or the measures of which too little was observed. */
export type Score =
  | { readonly score: number; readonly low: number; readonly high: number; readonly lacks: readonly [] }
  | { readonly score: null; readonly low: null; readonly high: null; readonly lacks: readonly MeasureName[] };

/** A low rate of returns is good: for such measures the share that was not met is scored. */
const goodOf = (measure: MeasureName, rate: number) => (measureOf(measure).good === 'low' ? 1 - rate : rate);

function goodInterval(measure: MeasureName, { low, high }: Interval): Interval {
  return measureOf(measure).good === 'low' ? { low: 1 - high, high: 1 - low } : { low, high };
}

/** The priors of a group of peers, measure by measure. */
export const priorsOf = (peers: readonly Tally[], weights: readonly Weight[]): ReadonlyMap<MeasureName, Prior | undefined> =>
  new Map(weights.map(({ measure }) => [measure, priorOf(peers.map((tally) => tally[measure]))]));

/**
 * Σ weight × shrunk rate, out of 100. The bounds add up the Wilson bounds of the parts with the same weights, which is wider than 95 %: who is told
 * apart by them is told apart with more than that certainty.
 */
export function scoreOf(tally: Tally, weights: readonly Weight[], priors: ReadonlyMap<MeasureName, Prior | undefined>): Score {
  const lacks = weights.map(({ measure }) => measure).filter((measure) => tally[measure].count < minimumSample);
  if (lacks.length > 0 || weights.length === 0) return { score: null, low: null, high: null, lacks };
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const sums = { score: 0, low: 0, high: 0 };
  for (const { measure, weight } of weights) {
    const share = tally[measure];
    const prior = priors.get(measure);
    const bounds = goodInterval(measure, wilson(share));
    sums.score += weight * goodOf(measure, prior ? shrink(share, prior) : share.met / share.count);
    sums.low += weight * bounds.low;
    sums.high += weight * bounds.high;
  }
  return { score: (100 * sums.score) / total, low: (100 * sums.low) / total, high: (100 * sums.high) / total, lacks: [] };
}

/** `rank` 1 is best; `alike` is how many of the ranked peers cannot be told apart from this one. */
export type Rank = { readonly rank: number; readonly of: number; readonly alike: number };

/** How many of the ascending numbers are smaller than x. */
function countBelow(sorted: readonly number[], x: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) < x) from = middle + 1;
    else to = middle;
  }
  return from;
}

const countAbove = (sorted: readonly number[], x: number) => sorted.length - countBelow(sorted, x) - countAt(sorted, x);
const countAt = (sorted: readonly number[], x: number) => {
  const start = countBelow(sorted, x);
  let end = start;
  while (end < sorted.length && sorted[end] === x) end++;
  return end - start;
};

/**
 * Ranks peers, each with score bounds: a unit stands behind those that are certainly better, whose low bound lies above its high bound. Units that
 * cannot be told apart share a rank, so that one case more or less does not move a unit from the top to the bottom.
 */
export function rankPeers(bounds: readonly Interval[]): Rank[] {
  const lows = bounds.map(({ low }) => low).sort((a, b) => a - b);
  const highs = bounds.map(({ high }) => high).sort((a, b) => a - b);
  return bounds.map(({ low, high }) => {
    const better = countAbove(lows, high);
    const worse = countBelow(highs, low);
    return { rank: better + 1, of: bounds.length, alike: bounds.length - 1 - better - worse };
  });
}
