import { parseLimit } from '@banyan/working-time';
import { type Cell, listOf, oneOf, pattern, readBy, whole, words } from '#platform/pack-cell.ts';
import { filesIn, type Pack, type PartialRow, readPartialTable, readTable, refuseTwins } from '#platform/pack-file.ts';
import { urgencies } from '../limits.ts';
import { limitSources } from '../matter.ts';
import type { MattersTables } from '../tables.ts';

export type MatterRow = MattersTables['matters.matter'];
export type CategoryRow = MattersTables['matters.category'];

export type KnownCodes = { readonly city: string; readonly counties: ReadonlySet<string>; readonly unitKinds: ReadonlySet<string> };

/** A limit is kept as written, so that a list shows what its keeper wrote. */
export const limitCell: Cell<string> = readBy((text) => {
  parseLimit(text);
  return text;
});

const kind = pattern(/^[a-z][a-z-]*$/, 'a unit kind of small letters and hyphens');
/** Names are shown on a phone's tile; a draft keeps those of its export until a person shortens them. */
const nameLengthOf = (drafted?: boolean) => (drafted ? 80 : 14);
const natures = ['consult', 'help', 'complaint', 'report', 'suggest', 'thanks', 'other'] as const;

const columnsOf = (drafted?: boolean) => ({
  code: pattern(/^[MFD]\d{5}$/, 'a code of M, F or D and five digits'),
  name: words(nameLengthOf(drafted)),
  name_en: words(80),
  category: words(40),
  lead: kind,
  co: listOf(' ', kind),
  basis: words(200),
  filing: words(300),
  sign: limitCell,
  contact: limitCell,
  handle: limitCell,
  limit_source: oneOf(Object.keys(limitSources)),
  closing: words(300),
  said: listOf('|', words(200), { least: drafted ? 1 : 2, most: 4 }),
  urgency: oneOf(urgencies),
  nature: oneOf(natures),
});

const countyColumnsOf = (drafted?: boolean) => ({
  ...columnsOf(drafted),
  source: words(200),
  status: oneOf(['listed', 'to be confirmed', 'drafted']),
});

const categoryColumns = {
  id: pattern(/^[a-z][a-z-]*$/, 'an id of small letters and hyphens'),
  name: words(20),
  name_en: words(60),
  order: whole(0, 9999),
  icon: pattern(/^[a-z][a-z-]*$/, 'the name of an icon'),
};
const categoryFile = 'matters/categories.csv';

/** Reads the categories in the order in which they are shown. */
export function readCategories(pack: Pack): CategoryRow[] {
  const rows = readTable(pack, categoryFile, categoryColumns);
  refuseTwins(pack, categoryFile, 'id', rows, (row) => row.id);
  return rows
    .map(({ id, name, name_en, order, icon }) => ({ id, name, name_en, position: order, icon }))
    .sort((a, b) => a.position - b.position);
}

type ListHead = { leastMatters: number; drafted?: boolean };

/** Reads the city's responsibility list (every file of matters/) and what each county changes in it (counties/CODE/matters.csv). */
export function readMatterRows(pack: Pack, categories: ReadonlySet<string>, known: KnownCodes, city: ListHead): MatterRow[] {
  const list = new Map<string, { file: string; line: number; row: MatterRow }>();
  const said = new Map<string, string>();
  for (const file of filesIn(pack, 'matters/', '.csv').filter((name) => name !== categoryFile)) {
    for (const row of readTable(pack, file, columnsOf(city.drafted))) {
      const first = list.get(row.code);
      if (first)
        pack.problems.push({
          file,
          line: row.line,
          column: 'code',
          reason: `"${row.code}" stands already in ${first.file}, line ${first.line}`,
        });
      checkReferences(pack, { file, line: row.line }, row, categories, known.unitKinds);
      checkSaid(pack, { file, line: row.line }, row.said, said);
      const { line, ...cells } = row;
      if (!first)
        list.set(row.code, {
          file,
          line,
          row: {
            ...cells,
            area_code: known.city,
            overrides: [],
            source: file,
            status: city.drafted ? 'drafted' : 'listed',
            position: list.size,
          },
        });
    }
  }
  if (list.size < city.leastMatters)
    pack.problems.push({
      file: 'matters',
      reason: `the list has ${list.size} matters; pack.json says it has at least ${city.leastMatters}`,
    });
  const ofCity = [...list.values()].map(({ row }) => row);
  return [...ofCity, ...readCountyRows(pack, new Map(ofCity.map((row) => [row.code, row])), categories, known, city.drafted)];
}

type Referring = { category?: string; lead?: string; co?: readonly string[] };

function checkReferences(
  pack: Pack,
  at: { file: string; line: number },
  row: Referring,
  categories: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
) {
  const fault = (column: string, reason: string) => void pack.problems.push({ ...at, column, reason });
  const checkKind = (column: string, kind: string) => kinds.has(kind) || fault(column, `there is no unit kind "${kind}"`);
  if (row.category !== undefined && !categories.has(row.category)) fault('category', `there is no category "${row.category}"`);
  if (row.lead !== undefined) checkKind('lead', row.lead);
  for (const kind of row.co ?? []) checkKind('co', kind);
  if (row.lead !== undefined && row.co?.includes(row.lead)) fault('co', `"${row.lead}" leads, so it cannot help`);
}

/** The same sentence under two matters teaches a classifier nothing. */
function checkSaid(pack: Pack, at: { file: string; line: number }, sentences: readonly string[], seen: Map<string, string>) {
  for (const sentence of sentences) {
    const first = seen.get(sentence);
    if (first) pack.problems.push({ ...at, column: 'said', reason: `"${sentence}" stands already in ${first}` });
    else seen.set(sentence, `${at.file}, line ${at.line}`);
  }
}

function readCountyRows(
  pack: Pack,
  ofCity: ReadonlyMap<string, MatterRow>,
  categories: ReadonlySet<string>,
  known: KnownCodes,
  drafted?: boolean,
): MatterRow[] {
  return filesIn(pack, 'counties/', '/matters.csv').flatMap((file) => {
    const county = file.split('/')[1] ?? '';
    if (!known.counties.has(county)) {
      pack.problems.push({ file, reason: `there is no county ${county}` });
      return [];
    }
    const rows = readPartialTable(pack, file, countyColumnsOf(drafted), ['code', 'source', 'status']);
    refuseTwins(
      pack,
      file,
      'code',
      rows.map((row) => ({ line: row.line, code: row.values.code ?? '' })),
      (row) => row.code,
    );
    return rows.flatMap((row) => countyRow(pack, file, county, row, ofCity, categories, known.unitKinds));
  });
}

function countyRow(
  pack: Pack,
  file: string,
  county: string,
  { line, values }: PartialRow<ReturnType<typeof countyColumnsOf>>,
  ofCity: ReadonlyMap<string, MatterRow>,
  categories: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
): MatterRow[] {
  const { code = '', source = '', status = 'drafted', ...changes } = values;
  const base = ofCity.get(code);
  if (!base) {
    pack.problems.push({ file, line, column: 'code', reason: `the city's list has no matter ${code}` });
    return [];
  }
  const overrides = Object.keys(changes).filter(
    (column) => JSON.stringify(changes[column as keyof typeof changes]) !== JSON.stringify(base[column as keyof MatterRow]),
  );
  if (overrides.length === 0) pack.problems.push({ file, line, reason: `${code} changes nothing in the city's list` });
  const merged: MatterRow = { ...base, ...changes, area_code: county, overrides, source, status };
  checkReferences(pack, { file, line }, { ...changes, lead: merged.lead, co: merged.co }, categories, kinds);
  return [merged];
}
