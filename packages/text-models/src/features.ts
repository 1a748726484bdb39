import { cutUnits, gap, mix } from './units.ts';

/** A document: its text fields in order, and marks told about it, such as the county that a place name points to. */
export type Document = { readonly fields: readonly string[]; readonly marks?: readonly string[] };

/**
 * One view of a document: n-grams of `orders` units of some fields, or its marks. Each view becomes a vector of length 1 of its own, so that a long
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

/** Calls `emit` for every feature of a view. */
export function eachFeature(document: Document, view: View, emit: Emit): void {
  const { fields, marks = [] } = document;
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
  for (let first = 0; first < count; first += 1) {
    let gram = 0;
    for (let order = 1; order <= longest && first + order <= count; order += 1) {
      const unit = hash[first + order - 1] as number;
      if (unit === gap) break;
      gram = mix(gram + order, unit);
      if (orders.includes(order)) emit(gram, field, start[first] as number, end[first + order - 1] as number);
    }
  }
}
