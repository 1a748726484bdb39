import type { MapFeature, Point } from '@banyan/api-client';
import { emsOf } from '../text-width.ts';

/** An area of the map in degrees. */
export type Bounds = { west: number; south: number; east: number; north: number };
export type Project = (lon: number, lat: number) => [x: number, y: number];

function* pointsOf(feature: MapFeature): Generator<number[]> {
  const { geometry } = feature;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  for (const rings of polygons) yield* rings[0] ?? [];
}

/** The smallest bounds that hold all features; null when there are none. */
export function boundsOf(features: readonly MapFeature[]): Bounds | null {
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (const feature of features) {
    for (const [lon = 0, lat = 0] of pointsOf(feature)) {
      bounds.west = Math.min(bounds.west, lon);
      bounds.east = Math.max(bounds.east, lon);
      bounds.south = Math.min(bounds.south, lat);
      bounds.north = Math.max(bounds.north, lat);
    }
  }
  return bounds.west > bounds.east ? null : bounds;
}

const stretchAt = (bounds: Bounds) => Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180);

/** Height of the bounds when they are drawn `width` wide, true to scale at the middle latitude. */
export const heightFor = (bounds: Bounds, width: number) =>
  (width * (bounds.north - bounds.south)) / ((bounds.east - bounds.west) * stretchAt(bounds));

/** Equirectangular projection at the middle latitude: at a city's size it differs from Mercator by less than a pixel. */
export function projectionOf(bounds: Bounds, width: number): Project {
  const scaleX = width / (bounds.east - bounds.west);
  const scaleY = scaleX / stretchAt(bounds);
  return (lon, lat) => [(lon - bounds.west) * scaleX, (bounds.north - lat) * scaleY];
}

/** Bounds of a window around a point: `width` degrees of longitude, as high as `ratio` (height by width) asks. */
export function windowAround(center: Point, width: number, ratio: number): Bounds {
  const height = width * ratio * Math.cos((center.lat * Math.PI) / 180);
  return { west: center.lon - width / 2, east: center.lon + width / 2, south: center.lat - height / 2, north: center.lat + height / 2 };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** One ring as path text; points nearer than half a unit to the last one are left out. */
export function ringPath(ring: readonly (readonly number[])[], project: Project): string {
  let text = '';
  let last: [number, number] = [Number.NaN, Number.NaN];
  for (const [lon = 0, lat = 0] of ring) {
    const [x, y] = project(lon, lat);
    if (Math.abs(x - last[0]) < 0.5 && Math.abs(y - last[1]) < 0.5) continue;
    text += `${text === '' ? 'M' : 'L'}${round(x)} ${round(y)}`;
    last = [x, y];
  }
  return text === '' ? '' : `${text}Z`;
}

/** A feature as path text, holes and islands included. */
export function featurePath(feature: MapFeature, project: Project): string {
  const { geometry } = feature;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => rings.map((ring) => ringPath(ring, project))).join('');
}

const ringArea = (ring: readonly number[][]) => {
  let sum = 0;
  ring.forEach(([x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    sum += x * nextY - nextX * y;
  });
  return sum / 2;
};

type Named = { name: string; x: number; y: number };

/**
 * The names that fit: in the order given, one that would lie over an earlier one is left out. `em` is the height of the letters in
 * pixels.
 */
export function spread<T extends Named>(names: readonly T[], em: number): T[] {
  const kept: (T & { half: number })[] = [];
  for (const one of names) {
    const half = (emsOf(one.name) * em) / 2 + 2;
    const isFree = kept.every((other) => Math.abs(other.x - one.x) > other.half + half || Math.abs(other.y - one.y) > em * 1.15);
    if (isFree) kept.push({ ...one, half });
  }
  return kept;
}

/** Where a feature's name stands: the centroid of its largest ring, so that islands do not pull it out to sea. */
export function labelPoint(feature: MapFeature): Point {
  const { geometry } = feature;
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0] ?? []] : geometry.coordinates.map((polygon) => polygon[0] ?? []);
  const largest = rings.reduce((best, ring) => (Math.abs(ringArea(ring)) > Math.abs(ringArea(best)) ? ring : best), rings[0] ?? []);
  const area = ringArea(largest);
  let lon = 0;
  let lat = 0;
  largest.forEach(([x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = largest[(index + 1) % largest.length] ?? [];
    const cross = x * nextY - nextX * y;
    lon += (x + nextX) * cross;
    lat += (y + nextY) * cross;
  });
  return area === 0 ? { lon: largest[0]?.[0] ?? 0, lat: largest[0]?.[1] ?? 0 } : { lon: lon / (6 * area), lat: lat / (6 * area) };
}
