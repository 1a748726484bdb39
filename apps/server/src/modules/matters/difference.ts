import { sinceEver } from './limits.ts';
import type { MattersOfPack } from './pack/read-matters.ts';

/** One field in which a county differs from the city. Values are as the pack writes them; `city` is null where the city says nothing. */
export type Difference = {
  readonly of: 'matter' | 'limit' | 'responsibility' | 'hours';
  readonly code: string;
  readonly name: string;
  readonly field: string;
  /** The day from which it is so, `YYYY-MM-DD`; none where it always was. */
  readonly fromOn?: string;
  readonly city: string | null;
  readonly county: string;
  readonly source: string;
  readonly status: string;
};

type Rule = {
  area_code: string;
  scope: string;
  scope_value: string;
  role: string;
  kind: string | null;
  unit_id: string | null;
  source: string;
  status: string;
};

/** Everything in which a county differs from the city, field by field: its matters, limits, exceptions of responsibility and office hours. */
export function differencesOf(pack: MattersOfPack, responsibilities: readonly Rule[], county: string): Difference[] {
  return [
    ...matterDifferences(pack, county),
    ...limitDifferences(pack, county),
    ...responsibilityDifferences(responsibilities, county),
    ...hourDifferences(pack, county),
  ];
}

const written = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value));

function matterDifferences({ matters, cityCode }: MattersOfPack, county: string): Difference[] {
  const ofCity = new Map(matters.filter((row) => row.area_code === cityCode).map((row) => [row.code, row]));
  return matters
    .filter((row) => row.area_code === county)
    .flatMap((row) =>
      row.overrides.map((field) => {
        const column = field as keyof typeof row;
        return {
          of: 'matter' as const,
          code: row.code,
          name: row.name,
          field,
          city: written(ofCity.get(row.code)?.[column]),
          county: written(row[column]),
          source: row.source,
          status: row.status,
        };
      }),
    );
}

/** A county's limit is told again from each day on which its own or the city's changes. */
function limitDifferences({ limits, cityCode }: MattersOfPack, county: string): Difference[] {
  const keyOf = (row: MattersOfPack['limits'][number]) => `${row.clock} ${row.scope} ${row.scope_value}`.trim();
  const latestFirst = limits.toSorted((a, b) => b.from_on.localeCompare(a.from_on));
  const rulesOf = (area: string) =>
    Map.groupBy(
      latestFirst.filter((row) => row.area_code === area),
      keyOf,
    );
  const ofCity = rulesOf(cityCode);
  return [...rulesOf(county)].flatMap(([code, own]) => {
    const theirs = ofCity.get(code) ?? [];
    const days = [...new Set([...own, ...theirs].map((row) => row.from_on))].sort();
    return days.flatMap((day) => {
      const row = own.find(({ from_on }) => from_on <= day);
      if (!row) return [];
      return {
        of: 'limit' as const,
        code,
        name: row.basis,
        field: 'limit',
        ...(day === sinceEver ? {} : { fromOn: day }),
        city: theirs.find(({ from_on }) => from_on <= day)?.limit ?? null,
        county: row.limit,
        source: row.source,
        status: row.status,
      };
    });
  });
}

const responsibilityDifferences = (rules: readonly Rule[], county: string): Difference[] =>
  rules
    .filter((rule) => rule.area_code.startsWith(county))
    .map((rule) => ({
      of: 'responsibility' as const,
      code: `${rule.scope} ${rule.scope_value}`,
      name: rule.area_code,
      field: rule.role,
      city: rule.role === 'lead' && rule.scope === 'lead' ? rule.scope_value : null,
      county: rule.kind ?? rule.unit_id ?? '',
      source: rule.source,
      status: rule.status,
    }));

function hourDifferences({ calendars, cityCode }: MattersOfPack, county: string): Difference[] {
  const hoursOf = (area: string) => {
    const calendar = calendars.find((row) => row.area_code === area);
    return calendar?.definition.hours
      .map((season) => `${season.from}–${season.to} ${season.intervals.map((interval) => interval.join('-')).join(' ')}`)
      .join('; ');
  };
  const own = hoursOf(county);
  return own === undefined
    ? []
    : [
        {
          of: 'hours',
          code: 'hours',
          name: '',
          field: 'intervals',
          city: hoursOf(cityCode) ?? null,
          county: own,
          source: `counties/${county}/calendar/hours.csv`,
          status: '',
        },
      ];
}
