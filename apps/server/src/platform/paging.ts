import { badRequest } from './refusal.ts';

/** A keyset cursor: the sort key of the last row, opaque to the caller. */
export const writeCursor = (key: readonly (string | number | null)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor of `length` parts; a foreign or truncated one is refused. */
export function readCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => part === null || typeof part === 'string' || typeof part === 'number')
    )
      return key as (string | number | null)[];
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('request.cursor_invalid', 'This cursor is not one that the list gave out. Start from the first page.');
}
