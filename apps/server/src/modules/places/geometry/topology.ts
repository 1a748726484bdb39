import type { Boundary, BoundaryProblem, BoundaryReason } from './boundary.ts';
import { type Coverage, measureCoverage } from './coverage.ts';
import { ringProblems } from './ring.ts';
import type { Box, MultiPolygon } from './shape.ts';

export type TopologySettings = {
  /** Boundaries already in force that imported areas may lie in. */
  readonly parents?: ReadonlyMap<string, MultiPolygon>;
  /** Codes of areas in the catalogue that have no boundary yet; a parent among them is known but cannot be measured against. */
  readonly knownCodes?: ReadonlySet<string>;
  /** Coordinates outside are refused; the default is a box around China, which also catches swapped latitude and longitude. */
  readonly range?: Box;
  /** An overlap or overhang is a problem above both this many square metres and this share of the area. */
  readonly toleranceSquareMetres?: number;
  readonly toleranceShare?: number;
};

/** What the children of one parent leave uncovered. Not a problem in itself: a city may import one community at a time. */
export type Gap = { readonly parent: string; readonly squareMetres: number; readonly share: number };

export type Topology = { readonly problems: readonly BoundaryProblem[]; readonly gaps: readonly Gap[] };

const CHINA: Box = { west: 73, south: 3, east: 136, north: 54 };

const DEFAULTS = { range: CHINA, toleranceSquareMetres: 50, toleranceShare: 0.001 };

type Limits = { readonly squareMetres: number; readonly share: number };

/**
 * Every topological problem of an imported set, each with feature, code and reason, in file order, and the gaps by parent.
 * Faulty areas (open rings and the like) are left out of the measurement of overlaps, overhangs and gaps.
 */
export function checkTopology(boundaries: readonly Boundary[], settings: TopologySettings = {}): Topology {
  const { range, toleranceSquareMetres: squareMetres, toleranceShare: share } = { ...DEFAULTS, ...settings };
  const problems: BoundaryProblem[] = [...codeProblems(boundaries, settings)];
  const sound: Boundary[] = [];
  for (const boundary of boundaries) {
    const own = ringProblems(boundary.polygons, range);
    problems.push(...own.map(({ reason, detail }) => problem(boundary, reason, detail)));
    if (own.length === 0) sound.push(boundary);
  }
  const shapes = new Map([...(settings.parents ?? []), ...sound.map(({ code, polygons }) => [code, polygons] as const)]);
  const gaps: Gap[] = [];
  for (const [parent, children] of siblings(sound)) {
    const shape = shapes.get(parent) ?? null;
    const polygons = children.map((child) => child.polygons);
    const coverage = measureCoverage(shape, polygons);
    problems.push(...coverageProblems(children, coverage, { squareMetres, share }));
    if (coverage.parent > 0) gaps.push({ parent, squareMetres: coverage.gap, share: coverage.gap / coverage.parent });
  }
  return { problems: problems.sort(byFeature), gaps };
}

function byFeature(a: BoundaryProblem, b: BoundaryProblem): number {
  return (a.featureIndex ?? -1) - (b.featureIndex ?? -1);
}

function problem(boundary: Boundary, reason: BoundaryReason, detail: string): BoundaryProblem {
  return { featureIndex: boundary.featureIndex, code: boundary.code, reason, detail };
}

function* codeProblems(boundaries: readonly Boundary[], settings: TopologySettings): Generator<BoundaryProblem> {
  const known = new Set([...boundaries.map(({ code }) => code), ...(settings.knownCodes ?? []), ...(settings.parents?.keys() ?? [])]);
  const seen = new Map<string, number>();
  for (const boundary of boundaries) {
    const { code, parent, level, featureIndex } = boundary;
    const first = seen.get(code);
    if (first === undefined) seen.set(code, featureIndex);
    else yield problem(boundary, 'code.duplicate', `The code ${code} already stands at feature ${first}.`);
    // A county's parent is the city, which has no area of its own here.
    const isKnown = parent === null || level === 'county' || known.has(parent);
    if (!isKnown) yield problem(boundary, 'parent.unknown', `No area has the code ${parent}.`);
  }
}

/** Siblings by parent; areas without one are siblings of each other under the name of their level. */
function siblings(boundaries: readonly Boundary[]): Map<string, Boundary[]> {
  const families = new Map<string, Boundary[]>();
  for (const boundary of boundaries) {
    const key = boundary.parent ?? boundary.level;
    families.set(key, [...(families.get(key) ?? []), boundary]);
  }
  return families;
}

function* coverageProblems(children: readonly Boundary[], coverage: Coverage, limits: Limits): Generator<BoundaryProblem> {
  const isTooMuch = (squareMetres: number, whole: number) => squareMetres > limits.squareMetres && squareMetres > limits.share * whole;
  for (const [place, child] of children.entries()) {
    const area = coverage.children[place] ?? 0;
    const outside = coverage.outside[place] ?? 0;
    if (area === 0) yield problem(child, 'area.empty', 'The boundary encloses nothing.');
    if (isTooMuch(outside, area)) yield problem(child, 'area.outside-parent', `${Math.round(outside)} m² lie outside ${child.parent}.`);
  }
  for (const { first, second, squareMetres } of coverage.overlaps) {
    const [one, other] = [children[first] as Boundary, children[second] as Boundary];
    const smaller = Math.min(coverage.children[first] ?? 0, coverage.children[second] ?? 0);
    // Reported at the later feature, which is the one that came into a place already taken.
    if (isTooMuch(squareMetres, smaller)) yield problem(other, 'area.overlap', `${Math.round(squareMetres)} m² are also in ${one.code}.`);
  }
}
