import type { Classifier } from './classifier.ts';
import type { Document } from './features.ts';
import { eachFeature } from './features.ts';
import { placeOf } from './hash-table.ts';
import { offsetsOf } from './rows.ts';
import { dampen } from './vocabulary.ts';

/** A word that spoke for a label, and how much it did beside the strongest (0 to 1). */
export type Reason = { readonly word: string; readonly share: number };

const leastShare = 0.15;

/**
 * The words of a text that decided for a label, the strongest first: what every n-gram adds to the label beyond what it adds to the others, laid on the
 * characters it covers and summed over words. `cut` gives the words of a text in order.
 */
export function explain(
  { labels, vocabularies, linear }: Classifier,
  document: Document,
  label: string,
  cut: (text: string) => readonly string[],
  most = 5,
): Reason[] {
  const cls = labels.indexOf(label);
  if (cls < 0) return [];
  const { offsets } = offsetsOf(vocabularies);
  const pull = document.fields.map((text) => new Float64Array(text.length));
  vocabularies.forEach(({ view, table, idf }, at) => {
    eachFeature(document, view, (hash, field, from, to) => {
      const place = placeOf(table, hash);
      if (place < 0 || field < 0) return;
      const base = (place + (offsets[at] as number)) * linear.classes;
      const force = (excess(linear.weight, base, linear.classes, cls) * dampen(1) * (idf[place] as number) * view.weight) / (to - from);
      const on = pull[field] as Float64Array;
      for (let character = from; character < to; character += 1) on[character] = (on[character] as number) + force;
    });
  });
  return strongest(wordsWith(document.fields, pull, cut), most);
}

/** What a feature adds to a class beyond the mean of all. */
function excess(weight: Float32Array, base: number, classes: number, cls: number): number {
  let sum = 0;
  for (let other = 0; other < classes; other += 1) sum += weight[base + other] as number;
  return (weight[base + cls] as number) - sum / classes;
}

function wordsWith(
  fields: readonly string[],
  pull: readonly Float64Array[],
  cut: (text: string) => readonly string[],
): Map<string, number> {
  const words = new Map<string, number>();
  fields.forEach((text, field) => {
    let at = 0;
    for (const word of cut(text)) {
      let force = 0;
      for (let character = at; character < at + word.length; character += 1) force += pull[field]?.[character] ?? 0;
      at += word.length;
      if (/[\p{L}\p{N}]/u.test(word)) words.set(word, (words.get(word) ?? 0) + force);
    }
  });
  return words;
}

function strongest(words: ReadonlyMap<string, number>, most: number): Reason[] {
  const order = [...words].filter(([, force]) => force > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const first = order[0]?.[1] ?? 1;
  return order
    .map(([word, force]) => ({ word, share: force / first }))
    .filter(({ word, share }) => share >= leastShare && word.length > 1)
    .slice(0, most);
}
