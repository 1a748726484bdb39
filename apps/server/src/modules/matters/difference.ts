import type { MattersOfPack } from './pack/read-matters.ts';

/** One field in which a county differs from the city. Values are as the pack writes them; `city` is null where the city says nothing. */
export type Difference = {
  readonly of: 'matter' | 'limit' | 'responsibility' | 'hours';
  readonly code: string;
  readonly name: string;
  readonly field: string;
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

function limitDifferences({ limits, cityCode }: MattersOfPack, county: string): Difference[] {
  const keyOf = (row: MattersOfPack['limits'][number]) => `${row.clock} ${row.scope} ${row.scope_value}`.trim();
  const ofCity = new Map(limits.filter((row) => row.area_code === cityCode).map((row) => [keyOf(row), row.limit]));
  return limits
    .filter((row) => row.area_code === county)
    .map((row) => ({
      of: 'limit' as const,
      code: keyOf(row),
      name: row.basis,
      field: 'limit',
      city: ofCity.get(keyOf(row)) ?? null,
      county: row.limit,
      source: row.source,
      status: row.status,
    }));
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
