import { decimal, listOf, maybe, oneOf, pattern, whole, words } from '#platform/pack-cell.ts';
import { type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import type { PlacesOfPack } from '../../places/index.ts';
import type { BannedWord } from '../basis.ts';
import { type Field, fieldKinds, type Resource } from '../field.ts';
import { type FormLimit, type LimitName, limitNames, limitRange } from '../limits.ts';
import { plainName } from '../overlap.ts';

/** What a pack says about forms: forms/resources.csv, fields.csv, limits.csv, banned.csv. */
export type FormsOfPack = {
  readonly resources: readonly Resource[];
  readonly fields: readonly Field[];
  readonly limits: readonly (FormLimit & { readonly name: LimitName })[];
  readonly banned: readonly BannedWord[];
};

const files = {
  resources: 'forms/resources.csv',
  fields: 'forms/fields.csv',
  limits: 'forms/limits.csv',
  banned: 'forms/banned.csv',
} as const;

const status = oneOf(['listed', 'to be confirmed', 'drafted']);
const code = pattern(/^[a-wyz][a-z0-9-]{1,39}$/, 'a code of small letters, digits and hyphens that does not begin with x');

const resourceColumns = {
  code,
  name: words(60),
  name_en: words(120),
  holder: pattern(/^[a-z][a-z-]*$/, 'a unit kind of small letters and hyphens'),
  access: oneOf(['unconditional', 'conditional', 'none']),
  basis: words(200),
  source: words(200),
  status,
};

const choice = (text: string) => {
  const [key = '', zh = '', en = ''] = text.split('=');
  if (!/^[a-z0-9-]{1,40}$/.test(key) || zh === '' || en === '') throw new Error(`"${text}" is not a choice such as good=良好=Good`);
  return { key, zh, en };
};

const fieldColumns = {
  code,
  name: words(60),
  name_en: words(120),
  kind: oneOf(fieldKinds),
  measure: maybe(words(20)),
  choices: listOf('|', choice),
  aliases: listOf('|', words(60)),
  resource: maybe(code),
  fresh_days: whole(1, 1096),
  source: words(200),
  status,
};

const limitColumns = { name: oneOf(limitNames), value: decimal(0, 100_000), basis: words(200), source: words(200), status };
const bannedColumns = { word: words(20), basis: words(200), source: words(200), status };

/** Reads and checks a pack's forms; each file may be missing, then nothing is known, banned or limited but by the usual limits. */
export function readForms(pack: Pack, places: PlacesOfPack): FormsOfPack {
  const resources = readResources(pack, new Set(places.unitKinds.map(({ id }) => id)));
  return {
    resources,
    fields: readFields(pack, new Set(resources.map((one) => one.code))),
    limits: readLimits(pack),
    banned: readBanned(pack),
  };
}

function readResources(pack: Pack, kinds: ReadonlySet<string>): Resource[] {
  const file = files.resources;
  if (!pack.texts.has(file)) return [];
  const rows = readTable(pack, file, resourceColumns);
  refuseTwins(pack, file, 'code', rows, (row) => row.code);
  for (const { holder, line } of rows)
    if (!kinds.has(holder)) pack.problems.push({ file, line, column: 'holder', reason: `there is no unit kind "${holder}"` });
  return rows.map(({ line: _, name_en, ...row }) => ({ ...row, nameEn: name_en }));
}

function readFields(pack: Pack, resources: ReadonlySet<string>): Field[] {
  const file = files.fields;
  if (!pack.texts.has(file)) return [];
  const rows = readTable(pack, file, fieldColumns);
  refuseTwins(pack, file, 'code', rows, (row) => row.code);
  // The same fact under two codes would be collected twice.
  const names = rows.flatMap((row) => [row.name, ...row.aliases].map((name) => ({ line: row.line, name })));
  refuseTwins(pack, file, 'name', names, ({ name }) => plainName(name));
  for (const { kind, choices, resource, line } of rows) {
    if (resource !== null && !resources.has(resource))
      pack.problems.push({ file, line, column: 'resource', reason: `there is no resource "${resource}"` });
    if ((kind === 'choice') !== choices.length > 0)
      pack.problems.push({ file, line, column: 'choices', reason: 'choices belong to the kind "choice", and to no other' });
  }
  return rows.map(({ line: _, name_en, fresh_days, ...row }) => ({ ...row, nameEn: name_en, freshDays: fresh_days, originForm: null }));
}

function readLimits(pack: Pack): FormsOfPack['limits'] {
  const file = files.limits;
  if (!pack.texts.has(file)) return [];
  const rows = readTable(pack, file, limitColumns);
  refuseTwins(pack, file, 'name', rows, (row) => row.name);
  for (const { name, value, line } of rows) {
    const [least, most] = limitRange[name];
    if (value < least || value > most)
      pack.problems.push({ file, line, column: 'value', reason: `"${name}" goes from ${least} to ${most}` });
  }
  return rows.map(({ line: _, ...row }) => row);
}

function readBanned(pack: Pack): BannedWord[] {
  const file = files.banned;
  if (!pack.texts.has(file)) return [];
  const rows = readTable(pack, file, bannedColumns);
  refuseTwins(pack, file, 'word', rows, (row) => row.word);
  return rows.map(({ line: _, ...row }) => row);
}
