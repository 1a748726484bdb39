import type { BoundaryReason } from './boundary.ts';
import { type Box, holds, type MultiPolygon, type Polygon, type Position, type Ring } from './shape.ts';

export type RingProblem = { readonly reason: BoundaryReason; readonly detail: string };

type Segment = { readonly from: Position; readonly to: Position };

/**
 * Faults of one area's rings: empty, open, shorter than four positions (RFC 7946 §3.1.6), out of range, crossing, a hole outside
 * its shell. A crossing is reported once, with its first place. Rings that merely touch at a vertex pass: the even-odd rule stays right.
 */
export function ringProblems(polygons: MultiPolygon, range: Box): RingProblem[] {
  const rings = polygons.flat();
  if (rings.length === 0) return [{ reason: 'area.empty', detail: 'The area has no ring.' }];
  const problems = rings.flatMap((ring, number) => shapeProblems(ring, number, range));
  if (problems.length > 0) return problems;
  const crossing = firstCrossing(rings);
  if (crossing)
    problems.push({ reason: 'ring.crosses-itself', detail: `Boundary lines cross or run back over each other near ${shown(crossing)}.` });
  return [...problems, ...polygons.flatMap(holeProblems)];
}

function shapeProblems(ring: Ring, number: number, range: Box): RingProblem[] {
  const problems: RingProblem[] = [];
  const first = ring[0];
  const last = ring.at(-1);
  if (!first || !last || ring.length < 4) {
    problems.push({ reason: 'ring.short', detail: `Ring ${number} has ${ring.length} positions; four are needed.` });
  }
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) {
    problems.push({ reason: 'ring.open', detail: `Ring ${number} starts at ${shown(first)} and ends at ${shown(last)}.` });
  }
  const stray = ring.find((position) => !isWithin(position, range));
  if (stray) problems.push({ reason: 'coordinate.out-of-range', detail: `Ring ${number} has the position ${shown(stray)}.` });
  return problems;
}

function isWithin([lon, lat]: Position, range: Box): boolean {
  return lon >= range.west && lon <= range.east && lat >= range.south && lat <= range.north;
}

function shown([lon, lat]: Position): string {
  return `${lon}, ${lat}`;
}

function holeProblems([shell, ...holes]: Polygon): RingProblem[] {
  if (!shell) return [];
  // A vertex may lie on the shell, where the half-open rule decides by side; a hole is outside only when all its vertices are.
  const strays = holes.filter((hole) => hole.every((position) => !holds([[shell]], position)));
  return strays.map((hole) => ({ reason: 'hole.outside', detail: `The hole at ${hole[0] ? shown(hole[0]) : ''} is not in its shell.` }));
}

/** Sweeps the segments from south to north and returns the first place where two of them meet across or along each other. */
function firstCrossing(rings: readonly Ring[]): Position | null {
  const segments = rings.flatMap(segmentsOf);
  segments.sort((a, b) => lowest(a) - lowest(b));
  let active: Segment[] = [];
  for (const segment of segments) {
    const low = lowest(segment);
    active = active.filter((other) => Math.max(other.from[1], other.to[1]) >= low);
    if (active.some((other) => cross(other, segment))) return segment.from;
    active.push(segment);
  }
  return null;
}

function segmentsOf(ring: Ring): Segment[] {
  const segments: Segment[] = [];
  let from: Position | undefined;
  for (const to of ring) {
    if (from && (from[0] !== to[0] || from[1] !== to[1])) segments.push({ from, to });
    from = to;
  }
  return segments;
}

function lowest(segment: Segment): number {
  return Math.min(segment.from[1], segment.to[1]);
}

function cross(a: Segment, b: Segment): boolean {
  if (Math.max(a.from[0], a.to[0]) < Math.min(b.from[0], b.to[0]) || Math.max(b.from[0], b.to[0]) < Math.min(a.from[0], a.to[0]))
    return false;
  const [aFrom, aTo] = [side(b, a.from), side(b, a.to)];
  const [bFrom, bTo] = [side(a, b.from), side(a, b.to)];
  if (aFrom === 0 && aTo === 0) return overlaps(a, b);
  return aFrom * aTo < 0 && bFrom * bTo < 0;
}

function side({ from, to }: Segment, [x, y]: Position): number {
  return Math.sign((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));
}

/** For two segments on one line: whether they share more than a point. */
function overlaps(a: Segment, b: Segment): boolean {
  const axis = Math.abs(a.to[0] - a.from[0]) >= Math.abs(a.to[1] - a.from[1]) ? 0 : 1;
  const [lowA, highA] = [Math.min(a.from[axis], a.to[axis]), Math.max(a.from[axis], a.to[axis])];
  const [lowB, highB] = [Math.min(b.from[axis], b.to[axis]), Math.max(b.from[axis], b.to[axis])];
  return Math.min(highA, highB) > Math.max(lowA, lowB);
}
