import type { Share } from './rates.ts';

/** Bounds of a rate, 0 to 1. */
export type Interval = { readonly low: number; readonly high: number };

/** The 97.5 % point of the standard normal distribution: two-sided intervals of 95 %. */
export const z95 = 1.959963984540054;

/**
 * The Wilson score interval of a rate; the whole of 0 to 1 when nothing was observed. Unlike p ± z·√(p(1−p)/n) it does not collapse at 0 % and
 * 100 % and keeps its level at small n.
 * E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", J. Am. Stat. Assoc. 22 (1927) 209–212;
 * recommended by L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001) 101–133.
 */
export function wilson({ count, met }: Share, z: number = z95): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const rate = met / count;
  const square = z * z;
  const scale = 1 + square / count;
  const middle = (rate + square / (2 * count)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / count + square / (4 * count * count));
  return { low: met === 0 ? 0 : Math.max(0, middle - half), high: met === count ? 1 : Math.min(1, middle + half) };
}

/** What the peers tell of a rate before a unit is looked at: their mean, and how many observations this knowledge is worth. */
export type Prior = { readonly mean: number; readonly weight: number };

/** Peers are worth at least 2 and at most 200 observations: they steady a small unit and do not drown a large one. */
export const priorWeights = { least: 2, most: 200 } as const;

/**
 * The beta prior of a group of peers by the method of moments, weighted by what each observed: how far the peers' rates differ beyond chance tells how
 * much they are worth. Undefined when nobody observed anything.
 * J. C. Kleinman, "Proportions with Extraneous Variance: Single and Independent Samples", J. Am. Stat. Assoc. 68 (1973) 46–54.
 */
export function priorOf(peers: readonly Share[]): Prior | undefined {
  const seen = peers.filter(({ count }) => count > 0);
  const total = seen.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const mean = seen.reduce((sum, { met }) => sum + met, 0) / total;
  const chance = mean * (1 - mean);
  const spread = seen.reduce((sum, { count, met }) => sum + count * (met / count - mean) ** 2, 0);
  const room = total - seen.reduce((sum, { count }) => sum + (count * count) / total, 0);
  const excess = spread - chance * (seen.length - 1);
  // One peer, or rates that differ no more than chance makes them: the peers are alike, and worth the most.
  if (room <= seen.length - 1 || chance === 0 || excess <= 0) return { mean, weight: priorWeights.most };
  const correlation = excess / ((room - seen.length + 1) * chance);
  const weight = 1 / correlation - 1;
  return { mean, weight: Math.min(priorWeights.most, Math.max(priorWeights.least, weight)) };
}

/**
 * The rate shrunk towards that of the peers: the mean of the beta distribution after what was observed, (met + mean·weight) ÷ (count + weight).
 * B. Efron, C. Morris, "Data Analysis Using Stein's Estimator and its Generalizations", J. Am. Stat. Assoc. 70 (1975) 311–319;
 * G. Casella, "An Introduction to Empirical Bayes Data Analysis", The American Statistician 39 (1985) 83–87.
 */
export const shrink = ({ count, met }: Share, { mean, weight }: Prior): number => (met + mean * weight) / (count + weight);
