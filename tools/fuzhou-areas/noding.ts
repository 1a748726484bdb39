import type { MultiPolygon, Polygon, Position, Ring } from '../../apps/server/src/modules/places/geometry/shape.ts';

/** Five decimals: about 1.1 m, finer than the sources. */
const UNIT = 1e-5;
/** A vertex this near to an edge lies on it: half the diagonal of a rounding square. */
const ON_EDGE = UNIT * Math.SQRT1_2;
const BUCKET = 0.01;

export function roundedPosition([lon, lat]: Position): Position {
  return [Number(lon.toFixed(5)), Number(lat.toFixed(5))];
}

/** The ring on the lattice, without repeated positions and without spikes that run out and back. */
export function rounded(ring: Ring): Ring {
  const open = ring.map(roundedPosition).slice(0, -1);
  for (let at = 0; at < open.length && open.length > 2; ) {
    const before = open[(at + open.length - 1) % open.length] as Position;
    const after = open[(at + 1) % open.length] as Position;
    const here = open[at] as Position;
    if (isSame(here, before) || isSame(before, after)) {
      open.splice(at, 1);
      at = Math.max(0, at - 2);
    } else at++;
  }
  return open.length < 3 ? [] : [...open, open[0] as Position];
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** All rings rounded; rings that vanish go, and polygons whose shell vanished. */
export function roundedPolygons(polygons: MultiPolygon): MultiPolygon {
  return polygons
    .map((polygon) => polygon.map(rounded))
    .flatMap(([shell, ...holes]): Polygon[] => (shell && shell.length > 0 ? [[shell, ...holes.filter((hole) => hole.length > 0)]] : []));
}

/**
 * Gives every edge the vertices of all shapes that lie on it, so that neighbours share whole edges and a partition stays one after
 * rounding (snap rounding). Each shape must be rounded already.
 */
export function noded(shapes: readonly MultiPolygon[]): MultiPolygon[] {
  const vertices = bucketsOf(shapes);
  return shapes.map((polygons) => roundedPolygons(polygons.map((polygon) => polygon.map((ring) => nodedRing(ring, vertices)))));
}

function bucketsOf(shapes: readonly MultiPolygon[]): Map<string, Position[]> {
  const distinct = new Map(shapes.flat(3).map((position) => [position.join(' '), position]));
  return Map.groupBy(distinct.values(), ([lon, lat]) => bucketKey(Math.floor(lon / BUCKET), Math.floor(lat / BUCKET)));
}

function bucketKey(column: number, row: number): string {
  return `${column} ${row}`;
}

function nodedRing(ring: Ring, vertices: ReadonlyMap<string, Position[]>): Ring {
  return ring.flatMap((from, place) => {
    const to = ring[place + 1];
    if (!to) return [from];
    const between = near(from, to, vertices)
      .map((vertex) => ({ vertex, ...projection(vertex, from, to) }))
      .filter(({ share, apart }) => share > 0 && share < 1 && apart <= ON_EDGE)
      .filter(({ vertex }) => !isSame(vertex, from) && !isSame(vertex, to));
    return [from, ...between.sort((a, b) => a.share - b.share).map(({ vertex }) => vertex)];
  });
}

function near(a: Position, b: Position, vertices: ReadonlyMap<string, Position[]>): Position[] {
  const found: Position[] = [];
  const bucket = (value: number) => Math.floor(value / BUCKET);
  for (let column = bucket(Math.min(a[0], b[0]) - UNIT); column <= bucket(Math.max(a[0], b[0]) + UNIT); column++) {
    for (let row = bucket(Math.min(a[1], b[1]) - UNIT); row <= bucket(Math.max(a[1], b[1]) + UNIT); row++) {
      found.push(...(vertices.get(bucketKey(column, row)) ?? []));
    }
  }
  return found;
}

function projection([x, y]: Position, a: Position, b: Position): { share: number; apart: number } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const share = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy);
  return { share, apart: Math.hypot(a[0] + share * dx - x, a[1] + share * dy - y) };
}
