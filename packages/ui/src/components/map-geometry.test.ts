import type { MapCollection } from '@banyan/api-client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boxOf,
  densityLegend,
  densityStep,
  fromScreen,
  labelSpot,
  middleOf,
  planeAt,
  shapePath,
  toPoint,
  toScreen,
  toWorld,
  viewOf,
  zoomed,
} from './map-geometry.ts';

const fuzhou = { lat: 26.0753, lon: 119.2965 };
const plane = planeAt(fuzhou);
const inCity = fc.record({
  lat: fc.double({ min: 25.2, max: 26.7, noNaN: true }),
  lon: fc.double({ min: 118.3, max: 120.7, noNaN: true }),
});

test('where a finger taps is the place that is sent', () => {
  const view = { scale: 37.5, dx: 12, dy: -80 };
  fc.assert(
    fc.property(inCity, (point) => {
      const back = toPoint(plane, fromScreen(view, toScreen(view, toWorld(plane, point))));
      expect(back.lat).toBeCloseTo(point.lat, 9);
      expect(back.lon).toBeCloseTo(point.lon, 9);
    }),
  );
});

test('north is up, east is right, and a kilometre is as long both ways', () => {
  const centre = toWorld(plane, fuzhou);
  const north = toWorld(plane, { lat: fuzhou.lat + 1 / 110.8, lon: fuzhou.lon });
  const east = toWorld(plane, { lat: fuzhou.lat, lon: fuzhou.lon + 1 / (111.32 * Math.cos((fuzhou.lat * Math.PI) / 180)) });
  expect(north.y).toBeLessThan(centre.y);
  expect(east.x).toBeGreaterThan(centre.x);
  expect((east.x - centre.x) / (centre.y - north.y)).toBeCloseTo(1, 1);
});

const square: MapCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '1', name: '甲' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [119, 26],
            [120, 26],
            [120, 25],
            [119, 25],
            [119, 26],
          ],
        ],
      },
    },
  ],
};

test('the whole city fits into the view with its margin', () => {
  const box = boxOf(
    plane,
    square.features.map(({ geometry }) => geometry),
  );
  if (!box) throw new Error('a box');
  const view = viewOf(box, { width: 300, height: 200 }, 10);
  const corner = toScreen(view, { x: box.left, y: box.top });
  const other = toScreen(view, { x: box.right, y: box.bottom });
  expect(Math.min(corner.x, corner.y)).toBeGreaterThanOrEqual(10 - 1e-9);
  expect(other.x).toBeLessThanOrEqual(290 + 1e-9);
  expect(other.y).toBeLessThanOrEqual(190 + 1e-9);
  expect(middleOf(square)).toEqual({ lat: 25.5, lon: 119.5 });
});

test('the point under the pointer stays there while zooming', () => {
  fc.assert(
    fc.property(inCity, fc.double({ min: 0.2, max: 5, noNaN: true }), (point, factor) => {
      const view = { scale: 20, dx: 3, dy: 4 };
      const at = toScreen(view, toWorld(plane, point));
      const after = toScreen(zoomed(view, factor, at, { least: 1, most: 1000 }), toWorld(plane, point));
      expect(after.x).toBeCloseTo(at.x, 6);
      expect(after.y).toBeCloseTo(at.y, 6);
    }),
  );
});

test('an area’s name stands in its largest part, not between its islands', () => {
  const shape = {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [119, 26],
          [119.01, 26],
          [119.01, 25.99],
          [119, 26],
        ],
      ],
      [
        [
          [120, 26],
          [121, 26],
          [121, 25],
          [120, 25],
          [120, 26],
        ],
      ],
    ],
  };
  expect(toPoint(plane, labelSpot(plane, shape)).lon).toBeCloseTo(120.5, 6);
  expect(shapePath(plane, shape).match(/M/g)).toHaveLength(2);
});

test('more reports never look like fewer, and the fullest cell is the darkest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (one, other) => {
      const most = Math.max(one, other);
      expect(densityStep(most, most)).toBe(most === 1 ? 0 : 5);
      expect(densityStep(Math.min(one, other), most)).toBeLessThanOrEqual(densityStep(most, most));
    }),
  );
});

test('the legend names the least count of each step', () => {
  const legend = densityLegend(180);
  expect(legend[0]).toBe(1);
  for (const [step, least] of legend.entries()) expect(densityStep(least, 180)).toBe(step);
});
