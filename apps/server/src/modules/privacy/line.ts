import { createHash } from 'node:crypto';
import { canonical } from '#platform/canonical.ts';
import type { LedgerTable } from './tables.ts';

/** What of a line the tree commits to: all of it, salted, so that no leaf tells its line to who guesses. */
export function commitmentOf(line: LedgerTable): Buffer {
  const { salt, ...told } = line;
  const text = canonical({ ...told, at: told.at.toISOString(), person: told.person?.toString('hex') ?? null });
  return createHash('sha256').update(salt).update(text).digest();
}

/** What is signed of a tree: its size, its root and when it was so. */
export const headText = ({ size, root, at }: { size: number; root: Buffer; at: Date }): Buffer =>
  Buffer.from(`banyan.ledger.v1\n${size}\n${root.toString('base64')}\n${at.toISOString()}\n`);

/** `王*`, `欧阳*` is not told apart: the first character and a star. */
export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}*`);
