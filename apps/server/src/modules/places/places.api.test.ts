import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Ring = [number, number][];
const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const feature = (code: string, ring: Ring, name = '') => ({
  type: 'Feature',
  properties: { code, name },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

const geojson = { 'content-type': 'application/geo+json' };
const importer = (area: string) => world.officer({ unit: '350100-command', area, permissions: ['places.import'] });
const locate = async (lat: number, lon: number) => (await world.guest().get(`/api/locate?lat=${lat}&lon=${lon}`)).body;
const tag = async () => (await world.guest().get('/api/map/counties')).headers.etag;

test('anyone finds street and county of a place, and is told when it lies outside', async () => {
  const found = await world.guest().get('/api/locate?lat=26.0753&lon=119.2965');
  expect(found).toMatchObject({
    status: 200,
    body: { region: '350102', county: { name: '鼓楼区' }, areaName: expect.stringMatching(/^鼓楼区.+街道$/), approximate: true },
  });
  expect(found.headers['cache-control']).toBe('no-store');
  expect(await world.guest().get('/api/locate?lat=31.2&lon=121.5')).toMatchObject({ status: 422, body: { code: 'place.outside' } });
  for (const query of ['lat=91&lon=0', 'lat=26', 'lat=x&lon=119', 'lat=NaN&lon=119'])
    expect((await world.guest().get(`/api/locate?${query}`)).status, query).toBe(400);
});

test('the tree of areas is read level by level, and an unknown area is told', async () => {
  const counties = await world.guest().get('/api/areas');
  expect(counties.body).toHaveLength(13);
  const streets = await world.guest().get('/api/areas?parent=350102');
  expect(streets.body.every((area: { parent: string; level: string }) => area.parent === '350102' && area.level === 'street')).toBe(true);
  expect(await world.guest().get('/api/areas?parent=350199')).toMatchObject({ status: 404, body: { code: 'area.unknown' } });
});

test('a map is sent packed, and not again to whoever holds the current copy', async () => {
  const map = await world.app.inject({ url: '/api/map/counties', headers: { 'accept-encoding': 'gzip, br' } });
  expect(map).toMatchObject({ statusCode: 200, headers: { 'content-encoding': 'br', vary: 'accept-encoding' } });
  expect(JSON.parse(brotliDecompressSync(map.rawPayload).toString()).features).toHaveLength(13);
  const zipped = await world.app.inject({ url: '/api/map/counties', headers: { 'accept-encoding': 'gzip, br;q=0' } });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  const plain = await world.guest().get('/api/map/streets?county=350102');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body.features).toHaveLength(10);
  expect(plain.body.features[0].properties).toMatchObject({ code: expect.stringMatching(/^350102/), approximate: true });
  expect((await world.guest().get('/api/map/counties', { 'if-none-match': String(map.headers.etag) })).status).toBe(304);
  expect((await world.guest().get('/api/map/counties', { 'if-none-match': 'W/"another"' })).status).toBe(200);
});

test('units are listed by kind and nearness', async () => {
  const { body } = await world.guest().get('/api/units?kinds=urban-management,street&area=350102001&limit=2');
  expect(body.units).toMatchObject([
    { id: '350102001-street', areaName: '鼓楼区鼓东街道' },
    { id: '350102-urban-management', kindName: '城市管理部门' },
  ]);
  expect((await world.guest().get('/api/units?kinds=a;b')).status).toBe(400);
});

test('only an officer with the permission, and only within his area, imports boundaries', async () => {
  const body = file(feature('350103001', square(119.3, 26.05, 0.001)));
  expect((await world.guest().post('/api/places/boundaries', body, geojson)).status).toBe(401);
  expect((await (await world.resident()).post('/api/places/boundaries', body, geojson)).status).toBe(403);
  const reader = await world.officer({ unit: '350103-command', area: '350103', permissions: ['case.read'] });
  expect((await reader.post('/api/places/boundaries', body, geojson)).status).toBe(403);
  const neighbour = await importer('350102');
  expect(await neighbour.post('/api/places/boundaries', body, geojson)).toMatchObject({
    status: 403,
    body: { code: 'place.not_yours', areas: ['350103001'] },
  });
});

test('a faulty file is refused with every problem, and nothing changes', async () => {
  const officer = await importer('350100');
  const before = await tag();
  const bow: Ring = [
    [119.3, 26.09],
    [119.301, 26.091],
    [119.301, 26.09],
    [119.3, 26.091],
    [119.3, 26.09],
  ];
  const refused = await officer.post(
    '/api/places/boundaries?toleranceShare=0.01',
    file(
      feature('350102001', square(119.29, 26.09, 0.005)),
      feature('350102002', square(119.292, 26.092, 0.005)),
      feature('350102003', bow),
      feature('350199001', square(119.3, 26.1, 0.001)),
      feature('12', square(119.3, 26.1, 0.001)),
      feature('350102004', square(26.09, 119.3, 0.001)),
    ),
    geojson,
  );
  expect(refused).toMatchObject({ status: 422, body: { code: 'place.topology' } });
  const told = refused.body.problems.map(
    ({ featureIndex, reason }: { featureIndex: number; reason: string }) => `${featureIndex} ${reason}`,
  );
  expect(told).toEqual(
    expect.arrayContaining(['1 area.overlap', '2 ring.crosses-itself', '3 area.unknown', '4 code.malformed', '5 coordinate.out-of-range']),
  );
  for (const body of ['{', '{"type":"FeatureCollection","features":[]}', '[]'])
    expect(await officer.post('/api/places/boundaries', body, geojson), body).toMatchObject({
      status: 422,
      body: { code: 'place.topology' },
    });
  expect((await officer.post('/api/places/boundaries', 'hello', { 'content-type': 'text/plain' })).status).toBe(415);
  expect(await tag()).toBe(before);
});

test('a surveyed street takes the place of the computed one, and its neighbours give way', async () => {
  const officer = await importer('350103');
  const { body: map } = await world.guest().get('/api/map/streets?county=350103');
  const [street, other] = map.features as { properties: { code: string }; geometry: { coordinates: Ring[][] } }[];
  if (!street || !other) throw new Error('Taijiang has fewer than two streets.');
  const inside = pointIn(other.geometry.coordinates);
  expect((await locate(...inside)).street.code).toBe(other.properties.code);
  const grown = {
    ...street,
    properties: { code: street.properties.code, name: '' },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [...street.geometry.coordinates, [square(inside[1] - 0.0004, inside[0] - 0.0004, 0.0008)]],
    },
  };
  const checked = await officer.post('/api/places/boundaries?dryRun=true', file(grown), geojson);
  expect(checked).toMatchObject({ status: 200, body: { survey: null, boundaries: 1, newAreas: 0 } });
  expect((await locate(...inside)).street.code).toBe(other.properties.code);
  const kept = await officer.post('/api/places/boundaries', file(grown), { ...geojson, 'idempotency-key': 'survey-of-one-street' });
  expect(kept.status).toBe(200);
  expect(kept.body.survey).not.toBeNull();
  await expect.poll(async () => (await locate(...inside)).street.code).toBe(street.properties.code);
  expect(await locate(...inside)).toMatchObject({ approximate: false });
  const again = await officer.post('/api/places/boundaries', file(grown), { ...geojson, 'idempotency-key': 'survey-of-one-street' });
  expect(again.body.survey).toBe(kept.body.survey);
});

