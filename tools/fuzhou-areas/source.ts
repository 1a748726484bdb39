import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { MultiPolygon } from '../../apps/server/src/modules/places/geometry/shape.ts';

export type Village = { readonly code: string; readonly name: string; readonly streetCode: string; readonly areaCode: string };
/** A row of the 2016 list; `longitude` and `latitude` are empty where it knows none, else GCJ-02. */
export type OldArea = {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly longitude: string;
  readonly latitude: string;
};
export type District = {
  readonly code: string;
  readonly name: string;
  readonly seat: readonly [number, number];
  readonly polygons: MultiPolygon;
};
export type Station = { stationId: string; sequence: number; nameZh: string; nameEn: string; lat: number; lon: number };
export type MetroLine = { readonly lineId: string; readonly lineName: string; readonly stations: readonly Station[] };

type Feature<P> = { readonly properties: P; readonly geometry: { readonly type: string; readonly coordinates: unknown } };
type Collection<P> = { readonly features: readonly Feature<P>[] };

/** The raw data folder: statistical codes of 2023, the 2016 list with coordinates, county boundaries (GCJ-02), metro, Natural Earth. */
export type Source = {
  readonly villages: readonly Village[];
  readonly oldAreas: ReadonlyMap<string, OldArea>;
  readonly districts: readonly District[];
  readonly metro: readonly MetroLine[];
  readonly land: MultiPolygon;
  readonly rivers: readonly { readonly name: string; readonly lines: readonly (readonly [number, number][])[] }[];
};

/** Reads the folder; throws when a file is missing or does not have the shape it had when this was written. */
export function readSource(folder: string): Source {
  const read = (file: string) => readFileSync(join(folder, file));
  const json = <T>(file: string) => JSON.parse(read(file).toString('utf8')) as T;
  const oldRows = csv<OldArea>(gunzipSync(read('fuzhou_adcode5_2016_with_coords.csv.gz')));
  const districts = json<Collection<{ adcode: number; name: string; center: [number, number] }>>('fuzhou_districts.geojson');
  const land = json<Collection<unknown>>('natural_earth/fuzhou_bbox_ne_10m_land.geojson');
  const rivers = json<Collection<{ name: string }>>('natural_earth/fuzhou_bbox_ne_10m_rivers_lake_centerlines.geojson');
  return {
    villages: csv<Village>(read('fuzhou_villages_2023.csv')),
    oldAreas: new Map(oldRows.map((row) => [row.code, row])),
    districts: districts.features.map(({ properties, geometry }) => ({
      code: String(properties.adcode),
      name: properties.name,
      seat: properties.center,
      polygons: polygonsOf(geometry),
    })),
    metro: json<{ lines: MetroLine[] }>('fuzhou_metro.json').lines,
    land: land.features.flatMap(({ geometry }) => polygonsOf(geometry)),
    rivers: rivers.features.map(({ properties, geometry }) => ({ name: properties.name, lines: linesOf(geometry) })),
  };
}

function csv<T>(bytes: Buffer): T[] {
  return parse(bytes, { columns: true, bom: true, skip_empty_lines: true }) as T[];
}

function polygonsOf({ type, coordinates }: Feature<unknown>['geometry']): MultiPolygon {
  return type === 'Polygon' ? [coordinates as MultiPolygon[number]] : (coordinates as MultiPolygon);
}

function linesOf({ type, coordinates }: Feature<unknown>['geometry']): [number, number][][] {
  return type === 'LineString' ? [coordinates as [number, number][]] : (coordinates as [number, number][][]);
}
