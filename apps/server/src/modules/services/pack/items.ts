import { type Cell, day, listOf, maybe, oneOf, pattern, whole, words } from '#platform/pack-cell.ts';
import { type Pack, type Row, readTable, refuseTwins } from '#platform/pack-file.ts';
import type { Result } from './service-pack.ts';

export const itemsFile = 'services/items.csv';

/** 权力类型 of the national catalogue, as far as a city gives; with 公共服务. */
export const itemKinds = ['行政许可', '行政给付', '行政确认', '行政奖励', '公共服务', '其他'] as const;
export type ItemKind = (typeof itemKinds)[number];
export const levels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type Level = (typeof levels)[number];
/** 即办、承诺、人工、查询. */
export const modes = ['instant', 'promise', 'person', 'lookup'] as const;
export type Mode = (typeof modes)[number];
const channels = ['web', 'kiosk', 'counter', 'phone', 'proxy'] as const;

export const itemId = pattern(/^S\d{3}$/, 'an id of S and three digits');
export const code = pattern(/^[a-z][a-z0-9-]{1,59}$/, 'a code of small letters, digits and hyphens');
export const unitKind = pattern(/^[a-z][a-z-]*$/, 'a unit kind of small letters and hyphens');

const result: Cell<Result> = (text) => {
  if (text === 'answer') return { kind: 'answer' };
  const [, kind, of] = /^(licence|payout):([a-z][a-z0-9-]{1,59})$/.exec(text) ?? [];
  if ((kind !== 'licence' && kind !== 'payout') || of === undefined)
    throw new Error(`"${text}" is not a result such as licence:senior-card, payout:senior-allowance or answer`);
  return { kind, of };
};

const columns = {
  id: itemId,
  main_item: words(60),
  sub_item: words(60),
  business_item: words(60),
  name: words(60),
  name_en: words(120),
  kind: oneOf(itemKinds),
  audience: oneOf(['person', 'firm']),
  lead_unit: unitKind,
  co_units: listOf(';', unitKind),
  level: oneOf(levels),
  mode: oneOf(modes),
  statutory_limit: maybe(whole(1, 3650)),
  statutory_unit: maybe(oneOf(['wd', 'd'])),
  promised_limit: maybe(whole(1, 3650)),
  promised_unit: maybe(oneOf(['wd', 'd'])),
  // Empty where the fee is not known: nobody is told that something costs nothing on a guess.
  fee_cents: maybe(whole(0, 100_000_000)),
  result,
  channels: listOf(';', oneOf(channels), { least: 1 }),
  areas: listOf(';', pattern(/^\d{6}$/, 'a county code of six digits')),
  rule: maybe(code),
  joint: maybe(code),
  basis: words(300),
  basis_status: oneOf(['cited', 'to be confirmed']),
  source: words(200),
  from_on: day,
};

export type ItemRow = Row<typeof columns>;
export type KnownPlaces = { readonly counties: ReadonlySet<string>; readonly unitKinds: ReadonlySet<string> };

/** Reads the catalogue: one row is a business item (业务办理项) under its main and sub item. */
export function readItems(pack: Pack, known: KnownPlaces): ItemRow[] {
  const rows = readTable(pack, itemsFile, columns);
  refuseTwins(pack, itemsFile, 'id', rows, ({ id }) => id);
  refuseTwins(pack, itemsFile, 'business_item', rows, (row) => `${row.main_item} ${row.sub_item} ${row.business_item}`);
  for (const row of rows) checkItem(pack, row, known);
  return rows;
}

type Fault = (column: string, reason: string) => void;

function checkItem(pack: Pack, row: ItemRow, known: KnownPlaces): void {
  const fault: Fault = (column, reason) => void pack.problems.push({ file: itemsFile, line: row.line, column, reason });
  for (const [column, kinds] of [['lead_unit', [row.lead_unit]] as const, ['co_units', row.co_units] as const])
    for (const kind of kinds) if (!known.unitKinds.has(kind)) fault(column, `there is no unit kind "${kind}"`);
  for (const area of row.areas) if (!known.counties.has(area)) fault('areas', `there is no county ${area}`);
  if (row.co_units.includes(row.lead_unit)) fault('co_units', `"${row.lead_unit}" leads, so it cannot help`);
  checkLimits(row, fault);
}

function checkLimits(row: ItemRow, fault: Fault): void {
  if (row.mode === 'instant' && row.rule === null) fault('rule', 'what is decided at once needs a rule');
  if (row.mode !== 'lookup' && row.promised_limit === null) fault('promised_limit', 'a person must know by when to answer');
  for (const name of ['statutory', 'promised'] as const)
    if ((row[`${name}_limit`] === null) !== (row[`${name}_unit`] === null)) fault(`${name}_unit`, 'a limit and its unit stand together');
}
