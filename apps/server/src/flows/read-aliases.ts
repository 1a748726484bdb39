import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** By what names a city's own exports call its counties (`aliases.csv`: name,area); empty when the pack has none. */
export function readAliases(packDirectory: string): ReadonlyMap<string, string> {
  const file = join(packDirectory, 'aliases.csv');
  if (!existsSync(file)) return new Map();
  const rows = parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true }) as { name: string; area: string }[];
  return new Map(rows.map((row) => [row.name, row.area]));
}
