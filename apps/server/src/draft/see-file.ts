import { type ColumnMap, fieldNames, mapColumns, pickFields } from '../replay/columns.ts';
import { offsetsOf } from '../replay/history.ts';
import { readRows } from '../replay/read-rows.ts';
import { hourOf } from './choose-zone.ts';
import { seeRow } from './see-row.ts';
import { newSeen, type Seen } from './seen.ts';
import { count, type Point } from './tally.ts';

export type SeeOptions = { map: ColumnMap; zone?: string; step?: (rows: number, share: number) => void };

const needed = ['type', 'title', 'content', 'nature'] as const;

/** Reads an export once and keeps what a draft needs; memory does not grow with the file. Throws one sentence when nothing in it can be used. */
export async function seeFile(file: string, { map, zone, step }: SeeOptions): Promise<Seen> {
  const seen = newSeen();
  const eastOf = eastOfZone(zone);
  const columnsOf = columnReader(map);
  for await (const { record, problem, share } of readRows(file)) {
    if (record) {
      const columns = columnsOf(record);
      noteColumns(seen, record, columns);
      seeRow(seen, pickFields(record, columns), eastOf);
    } else {
      count(seen.broken, (problem ?? 'row.unreadable').slice(0, 60));
    }
    step?.(seen.rows, share);
  }
  checkUsable(seen, map);
  return seen;
}

/** Columns of JSON lines differ from row to row; each set of them is looked up once. */
function columnReader(given: ColumnMap): (record: Record<string, unknown>) => ColumnMap {
  const known = new Map<string, ColumnMap>();
  return (record) => {
    const names = Object.keys(record);
    const key = names.join('\u0000');
    const before = known.get(key);
    if (before) return before;
    const here = Object.fromEntries(
      fieldNames.flatMap((field) => (names.includes(given[field] ?? '') ? [[field, given[field]]] : [])),
    ) as ColumnMap;
    const found = mapColumns(names, here);
    if (known.size < 1000) known.set(key, found);
    return found;
  };
}

function noteColumns(seen: Seen, record: Record<string, unknown>, columns: ColumnMap) {
  for (const [column, value] of Object.entries(record)) {
    let entry = seen.columns.get(column);
    if (!entry) {
      if (seen.columns.size >= 500) continue;
      entry = { field: null, filled: 0 };
      seen.columns.set(column, entry);
    }
    if (value !== null && value !== undefined && value !== '') entry.filled += 1;
  }
  for (const field of fieldNames) {
    const entry = seen.columns.get(columns[field] ?? '');
    if (entry) entry.field = field;
  }
}

function checkUsable(seen: Seen, map: ColumnMap) {
  const names = [...seen.columns.keys()];
  if (names.some((name) => /[\uFFFD\p{Cc}]/u.test(name.trim())))
    throw new Error('The file is not text in UTF-8, so its columns cannot be read.');
  if (seen.rows === 0)
    throw new Error(seen.broken.size === 0 ? 'The file has no rows.' : `No row of the file could be read (${[...seen.broken.keys()][0]}).`);
  const missing = Object.values(map).find((column) => column !== undefined && !names.includes(column));
  if (missing !== undefined) throw new Error(`The file has no column "${missing}". It has: ${names.join(', ').slice(0, 400)}.`);
  const fields = new Set([...seen.columns.values()].map(({ field }) => field));
  if (!needed.some((field) => fields.has(field)))
    throw new Error(
      `No column tells what was asked for; name one with --map type=COLUMN. The file has: ${names.join(', ').slice(0, 400)}.`,
    );
}

/** Minutes east of UTC for times given in UTC: those of the zone, else by the sun at the row's own point. */
function eastOfZone(zone: string | undefined): (point: Point | undefined) => number {
  if (zone === undefined) return (point) => (point ? hourOf(point) * 60 : 0);
  // A draft counts days, so that an hour of summer time does not matter.
  const minutes = offsetsOf(zone)(Date.UTC(2020, 0, 1));
  return () => minutes;
}
