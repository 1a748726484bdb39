import { Delaunay } from 'd3-delaunay';
import { intersection, union } from 'polyclip-ts';
import {
  boxOfEdges,
  edgesHold,
  edgesOf,
  METRES_PER_DEGREE,
  type MultiPolygon,
  metresToEdges,
  type Position,
} from '../../apps/server/src/modules/places/geometry/shape.ts';
import { rounded } from './noding.ts';

/** A place that belongs to a street: a seat, or a community with coordinates. */
export type Seed = { readonly street: string; readonly place: Position };
export type Cell = { readonly street: string; readonly polygons: MultiPolygon };

type Geometry = Parameters<typeof union>[0];

/** Degrees of longitude are shorter than those of latitude: the bisectors must be those of the ground, at Fuzhou's latitude. */
const SHRINK = Math.cos((26 * Math.PI) / 180);

/** Degrees between the places tried for a street without coordinates, about 400 m. */
const STEP_DEGREES = 0.004;

function plane([lon, lat]: Position): [number, number] {
  return [lon * SHRINK, lat];
}

/**
 * Divides a county among its streets: the Voronoi cells of all seeds, those of one street united, clipped to the county.
 * Throws when a street would get nothing.
 */
export function cellsOf(county: MultiPolygon, seeds: readonly Seed[]): Cell[] {
  const box = boxOfEdges(edgesOf(county));
  if (!box) throw new Error('The county has no boundary.');
  const voronoi = Delaunay.from(seeds.map(({ place }) => plane(place))).voronoi([
    (box.west - 1) * SHRINK,
    box.south - 1,
    (box.east + 1) * SHRINK,
    box.north + 1,
  ]);
  const byStreet = Map.groupBy(
    seeds.map((seed, number) => ({ street: seed.street, ring: voronoi.cellPolygon(number) })),
    ({ street }) => street,
  );
  return [...byStreet].map(([street, cells]) => {
    const rings = cells.flatMap(({ ring }) => (ring ? [[rounded(ring.map(([x, y]): Position => [x / SHRINK, y]))]] : []));
    const [first, ...rest] = rings as unknown as Geometry[];
    if (!first) throw new Error(`The street ${street} has no cell.`);
    const polygons = intersection(union(first, ...rest), county as unknown as Geometry) as MultiPolygon;
    if (polygons.length === 0) throw new Error(`The street ${street} lies outside its county.`);
    return { street, polygons };
  });
}

/** The place of the county that is farthest from its boundary and from every seed, among those that `isAllowed` by their nearest seed. */
export function emptiestPlace(
  county: MultiPolygon,
  seeds: readonly Seed[],
  isAllowed: (place: Position, nearest: Seed) => boolean,
): Position {
  const edges = edgesOf(county);
  const box = boxOfEdges(edges);
  const delaunay = Delaunay.from(seeds.map(({ place }) => plane(place)));
  let best: { place: Position; metres: number } | null = null;
  if (!box) throw new Error('The county has no boundary.');
  for (let lat = box.south; lat < box.north; lat += STEP_DEGREES) {
    for (let lon = box.west; lon < box.east; lon += STEP_DEGREES) {
      const nearest = seeds[delaunay.find(lon * SHRINK, lat)];
      if (!nearest || !edgesHold(edges, lon, lat) || !isAllowed([lon, lat], nearest)) continue;
      const apart = Math.hypot((nearest.place[0] - lon) * SHRINK, nearest.place[1] - lat) * METRES_PER_DEGREE;
      const metres = Math.min(apart, metresToEdges(edges, lon, lat));
      if (!best || metres > best.metres) best = { place: [lon, lat], metres };
    }
  }
  if (!best) throw new Error('The county has no free place.');
  return best.place;
}

/**
 * Six seeds of the streets around a place that hold its cell to a hexagon of the given size; none without a size.
 * Each belongs to the street that has its spot already.
 */
export function hedge(seeds: readonly Seed[], place: Position, squareKilometres: number | undefined): Seed[] {
  if (squareKilometres === undefined) return [];
  const delaunay = Delaunay.from(seeds.map((seed) => plane(seed.place)));
  // A hexagon of inner radius r has the area 2√3·r²; the bisector lies half way, so the seeds stand at twice r.
  const metres = 2 * Math.sqrt((squareKilometres * 1e6) / (2 * Math.sqrt(3)));
  const reach = metres / METRES_PER_DEGREE;
  return [0, 1, 2, 3, 4, 5].flatMap((corner) => {
    const angle = (corner * Math.PI) / 3;
    const spot: Position = [place[0] + (reach * Math.cos(angle)) / SHRINK, place[1] + reach * Math.sin(angle)];
    const street = seeds[delaunay.find(...plane(spot))]?.street;
    return street ? [{ street, place: spot }] : [];
  });
}
