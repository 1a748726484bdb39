import { listOf, maybe, oneOf, words } from '#platform/pack-cell.ts';
import { type Pack, type PackProblem, readTable, refuseTwins } from '#platform/pack-file.ts';
import { code, itemId } from './items.ts';
import { factName } from './registers.ts';
import type { Material, Source } from './service-pack.ts';

export const materialsFile = 'services/materials.csv';

const columns = {
  item: itemId,
  material: code,
  name: words(60),
  name_en: words(120),
  needed_when: maybe(words(300)),
  held_by: maybe(code),
  fields: listOf(';', factName),
  tolerant: oneOf(['yes', 'no']),
  promise: oneOf(['yes', 'no']),
  basis: words(300),
};

export type PlacedMaterial = Material & { readonly line: number };

/** Reads what each item asks to be shown. What a source holds names the fields that it answers for. */
export function readMaterials(pack: Pack, items: ReadonlySet<string>, sources: readonly Source[]): ReadonlyMap<string, PlacedMaterial[]> {
  const rows = readTable(pack, materialsFile, columns);
  refuseTwins(pack, materialsFile, 'material', rows, ({ item, material }) => `${item} ${material}`);
  const fieldsOf = new Map(sources.map(({ id, fields }) => [id, fields]));
  for (const row of rows) {
    if (!items.has(row.item)) pack.problems.push(materialFault(row.line, 'item', `there is no item ${row.item}`));
    if (row.held_by !== null) checkHeld(pack, row.line, row.fields, row.held_by, fieldsOf.get(row.held_by));
  }
  const placed = rows.map(({ item, material, name_en, needed_when, held_by, tolerant, promise, ...row }) => {
    const one: PlacedMaterial = {
      ...row,
      id: material,
      nameEn: name_en,
      neededWhen: needed_when,
      heldBy: held_by,
      tolerant: tolerant === 'yes',
      promise: promise === 'yes',
    };
    return { item, one };
  });
  return new Map([...Map.groupBy(placed, ({ item }) => item)].map(([item, own]) => [item, own.map(({ one }) => one)]));
}

function checkHeld(pack: Pack, line: number, fields: readonly string[], source: string, held?: ReadonlyMap<string, unknown>): void {
  const fault = (column: string, reason: string) => void pack.problems.push(materialFault(line, column, reason));
  if (held === undefined) return void fault('held_by', `there is no source "${source}"`);
  for (const field of fields) if (!held.has(field)) fault('fields', `the source "${source}" has no field "${field}"`);
  if (fields.length === 0) fault('fields', 'what is held must say which fields stand for it');
}

export const materialFault = (line: number, column: string, reason: string): PackProblem => ({ file: materialsFile, line, column, reason });
