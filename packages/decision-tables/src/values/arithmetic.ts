import { addMonths, dateOfDays, epochDays } from './days.ts';
import {
  DAY,
  dateTimeOfNanos,
  instantNanos,
  localNanos,
  MIDNIGHT_UTC,
  makeDateTime,
  offsetOf,
  SECOND,
  timeOfNanos,
  wallNanos,
} from './instant.ts';
import { finite, plus, power } from './number.ts';
import { dayTime, yearMonths } from './read-temporal.ts';
import { asKind, type FeelDate, type FeelDateTime, type FeelTime, kindOf, type Value } from './value.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

/** Multiplies a count of nanoseconds by a number with at most 15 digits. */
function scaleNanos(nanos: bigint, by: number): bigint | null {
  if (Number.isSafeInteger(by)) return nanos * BigInt(by);
  const product = Number(nanos) * by;
  return Number.isFinite(product) ? BigInt(Math.trunc(product)) : null;
}

function dayTimeOr(nanos: bigint | null): Value {
  return nanos === null ? null : dayTime(nanos);
}

function addToDateTime(value: FeelDateTime, nanos: bigint): Value {
  return dateTimeOfNanos(localNanos(value) + nanos, value.time.zone);
}

function addToDate(value: FeelDate, nanos: bigint): Value {
  const days = Number((nanos - (((nanos % DAY) + DAY) % DAY)) / DAY);
  return dateOfDays(epochDays(value) + days);
}

function monthsLater(value: FeelDateTime, months: number): Value {
  const date = addMonths(value.date, months);
  return date === null ? null : makeDateTime(date, value.time);
}

/** Both with a zone or both without; otherwise there is no difference (DMN 1.5, table 56). */
function differenceOfDateTimes(left: FeelDateTime, right: FeelDateTime): Value {
  if ((left.time.zone === null) !== (right.time.zone === null)) return null;
  return dayTime(instantNanos(left) - instantNanos(right));
}

function differenceOfTimes(left: FeelTime, right: FeelTime): Value {
  if ((left.zone === null) !== (right.zone === null)) return null;
  const today = { kind: 'date', year: 2000, month: 1, day: 1 } as const;
  const shift = (time: FeelTime) => wallNanos(time) - BigInt(time.zone === null ? 0 : offsetOf(time.zone, today, time)) * SECOND;
  return dayTime(shift(left) - shift(right));
}

type Rule = (left: Value, right: Value) => Value;

/** `date + date` and the like, keyed by operator and both kinds; a rule narrows what its key already says. */
const rules = new Map<string, Rule>();

type ByKind = {
  number: number;
  string: string;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  'days and time duration': bigint;
  'years and months duration': number;
};

const narrow: { [K in keyof ByKind]: (value: Value) => ByKind[K] | null } = {
  number: (value) => (typeof value === 'number' ? value : null),
  string: (value) => (typeof value === 'string' ? value : null),
  date: (value) => asKind(value, 'date'),
  time: (value) => asKind(value, 'time'),
  'date and time': (value) => asKind(value, 'date and time'),
  'days and time duration': (value) => asKind(value, 'days and time duration')?.nanos ?? null,
  'years and months duration': (value) => asKind(value, 'years and months duration')?.months ?? null,
};

function rule<L extends keyof ByKind, R extends keyof ByKind>(
  left: L,
  operator: ArithmeticOperator,
  right: R,
  apply: (left: ByKind[L], right: ByKind[R]) => Value,
): void {
  rules.set(`${left} ${operator} ${right}`, (a, b) => {
    const [x, y] = [narrow[left](a), narrow[right](b)];
    return x === null || y === null ? null : apply(x, y);
  });
}

const DT = 'days and time duration';
const YM = 'years and months duration';

