/**
 * Draws the areas of the Fuzhou pack from the raw data folder: `node tools/draw-fuzhou-areas.ts <data folder>/geo`.
 * Writes packs/fuzhou/areas/*.csv and packs/fuzhou/geo/{counties,streets,backdrop}.geojson and metro.csv; same input, same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { difference, intersection, union } from 'polyclip-ts';
import { polygonsToWgs84, toWgs84 } from '../apps/server/src/modules/places/geometry/coordinate-system.ts';
import type { MultiPolygon, Position } from '../apps/server/src/modules/places/geometry/shape.ts';
import { cellsOf, emptiestPlace, hedge, type Seed } from './fuzhou-areas/cells.ts';
import { COUNTY_ENGLISH, type Side, UNPLACED } from './fuzhou-areas/decisions.ts';
import { noded, roundedPolygons, roundedPosition } from './fuzhou-areas/noding.ts';
import { communitiesOf, LISTED, type Street, streetsOf, TO_BE_CONFIRMED } from './fuzhou-areas/places.ts';
import { type District, readSource, type Source } from './fuzhou-areas/source.ts';

type Cell = string | number | null;
type Feature = {
  readonly properties: Readonly<Record<string, Cell | boolean>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
};
type PlacedStreet = Street & { readonly place: Position; readonly placedBy: 'seat' | 'villages' | 'free space' };

const CITY = '350100';
const AREA_COLUMNS = ['code', 'name', 'name_en', 'parent', 'lat', 'lon', 'source', 'status'];
/** What a map of the city shows around it. */
const VIEW = { west: 118.2, south: 25.1, east: 120.3, north: 26.8 };

