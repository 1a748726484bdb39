import type { Compared } from './likeness.ts';

/** Two stories, by their place in a list, the earlier first. */
export type Pair = readonly [one: number, other: number];

export type PairSettings = {
  /** An n-gram that more stories hold than this does not bring stories together. */
  readonly mostHolders: number;
  /** Shared wording from which a pair is looked at. */
  readonly least: number;
};

/** Every pair that shares enough of its rarer wording to be looked at, found by an inverted index. */
export function* likelyPairs(stories: readonly Compared[], { mostHolders, least }: PairSettings): Generator<Pair> {
  const holders = new Map<number, { rows: number[]; weights: number[] }>();
  const shared = new Float64Array(stories.length);
  for (const [row, { all }] of stories.entries()) {
    const met: number[] = [];
    for (const [at, hash] of all.hash.entries()) {
      const weight = all.weight[at] as number;
      const held = holders.get(hash);
      if (!held) {
        holders.set(hash, { rows: [row], weights: [weight] });
        continue;
      }
      if (held.rows.length > mostHolders) continue;
      for (const [place, other] of held.rows.entries()) {
        if (shared[other] === 0) met.push(other);
        shared[other] = (shared[other] as number) + weight * (held.weights[place] as number);
      }
      held.rows.push(row);
      held.weights.push(weight);
    }
    for (const other of met) {
      if ((shared[other] as number) >= least) yield [other, row];
      shared[other] = 0;
    }
  }
}
