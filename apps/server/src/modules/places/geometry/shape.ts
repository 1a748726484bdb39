/** Longitude and latitude in degrees, in the order of GeoJSON (RFC 7946 §3.1.1); WGS-84 everywhere inside Banyan. */
export type Position = readonly [lon: number, lat: number];
/** Closed: the first and last positions are the same. */
export type Ring = readonly Position[];
/** The shell first, then its holes. */
export type Polygon = readonly Ring[];
export type MultiPolygon = readonly Polygon[];
export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
export type Point = { readonly lat: number; readonly lon: number };

/** Mean Earth radius (IUGG R1, 6 371 008.8 m) times one degree. */
export const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

/**
 * The segments of all rings as [lowX, lowY, highX, highY] quadruples, lower end first.
 * One order for both neighbours of a shared edge makes their crossings equal to the last bit, so no point falls between them.
 */
export function edgesOf(polygons: MultiPolygon): Float64Array {
  const flat: number[] = [];
  for (const polygon of polygons) {
    for (const ring of polygon) {
      let previous: Position | undefined;
      for (const position of ring) {
        if (previous) flat.push(...(isBelow(previous, position) ? [...previous, ...position] : [...position, ...previous]));
        previous = position;
      }
    }
  }
  return Float64Array.from(flat);
}

function isBelow(a: Position, b: Position): boolean {
  return a[1] < b[1] || (a[1] === b[1] && a[0] <= b[0]);
}

/**
 * Even-odd rule over `edgesOf` quadruples, half open: a point on a western or southern boundary is inside, on an eastern or
 * northern one outside, so that two areas sharing an edge never both hold a point of it.
 */
export function edgesHold(edges: Float64Array, lon: number, lat: number): boolean {
  let inside = false;
  for (let at = 0; at < edges.length; at += 4) {
    const lowY = edges[at + 1] as number;
    const highY = edges[at + 3] as number;
    if (lat < lowY || lat >= highY) continue;
    const lowX = edges[at] as number;
    if (lon < lowX + ((lat - lowY) * ((edges[at + 2] as number) - lowX)) / (highY - lowY)) inside = !inside;
  }
  return inside;
}

/** Whether the areas hold the position, by the half-open even-odd rule of `edgesHold`. */
export function holds(polygons: MultiPolygon, position: Position): boolean {
  return edgesHold(edgesOf(polygons), position[0], position[1]);
}

/** The smallest box around all edges, or null when there is none. */
export function boxOfEdges(edges: Float64Array): Box | null {
  if (edges.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 2) {
    west = Math.min(west, edges[at] as number);
    east = Math.max(east, edges[at] as number);
    south = Math.min(south, edges[at + 1] as number);
    north = Math.max(north, edges[at + 1] as number);
  }
  return { west, south, east, north };
}

/** The shortest distance in metres from the point to any of the edges, on a plane touching the Earth at the point (good to 1 % below 10 km). */
export function metresToEdges(edges: Float64Array, lon: number, lat: number): number {
  const scaleX = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  let least = Infinity;
  for (let at = 0; at < edges.length; at += 4) {
    const ax = ((edges[at] as number) - lon) * scaleX;
    const ay = ((edges[at + 1] as number) - lat) * METRES_PER_DEGREE;
    const dx = ((edges[at + 2] as number) - lon) * scaleX - ax;
    const dy = ((edges[at + 3] as number) - lat) * METRES_PER_DEGREE - ay;
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    const offX = ax + share * dx;
    const offY = ay + share * dy;
    least = Math.min(least, offX * offX + offY * offY);
  }
  return Math.sqrt(least);
}
