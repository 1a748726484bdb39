import type { MapFeature } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { boundsOf, featurePath, heightFor, labelPoint, projectionOf, spread, windowAround } from './projection.ts';

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const feature = (...rings: number[][][]): MapFeature => ({
  type: 'Feature',
  properties: { code: '350102', name: '鼓楼区' },
  geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
});

test('a kilometre is as long to the east as to the north', () => {
  const bounds = { west: 119, south: 26, east: 120, north: 27 };
  const project = projectionOf(bounds, 1000);
  const [x0, y0] = project(119.5, 26.5);
  const [x1] = project(119.5 + 0.1 / Math.cos((26.5 * Math.PI) / 180), 26.5);
  const [, y1] = project(119.5, 26.6);
  expect(x1 - x0).toBeCloseTo(y0 - y1, 6);
  expect(project(119, 27)).toEqual([0, 0]);
  expect(project(120, 26)[1]).toBeCloseTo(heightFor(bounds, 1000), 6);
});

test('a name stands on the mainland, not in the sea between it and its islands', () => {
  const county = feature(square(119, 26, 0.5), square(120, 25.5, 0.02));
  const at = labelPoint(county);
  expect(at.lon).toBeCloseTo(119.25, 6);
  expect(at.lat).toBeCloseTo(26.25, 6);
});

test('bounds hold every island, and a city without features has none', () => {
  expect(boundsOf([feature(square(119, 26, 0.5), square(120, 25.5, 0.02))])).toEqual({ west: 119, south: 25.5, east: 120.02, north: 26.5 });
  expect(boundsOf([])).toBeNull();
});

test('the window around the core is as high as it is asked to be', () => {
  const bounds = windowAround({ lat: 26.07, lon: 119.3 }, 0.24, 0.8);
  expect(heightFor(bounds, 300)).toBeCloseTo(240, 6);
});

test('points that lie closer than half a pixel are not drawn', () => {
  const project = projectionOf({ west: 119, south: 26, east: 120, north: 27 }, 100);
  expect(
    featurePath(
      feature([
        [119, 26],
        [119.001, 26],
        [119.5, 26],
        [119.5, 26.5],
        [119, 26],
      ]),
      project,
    ).match(/L/g),
  ).toHaveLength(3);
});

test('a name that would lie over another is left out, the earlier one stays', () => {
  const names = [
    { name: '鼓楼区', x: 100, y: 100 },
    { name: '台江区', x: 120, y: 105 },
    { name: '仓山区', x: 100, y: 140 },
  ];
  expect(spread(names, 16).map((one) => one.name)).toEqual(['鼓楼区', '仓山区']);
});