test('communities and grids from a survey in another coordinate system are found by place, and prove the street around them', async () => {
  const officer = await importer('350104');
  // The square lies in the computed cell of another street; GCJ-02 is some 500 metres off WGS-84 here.
  const before = await locate(26.0475, 119.3005);
  expect(before.street.code).not.toBe('350104001');
  const ring = 'POLYGON((119.304 26.043, 119.306 26.043, 119.306 26.045, 119.304 26.045, 119.304 26.043))';
  const table = ['code,name,wkt', `350104001003,万春社区,"${ring}"`, `350104001003001,第一网格,"${ring}"`].join('\n');
  const kept = await officer.post('/api/places/boundaries?system=gcj02', table, { 'content-type': 'text/csv' });
  expect(kept).toMatchObject({ status: 200, body: { boundaries: 2, newAreas: 1 } });
  await expect.poll(async () => (await locate(26.0475, 119.3005)).grid?.code ?? null).toBe('350104001003001');
  expect(await locate(26.0475, 119.3005)).toMatchObject({
    street: { code: '350104001' },
    community: { code: '350104001003' },
    areaName: expect.stringContaining('万春社区第一网格'),
  });
  expect((await locate(26.0505, 119.3005)).street.code).not.toBe('350104001');
  expect((await world.guest().get('/api/areas?parent=350104001003')).body).toMatchObject([{ code: '350104001003001', level: 'grid' }]);
  const zero = file(feature('350104001003000', square(119.3, 26.04, 0.001)));
  expect(await officer.post('/api/places/boundaries', zero, geojson)).toMatchObject({
    status: 422,
    body: { problems: expect.arrayContaining([expect.objectContaining({ reason: 'code.malformed' })]) },
  });
});

/** A point inside an area: the middle of the widest crossing at half height. */
function pointIn(polygons: Ring[][]): [lat: number, lon: number] {
  const ring = polygons[0]?.[0] ?? [];
  const lats = ring.map(([, lat]) => lat);
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const crossings: number[] = [];
  for (const [place, [x, y]] of ring.entries()) {
    const [x2, y2] = ring[place + 1] ?? [x, y];
    if (y <= lat !== y2 <= lat) crossings.push(x + ((lat - y) * (x2 - x)) / (y2 - y));
  }
  crossings.sort((a, b) => a - b);
  const spans = crossings.flatMap((from, place) => (place % 2 === 0 ? [{ from, to: crossings[place + 1] ?? from }] : []));
  const widest = spans.sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (!widest) throw new Error('The area has no inside.');
  return [lat, (widest.from + widest.to) / 2];
}
