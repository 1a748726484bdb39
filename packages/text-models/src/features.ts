import { cutUnits, gap, mix } from './units.ts';

/**
 * A document: its text fields in order, and marks told about it, such as the county that a place name points to. A document kept for learning holds the
 * hashes of its features by view instead of its words (`hashesOf`).
 */
export type Document = {
  readonly fields: readonly string[];
  readonly marks?: readonly string[];
  readonly hashes?: ReadonlyMap<string, Int32Array>;
};

/**
 * One view of a document: n-grams of the least to the greatest of `orders` units of some fields, or its marks. Each view becomes a vector of length 1 of its own, so that a long
 * body does not drown a short title.
 */
export type View = { readonly of: 'first' | 'rest' | 'all' | 'marks'; readonly orders: readonly number[]; readonly weight: number };

/** `field` and `from`–`to` tell where the feature stands (UTF-16 units); a mark stands nowhere (-1). */
export type Emit = (hash: number, field: number, from: number, to: number) => void;

export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

export const keyOfView = ({ of, orders }: View): string => `${of} ${orders.join()}`;

/** Calls `emit` for every feature of a view. */
export function eachFeature(document: Document, view: View, emit: Emit): void {
  const { fields, marks = [], hashes } = document;
  if (hashes) {
    for (const hash of hashes.get(keyOfView(view)) ?? []) emit(hash, -1, 0, 0);
    return;
  }
  if (view.of === 'marks') {
    for (const mark of marks) emit(hashText(mark), -1, 0, 0);
    return;
  }
  const first = view.of === 'rest' ? 1 : 0;
  const end = view.of === 'first' ? Math.min(1, fields.length) : fields.length;
  for (let field = first; field < end; field += 1) eachGram(fields[field] as string, field, view.orders, emit);
}

function eachGram(text: string, field: number, orders: readonly number[], emit: Emit): void {
  const { count, hash, start, end } = cutUnits(text);
  const longest = orders.reduce((most, order) => Math.max(most, order), 0);
  const shortest = orders.reduce((least, order) => Math.min(least, order), longest);
  for (let first = 0; first < count; first += 1) {
    let gram = 0;
    for (let order = 1; order <= longest && first + order <= count; order += 1) {
      const unit = hash[first + order - 1] as number;
      if (unit === gap) break;
      gram = mix(gram + order, unit);
      if (order >= shortest) emit(gram, field, start[first] as number, end[first + order - 1] as number);
    }
  }
}

/** The features of a document by view, to learn from without keeping its words. */
export function hashesOf(document: Document, views: readonly View[]): Map<string, Int32Array> {
  return new Map(
    views.map((view) => {
      const hashes: number[] = [];
      eachFeature(document, view, (hash) => {
        hashes.push(hash);
      });
      return [keyOfView(view), Int32Array.from(hashes)];
    }),
  );
}
