import type { Compared, Weighted } from './likeness.ts';

const mostGrams = 400;

function meanOf(parts: readonly Weighted[], most: number): { hash: number; weight: number }[] {
  const sums = new Map<number, number>();
  for (const { hash, weight } of parts)
    for (const [at, one] of hash.entries()) sums.set(one, (sums.get(one) ?? 0) + (weight[at] as number) / parts.length);
  const grams = [...sums].map(([hash, weight]) => ({ hash, weight }));
  if (grams.length > most) grams.sort((a, b) => b.weight - a.weight || a.hash - b.hash).length = most;
  return grams.sort((a, b) => a.hash - b.hash);
}

const packed = (grams: readonly { hash: number; weight: number }[], share: number): Weighted => ({
  hash: Int32Array.from(grams, ({ hash }) => hash),
  weight: Float32Array.from(grams, ({ weight }) => weight * share),
});

/** What a group of stories is compared by: the mean of its members, of which the rare wording of one falls away. Numbers are those of half of them. */
export function centroidOf(members: readonly Compared[]): Compared {
  const all = meanOf(
    members.map(({ all }) => all),
    mostGrams,
  );
  const length = Math.sqrt(all.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
  const words = meanOf(
    members.map(({ words }) => words),
    mostGrams,
  );
  const total = words.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const held = Map.groupBy(
    members.flatMap(({ numbers }) => [...new Set(numbers)]),
    (number) => number,
  );
  return {
    all: packed(all, 1 / length),
    names: packed(
      meanOf(
        members.map(({ names }) => names),
        mostGrams,
      ),
      1,
    ),
    words: packed(words, 1 / total),
    numbers: [...held].filter(([, same]) => same.length * 2 >= members.length).map(([number]) => number),
  };
}
