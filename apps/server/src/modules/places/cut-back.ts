import { difference, type Geom, intersection } from 'polyclip-ts';
import type { StoredBoundary } from './catalogue.ts';
import type { Boundary } from './geometry/boundary.ts';
import type { MultiPolygon } from './geometry/shape.ts';

/**
 * Boundaries of the pack that must give way to surveyed ones: a sibling loses what the survey gave to another, a child what no longer lies in its
 * parent. Surveyed boundaries never change here. Returns only those that changed; what cannot be cut is left without ground, so that a point there
 * is found one level higher instead of in the wrong area.
 */
export function cutBack(inForce: readonly StoredBoundary[], surveyed: readonly Boundary[]): StoredBoundary[] {
  const replaced = new Set(surveyed.map(({ code }) => code));
  const byCode = new Map(surveyed.map((boundary) => [boundary.code, boundary]));
  const byParent = Map.groupBy(surveyed, ({ parent, level }) => (level === 'county' ? level : parent));
  const changed: StoredBoundary[] = [];
  for (const boundary of inForce) {
    if (boundary.surveyed || replaced.has(boundary.code)) continue;
    const siblings = byParent.get(boundary.level === 'county' ? 'county' : boundary.parent) ?? [];
    const parent = byCode.get(boundary.parent ?? '');
    const near = siblings.filter((sibling) => boxesMeet(sibling.polygons, boundary.polygons));
    if (near.length === 0 && !parent) continue;
    changed.push({ ...boundary, polygons: cut(boundary.polygons, near, parent) });
  }
  return changed;
}

function cut(polygons: MultiPolygon, siblings: readonly Boundary[], parent: Boundary | undefined): MultiPolygon {
  try {
    const within = parent ? intersection(geom(polygons), geom(parent.polygons)) : geom(polygons);
    return siblings.length === 0
      ? (within as MultiPolygon)
      : (difference(within, ...siblings.map((sibling) => geom(sibling.polygons))) as MultiPolygon);
  } catch {
    return [];
  }
}

/** The clipping package writes its types without readonly; it copies what it is given. */
const geom = (polygons: MultiPolygon | Geom): Geom => polygons as Geom;

function boxesMeet(one: MultiPolygon, other: MultiPolygon): boolean {
  const [a, b] = [boxOf(one), boxOf(other)];
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function boxOf(polygons: MultiPolygon) {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lon, lat] of polygons.flat(2)) {
    box.west = Math.min(box.west, lon);
    box.south = Math.min(box.south, lat);
    box.east = Math.max(box.east, lon);
    box.north = Math.max(box.north, lat);
  }
  return box;
}
