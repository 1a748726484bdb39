import { parse } from 'csv-parse/sync';
import { type Boundary, type BoundaryProblem, levelOfCode, parentOfCode } from './boundary.ts';
import { type CoordinateSystem, polygonsToWgs84 } from './coordinate-system.ts';
import type { Level } from './polygon-index.ts';
import type { MultiPolygon, Position } from './shape.ts';
import { parseWkt } from './wkt.ts';

export type ImportSettings = {
  readonly format: 'geojson' | 'csv';
  readonly system?: CoordinateSystem;
  /** Names of the properties or columns, where the file does not use code, name, parent, level, approximate and wkt. */
  readonly fields?: Readonly<Partial<Record<'code' | 'name' | 'parent' | 'level' | 'approximate' | 'wkt', string>>>;
};

export type ImportedBoundaries = { readonly boundaries: readonly Boundary[]; readonly problems: readonly BoundaryProblem[] };

type Row = {
  readonly values: Readonly<Record<string, unknown>>;
  /** Null when the feature has none; throws SyntaxError when it cannot be read. */
  readonly geometry: () => MultiPolygon | null;
};

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946) or a CSV table with a WKT column into boundaries in WGS-84, plus one problem for each
 * feature that cannot be read. Level and parent are taken from the length of the code (6, 9, 12, 15 digits) unless given.
 * Does not check rings, parents or overlaps: `checkTopology` does.
 */
export function importBoundaries(text: string, settings: ImportSettings): ImportedBoundaries {
  const boundaries: Boundary[] = [];
  const problems: BoundaryProblem[] = [];
  let rows: Row[];
  try {
    rows = settings.format === 'geojson' ? rowsOfGeoJson(text) : rowsOfCsv(text, settings.fields?.wkt ?? 'wkt');
  } catch (error) {
    return { boundaries, problems: [{ featureIndex: null, code: null, reason: 'file.unreadable', detail: messageOf(error) }] };
  }
  for (const [featureIndex, row] of rows.entries()) {
    const read = boundaryOf(featureIndex, row, settings);
    if ('reason' in read) problems.push(read);
    else boundaries.push(read);
  }
  return { boundaries, problems };
}

function boundaryOf(featureIndex: number, row: Row, settings: ImportSettings): Boundary | BoundaryProblem {
  const value = (field: keyof NonNullable<ImportSettings['fields']>) => textOf(row.values[settings.fields?.[field] ?? field]);
  const code = value('code');
  const level = levelOf(value('level'), code);
  if (!level) {
    return { featureIndex, code: code || null, reason: 'code.malformed', detail: `"${code}" is no area code of 6, 9, 12 or 15 digits.` };
  }
  let polygons: MultiPolygon | null;
  try {
    polygons = row.geometry();
  } catch (error) {
    return { featureIndex, code, reason: 'geometry.unsupported', detail: messageOf(error) };
  }
  if (!polygons) return { featureIndex, code, reason: 'geometry.missing', detail: 'There is no geometry.' };
  return {
    featureIndex,
    code,
    name: value('name'),
    parent: value('parent') || parentOfCode(code),
    level,
    polygons: polygonsToWgs84(polygons, settings.system ?? 'wgs84'),
    approximate: value('approximate') === 'true',
  };
}

/** The level that the code's length gives; a level named in the file must agree with it. */
function levelOf(named: string, code: string): Level | null {
  const level = levelOfCode(code);
  return named === '' || named === level ? level : null;
}

function rowsOfGeoJson(text: string): Row[] {
  const file: unknown = JSON.parse(withoutMark(text));
  if (!isRecord(file) || file.type !== 'FeatureCollection' || !Array.isArray(file.features))
    throw new SyntaxError('The file is no GeoJSON FeatureCollection.');
  return file.features.map((feature: unknown) => {
    const { properties, geometry } = isRecord(feature) ? feature : {};
    return { values: isRecord(properties) ? properties : {}, geometry: () => polygonsOfGeometry(geometry) };
  });
}

function polygonsOfGeometry(geometry: unknown): MultiPolygon | null {
  if (!isRecord(geometry)) return null;
  const { type, coordinates } = geometry;
  if (type === 'Polygon') return [polygonOf(coordinates)];
  if (type === 'MultiPolygon') return listOf(coordinates).map(polygonOf);
  throw new SyntaxError(`A boundary is a Polygon or a MultiPolygon, not ${textOf(type) || 'nothing'}.`);
}

function polygonOf(value: unknown): Position[][] {
  return listOf(value).map((ring) =>
    listOf(ring).map((position) => {
      const [lon, lat] = listOf(position);
      if (typeof lon !== 'number' || typeof lat !== 'number') throw new SyntaxError('A position is not two numbers.');
      return [lon, lat];
    }),
  );
}

function rowsOfCsv(text: string, wktColumn: string): Row[] {
  const table = parse(withoutMark(text), { columns: true, skip_empty_lines: true, trim: true }) as Record<string, string>[];
  if (table[0] && !(wktColumn in table[0])) throw new SyntaxError(`The table has no column "${wktColumn}".`);
  return table.map((values) => ({
    values,
    geometry: () => (values[wktColumn] ? parseWkt(values[wktColumn]) : null),
  }));
}

/** Office programs put a byte order mark before UTF-8 text. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new SyntaxError('Coordinates are not nested as the geometry type demands.');
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
