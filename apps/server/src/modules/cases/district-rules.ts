import { type Guard, type Law, lawOf } from './decide.ts';
import { type Row, rowName, workflow } from './workflow.ts';

/** How a district narrows the common law: a row left out, or a guard added, from a day on. It can shut a door, never open one. */
export type LawChange = {
  area_code: string;
  row_name: string;
  change: 'off' | 'guard';
  guard: string | null;
  /** The first civil day of the reports to which it applies: cases keep the law under which they were reported. */
  from_on: string;
  basis: string;
  source: string;
  status: string;
};

/** The changes that hold for a case of an area reported on a day: the city's, then the county's, of each row the latest. */
export function changesFor(changes: readonly LawChange[], areas: readonly string[], on: string): LawChange[] {
  const holding = new Map<string, LawChange>();
  for (const area of areas)
    for (const change of changes
      .filter((one) => one.area_code === area && one.from_on <= on)
      .sort((a, b) => a.from_on.localeCompare(b.from_on)))
      holding.set(change.row_name, change);
  return [...holding.values()];
}

/** The rows of a law: what is off is gone, what is guarded carries its guard. */
export function rowsUnder(changes: readonly LawChange[]): Row[] {
  const of = new Map(changes.map((change) => [change.row_name, change]));
  return workflow.flatMap((row) => {
    const change = of.get(rowName(row));
    if (!change) return [row];
    return change.change === 'off' ? [] : [{ ...row, guard: change.guard ?? 'true' }];
  });
}

/** Reads a guard as FEEL over the facts of a case; throws one sentence when it is no condition. */
export type ReadGuard = (text: string) => Guard;

export function lawUnder(changes: readonly LawChange[], readGuard: ReadGuard): Law {
  const rows = rowsUnder(changes);
  return lawOf(rows, new Map(rows.flatMap((row) => (row.guard === undefined ? [] : [[row, readGuard(row.guard)] as const]))));
}
