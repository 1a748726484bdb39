import type { InputColumn, Tests } from '../dmn/table.ts';
import type { Expr } from '../feel/tree.ts';
import { plainType, type Type } from '../feel/type.ts';
import { constantValue, isConstant } from '../run/constant.ts';
import { makeFrame, makeScope } from '../run/scope.ts';
import { compileCell } from '../run/table.ts';
import { equal, order } from '../values/compare.ts';
import { dateOfDays, epochDays } from '../values/days.ts';
import { dateTimeOfNanos, localNanos, timeOfNanos, wallNanos } from '../values/instant.ts';
import { tidy } from '../values/number.ts';
import { dayTime, yearMonths } from '../values/read-temporal.ts';
import { asKind, kindOf, newRun, type Value } from '../values/value.ts';
import { specimens } from './specimens.ts';

const NOTHING = makeScope([], null);
const EMPTY = makeFrame([], null);

const TESTS = new Set(['literal', 'range', 'equals', 'list', 'call', 'negate', 'arithmetic']);

/** The fixed values that a test speaks of; null when it speaks of anything else. */
function constantsOf(test: Expr): Value[] | null {
  if (!TESTS.has(test.kind) || !isConstant(test)) return null;
  if (test.kind === 'range') return together([test.low, test.high].flatMap((end) => (end === null ? [] : [end])));
  if (test.kind === 'equals') return constantsOf(test.to);
  if (test.kind === 'list') return together(test.items);
  const value = constantValue(test);
  return value === undefined ? null : [value];
}

function together(nodes: readonly Expr[]): Value[] | null {
  const found = nodes.map(constantsOf);
  return found.includes(null) ? null : found.flatMap((values) => values ?? []);
}

function cellConstants(cell: Tests): Value[] | null {
  return together(cell.tests);
}

type Between = (low: Value, high: Value) => Value;
type Beyond = (end: Value, sign: 1 | -1) => Value;

const half = (low: bigint, high: bigint) => (low + high) / 2n;

/** Some value strictly between two, or beyond one, for each kind with an order; null where the kind has none there. */
const between: Record<string, Between> = {
  number: (low, high) => (typeof low === 'number' && typeof high === 'number' ? tidy(low + (high - low) / 2) : null),
  date: (low, high) => {
    const [a, b] = [asKind(low, 'date'), asKind(high, 'date')];
    return a === null || b === null ? null : dateOfDays(Math.floor((epochDays(a) + epochDays(b)) / 2));
  },
  'date and time': (low, high) => {
    const [a, b] = [asKind(low, 'date and time'), asKind(high, 'date and time')];
    return a === null || b === null ? null : dateTimeOfNanos(half(localNanos(a), localNanos(b)), a.time.zone);
  },
  time: (low, high) => {
    const [a, b] = [asKind(low, 'time'), asKind(high, 'time')];
    return a === null || b === null ? null : timeOfNanos(half(wallNanos(a), wallNanos(b)), a.zone);
  },
  'days and time duration': (low, high) => {
    const [a, b] = [asKind(low, 'days and time duration'), asKind(high, 'days and time duration')];
    return a === null || b === null ? null : dayTime(half(a.nanos, b.nanos));
  },
  'years and months duration': (low, high) => {
    const [a, b] = [asKind(low, 'years and months duration'), asKind(high, 'years and months duration')];
    return a === null || b === null ? null : yearMonths(Math.floor((a.months + b.months) / 2));
  },
};

const DAY_NANOS = 86_400_000_000_000n;

