import { epochDays } from './days.ts';
import { instantNanos, localNanos, offsetOf, SECOND, wallNanos } from './instant.ts';
import {
  asKind,
  type FeelContext,
  type FeelDateTime,
  type FeelList,
  type FeelRange,
  type FeelTime,
  isContext,
  isList,
  kindOf,
  type Value,
} from './value.ts';

export type Truth = boolean | null;

export function not(value: Truth): Truth {
  return value === null ? null : !value;
}

const REFERENCE_DAY = { kind: 'date', year: 2000, month: 1, day: 1 } as const;

function utcTime(time: FeelTime): bigint {
  const offset = time.zone === null ? 0 : offsetOf(time.zone, REFERENCE_DAY, time);
  return wallNanos(time) - BigInt(offset) * SECOND;
}

function utcDateTime(value: FeelDateTime): bigint {
  return value.time.zone === null ? localNanos(value) : instantNanos(value);
}

/** A number that orders values of one kind; undefined for kinds without order. */
function rank(value: Value): number | bigint | string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value;
  const date = asKind(value, 'date');
  if (date !== null) return epochDays(date);
  const dateTime = asKind(value, 'date and time');
  if (dateTime !== null) return utcDateTime(dateTime);
  const time = asKind(value, 'time');
  if (time !== null) return utcTime(time);
  return asKind(value, 'days and time duration')?.nanos ?? asKind(value, 'years and months duration')?.months;
}

function codePointOrder(left: string, right: string): number {
  if (left === right) return 0;
  const a = Array.from(left);
  const b = Array.from(right);
  const at = a.findIndex((char, index) => char !== b[index]);
  if (at < 0) return -1;
  const other = b[at];
  return other === undefined ? 1 : Math.sign((a[at]?.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0));
}

const sign = (left: number | bigint | string, right: number | bigint | string) => (left < right ? -1 : left > right ? 1 : 0);

/** -1, 0 or 1; null when the two have no common order (DMN 1.5, table 54). */
export function order(left: Value, right: Value): number | null {
  if (typeof left === 'number' && typeof right === 'number') return sign(left, right);
  if (typeof left === 'string' && typeof right === 'string') return codePointOrder(left, right);
  if (kindOf(left) !== kindOf(right)) return null;
  if (hasZone(left) !== hasZone(right)) return null;
  const a = rank(left);
  const b = rank(right);
  return a === undefined || b === undefined ? null : sign(a, b);
}

/** A moment without a zone cannot be placed beside one that has one (XML Schema 1.1, D.2.1). */
function hasZone(value: Value): boolean {
  const time = asKind(value, 'time') ?? asKind(value, 'date and time')?.time ?? null;
  return time !== null && time.zone !== null;
}

export type Comparator = '<' | '<=' | '>' | '>=' | '=' | '!=';

const holds: Record<'<' | '<=' | '>' | '>=', (sign: number) => boolean> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

export function compare(operator: Comparator, left: Value, right: Value): Truth {
  if (operator === '=') return equal(left, right);
  if (operator === '!=') return not(equal(left, right));
  const place = order(left, right);
  return place === null ? null : holds[operator](place);
}

function equalLists(left: FeelList, right: FeelList): Truth {
  if (left.length !== right.length) return false;
  return left.every((item, index) => equal(item, right[index] ?? null) === true);
}

function equalContexts(left: FeelContext, right: FeelContext): Truth {
  if (left.size !== right.size) return false;
  return [...left].every(([name, value]) => right.has(name) && equal(value, right.get(name) ?? null) === true);
}

function equalRanges(left: FeelRange, right: FeelRange): Truth {
  const sameEnds = left.startIncluded === right.startIncluded && left.endIncluded === right.endIncluded;
  return sameEnds && equal(left.start, right.start) === true && equal(left.end, right.end) === true;
}

/** Equality (DMN 1.5, table 53): null equals only null; two kinds are not comparable, which is null. */
export function equal(left: Value, right: Value): Truth {
  if (left === null || right === null) return left === right;
  if (typeof left !== 'object' && typeof left === typeof right) return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right);
  if (isContext(left) && isContext(right)) return equalContexts(left, right);
  return equalTagged(left, right);
}

function equalTagged(left: Value, right: Value): Truth {
  const [a, b] = [asKind(left, 'range'), asKind(right, 'range')];
  if (a !== null && b !== null) return equalRanges(a, b);
  if (asKind(left, 'function') !== null && asKind(right, 'function') !== null) return left === right;
  if (kindOf(left) === kindOf(right) && hasZone(left) !== hasZone(right)) return false;
  const place = order(left, right);
  return place === null ? null : place === 0;
}

/** `is()` (DMN 1.5, table 70): the same element of the same kind; times with different offsets are different elements. */
export function same(left: Value, right: Value): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  const [a, b] = [asKind(left, 'time'), asKind(right, 'time')];
  if (a !== null && b !== null) return sameZone(a, b) && wallNanos(a) === wallNanos(b);
  const [c, d] = [asKind(left, 'date and time'), asKind(right, 'date and time')];
  if (c !== null && d !== null) return sameZone(c.time, d.time) && localNanos(c) === localNanos(d);
  return equal(left, right) === true;
}

function sameZone(left: FeelTime, right: FeelTime): boolean {
  return zoneKey(left) === zoneKey(right);
}

function zoneKey({ zone }: FeelTime): string {
  if (typeof zone !== 'string') return String(zone);
  return /^(?:Etc\/)?(?:UTC|Zulu|Universal|UCT)$/.test(zone) ? '0' : zone;
}

/** Whether a value lies in a range; null when they cannot be compared. */
export function within(value: Value, range: FeelRange): Truth {
  const low: Truth = range.open === 'start' ? true : compare(range.startIncluded ? '>=' : '>', value, range.start);
  const high: Truth = range.open === 'end' ? true : compare(range.endIncluded ? '<=' : '<', value, range.end);
  return low === null || high === null ? null : and(low, high);
}

/** Conjunction in three values (DMN 1.5, table 50). */
export function and(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

/** Disjunction in three values (DMN 1.5, table 50). */
export function or(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
}

/** Whether a value meets what a positive test names: lies in the range, is in the list, or is equal (DMN 1.5, 7.3.2 and table 55). */
export function meets(value: Value, named: Value): Truth {
  const range = asKind(named, 'range');
  if (range !== null && asKind(value, 'range') === null) return within(value, range);
  if (isList(named)) return meetsList(value, named);
  return equal(value, named);
}

function meetsList(value: Value, list: FeelList): Truth {
  if (isList(value) && equal(value, list) === true) return true;
  return list.reduce<Truth>((found, item) => or(found, item === null ? value === null : meets(value, item) === true), false);
}
