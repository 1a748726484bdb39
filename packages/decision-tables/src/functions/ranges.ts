import { equal, order } from '../values/compare.ts';
import { asKind, type FeelRange, type Value } from '../values/value.ts';
import { type Signature, signature } from './signature.ts';

/** -1, 0 or 1 for two ends; an end without bound lies outside all others. Undefined when they cannot be compared. */
type Sign = (left: Value, right: Value) => number | null;

const sign: Sign = (left, right) => (left === null || right === null ? null : order(left, right));
const is = (left: Value, right: Value) => equal(left, right) === true;

function verdict(ordered: (number | null)[], judge: () => boolean): Value {
  return ordered.includes(null) ? null : judge();
}

function asRange(value: Value): FeelRange | null {
  return asKind(value, 'range');
}

function pointBefore(a: Value, b: Value): Value {
  const place = sign(a, b);
  return place === null ? null : place < 0;
}

function before(a: Value, b: Value): Value {
  const [x, y] = [asRange(a), asRange(b)];
  if (x === null && y === null) return pointBefore(a, b);
  const place = sign(x === null ? a : x.end, y === null ? b : y.start);
  return place === null ? null : place < 0 || (place === 0 && !touching(x, y));
}

/** Whether the end of the one and the start of the other, at the same point, both belong to them. */
function touching(left: FeelRange | null, right: FeelRange | null): boolean {
  return left?.endIncluded !== false && right?.startIncluded !== false;
}

function meets(a: FeelRange, b: FeelRange): Value {
  return verdict([sign(a.end, b.start)], () => a.endIncluded && b.startIncluded && is(a.end, b.start));
}

function overlaps(a: FeelRange, b: FeelRange): Value {
  const [x, y] = [before(a, b), before(b, a)];
  return x === null || y === null ? null : x === false && y === false;
}

/** The start of one lies before the start of the other; inclusive before exclusive at the same point. */
function startsBefore(a: FeelRange, b: FeelRange): boolean {
  const place = sign(a.start, b.start) ?? 0;
  return place < 0 || (place === 0 && a.startIncluded && !b.startIncluded);
}

function endsBefore(a: FeelRange, b: FeelRange): boolean {
  const place = sign(a.end, b.end) ?? 0;
  return place < 0 || (place === 0 && !a.endIncluded && b.endIncluded);
}

function overlapsBefore(a: FeelRange, b: FeelRange): Value {
  return verdict([sign(a.start, b.start), sign(a.end, b.end), sign(a.end, b.start)], () => {
    const atEnd = is(a.end, b.end) && (!a.endIncluded || b.endIncluded);
    return startsBefore(a, b) && overlaps(a, b) === true && (endsBefore(a, b) || atEnd);
  });
}

function finishes(point: Value, range: FeelRange): Value {
  const own = asRange(point);
  if (own === null) return verdict([sign(point, range.end)], () => range.endIncluded && is(point, range.end));
  return verdict([sign(own.end, range.end), sign(own.start, range.start)], () => {
    return own.endIncluded === range.endIncluded && is(own.end, range.end) && !startsBefore(own, range);
  });
}

function starts(point: Value, range: FeelRange): Value {
  const own = asRange(point);
  if (own === null) return verdict([sign(point, range.start)], () => range.startIncluded && is(point, range.start));
  return verdict([sign(own.start, range.start), sign(own.end, range.end)], () => {
    return own.startIncluded === range.startIncluded && is(own.start, range.start) && !endsBefore(range, own);
  });
}

function includes(range: FeelRange, value: Value): Value {
  const inner = asRange(value);
  if (inner !== null) {
    return verdict(
      [sign(range.start, inner.start), sign(range.end, inner.end)],
      () => !startsBefore(inner, range) && !endsBefore(range, inner),
    );
  }
  const [low, high] = [sign(value, range.start), sign(value, range.end)];
  return verdict([low, high], () => {
    const above = (low ?? 0) > 0 || (low === 0 && range.startIncluded);
    return above && ((high ?? 0) < 0 || (high === 0 && range.endIncluded));
  });
}

function coincides(a: Value, b: Value): Value {
  const [x, y] = [asRange(a), asRange(b)];
  if (x === null || y === null) return x === null && y === null ? verdict([sign(a, b)], () => is(a, b)) : null;
  return verdict([sign(x.start, y.start), sign(x.end, y.end)], () => is(x, y));
}

const pairs = (a: string, b: string, body: (left: Value, right: Value) => Value): Signature =>
  signature([a, b], ['any', 'any'], ([x, y]) => body(x, y));
const twoRanges = (body: (a: FeelRange, b: FeelRange) => Value) =>
  signature(['range1', 'range2'], ['range', 'range'], ([a, b]) => body(a, b));
const pointFirst = (body: (point: Value, range: FeelRange) => Value) => [
  twoRanges(body),
  signature(['point', 'range'], ['any', 'range'], ([point, range]) => body(point, range)),
];
const rangeFirst = (body: (range: FeelRange, point: Value) => Value) => [
  twoRanges(body),
  signature(['range', 'point'], ['range', 'any'], ([range, point]) => body(range, point)),
];

/** `before` and `after` over points and ranges by their several parameter names. */
function around(body: (left: Value, right: Value) => Value): Signature[] {
  return [
    pairs('point1', 'point2', body),
    signature(['point', 'range'], ['any', 'range'], ([a, b]) => body(a, b)),
    signature(['range', 'point'], ['range', 'any'], ([a, b]) => body(a, b)),
    twoRanges(body),
  ];
}

/** Range functions (DMN 1.5, 10.3.4.10 and table 80). */
export const rangeFunctions: Record<string, readonly Signature[]> = {
  before: around(before),
  after: around((a, b) => before(b, a)),
  meets: [twoRanges(meets)],
  'met by': [twoRanges((a, b) => meets(b, a))],
  overlaps: [twoRanges(overlaps)],
  'overlaps before': [twoRanges(overlapsBefore)],
  'overlaps after': [twoRanges(overlapsAfter)],
  finishes: pointFirst(finishes),
  'finished by': rangeFirst((range, point) => finishes(point, range)),
  includes: rangeFirst(includes),
  during: pointFirst((point, range) => includes(range, point)),
  starts: pointFirst(starts),
  'started by': rangeFirst((range, point) => starts(point, range)),
  coincides: [pairs('point1', 'point2', coincides), twoRanges(coincides)],
};

/** It begins inside the other and reaches to its end or beyond. */
function overlapsAfter(a: FeelRange, b: FeelRange): Value {
  return verdict([sign(a.start, b.start), sign(a.end, b.end), sign(b.end, a.start)], () => {
    const atEnd = is(a.end, b.end) && (!b.endIncluded || a.endIncluded);
    return startsBefore(b, a) && overlaps(a, b) === true && (endsBefore(b, a) || atEnd);
  });
}
