import { createHash } from 'node:crypto';

/**
 * The public formula of the monthly audit: of each unit's closed cases those are looked at whose SHA-256 of `seed:number` is smallest. Whoever has the
 * seed and the case numbers draws the same sample; nobody can tell it before the seed is drawn, which happens once, after the month has ended.
 */
export const auditFormula = 'sha256(seed + ":" + case number), smallest first, within each answering unit';

/** Two in a hundred of a unit's closed cases, and at least three. */
export const auditShare = 0.02;
export const auditLeast = 3;

/** How many of `count` cases of a unit are drawn. */
export const sampleSize = (count: number): number => Math.min(count, Math.max(auditLeast, Math.ceil(count * auditShare)));

/** The place of a case in the draw, as 64 hexadecimal digits. */
export const lotOf = (seed: string, number: string): string => createHash('sha256').update(`${seed}:${number}`).digest('hex');

/** Draws from the case numbers of one unit, in the order of their lots. */
export function drawSample(seed: string, numbers: readonly string[]): string[] {
  return numbers
    .map((number) => ({ number, lot: lotOf(seed, number) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, sampleSize(numbers.length))
    .map(({ number }) => number);
}