rule('number', '+', 'number', (a, b) => finite(plus(a, b)));
rule('number', '-', 'number', (a, b) => finite(plus(a, -b)));
rule('number', '*', 'number', (a, b) => finite(a * b));
rule('number', '/', 'number', (a, b) => (b === 0 ? null : finite(a / b)));
rule('number', '**', 'number', power);
rule('string', '+', 'string', (a, b) => a + b);
rule('date', '-', 'date', (a, b) => dayTime(BigInt(epochDays(a) - epochDays(b)) * DAY));
rule('date and time', '-', 'date and time', differenceOfDateTimes);
rule('date', '-', 'date and time', (a, b) => differenceOfDateTimes(makeDateTime(a, MIDNIGHT_UTC), b));
rule('date and time', '-', 'date', (a, b) => differenceOfDateTimes(a, makeDateTime(b, MIDNIGHT_UTC)));
rule('time', '-', 'time', differenceOfTimes);
rule('date', '+', DT, addToDate);
rule('date', '-', DT, (a, b) => addToDate(a, -b));
rule('date', '+', YM, addMonths);
rule('date', '-', YM, (a, b) => addMonths(a, -b));
rule('date and time', '+', DT, addToDateTime);
rule('date and time', '-', DT, (a, b) => addToDateTime(a, -b));
rule('date and time', '+', YM, monthsLater);
rule('date and time', '-', YM, (a, b) => monthsLater(a, -b));
rule('time', '+', DT, (a, b) => timeOfNanos(wallNanos(a) + b, a.zone));
rule('time', '-', DT, (a, b) => timeOfNanos(wallNanos(a) - b, a.zone));
rule(DT, '+', 'date', (a, b) => addToDate(b, a));
rule(DT, '+', 'date and time', (a, b) => addToDateTime(b, a));
rule(DT, '+', 'time', (a, b) => timeOfNanos(wallNanos(b) + a, b.zone));
rule(YM, '+', 'date', (a, b) => addMonths(b, a));
rule(YM, '+', 'date and time', (a, b) => monthsLater(b, a));
rule(DT, '+', DT, (a, b) => dayTime(a + b));
rule(DT, '-', DT, (a, b) => dayTime(a - b));
rule(DT, '*', 'number', (a, b) => dayTimeOr(scaleNanos(a, b)));
rule('number', '*', DT, (a, b) => dayTimeOr(scaleNanos(b, a)));
rule(DT, '/', 'number', (a, b) => (b === 0 ? null : Number.isSafeInteger(b) ? dayTime(a / BigInt(b)) : dayTimeOr(scaleNanos(a, 1 / b))));
rule(DT, '/', DT, (a, b) => (b === 0n ? null : finite(Number(a) / Number(b))));
rule(YM, '+', YM, (a, b) => yearMonths(a + b));
rule(YM, '-', YM, (a, b) => yearMonths(a - b));
rule(YM, '*', 'number', (a, b) => yearMonths(Math.trunc(a * b)));
rule('number', '*', YM, (a, b) => yearMonths(Math.trunc(a * b)));
rule(YM, '/', 'number', (a, b) => (b === 0 ? null : yearMonths(Math.trunc(a / b))));
rule(YM, '/', YM, (a, b) => (b === 0 ? null : finite(a / b)));

const fast: Record<ArithmeticOperator, (left: number, right: number) => number | null> = {
  '+': (a, b) => finite(plus(a, b)),
  '-': (a, b) => finite(plus(a, -b)),
  '*': (a, b) => finite(a * b),
  '/': (a, b) => (b === 0 ? null : finite(a / b)),
  '**': power,
};

/** Arithmetic by DMN 1.5, tables 56 to 58; null where the standard defines none. */
export function arithmetic(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return fast[operator](left, right);
  return rules.get(`${kindOf(left)} ${operator} ${kindOf(right)}`)?.(left, right) ?? null;
}

/** The kinds that an operator takes, for the checker: the kind that comes out, or null. */
export function arithmeticKind(operator: ArithmeticOperator, left: string, right: string): boolean {
  return rules.has(`${left} ${operator} ${right}`);
}

export function negate(value: Value): Value {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  const nanos = asKind(value, DT)?.nanos;
  if (nanos !== undefined) return dayTime(-nanos);
  const months = asKind(value, YM)?.months;
  return months === undefined ? null : yearMonths(-months);
}
