/**
 * How long does it take to find county and street of a place? `node bench/locate.ts [places]`
 * The index against a scan over all boundaries in the same run, on the boundaries of the Fuzhou pack, at random places: in the city,
 * within a kilometre around it, and far away. The answers of both are compared; a difference ends the run.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Boundary } from '../apps/server/src/modules/places/geometry/boundary.ts';
import { importBoundaries } from '../apps/server/src/modules/places/geometry/import-boundaries.ts';
import { buildPolygonIndex, locate } from '../apps/server/src/modules/places/geometry/polygon-index.ts';
import { edgesHold, edgesOf, metresToEdges, type Point } from '../apps/server/src/modules/places/geometry/shape.ts';

const TARGET_MICROSECONDS = 50;
const geo = join(import.meta.dirname, '..', 'packs', 'fuzhou', 'geo');
const boundaries = ['counties', 'streets'].flatMap(
  (file) => importBoundaries(readFileSync(join(geo, `${file}.geojson`), 'utf8'), { format: 'geojson' }).boundaries,
);

/** A repeatable stream of numbers from 0 to 1 (mulberry32), so that two runs ask for the same places. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Shape = { readonly code: string; readonly level: string; readonly edges: Float64Array };

function scan(shapes: readonly Shape[], { lon, lat }: Point): string {
  const codeOf = (level: string) => shapes.find((shape) => shape.level === level && edgesHold(shape.edges, lon, lat))?.code;
  return `${codeOf('county')} ${codeOf('street')}`;
}

function microseconds(places: readonly Point[], ask: (place: Point) => unknown): { each: number; slowest: number } {
  let slowest = 0;
  const start = performance.now();
  for (const place of places) {
    const before = performance.now();
    ask(place);
    slowest = Math.max(slowest, performance.now() - before);
  }
  return { each: ((performance.now() - start) / places.length) * 1000, slowest: slowest * 1000 };
}

function sample(count: number, shapes: readonly Shape[]): Record<string, Point[]> {
  const random = numbers(350100);
  const counties = shapes.filter((shape) => shape.level === 'county');
  const groups: Record<string, Point[]> = { 'in the city': [], 'within 1 km around it': [], 'farther away': [] };
  while (Object.values(groups).some((places) => places.length < count)) {
    const place = { lon: 118.3 + random() * 2.3, lat: 25.2 + random() * 1.5 };
    const isIn = counties.some((shape) => edgesHold(shape.edges, place.lon, place.lat));
    const isNear = !isIn && counties.some((shape) => metresToEdges(shape.edges, place.lon, place.lat) < 1000);
    const group = groups[isIn ? 'in the city' : isNear ? 'within 1 km around it' : 'farther away'];
    if (group && group.length < count) group.push(place);
  }
  return groups;
}

function main(count: number): void {
  const shapes = boundaries.map(({ code, level, polygons }: Boundary) => ({ code, level, edges: edgesOf(polygons) }));
  const started = performance.now();
  const index = buildPolygonIndex(boundaries);
  const built = performance.now() - started;
  const bare = buildPolygonIndex(boundaries, { snapMetres: 0 });
  console.log(
    `${boundaries.length} boundaries, ${shapes.reduce((sum, { edges }) => sum + edges.length / 4, 0)} edges; index built in ${built.toFixed(0)} ms`,
  );
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${count} places a row\n`);
  console.log('places                   index µs   slowest µs   scan µs    ratio');
  const groups = sample(count, shapes);
  for (const [name, places] of Object.entries(groups)) {
    for (const place of places) {
      const found = locate(bare, place);
      if (`${found?.county} ${found?.street}` !== scan(shapes, place))
        throw new Error(`Index and scan differ at ${place.lat}, ${place.lon}.`);
    }
    microseconds(places, (place) => locate(index, place));
    const ours = microseconds(places, (place) => locate(index, place));
    const theirs = microseconds(places, (place) => scan(shapes, place));
    const cells = [
      ours.each.toFixed(2).padStart(9),
      ours.slowest.toFixed(0).padStart(13),
      theirs.each.toFixed(2).padStart(10),
      (theirs.each / ours.each).toFixed(0).padStart(8),
    ];
    console.log(`${name.padEnd(24)}${cells.join('')}${ours.each > TARGET_MICROSECONDS ? `  above ${TARGET_MICROSECONDS} µs` : ''}`);
  }
}

main(Number(process.argv[2] ?? 20_000));