function main(folder: string | undefined): void {
  if (!folder) throw new Error('Name the folder with the raw data: node tools/draw-fuzhou-areas.ts <folder>');
  const source = readSource(folder);
  const pack = join(import.meta.dirname, '..', 'packs', 'fuzhou');
  mkdirSync(join(pack, 'areas'), { recursive: true });
  mkdirSync(join(pack, 'geo'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(pack, file), text);

  const districts = cleanDistricts(source.districts);
  const communities = communitiesOf(source);
  const streets: PlacedStreet[] = [];
  const cells: { street: string; polygons: MultiPolygon }[] = [];
  for (const district of districts) {
    const own = streetsOf(source, communities).filter((street) => street.county === district.code);
    const { placed, seeds } = placeStreets(district.polygons, own);
    streets.push(...placed);
    cells.push(...cellsOf(district.polygons, seeds));
  }
  const shapes = noded([...districts.map(({ polygons }) => polygons), ...cells.map(({ polygons }) => roundedPolygons(polygons))]);
  const names = new Map(streets.map((street) => [street.code, street.name]));
  const drawn = cells.map(({ street }, number) => ({ code: street, polygons: shapes[districts.length + number] ?? [] }));
  drawn.sort((a, b) => (a.code < b.code ? -1 : 1));

  write('areas/counties.csv', csv(AREA_COLUMNS, districts.map(countyRow)));
  write('areas/streets.csv', csv(AREA_COLUMNS, streets.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(streetRow)));
  write(
    'areas/communities.csv',
    csv(
      AREA_COLUMNS,
      communities.map(({ code, name, street, place, status }) => [
        code,
        name,
        null,
        street,
        ...latLon(place),
        place ? 'nbs-2023;adcode-2016' : 'nbs-2023',
        status,
      ]),
    ),
  );
  write('geo/counties.geojson', collection(districts.map(({ code, name }, number) => areaFeature({ code, name }, shapes[number] ?? []))));
  write(
    'geo/streets.geojson',
    collection(drawn.map(({ code, polygons }) => areaFeature({ code, name: names.get(code) ?? '', approximate: true }, polygons))),
  );
  write('geo/metro.csv', metroCsv(source));
  write('geo/backdrop.geojson', collection(backdrop(source)));
  for (const street of streets) if (street.placedBy !== 'seat') console.log(`${street.code} ${street.name}: placed by ${street.placedBy}`);
  console.log(
    `${districts.length} counties, ${streets.length} streets, ${communities.length} communities (${communities.filter(({ place }) => place).length} with a place)`,
  );
}

/**
 * The county boundaries in WGS-84, rounded. The union mends the few places where the source's own lines run over each other;
 * a sliver that two counties claim (45 m² on the river between 连江 and 罗源) stays with the lower code.
 */
function cleanDistricts(districts: readonly District[]): District[] {
  const clean: District[] = [];
  for (const district of districts) {
    const own = union(geometry(roundedPolygons(polygonsToWgs84(district.polygons, 'gcj02'))));
    const polygons = difference(own, ...clean.map((other) => geometry(other.polygons))) as MultiPolygon;
    clean.push({ ...district, polygons: roundedPolygons(polygons) });
  }
  return clean;
}

function geometry(polygons: MultiPolygon): Parameters<typeof union>[0] {
  return polygons as unknown as Parameters<typeof union>[0];
}

/** Gives every street a place and the county its seeds; streets without any coordinates come last, into what is left free. */
function placeStreets(county: MultiPolygon, streets: readonly Street[]): { placed: PlacedStreet[]; seeds: Seed[] } {
  const seeds: Seed[] = streets.flatMap(({ code, seats, villages }) => [
    ...[...seats, ...villages].map((place) => ({ street: code, place })),
  ]);
  const placed = streets.map((street): PlacedStreet => {
    const [seat] = street.seats;
    if (seat) return { ...street, place: seat, placedBy: 'seat' };
    if (street.villages.length > 0) return { ...street, place: mean(street.villages), placedBy: 'villages' };
    const place = roundedPosition(freePlace(county, seeds, streets, street.code));
    seeds.push(...hedge(seeds, place, UNPLACED[street.code]?.squareKilometres), { street: street.code, place });
    return { ...street, place, placedBy: 'free space', source: 'nbs-2023;free-space', status: TO_BE_CONFIRMED };
  });
  return { placed, seeds };
}

function freePlace(county: MultiPolygon, seeds: readonly Seed[], streets: readonly Street[], code: string): Position {
  const rule = UNPLACED[code];
  if (!rule) throw new Error(`The street ${code} has no coordinates and no rule where to put it.`);
  const { near, sides = [] } = rule;
  if (near === undefined) return emptiestPlace(county, seeds, () => true);
  const seat = streets.find((other) => other.code === near)?.seats[0];
  if (!seat) throw new Error(`The street ${near}, which ${code} lies near, has no coordinates.`);
  return emptiestPlace(county, seeds, (place, nearest) => nearest.street === near && sides.every((side) => IS_ON[side](place, seat)));
}

const IS_ON: Readonly<Record<Side, (place: Position, seat: Position) => boolean>> = {
  north: (place, seat) => place[1] > seat[1],
  south: (place, seat) => place[1] < seat[1],
  east: (place, seat) => place[0] > seat[0],
};

function mean(places: readonly Position[]): Position {
  const sum = (axis: 0 | 1) => places.reduce((total, place) => total + place[axis], 0);
  return [sum(0) / places.length, sum(1) / places.length];
}

function countyRow({ code, name, seat }: District): Cell[] {
  return [code, name, COUNTY_ENGLISH[code] ?? null, CITY, ...latLon(toWgs84(seat, 'gcj02')), 'nbs-2023;datav', LISTED];
}

function streetRow({ code, name, county, place, source, status }: PlacedStreet): Cell[] {
  return [code, name, null, county, ...latLon(place), source, status];
}

function latLon(place: Position | null): [number | null, number | null] {
  if (!place) return [null, null];
  const [lon, lat] = roundedPosition(place);
  return [lat, lon];
}

function metroCsv(source: Source): string {
  const rows = source.metro.flatMap(({ lineId, lineName, stations }) =>
    stations.map((station): Cell[] => [
      station.stationId,
      lineId,
      lineName,
      station.sequence,
      station.nameZh,
      station.nameEn,
      station.lat,
      station.lon,
    ]),
  );
  return csv(['code', 'line', 'line_name', 'sequence', 'name', 'name_en', 'lat', 'lon'], rows);
}

/** Land beyond the city and the Min River, for the map's ground; too coarse to decide where anything lies. */
function backdrop(source: Source): Feature[] {
  const { west, south, east, north } = VIEW;
  const frame: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const land = intersection(geometry(source.land), [[frame]]) as MultiPolygon;
  const isInView = ([lon, lat]: Position) => lon >= west && lon <= east && lat >= south && lat <= north;
  const rivers = source.rivers
    .filter(({ name }) => name === 'Min')
    .flatMap(({ lines }) => lines.map((line) => line.filter(isInView)))
    .filter((line) => line.length > 1);
  return [
    { properties: { kind: 'land' }, geometry: { type: 'MultiPolygon', coordinates: roundedPolygons(land) } },
    { properties: { kind: 'river', name: '闽江', name_en: 'Min River' }, geometry: { type: 'MultiLineString', coordinates: rivers } },
  ];
}

function areaFeature(properties: Feature['properties'], polygons: MultiPolygon): Feature {
  return { properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** One feature a line: small, and a change of one area shows as one line. */
function collection(features: readonly Feature[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify({ type: 'Feature', ...feature })).join(',\n')}\n]}\n`;
}

function csv(columns: readonly string[], rows: readonly Cell[][]): string {
  const line = (cells: readonly Cell[]) => cells.map((cell) => quoted(String(cell ?? ''))).join(',');
  return [columns, ...rows].map((cells) => `${line(cells)}\n`).join('');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

main(process.argv[2]);
