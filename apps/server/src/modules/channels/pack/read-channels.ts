import { listOf, maybe, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import type { MattersOfPack } from '../../matters/index.ts';
import type { Attribute, ChannelsOfPack } from '../store/catalogue.ts';

const servicesFile = 'open311-services.csv';
const attributesFile = 'open311-attributes.csv';

const serviceColumns = {
  category: words(40),
  published: oneOf(['yes', 'no']),
  source: words(200),
};

/** The datatypes of GeoReport v2. */
export const datatypes = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] as const;

const choice = (text: string) => {
  const [key = '', zh = '', en = ''] = text.split('=');
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(key) || zh === '' || en === '')
    throw new Error(`"${text}" is not a choice such as night=夜间=At night`);
  return { key, zh, en };
};

const attributeColumns = {
  scope: oneOf(['category', 'matter']),
  of: words(40),
  code: pattern(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'a code of letters, digits and underscores'),
  variable: oneOf(['yes', 'no']),
  datatype: oneOf(datatypes),
  required: oneOf(['yes', 'no']),
  label: words(60),
  label_en: words(120),
  hint: maybe(words(200)),
  hint_en: maybe(words(300)),
  values: listOf('|', choice),
};

/** Reads what a pack says of Open311; both files may be missing: then no case is shown and nothing more is asked. Faults are added to `pack.problems`. */
export function readChannels(pack: Pack, matters: MattersOfPack): ChannelsOfPack {
  const categories = new Set(matters.categories.map(({ id }) => id));
  const codes = new Set(matters.matters.map(({ code }) => code));
  return { categories: readCategories(pack, categories), attributes: readAttributes(pack, { category: categories, matter: codes }) };
}

function readCategories(pack: Pack, known: ReadonlySet<string>) {
  if (!pack.texts.has(servicesFile)) return [];
  const rows = readTable(pack, servicesFile, serviceColumns);
  refuseTwins(pack, servicesFile, 'category', rows, (row) => row.category);
  for (const { category, line } of rows)
    if (!known.has(category))
      pack.problems.push({ file: servicesFile, line, column: 'category', reason: `there is no category "${category}"` });
  return rows.map(({ category, published, source }) => ({ category, published: published === 'yes', source }));
}

function readAttributes(pack: Pack, known: Record<'category' | 'matter', ReadonlySet<string>>): Attribute[] {
  if (!pack.texts.has(attributesFile)) return [];
  const rows = readTable(pack, attributesFile, attributeColumns);
  refuseTwins(pack, attributesFile, 'code', rows, (row) => `${row.scope} ${row.of} ${row.code}`);
  for (const row of rows) {
    const fault = (column: string, reason: string) => pack.problems.push({ file: attributesFile, line: row.line, column, reason });
    if (!known[row.scope].has(row.of)) fault('of', `there is no ${row.scope} "${row.of}"`);
    if (row.datatype.endsWith('list') !== row.values.length > 0)
      fault('values', `a ${row.datatype} ${row.datatype.endsWith('list') ? 'needs' : 'has no'} values`);
    if (row.required === 'yes' && row.variable === 'no') fault('required', 'what is only shown cannot be required');
  }
  return rows.map(({ line: _, of, values, ...row }, position) => ({
    ...row,
    scope_value: of,
    variable: row.variable === 'yes',
    required: row.required === 'yes',
    choices: values,
    position,
  }));
}
