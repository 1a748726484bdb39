import { type Cell, listOf, maybe, oneOf, pattern, whole, words } from '#platform/pack-cell.ts';
import { type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import { seeableFields } from '../../privacy/index.ts';
import { code, itemId, type KnownPlaces, unitKind } from './items.ts';
import type { FactType, Joint, LicenceKind, Reason, Source } from './service-pack.ts';

export const sourcesFile = 'services/sources.csv';
export const licencesFile = 'services/licences.csv';
export const jointFile = 'services/joint.csv';
export const reasonsFile = 'rules/reasons.csv';

export const factName = pattern(/^[a-z][a-z0-9_]{0,59}$/, 'a name of small letters, digits and underscores');

const typed: Cell<[string, FactType]> = (text) => {
  const [name = '', type = ''] = text.split(':');
  return [factName(name), oneOf(['string', 'number', 'boolean', 'date'])(type)];
};

const sourceColumns = {
  id: code,
  name: words(60),
  name_en: words(120),
  unit: unitKind,
  subject: oneOf(['person', 'firm', 'address']),
  asked_by: listOf(';', factName),
  fields: listOf(';', typed, { least: 1 }),
  seen_as: oneOf(seeableFields),
  basis: words(300),
  fresh_days: whole(0, 3660),
  fallback: oneOf(['ask', 'person']),
};

/** Reads what the city holds already, with the law by which it may be used and what happens when it does not answer. */
export function readSources(pack: Pack, known: KnownPlaces): Source[] {
  const rows = readTable(pack, sourcesFile, sourceColumns);
  refuseTwins(pack, sourcesFile, 'id', rows, ({ id }) => id);
  for (const { unit, subject, asked_by, line } of rows) {
    checkUnit(pack, sourcesFile, line, 'unit', unit, known);
    if ((subject === 'person') !== (asked_by.length === 0))
      pack.problems.push({
        file: sourcesFile,
        line,
        column: 'asked_by',
        reason: 'a firm or an address is named by a form field, a person by none',
      });
  }
  return rows.map(({ line: _, name_en, asked_by, fields, seen_as, fresh_days, ...row }) => ({
    ...row,
    nameEn: name_en,
    askedBy: asked_by,
    fields: new Map(fields),
    seenAs: seen_as,
    freshDays: fresh_days,
  }));
}

function checkUnit(pack: Pack, file: string, line: number, column: string, unit: string, known: KnownPlaces): void {
  if (!known.unitKinds.has(unit)) pack.problems.push({ file, line, column, reason: `there is no unit kind "${unit}"` });
}

const shown: Cell<LicenceKind['fields'][number]> = (text) => {
  const [field = '', name = '', nameEn = ''] = text.split('=');
  if (name === '' || nameEn === '') throw new Error(`"${text}" is not a field such as birth_on=出生日期=Date of birth`);
  return { code: factName(field), name, nameEn };
};

const licenceColumns = {
  kind: code,
  name: words(60),
  name_en: words(120),
  issuer: unitKind,
  valid_months: maybe(whole(1, 1200)),
  fields: listOf('|', shown),
  status_list: oneOf(['yes', 'no']),
};

export function readLicenceKinds(pack: Pack, known: KnownPlaces): LicenceKind[] {
  const rows = readTable(pack, licencesFile, licenceColumns);
  refuseTwins(pack, licencesFile, 'kind', rows, ({ kind }) => kind);
  for (const { issuer, line } of rows) checkUnit(pack, licencesFile, line, 'issuer', issuer, known);
  return rows.map(({ line: _, kind, issuer, name_en, valid_months, status_list, ...row }) => ({
    ...row,
    code: kind,
    nameEn: name_en,
    issuerKind: issuer,
    validMonths: valid_months,
    statusList: status_list === 'yes',
  }));
}

const jointColumns = { id: code, name: words(60), name_en: words(120), items: listOf(';', itemId, { least: 2 }) };

/** Reads the joint items; each of their items names them back in the catalogue. */
export function readJoints(pack: Pack, items: readonly { id: string; joint: string | null }[]): Joint[] {
  const rows = readTable(pack, jointFile, jointColumns);
  refuseTwins(pack, jointFile, 'id', rows, ({ id }) => id);
  const jointOf = new Map(items.map(({ id, joint }) => [id, joint]));
  for (const row of rows)
    for (const item of row.items)
      if (jointOf.get(item) !== row.id)
        pack.problems.push({ file: jointFile, line: row.line, column: 'items', reason: `${item} does not belong to "${row.id}"` });
  return rows.map(({ line: _, name_en, ...row }) => ({ ...row, nameEn: name_en }));
}

const reasonColumns = { code, zh: words(120), en: words(240) };

/** Reads the words in which an applicant is told why, for each code that a rule gives. */
export function readRuleReasons(pack: Pack): Reason[] {
  const rows = readTable(pack, reasonsFile, reasonColumns);
  refuseTwins(pack, reasonsFile, 'code', rows, (row) => row.code);
  return rows.map(({ line: _, ...row }) => row);
}