const beyond: Record<string, Beyond> = {
  number: (end, sign) => (typeof end === 'number' ? tidy(end + sign) : null),
  date: (end, sign) => {
    const date = asKind(end, 'date');
    return date === null ? null : dateOfDays(epochDays(date) + sign);
  },
  'date and time': (end, sign) => {
    const at = asKind(end, 'date and time');
    return at === null ? null : dateTimeOfNanos(localNanos(at) + BigInt(sign) * DAY_NANOS, at.time.zone);
  },
  time: (end, sign) => {
    const time = asKind(end, 'time');
    return time === null ? null : timeOfNanos(sign > 0 ? DAY_NANOS - 1n : 0n, time.zone);
  },
  'days and time duration': (end, sign) => {
    const duration = asKind(end, 'days and time duration');
    return duration === null ? null : dayTime(duration.nanos + BigInt(sign) * DAY_NANOS);
  },
  'years and months duration': (end, sign) => {
    const duration = asKind(end, 'years and months duration');
    return duration === null ? null : yearMonths(duration.months + sign);
  },
};

function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, index) => values.findIndex((other) => equal(value, other) === true) === index);
}

function orderedSamples(kind: string, constants: readonly Value[]): Value[] {
  const sorted = distinct(constants).sort((a, b) => order(a, b) ?? 0);
  const [first = null, last = null] = [sorted[0], sorted[sorted.length - 1]];
  const inner = sorted.flatMap((value, index) => {
    const next = sorted[index + 1];
    return next === undefined ? [value] : [value, between[kind]?.(value, next) ?? null];
  });
  const samples = [beyond[kind]?.(first, -1) ?? null, ...inner, beyond[kind]?.(last, 1) ?? null];
  return distinct(samples.filter((value) => value !== null));
}

/** A text that nobody has written down: it stands for all of them. */
function otherText(constants: readonly Value[]): string {
  let text = '…';
  while (constants.includes(text)) text += '…';
  return text;
}

function kindOfColumn(type: Type, constants: readonly Value[]): string | null {
  const declared = plainType(type).kind;
  if (declared !== 'any') return declared;
  const kinds = new Set(constants.filter((value) => value !== null).map(kindOf));
  return kinds.size === 1 ? ([...kinds][0] ?? null) : null;
}

function samplesOf(kind: string, constants: readonly Value[]): Value[] | null {
  if (kind === 'boolean') return [true, false];
  if (kind === 'string') return [...distinct(constants.filter((value) => typeof value === 'string')), otherText(constants)];
  if (!Object.hasOwn(between, kind)) return null;
  const own = constants.filter((value) => kindOf(value) === kind);
  return own.length === 0 ? [specimenOf(kind)] : orderedSamples(kind, own);
}

function allowedBy(column: InputColumn): (value: Value) => boolean {
  const cell = column.allowed === null ? null : compileCell(column.allowed, NOTHING);
  const type = column.type;
  return (value) => {
    const listed = cell === null || cell(value, EMPTY, newRun()) === true;
    return listed && (type.kind !== 'named' || type.admits(value));
  };
}

/** Some value, where no cell speaks of any but null. */
function specimenOf(kind: string): Value {
  return specimens[kind] ?? null;
}

/** Values that the type or the column lists. */
function listedBy(column: InputColumn): readonly Value[] {
  const byType = column.type.kind === 'named' ? (column.type.allowed ?? []) : [];
  const byColumn = column.allowed === null ? [] : (cellConstants(column.allowed) ?? []);
  return [...byType, ...byColumn];
}

/**
 * Values of a column, one for each stretch in which all its cells behave alike; null when a cell is no comparison with fixed values,
 * so that nobody can tell. `null` is among them only when a cell speaks of it.
 */
export function columnSamples(column: InputColumn, cells: readonly Tests[]): Value[] | null {
  const perCell = cells.map(cellConstants);
  if (perCell.includes(null)) return null;
  const spoken = perCell.flatMap((values) => values ?? []);
  const constants = [...spoken, ...listedBy(column)];
  const kind = kindOfColumn(column.type, constants);
  const texts = kind === 'string' && cells.some((cell) => cell.tests.some(comparesTexts));
  const samples = kind === null || texts ? null : samplesOf(kind, constants);
  const admitted = samples?.filter(allowedBy(column)) ?? null;
  return admitted !== null && spoken.includes(null) ? [...admitted, null] : admitted;
}

function comparesTexts(test: Expr): boolean {
  return test.kind === 'range' || (test.kind === 'list' && test.items.some(comparesTexts));
}
