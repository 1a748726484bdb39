/** A repeatable stream of numbers in [0, 1) (mulberry32), so that two trainings on the same data give the same model. */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle(order: Int32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}

/** A fold (0 … folds − 1) for every row, each label spread evenly; rows with the same `group` share a fold, so that copies do not tell on each other. */
export function stratifiedFolds(labels: Int32Array, groups: Int32Array, folds: number, seed: number): Int32Array {
  const order = Int32Array.from(labels, (_, row) => row);
  shuffle(order, chance(seed));
  const foldOfGroup = new Map<number, number>();
  const nextOfLabel = new Map<number, number>();
  const fold = new Int32Array(labels.length);
  for (const row of order) {
    const group = groups[row] as number;
    let chosen = foldOfGroup.get(group);
    if (chosen === undefined) {
      const label = labels[row] as number;
      chosen = nextOfLabel.get(label) ?? label % folds;
      nextOfLabel.set(label, (chosen + 1) % folds);
      foldOfGroup.set(group, chosen);
    }
    fold[row] = chosen;
  }
  return fold;
}
