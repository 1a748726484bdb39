import { type Document, eachFeature, type View } from './features.ts';
import { type HashTable, makeTable, placeOf, putPlace } from './hash-table.ts';

/** The features that one view of a model knows, with the weight of each (smoothed inverse document frequency). */
export type Vocabulary = { readonly view: View; readonly size: number; readonly table: HashTable; readonly idf: Float32Array };

export type VocabularySettings = {
  /** A feature in fewer documents than this is left out. */
  readonly least: number;
  /** No more features than this; the commonest stay. */
  readonly most: number;
};

/** Learns in how many documents each feature stands. */
export function buildVocabulary(documents: readonly Document[], view: View, { least, most }: VocabularySettings): Vocabulary {
  const seenIn = new Map<number, number>();
  const lastSeen = new Map<number, number>();
  documents.forEach((document, row) => {
    eachFeature(document, view, (hash) => {
      if (lastSeen.get(hash) === row) return;
      lastSeen.set(hash, row);
      seenIn.set(hash, (seenIn.get(hash) ?? 0) + 1);
    });
  });
  let kept = [...seenIn].filter(([, documentCount]) => documentCount >= least);
  if (kept.length > most) kept = kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  const table = makeTable(kept.length);
  const idf = new Float32Array(kept.length);
  for (const [place, [hash, documentCount]] of kept.entries()) {
    putPlace(table, hash, place);
    idf[place] = Math.log((1 + documents.length) / (1 + documentCount)) + 1;
  }
  return { view, size: kept.length, table, idf };
}

/** Scratch of one vocabulary: how often each feature stands in the document at hand, and which do. */
export type Counter = { readonly counts: Int32Array; readonly touched: Int32Array; used: number };

export const makeCounter = (size: number): Counter => ({ counts: new Int32Array(size), touched: new Int32Array(size), used: 0 });

/** Counts the known features of a document; the caller sets the touched counts back to 0. */
export function countFeatures({ table, view }: Vocabulary, document: Document, counter: Counter): void {
  const { counts, touched } = counter;
  let used = 0;
  eachFeature(document, view, (hash) => {
    const place = placeOf(table, hash);
    if (place < 0) return;
    if (counts[place] === 0) {
      touched[used] = place;
      used += 1;
    }
    counts[place] = (counts[place] as number) + 1;
  });
  counter.used = used;
}

/** 1 + ln of small counts, which nearly all are. */
const logs = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)));

/** Sublinear term frequency (1 + ln tf). */
export const dampen = (count: number) => (count < 256 ? (logs[count] as number) : 1 + Math.log(count));
