import { readCursor, writeCursor } from '#platform/paging.ts';

/** The two parts of a list's sort key in a cursor; nothing without one. */
export function pairIn(cursor: string | undefined): readonly [string, string] | undefined {
  if (cursor === undefined) return undefined;
  const [first = '', second = ''] = readCursor(cursor, 2).map(String);
  return [first, second];
}

/** A page of what was found, one more than `limit` where there are more, and the cursor to the next page. */
export function pageOf<T>(found: readonly T[], limit: number, keyOf: (last: T) => readonly string[]): { shown: T[]; next: string | null } {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: last !== undefined && found.length > limit ? writeCursor(keyOf(last)) : null };
}
