import type { CaseLine } from '@banyan/api-client';

export const keyOf = (line: Pick<CaseLine, 'region' | 'id'>) => `${line.region}/${line.id}`;

/**
 * What a fresh reading changes in a list that somebody is looking at. Known lines take their new content where they stand;
 * the order stays, new lines wait and gone ones stay, both only counted, until the reader asks for the new list.
 * `isEnd` tells that the fresh reading reached the end; if not, a line due later than its last one is not gone, only out of sight.
 */
export function holdSteady(
  shown: readonly CaseLine[],
  fresh: readonly CaseLine[],
  isEnd: boolean,
): { lines: CaseLine[]; added: number; gone: number } {
  const known = new Map(fresh.map((line) => [keyOf(line), line]));
  const seen = new Set(shown.map(keyOf));
  const horizon = fresh[fresh.length - 1]?.duty?.dueAt;
  const isOutOfSight = (line: CaseLine) => !isEnd && horizon !== undefined && line.duty !== null && line.duty.dueAt >= horizon;
  return {
    lines: shown.map((line) => known.get(keyOf(line)) ?? line),
    added: fresh.filter((line) => !seen.has(keyOf(line))).length,
    gone: shown.filter((line) => !known.has(keyOf(line)) && !isOutOfSight(line)).length,
  };
}

/** Appends a page; a line that moved between two readings is not shown twice. */
export function append(shown: readonly CaseLine[], page: readonly CaseLine[]): CaseLine[] {
  const seen = new Set(shown.map(keyOf));
  return [...shown, ...page.filter((line) => !seen.has(keyOf(line)))];
}
