import { METRES_PER_DEGREE, type MultiPolygon } from './shape.ts';

/** Square metres on a sphere; `overlaps` names pairs of children by their place in the list, lower first. */
export type Coverage = {
  readonly parent: number;
  readonly children: readonly number[];
  readonly outside: readonly number[];
  readonly overlaps: readonly { readonly first: number; readonly second: number; readonly squareMetres: number }[];
  readonly gap: number;
};

type Edge = { readonly lowX: number; readonly lowY: number; readonly highX: number; readonly highY: number; readonly owner: number };
type Tally = { parent: number; children: number[]; outside: number[]; overlaps: Map<number, number>; gap: number };

const PARENT = -1;

/** Two edges that come closer than this at the end of a strip share that end; they do not cross. About 0.1 µm. */
const SAME_DEGREES = 1e-12;

/**
 * Measures how children cover their parent: areas, what lies outside the parent, what two children share, what nobody covers.
 * The plane is cut into strips at every vertex and every crossing; inside a strip edges do not cross, so the length at mid-height
 * times the height is exact. Without a parent, nothing is outside and there is no gap.
 */
export function measureCoverage(parent: MultiPolygon | null, children: readonly MultiPolygon[]): Coverage {
  const edges = [...(parent ? edgesFrom(parent, PARENT) : []), ...children.flatMap((child, owner) => edgesFrom(child, owner))];
  edges.sort((a, b) => a.lowY - b.lowY);
  const tally: Tally = { parent: 0, children: children.map(() => 0), outside: children.map(() => 0), overlaps: new Map(), gap: 0 };
  const heights = [...new Set(edges.flatMap((edge) => [edge.lowY, edge.highY]))].sort((a, b) => a - b);
  let active: Edge[] = [];
  let next = 0;
  for (const [place, low] of heights.entries()) {
    const high = heights[place + 1];
    if (high === undefined) break;
    active = active.filter((edge) => edge.highY > low);
    for (let edge = edges[next]; edge && edge.lowY <= low; edge = edges[++next]) active.push(edge);
    measureStrip(active, low, high, parent !== null, tally);
  }
  const overlaps = [...tally.overlaps].map(([pair, squareMetres]) => ({
    first: Math.floor(pair / children.length),
    second: pair % children.length,
    squareMetres,
  }));
  return { parent: tally.parent, children: tally.children, outside: tally.outside, overlaps, gap: tally.gap };
}

function edgesFrom(polygons: MultiPolygon, owner: number): Edge[] {
  const edges: Edge[] = [];
  for (const ring of polygons.flat()) {
    for (const [place, [ax, ay]] of ring.entries()) {
      const following = ring[place + 1];
      if (!following || following[1] === ay) continue;
      const [bx, by] = following;
      edges.push(ay < by ? { lowX: ax, lowY: ay, highX: bx, highY: by, owner } : { lowX: bx, lowY: by, highX: ax, highY: ay, owner });
    }
  }
  return edges;
}

function xAt(edge: Edge, y: number): number {
  return edge.lowX + ((y - edge.lowY) * (edge.highX - edge.lowX)) / (edge.highY - edge.lowY);
}

function measureStrip(active: readonly Edge[], low: number, high: number, hasParent: boolean, tally: Tally): void {
  const heights = [low, ...crossingHeights(active, low, high), high];
  for (const [place, top] of heights.entries()) {
    const bottom = heights[place - 1];
    if (bottom !== undefined && top > bottom) measureLine(active, bottom, top, hasParent, tally);
  }
}

/** Sorting by the upper end moves exactly those edges past each other that cross inside the strip. */
function crossingHeights(active: readonly Edge[], low: number, high: number): number[] {
  const spans = active.map((edge) => ({ low: xAt(edge, low), high: xAt(edge, high) }));
  spans.sort((a, b) => a.low - b.low || a.high - b.high);
  const heights: number[] = [];
  for (let place = 1; place < spans.length; place++) {
    const moving = spans[place] as { low: number; high: number };
    let at = place;
    for (let left = spans[at - 1]; left && left.high > moving.high; left = spans[at - 1]) {
      const before = moving.low - left.low;
      const after = left.high - moving.high;
      if (before > SAME_DEGREES && after > SAME_DEGREES) heights.push(low + ((high - low) * before) / (before + after));
      spans[at] = left;
      at--;
    }
    spans[at] = moving;
  }
  return heights.sort((a, b) => a - b);
}

function measureLine(active: readonly Edge[], low: number, high: number, hasParent: boolean, tally: Tally): void {
  const middle = (low + high) / 2;
  const squareMetresPerDegree = (high - low) * METRES_PER_DEGREE * METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  const crossings = active.map((edge) => ({ x: xAt(edge, middle), owner: edge.owner })).sort((a, b) => a.x - b.x);
  const open = new Set<number>();
  let from = 0;
  for (const { x, owner } of crossings) {
    if (open.size > 0 && x > from) count(open, (x - from) * squareMetresPerDegree, hasParent, tally);
    if (!open.delete(owner)) open.add(owner);
    from = x;
  }
}

function count(open: ReadonlySet<number>, squareMetres: number, hasParent: boolean, tally: Tally): void {
  const inParent = open.has(PARENT);
  const children = [...open].filter((owner) => owner !== PARENT).sort((a, b) => a - b);
  if (inParent) tally.parent += squareMetres;
  if (inParent && children.length === 0) tally.gap += squareMetres;
  for (const [place, child] of children.entries()) {
    add(tally.children, child, squareMetres);
    if (hasParent && !inParent) add(tally.outside, child, squareMetres);
    for (const other of children.slice(place + 1)) {
      const pair = child * tally.children.length + other;
      tally.overlaps.set(pair, (tally.overlaps.get(pair) ?? 0) + squareMetres);
    }
  }
}

function add(sums: number[], place: number, value: number): void {
  sums[place] = (sums[place] ?? 0) + value;
}
