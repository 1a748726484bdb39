import { and, equal, or, order, type Truth } from '../values/compare.ts';
import { burn, type FeelFunction, type FeelList, fail, isList, type Run, type Value } from '../values/value.ts';
import { type Signature, signature } from './signature.ts';

const equals = (left: Value, right: Value) => equal(left, right) === true;

function includes(list: FeelList, value: Value): boolean {
  return list.some((item) => equals(item, value));
}

/** Each value once, where it stands first. */
function distinct(list: FeelList, run: Run): FeelList {
  const kept: Value[] = [];
  const seen = new Set<Value>();
  for (const item of list) {
    if (typeof item === 'number' || typeof item === 'string') {
      if (seen.has(item)) continue;
      seen.add(item);
    } else {
      burn(run, kept.length);
      if (includes(kept, item)) continue;
    }
    kept.push(item);
  }
  return kept;
}

/** A list that is missing makes the whole missing. */
function union(lists: FeelList, run: Run): Value {
  return lists.includes(null)
    ? null
    : distinct(
        lists.flatMap((one) => (isList(one) ? one : [one])),
        run,
      );
}

function flatten(list: FeelList, run: Run): FeelList {
  burn(run, list.length);
  return list.flatMap((item) => (isList(item) ? flatten(item, run) : [item]));
}

/** The least or greatest by their common order; null when there is none. */
function extreme(list: FeelList, sign: 1 | -1): Value {
  let best: Value = list[0] ?? null;
  if (list.length === 1 && order(best, best) === null) return null;
  for (const item of list.slice(1)) {
    const place = order(item, best);
    if (place === null) return null;
    if (place === sign) best = item;
  }
  return best;
}

function allOf(list: FeelList): Truth {
  return list.reduce<Truth>((verdict, item) => and(verdict, typeof item === 'boolean' ? item : null), true);
}

function anyOf(list: FeelList): Truth {
  return list.reduce<Truth>((verdict, item) => or(verdict, typeof item === 'boolean' ? item : null), false);
}

/** Zero-based place of a one-based position that may count from the end; null when there is no such place. */
function placeOf(position: number, length: number): number | null {
  const whole = Math.trunc(position);
  const at = whole > 0 ? whole - 1 : length + whole;
  return whole !== 0 && at >= 0 && at < length ? at : null;
}

function sublist(list: FeelList, start: number, length: number | null): Value {
  const at = placeOf(start, list.length);
  if (at === null || (length !== null && (length < 0 || !Number.isInteger(length) || at + length > list.length))) return null;
  return list.slice(at, length === null ? undefined : at + length);
}

function insertBefore(list: FeelList, position: number, item: Value): Value {
  const at = placeOf(position, list.length + (position > 0 ? 1 : 0));
  return at === null || at >= Math.max(list.length, 1) ? null : [...list.slice(0, at), item, ...list.slice(at)];
}

function removeAt(list: FeelList, position: number): Value {
  const at = placeOf(position, list.length);
  return at === null ? null : [...list.slice(0, at), ...list.slice(at + 1)];
}

function replaceAt(list: FeelList, position: number, item: Value): Value {
  const at = placeOf(position, list.length);
  return at === null ? null : [...list.slice(0, at), item, ...list.slice(at + 1)];
}

function replaceWhere(list: FeelList, match: FeelFunction, item: Value, run: Run): Value {
  const replaced: Value[] = [];
  for (const old of list) {
    const verdict = match.call([old, item], run);
    if (typeof verdict !== 'boolean') return fail(run, 'feel.no_verdict', 'list replace: the match gives neither true nor false');
    replaced.push(verdict ? item : old);
  }
  return replaced;
}

/** Merge sort, so that a judgement that contradicts itself still ends. */
function sorted(list: FeelList, precedes: FeelFunction, run: Run): FeelList | null {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  const left = sorted(list.slice(0, middle), precedes, run);
  const right = sorted(list.slice(middle), precedes, run);
  return left === null || right === null ? null : merge(left, right, precedes, run);
}

function merge(left: FeelList, right: FeelList, precedes: FeelFunction, run: Run): FeelList | null {
  const merged: Value[] = [];
  let [a, b] = [0, 0];
  while (a < left.length && b < right.length) {
    const verdict = precedes.call([right[b] ?? null, left[a] ?? null], run);
    if (typeof verdict !== 'boolean') return fail(run, 'feel.no_verdict', 'sort: the order gives neither true nor false');
    merged.push((verdict ? right[b++] : left[a++]) ?? null);
  }
  return [...merged, ...left.slice(a), ...right.slice(b)];
}

/** The parameter is a list, or the arguments are its items (DMN 1.5, 10.3.4.4). */
function overList(body: (list: FeelList, run: Run) => Value): Signature[] {
  return [signature(['list'], ['list'], ([list], run) => body(list, run), true)];
}

/** List functions (DMN 1.5, 10.3.4.4) but for the statistics. */
export const listFunctions: Record<string, readonly Signature[]> = {
  'list contains': [signature(['list', 'element'], ['list', 'any'], ([list, element]) => includes(list, element))],
  count: [signature(['list'], ['list'], ([list]) => list.length, true)],
  min: overList((list) => extreme(list, -1)),
  max: overList((list) => extreme(list, 1)),
  all: overList(allOf),
  any: overList(anyOf),
  sublist: [
    signature(['list', 'start position'], ['list', 'number'], ([list, start]) => sublist(list, start, null)),
    signature(['list', 'start position', 'length'], ['list', 'number', 'number?'], ([list, start, length]) => sublist(list, start, length)),
  ],
  append: [signature(['list', 'item'], ['list', 'list'], ([list, items]) => [...list, ...items], true)],
  concatenate: [
    signature(['list'], ['list'], ([lists]) => (lists.includes(null) ? null : lists.flatMap((one) => (isList(one) ? one : [one]))), true),
  ],
  'insert before': [
    signature(['list', 'position', 'newItem'], ['list', 'number', 'any'], ([list, at, item]) => insertBefore(list, at, item)),
  ],
  remove: [signature(['list', 'position'], ['list', 'number'], ([list, at]) => removeAt(list, at))],
  'list replace': [
    signature(['list', 'position', 'newItem'], ['list', 'number', 'any'], ([list, at, item]) => replaceAt(list, at, item)),
    signature(['list', 'match', 'newItem'], ['list', 'function', 'any'], ([list, match, item], run) =>
      replaceWhere(list, match, item, run),
    ),
  ],
  reverse: [signature(['list'], ['list'], ([list]) => [...list].reverse())],
  'index of': [
    signature(['list', 'match'], ['list', 'any'], ([list, match]) =>
      list.flatMap((item, index) => (equals(item, match) ? [index + 1] : [])),
    ),
  ],
  union: [signature(['list'], ['list'], ([lists], run) => union(lists, run), true)],
  'distinct values': [signature(['list'], ['list'], ([list], run) => distinct(list, run))],
  flatten: [signature(['list'], ['list'], ([list], run) => flatten(list, run))],
  sort: [
    signature(['list', 'precedes'], ['list', 'function'], ([list, precedes], run) => sorted(list, precedes, run)),
    signature(['list', 'function'], ['list', 'function'], ([list, precedes], run) => sorted(list, precedes, run)),
  ],
};
