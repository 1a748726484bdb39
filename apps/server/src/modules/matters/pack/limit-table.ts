import { day, oneOf, words } from '#platform/pack-cell.ts';
import { filesIn, type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import { limitKinds, limitScopes, matterClocks, sinceEver, urgencies, whistles } from '../limits.ts';
import type { MattersTables } from '../tables.ts';
import { type KnownCodes, limitCell } from './matters.ts';

export type LimitRow = MattersTables['matters.limit_rule'];

const columns = {
  clock: oneOf(limitKinds),
  scope: oneOf(limitScopes),
  value_of_scope: (text: string) => text,
  limit: limitCell,
  from_on: (text: string) => (text === '' ? sinceEver : day(text)),
  basis: words(200),
  source: words(200),
  status: oneOf(['listed', 'to be confirmed', 'drafted']),
};

const nameOf = (row: { clock: string; scope: string; value_of_scope: string; from_on: string }) =>
  [row.clock, row.scope, row.value_of_scope, row.from_on].filter((part) => part !== '' && part !== sinceEver).join(' ');

type Values = { matters: ReadonlySet<string>; categories: ReadonlySet<string> };

const file = 'limits.csv';

/**
 * Reads the city's limits and those of its counties (counties/CODE/limits.csv). Every clock needs a default of the city that holds since ever, so that no
 * case is too old for it.
 */
export function readLimits(pack: Pack, values: Values, known: KnownCodes): LimitRow[] {
  const ofCity = readLimitFile(pack, file, known.city, values);
  for (const clock of limitKinds) {
    if (!ofCity.some((row) => row.clock === clock && row.scope === 'default' && row.from_on === sinceEver))
      pack.problems.push({ file, column: 'clock', reason: `the clock "${clock}" has no default limit that holds since ever` });
  }
  const ofCounties = filesIn(pack, 'counties/', '/limits.csv').flatMap((name) => {
    const county = name.split('/')[1] ?? '';
    if (known.counties.has(county)) return readLimitFile(pack, name, county, values);
    pack.problems.push({ file: name, reason: `there is no county ${county}` });
    return [];
  });
  return [...ofCity, ...ofCounties];
}

function readLimitFile(pack: Pack, name: string, area: string, values: Values): LimitRow[] {
  const rows = readTable(pack, name, columns);
  refuseTwins(pack, name, 'clock', rows, nameOf);
  const allowed: Record<string, ReadonlySet<string>> = {
    matter: values.matters,
    category: values.categories,
    urgency: new Set(urgencies),
    whistle: new Set(whistles),
    default: new Set(['']),
  };
  return rows.map(({ line, value_of_scope, ...row }) => {
    if (!allowed[row.scope]?.has(value_of_scope))
      pack.problems.push({
        file: name,
        line,
        column: 'value_of_scope',
        reason: `"${value_of_scope}" is no value of the scope "${row.scope}"`,
      });
    if (row.scope === 'matter' && (matterClocks as readonly string[]).includes(row.clock))
      pack.problems.push({
        file: name,
        line,
        column: 'scope',
        reason: `the limit "${row.clock}" of a matter stands in the responsibility list`,
      });
    return { ...row, area_code: area, scope_value: value_of_scope };
  });
}
