import type { Axis, Region } from './boxes.ts';

/** Parts of the work after which the search gives up; tables of officials take a few hundred. */
const LARGEST_SEARCH = 100_000;

/** Of one rule on one column: how many stretches it holds among the first so many. */
type Held = Int32Array;

/** First and last stretch of a box on each column. */
type Span = readonly [first: number, last: number];
type Box = readonly Span[];

type Search = {
  readonly axes: readonly Axis[];
  readonly held: readonly (readonly Held[])[];
  readonly most: number;
  readonly found: Region[];
  left: number;
};

const NONE: Span = [0, -1];

function heldBy(axes: readonly Axis[], rule: number): Held[] {
  const bit = 1n << BigInt(rule);
  return axes.map(({ stretches }) => {
    const sums = new Int32Array(stretches.length + 1);
    for (const [at, { rules }] of stretches.entries()) sums[at + 1] = (sums[at] ?? 0) + ((rules & bit) === 0n ? 0 : 1);
    return sums;
  });
}

function countIn(held: Held | undefined, [first, last]: Span): number {
  return held === undefined ? 0 : (held[last + 1] ?? 0) - (held[first] ?? 0);
}

function touches(state: Search, rule: number, box: Box): boolean {
  return box.every((span, axis) => countIn(state.held[rule]?.[axis], span) > 0);
}

function covers(state: Search, rule: number, box: Box): boolean {
  return box.every((span, axis) => countIn(state.held[rule]?.[axis], span) === span[1] - span[0] + 1);
}

type Cut = { readonly axis: number; readonly at: number; readonly cost: number };

/** Where a rule begins or ends inside the span: only there a cut divides anything. */
function edges(held: Held, [first, last]: Span): number[] {
  const found: number[] = [];
  for (let at = first + 1; at <= last; at += 1) {
    const here = (held[at + 1] ?? 0) - (held[at] ?? 0);
    const before = (held[at] ?? 0) - (held[at - 1] ?? 0);
    if (here !== before) found.push(at);
  }
  return found;
}

/** The cut of one column that leaves the fewest rules on both sides together. */
function bestOn(state: Search, axis: number, span: Span, rules: readonly number[]): Cut | null {
  const places = new Set(rules.flatMap((rule) => edges(state.held[rule]?.[axis] ?? new Int32Array(0), span)));
  let best: Cut | null = null;
  for (const at of places) {
    let [low, high] = [0, 0];
    for (const rule of rules) {
      const held = state.held[rule]?.[axis];
      if (countIn(held, [span[0], at - 1]) > 0) low += 1;
      if (countIn(held, [at, span[1]]) > 0) high += 1;
    }
    const cost = low + high + Math.max(low, high) / (2 * rules.length);
    if (best === null || cost < best.cost) best = { axis, at, cost };
  }
  return best;
}

function bestCut(state: Search, box: Box, rules: readonly number[]): Cut | null {
  let best: Cut | null = null;
  for (const [axis, span] of box.entries()) {
    const cut = bestOn(state, axis, span, rules);
    if (cut !== null && (best === null || cut.cost < best.cost)) best = cut;
  }
  return best;
}

function regionOf(axes: readonly Axis[], box: Box): Region {
  return axes.flatMap(({ label, stretches }, axis) => {
    const [first, last] = box[axis] ?? NONE;
    const sample = stretches[first]?.sample;
    return sample === undefined || last - first + 1 === stretches.length ? [] : [{ label, sample }];
  });
}

/** Halves the box where the fewest rules are cut in two, until a part is covered by one rule or touched by none. */
function search(state: Search, box: Box, among: readonly number[]): void {
  state.left -= 1;
  if (state.left < 0 || state.found.length >= state.most) return;
  const rules = among.filter((rule) => touches(state, rule, box));
  if (rules.length === 0) {
    state.found.push(regionOf(state.axes, box));
    return;
  }
  if (rules.some((rule) => covers(state, rule, box))) return;
  const cut = bestCut(state, box, rules);
  if (cut === null) return;
  const [first, last] = box[cut.axis] ?? NONE;
  search(state, box.with(cut.axis, [first, cut.at - 1]), rules);
  search(state, box.with(cut.axis, [cut.at, last]), rules);
}

/** Neighbouring stretches of a column that a rule holds. */
function spansOn({ stretches }: Axis, rule: number): Span[] {
  const bit = 1n << BigInt(rule);
  const spans: Span[] = [];
  for (const [at, { rules }] of stretches.entries()) {
    if ((rules & bit) === 0n) continue;
    const last = spans.at(-1);
    if (last !== undefined && last[1] === at - 1) spans[spans.length - 1] = [last[0], at];
    else spans.push([at, at]);
  }
  return spans;
}

const MOST_BOXES = 5_000;

/** The boxes that make up what one rule covers; null when they are too many. */
function boxesOfRule(axes: readonly Axis[], rule: number): Box[] | null {
  const spans = axes.map((axis) => spansOn(axis, rule));
  if (spans.reduce((product, one) => product * one.length, 1) > MOST_BOXES) return null;
  return spans.reduce<Box[]>((boxes, one) => boxes.flatMap((box) => one.map((span) => [...box, span])), [[]]);
}

/**
 * Regions that none of the rules covers, within what one rule covers or (-1) among all values, at most so many; null when the search
 * gave up for their number.
 */
export function uncovered(axes: readonly Axis[], rules: readonly number[], within: number, most: number): Region[] | null {
  const highest = Math.max(-1, ...rules);
  const held = Array.from({ length: highest + 1 }, (_, rule) => heldBy(axes, rule));
  const state: Search = { axes, held, most, found: [], left: LARGEST_SEARCH };
  const whole: Box = axes.map(({ stretches }): Span => [0, stretches.length - 1]);
  const boxes = within < 0 ? [whole] : boxesOfRule(axes, within);
  for (const box of boxes ?? []) search(state, box, rules);
  return boxes === null || state.left < 0 ? null : state.found;
}
