import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importBoundaries } from './import-boundaries.ts';
import { buildPolygonIndex, locate } from './polygon-index.ts';
import type { MultiPolygon, Position } from './shape.ts';
import { checkTopology } from './topology.ts';

type Row = { code: string; name: string; name_en: string; parent: string; lat: string; lon: string; source: string; status: string };

const pack = new URL('../../../../../../packs/fuzhou/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, pack), 'utf8');
const rowsOf = (file: string) => parse(textOf(file), { columns: true }) as Row[];
const boundariesOf = (file: string) => importBoundaries(textOf(file), { format: 'geojson' });

const lists = {
  counties: rowsOf('areas/counties.csv'),
  streets: rowsOf('areas/streets.csv'),
  communities: rowsOf('areas/communities.csv'),
};
const counties = boundariesOf('geo/counties.geojson');
const streets = boundariesOf('geo/streets.geojson');
const index = buildPolygonIndex([...counties.boundaries, ...streets.boundaries]);

function crossings(polygons: MultiPolygon, x: number, y: number): boolean {
  let inside = false;
  for (const ring of polygons.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i] as Position;
      const [xj, yj] = ring[j] as Position;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

test('Fuzhou has 13 counties, 186 streets and 3,022 communities, each under its parent and with its own code', () => {
  expect([lists.counties.length, lists.streets.length, lists.communities.length]).toEqual([13, 186, 3022]);
  const codes = Object.values(lists)
    .flat()
    .map((row) => row.code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const row of [...lists.streets, ...lists.communities]) expect(row.parent).toBe(row.code.slice(0, -3));
  const known = new Set(codes);
  expect([...lists.streets, ...lists.communities].filter((row) => !known.has(row.parent))).toEqual([]);
});

test('every area of Fuzhou has a name, a source and a status', () => {
  const rows = Object.values(lists).flat();
  expect(rows.filter(({ name }) => name.trim() === '')).toEqual([]);
  expect(rows.filter(({ source }) => source === '')).toEqual([]);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['listed', 'to be confirmed']));
  expect(lists.counties.filter(({ name_en }) => name_en === '')).toEqual([]);
});

test('every county and every street of the list has a boundary of the same name', () => {
  const pairs = (rows: readonly { code: string; name: string }[]) => rows.map(({ code, name }) => `${code} ${name}`).sort();
  expect(counties.problems.concat(streets.problems)).toEqual([]);
  expect(pairs(counties.boundaries)).toEqual(pairs(lists.counties));
  expect(pairs(streets.boundaries)).toEqual(pairs(lists.streets));
});

test('the boundaries are sound, and the streets of a county cover it without gap or overlap', () => {
  const all = [...counties.boundaries, ...streets.boundaries].map((boundary, featureIndex) => ({ ...boundary, featureIndex }));
  const { problems, gaps } = checkTopology(all, { toleranceSquareMetres: 0.01, toleranceShare: 0 });
  expect(problems).toEqual([]);
  expect(gaps.length).toBe(13);
  for (const { squareMetres } of gaps) expect(squareMetres).toBeLessThan(0.01);
});

test('the seat of every street lies in its own cell, and that of every county in its county', () => {
  const at = (row: Row) => locate(index, { lon: Number(row.lon), lat: Number(row.lat) });
  expect(lists.streets.filter((row) => at(row)?.street !== row.code).map((row) => row.name)).toEqual([]);
  expect(lists.counties.filter((row) => at(row)?.county !== row.code).map((row) => row.name)).toEqual([]);
});

test('every community with a known place lies in its own street', () => {
  const placed = lists.communities.filter(({ lat }) => lat !== '');
  const found = placed.map((row) => ({ row, at: locate(index, { lon: Number(row.lon), lat: Number(row.lat) }) }));
  expect(placed.length).toBeGreaterThan(400);
  expect(found.filter(({ row, at }) => at?.street !== row.parent).map(({ row }) => row.name)).toEqual([]);
});

test('all 117 metro stations lie in Fuzhou, 东街口 in 鼓楼区', () => {
  const stations = parse(textOf('geo/metro.csv'), { columns: true }) as { name: string; lat: string; lon: string }[];
  expect(stations.length).toBe(117);
  const countyOf = (station: { lat: string; lon: string }) => locate(index, { lon: Number(station.lon), lat: Number(station.lat) })?.county;
  expect(stations.filter((station) => countyOf(station) === undefined)).toEqual([]);
  expect(stations.filter(({ name }) => name === '东街口').map(countyOf)).toEqual(['350102', '350102']);
});

test('wherever in the city a point falls, the index agrees with a scan over all boundaries and finds exactly one street', () => {
  const place = fc.record({
    lon: fc.double({ min: 118.3, max: 120.6, noNaN: true }),
    lat: fc.double({ min: 25.2, max: 26.7, noNaN: true }),
  });
  const bare = buildPolygonIndex([...counties.boundaries, ...streets.boundaries], { snapMetres: 0 });
  fc.assert(
    fc.property(place, ({ lon, lat }) => {
      const inCounties = counties.boundaries.filter(({ polygons }) => crossings(polygons, lon, lat)).map(({ code }) => code);
      const inStreets = streets.boundaries.filter(({ polygons }) => crossings(polygons, lon, lat)).map(({ code }) => code);
      expect(inStreets.length).toBe(inCounties.length);
      expect(inCounties.length).toBeLessThanOrEqual(1);
      const found = locate(bare, { lon, lat });
      expect([found?.county, found?.street]).toEqual([inCounties[0], inStreets[0]]);
      if (found) expect(found).toMatchObject({ approximate: true, snapped: false, county: found.street?.slice(0, 6) });
    }),
    { numRuns: 3000 },
  );
});

test('every vertex between streets belongs to one street only', () => {
  const vertices = streets.boundaries.slice(0, 40).flatMap(({ polygons }) => polygons.flat(2));
  for (const [lon, lat] of vertices) {
    const holders = streets.boundaries.filter(({ polygons }) => crossings(polygons, lon, lat));
    expect(holders.length).toBeLessThanOrEqual(1);
    expect(locate(index, { lon, lat })).toMatchObject({ snapped: false });
  }
});
