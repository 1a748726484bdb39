import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Cell } from './pack-cell.ts';

/** One fault of a pack, named so that an official finds it in a spreadsheet: lines count from 1, the header is line 1. */
export type PackProblem = { file: string; line?: number; column?: string; reason: string };

/** A pack's files read into memory, and the faults found in them so far. Readers add faults instead of throwing, so that all are told at once. */
export type Pack = {
  name: string;
  directory: string;
  /** The text of each file by its path in the pack, parts joined by `/`. */
  texts: ReadonlyMap<string, string>;
  /** SHA-256 over names and texts: the same pack has the same checksum. */
  checksum: string;
  problems: PackProblem[];
};

/** The cells of a table in the order of its columns; the names are those of the header. */
export type Columns = Record<string, Cell<unknown>>;
export type Row<C extends Columns> = { [K in keyof C]: C[K] extends Cell<infer T> ? T : never } & { line: number };
/** A row that gives only some columns; an empty cell gives nothing. */
export type PartialRow<C extends Columns> = { line: number; values: { [K in keyof C]?: C[K] extends Cell<infer T> ? T : never } };

const kinds = ['.csv', '.json', '.geojson', '.dmn'];

/** Reads every data file of the folder; throws one sentence when there is no such folder or no pack.json in it. */
export function openPack(directory: string): Pack {
  if (!existsSync(join(directory, 'pack.json'))) throw new Error(`There is no pack in ${directory}: pack.json is missing.`);
  const texts = new Map<string, string>();
  const hash = createHash('sha256');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => kinds.some((kind) => name.endsWith(kind)))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  for (const name of files) {
    const text = readFileSync(join(directory, name), 'utf8');
    texts.set(name, text.startsWith('\uFEFF') ? text.slice(1) : text);
    hash.update(`${name}\0${text.length}\0`).update(text);
  }
  return { name: basename(directory), directory, texts, checksum: hash.digest('hex'), problems: [] };
}

/** The files under a folder of the pack that end as told, in the order of their names. */
export const filesIn = (pack: Pack, folder: string, ending: string): string[] =>
  [...pack.texts.keys()].filter((name) => name.startsWith(folder) && name.endsWith(ending));

/** The text of a file; a missing one is a problem. */
export function readText(pack: Pack, file: string): string | undefined {
  const text = pack.texts.get(file);
  if (text === undefined) pack.problems.push({ file, reason: 'the file is missing' });
  return text;
}

/** A JSON file of a known shape; a fault names the place in the file as its column. */
export function readJson<S extends TSchema>(pack: Pack, file: string, shape: S): Static<S> | undefined {
  const text = readText(pack, file);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    pack.problems.push({ file, reason: `this is not JSON: ${(error as Error).message}` });
    return undefined;
  }
  const faults = [...Value.Errors(shape, value)];
  for (const fault of faults)
    pack.problems.push({ file, column: fault.instancePath.slice(1).replaceAll('/', '.') || 'file', reason: fault.message });
  return faults.length === 0 ? (value as Static<S>) : undefined;
}

/** A table whose header is exactly the given columns. Rows with a faulty cell become problems and are left out. */
export function readTable<C extends Columns>(pack: Pack, file: string, columns: C): Row<C>[] {
  const table = readRecords(pack, file);
  const names = Object.keys(columns);
  if (!table) return [];
  if (table.header.join() !== names.join()) {
    pack.problems.push({ file, line: 1, reason: `the header is "${table.header.join()}"; it must be "${names.join()}"` });
    return [];
  }
  const rows: Row<C>[] = [];
  for (const { line, cells } of table.records) {
    const values = readCells(pack, { file, line }, names, cells, columns);
    if (values) rows.push({ ...values, line } as Row<C>);
  }
  return rows;
}

/** A table that may give any of the columns, at least the `required` ones; other cells may stay empty, which says nothing. */
export function readPartialTable<C extends Columns>(
  pack: Pack,
  file: string,
  columns: C,
  required: readonly (keyof C & string)[],
): PartialRow<C>[] {
  const table = readRecords(pack, file);
  if (!table) return [];
  const unknown = table.header.filter((name, place) => !(name in columns) || table.header.indexOf(name) !== place);
  const missing = required.filter((name) => !table.header.includes(name));
  for (const name of unknown) pack.problems.push({ file, line: 1, column: name, reason: 'there is no such column, or it comes twice' });
  for (const name of missing) pack.problems.push({ file, line: 1, column: name, reason: 'the column is missing' });
  if (unknown.length + missing.length > 0) return [];
  const rows: PartialRow<C>[] = [];
  for (const { line, cells } of table.records) {
    const given = table.header
      .map((name, place) => [name, cells[place] ?? ''] as const)
      .filter(([name, text]) => text !== '' || required.includes(name));
    const values = readCells(
      pack,
      { file, line },
      given.map(([name]) => name),
      given.map(([, text]) => text),
      columns,
    );
    if (values) rows.push({ line, values: values as PartialRow<C>['values'] });
  }
  return rows;
}

/** Marks every row whose key stood in an earlier row of the list. */
export function refuseTwins<R extends { line: number }>(
  pack: Pack,
  file: string,
  column: string,
  rows: readonly R[],
  keyOf: (row: R) => string,
) {
  const first = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    const line = first.get(key);
    if (line !== undefined) pack.problems.push({ file, line: row.line, column, reason: `"${key}" stands already in line ${line}` });
    else first.set(key, row.line);
  }
}

function readCells(
  pack: Pack,
  at: { file: string; line: number },
  names: readonly string[],
  cells: readonly string[],
  columns: Columns,
): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {};
  let sound = true;
  for (const [place, column] of names.entries()) {
    try {
      values[column] = columns[column]?.((cells[place] ?? '').trim());
    } catch (error) {
      sound = false;
      pack.problems.push({ ...at, column, reason: (error as Error).message });
    }
  }
  return sound ? values : undefined;
}

type Records = { header: string[]; records: { line: number; cells: string[] }[] };

function readRecords(pack: Pack, file: string): Records | undefined {
  const text = readText(pack, file);
  if (text === undefined) return undefined;
  let parsed: { record: string[]; info: Info }[];
  try {
    parsed = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: Info;
    }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    pack.problems.push({ file, line: Number(error.lines ?? 1), reason: `this is not CSV: ${error.message}` });
    return undefined;
  }
  const [head, ...body] = parsed;
  const header = (head?.record ?? []).map((name) => name.trim());
  const records: Records['records'] = [];
  for (const { record, info } of body) {
    // A quoted cell may hold line breaks; the parser counts to the record's end.
    const line = info.lines - record.join('').split('\n').length + 1;
    if (record.length === header.length) records.push({ line, cells: record });
    else pack.problems.push({ file, line, reason: `there are ${record.length} cells; the header has ${header.length}` });
  }
  return { header, records };
}
