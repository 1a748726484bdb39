/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function scalar(value: null | boolean | number | string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`JSON has no ${value}.`);
  if (typeof value === 'string' && !value.isWellFormed())
    throw new Error('A text holds half a character (a lone surrogate) and has no UTF-8 form.');
  return JSON.stringify(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): names sorted by UTF-16 code units, no white space, numbers and texts as
 * ECMAScript writes them. Throws on what has no such text: numbers that are not finite, lone surrogates.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return scalar(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b));
  return `{${members.map(([name, member]) => `${scalar(name)}:${canonical(member)}`).join(',')}}`;
}
