import type { Document } from './features.ts';
import { bandCount, sketch } from './sketch.ts';

/** Two sketches that agree in this many of their bands belong to nearly the same text. */
const sameBands = bandCount / 2;

/** Documents of which one field nearly repeats the same field of another are copies of each other: gives each document the number of its group. */
export function copiesOf(documents: readonly Document[]): Int32Array {
  const group = Int32Array.from(documents, (_, row) => row);
  const rootOf = (row: number): number => {
    let root = row;
    while (group[root] !== root) root = group[root] as number;
    return root;
  };
  const fieldCount = documents.reduce((most, { fields }) => Math.max(most, fields.length), 0);
  for (let field = 0; field < fieldCount; field += 1)
    for (const [one, other] of likePairs(documents.map(({ fields }) => sketch(fields[field] ?? '')))) group[rootOf(one)] = rootOf(other);
  return group.map((_, row) => rootOf(row));
}

/** Of each text the earlier ones it agrees with; a band that very many share is boilerplate and is not asked. */
function* likePairs(sketches: readonly Int32Array[]): Generator<[number, number]> {
  const held = new Map<number, number[]>();
  for (const [row, bands] of sketches.entries()) {
    const shared = new Map<number, number>();
    for (const band of bands) {
      const earlier = held.get(band) ?? [];
      for (const other of earlier) shared.set(other, (shared.get(other) ?? 0) + 1);
      if (earlier.length < mostAlike) held.set(band, [...earlier, row]);
    }
    for (const [other, count] of shared) if (count >= sameBands) yield [row, other];
  }
}

const mostAlike = 60;
