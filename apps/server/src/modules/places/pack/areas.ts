import { decimal, maybe, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, type Row, readTable, refuseTwins } from '#platform/pack-file.ts';
import type { AreaLevel } from '../area.ts';
import type { PlacesTables } from '../tables.ts';

export type AreaRow = Omit<PlacesTables['places.area'], 'origin' | 'active'>;

const statuses = ['listed', 'to be confirmed'] as const;
/** Statuses of areas and units; rows of a drafted pack may say so. */
export const statusesOf = (drafted = false): readonly string[] => (drafted ? [...statuses, 'drafted'] : statuses);

const columnsOf = (digits: number, parentDigits: number, drafted?: boolean) => ({
  code: pattern(new RegExp(`^[1-9]\\d{${digits - 1}}$`), `an area code of ${digits} digits`),
  name: words(drafted ? 80 : 40),
  name_en: maybe(words(80)),
  parent: pattern(new RegExp(`^[1-9]\\d{${parentDigits - 1}}$`), `an area code of ${parentDigits} digits`),
  lat: maybe(decimal(-90, 90)),
  lon: maybe(decimal(-180, 180)),
  source: words(200),
  status: oneOf(statusesOf(drafted)),
});

/** The statistical division code (统计用区划代码): 6 digits county, 9 street or town, 12 community or village. */
const tables: readonly { file: string; level: AreaLevel; digits: number; parentDigits: number }[] = [
  { file: 'areas/counties.csv', level: 'county', digits: 6, parentDigits: 6 },
  { file: 'areas/streets.csv', level: 'street', digits: 9, parentDigits: 6 },
  { file: 'areas/communities.csv', level: 'community', digits: 12, parentDigits: 9 },
];

type CityHead = { code: string; name: string; nameEn: string; center: { lat: number; lon: number }; drafted?: boolean };

/** Reads the tree of areas, the city first and every parent before its children. */
export function readAreas(pack: Pack, city: CityHead): AreaRow[] {
  const root: AreaRow = {
    code: city.code,
    name: city.name,
    name_en: city.nameEn,
    level: 'city',
    parent: null,
    path: `/${city.code}/`,
    lat: city.center.lat,
    lon: city.center.lon,
    source: 'pack.json',
    status: 'listed',
  };
  const paths = new Map([[city.code, root.path]]);
  const areas = [root];
  for (const { file, level, digits, parentDigits } of tables) {
    const rows = readTable(pack, file, columnsOf(digits, parentDigits, city.drafted));
    refuseTwins(pack, file, 'code', rows, (row) => row.code);
    for (const row of rows) {
      const path = pathOf(pack, file, row, paths, level === 'county' ? city.code.slice(0, 4) : row.parent);
      if (!path) continue;
      paths.set(row.code, path);
      const { line: _, ...cells } = row;
      areas.push({ ...cells, name_en: row.name_en ?? row.name, level, path });
    }
  }
  return areas;
}

type AreaCells = Row<ReturnType<typeof columnsOf>>;

function pathOf(pack: Pack, file: string, row: AreaCells, paths: ReadonlyMap<string, string>, prefix: string): string | undefined {
  const above = paths.get(row.parent);
  const fault = (column: string, reason: string) => void pack.problems.push({ file, line: row.line, column, reason });
  if (!above) return fault('parent', `there is no area ${row.parent} one level up`);
  if (!row.code.startsWith(prefix)) return fault('code', `${row.code} does not begin with ${prefix}, the code of its parent`);
  if ((row.lat === null) !== (row.lon === null)) return fault('lat', 'latitude and longitude come together or not at all');
  return `${above}${row.code}/`;
}
