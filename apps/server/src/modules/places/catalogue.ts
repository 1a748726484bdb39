import type { Area, AreaLevel, City, Responsibility, Unit, UnitKind } from './area.ts';
import { buildPolygonIndex, type Level, type PolygonIndex } from './geometry/polygon-index.ts';
import type { MultiPolygon } from './geometry/shape.ts';
import type { MapText } from './map.ts';
import type { PlacesRows } from './pack/rows-of-pack.ts';

export type StoredBoundary = {
  readonly code: string;
  readonly parent: string | null;
  readonly level: Level;
  readonly polygons: MultiPolygon;
  readonly approximate: boolean;
  readonly surveyed: boolean;
};

/** All places of the city in memory, made once from the rows and never changed: a new pack or survey makes a new one. */
export type Catalogue = {
  readonly city: City;
  readonly areas: ReadonlyMap<string, Area>;
  /** Active areas below an area, in the order of their codes. */
  readonly children: ReadonlyMap<string, readonly Area[]>;
  readonly unitKinds: ReadonlyMap<string, UnitKind>;
  /** Also units out of use, so that old cases still name theirs. */
  readonly units: ReadonlyMap<string, Unit>;
  /** Units in use, in the order of level and id. */
  readonly unitsInUse: readonly Unit[];
  readonly unitsOf: ReadonlyMap<string, readonly Unit[]>;
  /** The unit of a kind in exactly this area, by `area|kind`. */
  readonly unitAt: ReadonlyMap<string, Unit>;
  readonly responsibilities: ReadonlyMap<string, readonly Responsibility[]>;
  readonly boundaries: readonly StoredBoundary[];
  readonly index: PolygonIndex;
  /** Changes exactly when the catalogue does; an entity tag for what is read from it. */
  readonly tag: string;
  /** Serialised maps, made when first asked for. */
  readonly maps: Map<string, Promise<MapText>>;
};

const levelsDown: readonly AreaLevel[] = ['city', 'county', 'street', 'community', 'grid'];

/** Makes the catalogue; without a city in the database there is none, which is said in one sentence. */
export function buildCatalogue(rows: PlacesRows, tag: string): Catalogue {
  if (!rows.city) throw new Error('No pack is loaded yet. Load one: npm run banyan -- pack load NAME');
  const areas = new Map(rows.areas.map((row) => [row.code, areaOfRow(row)]));
  const inUse = rows.areas.filter((row) => row.active).map((row) => areas.get(row.code) as Area);
  const units = new Map(rows.units.map((row) => [row.id, unitOfRow(row)]));
  const unitsInUse = rows.units
    .filter((row) => row.active)
    .map((row) => units.get(row.id) as Unit)
    .sort((a, b) => depth(areas, a) - depth(areas, b) || (a.id < b.id ? -1 : 1));
  const boundaries = rows.boundaries.map((row) => boundaryOfRow(row, areas)).filter((boundary) => boundary !== undefined);
  return {
    city: cityOfRow(rows.city),
    areas,
    children: Map.groupBy(
      inUse.filter((area) => area.parent !== null),
      (area) => area.parent as string,
    ),
    unitKinds: new Map(rows.unitKinds.map(({ id, name, name_en, levels }) => [id, { id, name, nameEn: name_en, levels }])),
    units,
    unitsInUse,
    unitsOf: Map.groupBy(unitsInUse, (unit) => unit.areaCode),
    unitAt: new Map(unitsInUse.map((unit) => [`${unit.areaCode}|${unit.kind}`, unit])),
    responsibilities: Map.groupBy(rows.responsibilities.map(responsibilityOfRow), (rule) => rule.areaCode),
    boundaries,
    index: buildPolygonIndex(boundaries),
    tag,
    maps: new Map(),
  };
}

const depth = (areas: ReadonlyMap<string, Area>, unit: Unit) => levelsDown.indexOf(areas.get(unit.areaCode)?.level ?? 'grid');

function areaOfRow(row: PlacesRows['areas'][number]): Area {
  const codes = row.path.split('/').filter((code) => code !== '');
  return {
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    level: row.level,
    parent: row.parent,
    path: row.path,
    region: codes[1] ?? row.code,
    street: codes[2] ?? null,
    lat: row.lat,
    lon: row.lon,
    status: row.status,
  };
}

const unitOfRow = (row: PlacesRows['units'][number]): Unit => ({
  id: row.id,
  kind: row.kind,
  areaCode: row.area_code,
  name: row.name,
  nameEn: row.name_en,
  status: row.status,
});

const responsibilityOfRow = (row: PlacesRows['responsibilities'][number]): Responsibility => ({
  areaCode: row.area_code,
  scope: row.scope,
  scopeValue: row.scope_value,
  role: row.role,
  kind: row.kind,
  unitId: row.unit_id,
  source: row.source,
  status: row.status,
});

const cityOfRow = (row: NonNullable<PlacesRows['city']>): City => ({
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  zone: row.zone,
  language: row.language,
  languages: row.languages,
  packVersion: row.pack_version,
  center: { lat: row.lat, lon: row.lon },
  mapNotice: row.map_notice,
  intake: row.intake,
});

function boundaryOfRow(row: PlacesRows['boundaries'][number], areas: ReadonlyMap<string, Area>): StoredBoundary | undefined {
  const area = areas.get(row.area_code);
  if (!area) return undefined;
  return {
    code: row.area_code,
    // A county's parent is the city, which has no boundary of its own.
    parent: area.level === 'county' ? null : area.parent,
    level: row.level as Level,
    polygons: JSON.parse(row.coordinates) as MultiPolygon,
    approximate: row.approximate,
    surveyed: row.survey_id !== null,
  };
}
