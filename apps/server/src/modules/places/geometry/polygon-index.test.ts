import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPolygonIndex, type IndexedArea, locate } from './polygon-index.ts';
import type { MultiPolygon, Position } from './shape.ts';

/** The textbook crossing count, written apart from the index. */
function naiveHolds(polygons: MultiPolygon, x: number, y: number): boolean {
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

function square(code: string, west: number, south: number, size = 0.1, rest: Partial<IndexedArea> = {}): IndexedArea {
  const ring: Position[] = [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  return { code, parent: null, level: 'county', polygons: [[ring]], ...rest };
}

const twins = [square('350102', 119, 26), square('350103', 119.1, 26)];

test('a point of the boundary between two counties belongs to exactly one of them', () => {
  const index = buildPolygonIndex(twins);
  expect(locate(index, { lon: 119.1, lat: 26.05 })).toEqual({ county: '350103', approximate: false, snapped: false });
  expect(locate(index, { lon: 119.0999999, lat: 26.05 })?.county).toBe('350102');
});

test('a point on the outer boundary is in the county and not snapped', () => {
  const index = buildPolygonIndex(twins);
  for (const point of [
    { lon: 119.05, lat: 26.1 },
    { lon: 119.2, lat: 26.05 },
    { lon: 119.2, lat: 26.1 },
  ]) {
    expect(locate(index, point)).toMatchObject({ snapped: false });
  }
});

test('a point within 200 m outside goes to the nearest county, one farther out is outside', () => {
  const index = buildPolygonIndex(twins);
  expect(locate(index, { lon: 119.15, lat: 25.9985 })).toEqual({ county: '350103', approximate: false, snapped: true });
  expect(locate(index, { lon: 118.9985, lat: 26.05 })).toMatchObject({ county: '350102', snapped: true });
  expect(locate(index, { lon: 119.15, lat: 25.998 })).toBeNull();
  expect(locate(index, { lon: 118.9975, lat: 26.05 })).toBeNull();
  expect(locate(index, { lon: -119, lat: -26 })).toBeNull();
});

test('how far a point may be snapped is a setting', () => {
  const index = buildPolygonIndex(twins, { snapMetres: 0 });
  expect(locate(index, { lon: 119.15, lat: 25.9999 })).toBeNull();
});

test('a snapped point gets a street of the county it was snapped to', () => {
  const index = buildPolygonIndex([
    ...twins,
    square('350102001', 119, 26, 0.1, { level: 'street', parent: '350102' }),
    square('350103001', 119.1, 26, 0.1, { level: 'street', parent: '350103', approximate: true }),
  ]);
  expect(locate(index, { lon: 119.15, lat: 25.9985 })).toEqual({ county: '350103', street: '350103001', approximate: true, snapped: true });
});

test('a place that is not a number is outside', () => {
  const index = buildPolygonIndex(twins);
  expect(locate(index, { lon: Number.NaN, lat: 26.05 })).toBeNull();
  expect(locate(index, { lon: 119.05, lat: Number.POSITIVE_INFINITY })).toBeNull();
  expect(locate(buildPolygonIndex([]), { lon: 119.05, lat: 26.05 })).toBeNull();
});

test('a hole in an area belongs to the area that fills it', () => {
  const hole = square('350103', 119.04, 26.04, 0.02);
  const outer = square('350102', 119, 26);
  const index = buildPolygonIndex([{ ...outer, polygons: [[...(outer.polygons[0] ?? []), ...(hole.polygons[0] ?? [])]] }, hole]);
  expect(locate(index, { lon: 119.05, lat: 26.05 })?.county).toBe('350103');
  expect(locate(index, { lon: 119.01, lat: 26.05 })?.county).toBe('350102');
});

test('where two areas overlap, the lowest code wins whatever their order', () => {
  const overlapping = [square('350103', 119.05, 26), square('350102', 119, 26)];
  for (const areas of [overlapping, overlapping.toReversed()]) {
    expect(locate(buildPolygonIndex(areas), { lon: 119.07, lat: 26.05 })?.county).toBe('350102');
  }
});

test('a street reaching over the county line is not taken outside its county', () => {
  const index = buildPolygonIndex([
    ...twins,
    square('350102001', 119, 26, 0.15, { level: 'street', parent: '350102' }),
    square('350103001', 119.1, 26, 0.1, { level: 'street', parent: '350103' }),
  ]);
  expect(locate(index, { lon: 119.12, lat: 26.05 })).toMatchObject({ county: '350103', street: '350103001' });
});

test('an area without a boundary above it still names the level above', () => {
  const index = buildPolygonIndex([square('350102001002', 119, 26, 0.1, { level: 'community', parent: '350102001' })]);
  expect(locate(index, { lon: 119.05, lat: 26.05 })).toEqual({
    street: '350102001',
    community: '350102001002',
    approximate: false,
    snapped: false,
  });
});

test('a point in a county whose streets have no boundaries yet has a county and no street', () => {
  const index = buildPolygonIndex([...twins, square('350102001', 119, 26, 0.1, { level: 'street', parent: '350102' })]);
  expect(locate(index, { lon: 119.15, lat: 26.05 })).toEqual({ county: '350103', approximate: false, snapped: false });
});

test('all four levels are found together', () => {
  const index = buildPolygonIndex([
    ...twins,
    square('350102001', 119, 26, 0.08, { level: 'street', parent: '350102' }),
    square('350102001002', 119, 26, 0.04, { level: 'community', parent: '350102001' }),
    square('350102001002003', 119, 26, 0.02, { level: 'grid', parent: '350102001002' }),
  ]);
  expect(locate(index, { lon: 119.01, lat: 26.01 })).toMatchObject({ community: '350102001002', grid: '350102001002003' });
  expect(locate(index, { lon: 119.03, lat: 26.03 })?.grid).toBeUndefined();
});

const star = fc
  .record({
    lon: fc.double({ min: 118.5, max: 119.5, noNaN: true }),
    lat: fc.double({ min: 25.5, max: 26.5, noNaN: true }),
    reaches: fc.array(fc.double({ min: 0.005, max: 0.4, noNaN: true }), { minLength: 3, maxLength: 14 }),
  })
  .map(({ lon, lat, reaches }): MultiPolygon => {
    const ring = reaches.map((reach, place): Position => {
      const angle = (2 * Math.PI * place) / reaches.length;
      return [lon + reach * Math.cos(angle), lat + reach * Math.sin(angle)];
    });
    return [[[...ring, ring[0] as Position]]];
  });
const place = fc.record({ lon: fc.double({ min: 118, max: 120, noNaN: true }), lat: fc.double({ min: 25, max: 27, noNaN: true }) });

test('the index agrees with a scan over all areas, whatever their shapes and overlaps', () => {
  fc.assert(
    fc.property(fc.array(star, { minLength: 1, maxLength: 20 }), fc.array(place, { minLength: 20, maxLength: 60 }), (shapes, places) => {
      const areas = shapes.map((polygons, number) => ({ code: `area-${100 + number}`, parent: null, level: 'county' as const, polygons }));
      const index = buildPolygonIndex(areas, { snapMetres: 0 });
      for (const point of places) {
        const naive = areas.find((area) => naiveHolds(area.polygons, point.lon, point.lat))?.code;
        expect(locate(index, point)?.county).toBe(naive);
      }
    }),
    { numRuns: 150 },
  );
});

test('nobody outside is farther from a boundary than the snap distance, and nobody nearer is refused', () => {
  fc.assert(
    fc.property(fc.double({ min: -0.02, max: 0.12, noNaN: true }), fc.double({ min: -0.02, max: 0.12, noNaN: true }), (right, up) => {
      const index = buildPolygonIndex([square('350102', 119, 26)]);
      const overX = Math.max(0, -right, right - 0.1) * 111_195 * Math.cos(((26 + up) * Math.PI) / 180);
      const metres = Math.hypot(overX, Math.max(0, -up, up - 0.1) * 111_195);
      const found = locate(index, { lon: 119 + right, lat: 26 + up });
      if (metres > 201) expect(found).toBeNull();
      if (metres < 199) expect(found).toMatchObject({ county: '350102' });
      if (found && metres > 1) expect(found.snapped).toBe(true);
    }),
  );
});
