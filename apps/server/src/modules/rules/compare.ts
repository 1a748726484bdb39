import type { Grid, GridRow } from '@banyan/decision-tables';

/** What differs between two versions of a rule, cell by cell. Pure. Rows are the same by their id. */

export type RowChange = {
  readonly decision: string;
  readonly row: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Places in the tables, from 1; null where there is none. */
  readonly before: number | null;
  readonly after: number | null;
  readonly cells: { label: string; before: string; after: string }[];
};

const cellsOf = (grid: Grid, row: GridRow): [string, string][] => [
  ...grid.inputs.map(({ label }, place): [string, string] => [label, row.conditions[place] ?? '']),
  ...grid.outputs.map(({ label }, place): [string, string] => [label, row.outputs[place] ?? '']),
  ...grid.annotations.map((label, place): [string, string] => [label, row.annotations[place] ?? '']),
];

function cellChanges(before: readonly [string, string][], after: readonly [string, string][]) {
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((label) => ({ label, before: (was.get(label) ?? '').trim(), after: (is.get(label) ?? '').trim() }))
    .filter((cell) => cell.before !== cell.after);
}

function rowChange(
  decision: string,
  row: string,
  before: { grid: Grid; place: number } | undefined,
  after: { grid: Grid; place: number } | undefined,
): RowChange[] {
  const cellsIn = (at: typeof before) => {
    const found = at?.grid.rows[at.place];
    return at && found ? cellsOf(at.grid, found) : [];
  };
  const cells = cellChanges(cellsIn(before), cellsIn(after));
  const places = { before: before ? before.place + 1 : null, after: after ? after.place + 1 : null };
  if (!before || !after) return [{ decision, row, kind: before ? 'removed' : 'added', ...places, cells }];
  if (cells.length > 0) return [{ decision, row, kind: 'changed', ...places, cells }];
  return [];
}

/** Rows that kept their text but stand in another order among those that both have; order decides where the first hit counts. */
function moves(before: Grid, after: Grid): RowChange[] {
  const shared = new Set(after.rows.map(({ id }) => id));
  const inBefore = before.rows.map(({ id }) => id).filter((id) => shared.has(id));
  const known = new Set(inBefore);
  const inAfter = after.rows.map(({ id }) => id).filter((id) => known.has(id));
  return inAfter.flatMap((id, place) => {
    if (inBefore[place] === id) return [];
    const at = (grid: Grid) => grid.rows.findIndex((row) => row.id === id) + 1;
    return [{ decision: after.decision, row: id, kind: 'moved' as const, before: at(before), after: at(after), cells: [] }];
  });
}

/** The changes from one version to another: rows added, removed, changed with their cells, and moved. */
export function compareGrids(before: readonly Grid[], after: readonly Grid[]): RowChange[] {
  const decisions = [...new Set([...before, ...after].map(({ decision }) => decision))];
  return decisions.flatMap((decision) => {
    const was = before.find((grid) => grid.decision === decision);
    const is = after.find((grid) => grid.decision === decision);
    const ids = [...new Set([...(was?.rows ?? []), ...(is?.rows ?? [])].map(({ id }) => id))];
    const at = (grid: Grid | undefined, id: string) => {
      const place = grid?.rows.findIndex((row) => row.id === id) ?? -1;
      return grid && place >= 0 ? { grid, place } : undefined;
    };
    return [...ids.flatMap((id) => rowChange(decision, id, at(was, id), at(is, id))), ...(was && is ? moves(was, is) : [])];
  });
}
