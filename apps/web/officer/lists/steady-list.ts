import type { CaseLine } from '@banyan/api-client';

export const keyOf = (line: Pick<CaseLine, 'region' | 'id'>) => `${line.region}/${line.id}`;

/** A reading from the top of the list; `more` tells that the list goes on below it. */
export type Reading = { lines: readonly CaseLine[]; more: boolean };

/** Whether a line may stand below the end of a reading, where it cannot be missed or counted. */
const isBelow = (line: CaseLine, reading: Reading): boolean => {
  const end = reading.lines[reading.lines.length - 1]?.duty?.dueAt;
  return reading.more && end !== undefined && line.duty !== null && line.duty.dueAt >= end;
};

/**
 * What a fresh reading changes in a list that somebody is looking at. Known lines take their new content where they stand;
 * the order stays, new lines wait and gone ones stay, both only counted, until the reader asks for the new list. A line that
 * only slid across the end of a page is neither new nor gone.
 */
export function holdSteady(shown: Reading, fresh: Reading): { lines: CaseLine[]; added: number; gone: number } {
  const known = new Map(fresh.lines.map((line) => [keyOf(line), line]));
  const seen = new Set(shown.lines.map(keyOf));
  return {
    lines: shown.lines.map((line) => known.get(keyOf(line)) ?? line),
    added: fresh.lines.filter((line) => !seen.has(keyOf(line)) && !isBelow(line, shown)).length,
    gone: shown.lines.filter((line) => !known.has(keyOf(line)) && !isBelow(line, fresh)).length,
  };
}

/** Appends a page; a line that moved between two readings is not shown twice. */
export function append(shown: readonly CaseLine[], page: readonly CaseLine[]): CaseLine[] {
  const seen = new Set(shown.map(keyOf));
  return [...shown, ...page.filter((line) => !seen.has(keyOf(line)))];
}
