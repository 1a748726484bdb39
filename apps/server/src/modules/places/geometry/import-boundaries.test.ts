import { expect, test } from 'vitest';
import { importBoundaries } from './import-boundaries.ts';
import { parseWkt } from './wkt.ts';

const ring = [
  [119.3, 26.08],
  [119.31, 26.08],
  [119.31, 26.09],
  [119.3, 26.08],
];
const wkt = 'POLYGON ((119.3 26.08, 119.31 26.08, 119.31 26.09, 119.3 26.08))';
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (properties: unknown, geometry: unknown) => ({ type: 'Feature', properties, geometry });

test('a GeoJSON polygon and the same polygon as WKT give the same boundary', () => {
  const expected = {
    featureIndex: 0,
    code: '350102001002',
    name: '庆城社区',
    parent: '350102001',
    level: 'community',
    polygons: [[ring]],
    approximate: false,
  };
  const geojson = collection(feature({ code: '350102001002', name: '庆城社区' }, { type: 'Polygon', coordinates: [ring] }));
  expect(importBoundaries(geojson, { format: 'geojson' })).toEqual({ boundaries: [expected], problems: [] });
  const csv = `\uFEFFcode,name,wkt\n350102001002,庆城社区,"${wkt}"\n`;
  expect(importBoundaries(csv, { format: 'csv' })).toEqual({ boundaries: [expected], problems: [] });
});

test('a file with its own column names is read by naming them', () => {
  const csv = `bm,x\n350102,"${wkt}"\n`;
  const { boundaries } = importBoundaries(csv, { format: 'csv', fields: { code: 'bm', wkt: 'x' } });
  expect(boundaries).toMatchObject([{ code: '350102', level: 'county', parent: null }]);
});

test('codes written as numbers are read, and a parent given in the file is kept', () => {
  const geojson = collection(feature({ code: 350102001002003, parent: '350102001009' }, { type: 'MultiPolygon', coordinates: [[ring]] }));
  expect(importBoundaries(geojson, { format: 'geojson' }).boundaries).toMatchObject([{ level: 'grid', parent: '350102001009' }]);
});

test('each feature that cannot be read is told with its place in the file, and the others are kept', () => {
  const geojson = collection(
    feature({ code: '3501' }, { type: 'Polygon', coordinates: [ring] }),
    feature({ code: '350102001' }, null),
    feature({ code: '350102002' }, { type: 'Point', coordinates: [119.3, 26.08] }),
    feature({ code: '350102003' }, { type: 'Polygon', coordinates: ring }),
    feature({ code: '350102004', level: 'county' }, { type: 'Polygon', coordinates: [ring] }),
    null,
    feature({ code: '350102005' }, { type: 'Polygon', coordinates: [ring] }),
  );
  const { boundaries, problems } = importBoundaries(geojson, { format: 'geojson' });
  expect(problems.map(({ featureIndex, code, reason }) => [featureIndex, code, reason])).toEqual([
    [0, '3501', 'code.malformed'],
    [1, '350102001', 'geometry.missing'],
    [2, '350102002', 'geometry.unsupported'],
    [3, '350102003', 'geometry.unsupported'],
    [4, '350102004', 'code.malformed'],
    [5, null, 'code.malformed'],
  ]);
  expect(boundaries.map(({ code, featureIndex }) => [code, featureIndex])).toEqual([['350102005', 6]]);
});

test('a file that is no table and no feature collection is refused as a whole', () => {
  const reasonOf = (text: string, format: 'geojson' | 'csv') => importBoundaries(text, { format }).problems;
  for (const [text, format] of [
    ['{', 'geojson'],
    ['[]', 'geojson'],
    ['{"type":"Feature"}', 'geojson'],
    ['code,name\n350102,鼓楼区\n', 'csv'],
    ['code,wkt\n350102\n', 'csv'],
  ] as const) {
    expect(reasonOf(text, format)).toMatchObject([{ featureIndex: null, code: null, reason: 'file.unreadable' }]);
  }
});

test('boundaries in GCJ-02 and BD-09 come to rest on the same WGS-84 place', () => {
  // 东街口 station in three systems; the two others were computed with another implementation of the published formulas.
  const at = (lon: number, lat: number) =>
    collection(
      feature(
        { code: '350102' },
        {
          type: 'Polygon',
          coordinates: [
            [
              [lon, lat],
              [lon + 0.01, lat],
              [lon, lat + 0.01],
              [lon, lat],
            ],
          ],
        },
      ),
    );
  const first = (text: string, system: 'wgs84' | 'gcj02' | 'bd09') =>
    importBoundaries(text, { format: 'geojson', system }).boundaries[0]?.polygons[0]?.[0]?.[0];
  const [lon, lat] = [119.2945898, 26.0890097];
  expect(first(at(lon, lat), 'wgs84')).toEqual([lon, lat]);
  for (const [system, x, y] of [
    ['gcj02', 119.2993877, 26.0858952],
    ['bd09', 119.3058596, 26.0920868],
  ] as const) {
    const [backLon, backLat] = first(at(x, y), system) ?? [0, 0];
    expect(Math.abs(backLon - lon)).toBeLessThan(1e-6);
    expect(Math.abs(backLat - lat)).toBeLessThan(1e-6);
  }
});

test('WKT is read with SRID, Z, several parts and holes, in any case and spacing', () => {
  expect(parseWkt('SRID=4490;polygon z((1 2 9,3 4 9 , 5 6 9,1 2 9),( 1 1 0,2 2 0,3 3 0,1 1 0))')).toEqual([
    [
      [
        [1, 2],
        [3, 4],
        [5, 6],
        [1, 2],
      ],
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [1, 1],
      ],
    ],
  ]);
  expect(parseWkt('MULTIPOLYGON (((1.5e1 -2, 3 4, 5 6, 1 2)), ((7 8, 9 10, 11 12, 7 8)))')).toHaveLength(2);
  expect(parseWkt('MULTIPOLYGON EMPTY')).toEqual([]);
});

test('anything else than polygons in WKT is refused', () => {
  for (const text of [
    '',
    'POINT (1 2)',
    'POLYGON (1 2, 3 4)',
    'POLYGON ((1 2, 3 4)',
    'POLYGON ((1 2, x 4))',
    'POLYGON ((1, 2))',
    'POLYGON (((1 2, 3 4)))',
    'POLYGON ((1 2)) trailing',
  ]) {
    expect(() => parseWkt(text), text).toThrow(SyntaxError);
  }
});
