import { type MeasureName, measureNames } from './measures.ts';

/** How many observations there were, and how many of them met what the measure asks. Whole numbers; `met` is never more than `count`. */
export type Share = { readonly count: number; readonly met: number };

/** One share a measure. */
export type Tally = Readonly<Record<MeasureName, Share>>;

const nothing: Share = { count: 0, met: 0 };

export const emptyTally = (): Tally =>
  Object.fromEntries(measureNames.map((name) => [name, nothing] as const)) as Record<MeasureName, Share>;

export const addShares = (a: Share, b: Share): Share => ({ count: a.count + b.count, met: a.met + b.met });

/** The sum of tallies, measure by measure: every observation is counted once, so larger areas and longer times are sums. */
export function addTallies(tallies: Iterable<Tally>): Tally {
  const sum = { ...emptyTally() } as Record<MeasureName, Share>;
  for (const tally of tallies) for (const name of measureNames) sum[name] = addShares(sum[name], tally[name]);
  return sum;
}

/** Nothing observed is no 100 % and no 0 %: it is null. */
export const rateOf = ({ count, met }: Share): number | null => (count === 0 ? null : met / count);
