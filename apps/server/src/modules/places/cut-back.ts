import { difference, type Geom, intersection, union } from 'polyclip-ts';
import type { StoredBoundary } from './catalogue.ts';
import type { Boundary } from './geometry/boundary.ts';
import type { MultiPolygon } from './geometry/shape.ts';

/** Ground that a survey has settled: it belongs to `owner` among the children of `parent`. */
type Settled = { readonly owner: string; readonly parent: string | null; readonly level: string; readonly polygons: MultiPolygon };

/**
 * Boundaries of the pack that must give way to surveyed ones: a sibling loses what the survey gave to another, a child what no longer lies in its
 * parent, and a street grows by a surveyed community of its own. Surveyed boundaries never change here. Returns only those that changed; what
 * cannot be cut is left without ground, so that a point there is found one level higher instead of in the wrong area.
 */
export function cutBack(inForce: readonly StoredBoundary[], surveyed: readonly Boundary[]): StoredBoundary[] {
  const imported = new Map(surveyed.map((boundary) => [boundary.code, boundary]));
  const yielding = inForce.filter((boundary) => !boundary.surveyed && !imported.has(boundary.code));
  const settled = Map.groupBy([...surveyed.map(settledBy), ...proven(yielding, surveyed)], familyOf);
  return yielding.flatMap((boundary) => {
    const family = settled.get(familyOf(boundary)) ?? [];
    const own = family.filter(({ owner }) => owner === boundary.code);
    const others = family.filter(({ owner, polygons }) => owner !== boundary.code && boxesMeet(polygons, boundary.polygons));
    const parent = imported.get(boundary.parent ?? '');
    return own.length + others.length === 0 && !parent ? [] : [{ ...boundary, polygons: recut(boundary.polygons, own, others, parent) }];
  });
}

const settledBy = ({ code, parent, level, polygons }: Boundary): Settled => ({ owner: code, parent, level, polygons });

/** Counties are siblings of each other; the city above them has no boundary. */
const familyOf = ({ level, parent }: { level: string; parent: string | null }) => (level === 'county' ? level : (parent ?? ''));

/** A surveyed area whose parent has only a computed boundary proves that its ground is the parent's. */
function proven(yielding: readonly StoredBoundary[], surveyed: readonly Boundary[]): Settled[] {
  const computed = new Map(yielding.filter(({ approximate }) => approximate).map((boundary) => [boundary.code, boundary]));
  return surveyed.flatMap(({ parent, polygons }) => {
    const above = computed.get(parent ?? '');
    return above ? [{ owner: above.code, parent: above.parent, level: above.level, polygons }] : [];
  });
}

function recut(polygons: MultiPolygon, own: readonly Settled[], others: readonly Settled[], parent: Boundary | undefined): MultiPolygon {
  try {
    let shape = geom(polygons);
    if (own.length > 0) shape = union(shape, ...own.map((one) => geom(one.polygons)));
    if (parent) shape = intersection(shape, geom(parent.polygons));
    if (others.length > 0) shape = difference(shape, ...others.map((one) => geom(one.polygons)));
    return shape as MultiPolygon;
  } catch {
    return [];
  }
}

/** The clipping package writes its types without readonly; it copies what it is given. */
const geom = (polygons: MultiPolygon): Geom => polygons as Geom;

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
