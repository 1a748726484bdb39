import { listOf, maybe, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, type Row, readTable } from '#platform/pack-file.ts';
import type { PlacesTables } from '../tables.ts';

/** A row for one area; `line` is where it stands in the file. */
export type ResponsibilityRow = PlacesTables['places.responsibility'] & { line: number };

const columns = {
  areas: listOf(' ', pattern(/^\d{6,15}$/, 'an area code'), { least: 1 }),
  scope: oneOf(['matter', 'category', 'lead']),
  of: words(40),
  role: oneOf(['lead', 'co']),
  kind: maybe(words(40)),
  unit: maybe(words(64)),
  source: words(200),
  status: oneOf(['listed', 'to be confirmed', 'drafted']),
};

type Known = { areas: ReadonlySet<string>; kinds: ReadonlySet<string>; units: ReadonlySet<string> };

export const responsibilityFile = 'responsibility.csv';
const file = responsibilityFile;

/** Reads the exceptions to "the most local unit of the leading kind", one row an area. Codes of matters and categories are checked by `matters`. */
export function readResponsibility(pack: Pack, known: Known): ResponsibilityRow[] {
  const rows = readTable(pack, file, columns).filter((row) => isSound(pack, row, known));
  return rows.flatMap((row, position) =>
    row.areas.map((area) => ({
      area_code: area,
      scope: row.scope,
      scope_value: row.of,
      role: row.role,
      kind: row.kind,
      unit_id: row.unit,
      source: row.source,
      status: row.status,
      position,
      line: row.line,
    })),
  );
}

function isSound(pack: Pack, row: Row<typeof columns>, known: Known): boolean {
  const checks: [column: string, isFault: boolean, reason: string][] = [
    ...row.areas.map((code): [string, boolean, string] => ['areas', !known.areas.has(code), `there is no area ${code}`]),
    ['of', row.scope === 'lead' && !known.kinds.has(row.of), `there is no unit kind "${row.of}"`],
    ['kind', (row.kind === null) === (row.unit === null), 'give a kind or a unit, and only one of them'],
    ['kind', row.kind !== null && !known.kinds.has(row.kind), `there is no unit kind "${row.kind}"`],
    ['unit', row.unit !== null && !known.units.has(row.unit), `there is no unit "${row.unit}"`],
  ];
  const faults = checks.filter(([, isFault]) => isFault);
  for (const [column, , reason] of faults) pack.problems.push({ file, line: row.line, column, reason });
  return faults.length === 0;
}
