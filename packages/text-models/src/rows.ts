import type { Document } from './features.ts';
import { countFeatures, dampen, makeCounter, type Vocabulary } from './vocabulary.ts';

/** Sparse rows: row r has columns `column[start[r] … start[r + 1] - 1]`. The views of a document stand side by side, each of its own length. */
export type Rows = { readonly count: number; readonly start: Int32Array; readonly column: Int32Array; readonly value: Float32Array };

/** Column at which each view begins, and how many there are in all. */
export function offsetsOf(vocabularies: readonly Vocabulary[]): { offsets: number[]; total: number } {
  let total = 0;
  const offsets = vocabularies.map(({ size }) => {
    const offset = total;
    total += size;
    return offset;
  });
  return { offsets, total };
}

/** The documents as sparse rows; one without a known feature is an empty row. */
export function vectorise(vocabularies: readonly Vocabulary[], documents: readonly Document[]): Rows {
  const { offsets } = offsetsOf(vocabularies);
  const counters = vocabularies.map(({ size }) => makeCounter(size));
  const start = new Int32Array(documents.length + 1);
  let column = new Int32Array(1 << 16);
  let value = new Float32Array(1 << 16);
  let used = 0;
  documents.forEach((document, row) => {
    vocabularies.forEach((vocabulary, at) => {
      const counter = counters[at] as (typeof counters)[number];
      countFeatures(vocabulary, document, counter);
      if (used + counter.used > column.length) {
        const size = Math.max(column.length * 2, used + counter.used);
        column = grown(column, new Int32Array(size));
        value = grown(value, new Float32Array(size));
      }
      const from = used;
      let squares = 0;
      for (let cell = 0; cell < counter.used; cell += 1) {
        const place = counter.touched[cell] as number;
        const weight = dampen(counter.counts[place] as number) * (vocabulary.idf[place] as number);
        counter.counts[place] = 0;
        column[used] = place + (offsets[at] as number);
        value[used] = weight;
        squares += weight * weight;
        used += 1;
      }
      const share = vocabulary.view.weight / (Math.sqrt(squares) || 1);
      for (let cell = from; cell < used; cell += 1) value[cell] = (value[cell] as number) * share;
    });
    start[row + 1] = used;
  });
  return { count: documents.length, start, column: column.slice(0, used), value: value.slice(0, used) };
}

function grown<T extends Int32Array | Float32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
