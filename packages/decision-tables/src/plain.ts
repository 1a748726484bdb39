import { plainName } from './feel/names.ts';
import { ANY, plainType, type Type } from './feel/type.ts';
import { readDate, readDateTime, readDuration, readTime } from './values/read-temporal.ts';
import { isContext, isList, type Value } from './values/value.ts';
import { writeValue } from './values/write.ts';

/** A value as JSON has it; dates, times and durations are texts by ISO 8601. */
export type Plain = null | number | string | boolean | readonly Plain[] | { readonly [name: string]: Plain };

const readers: Partial<Record<Type['kind'], (text: string) => Value>> = {
  date: readDate,
  time: readTime,
  'date and time': readDateTime,
  'days and time duration': readDuration,
  'years and months duration': readDuration,
};

function isPlainList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** A JSON value as FEEL has it. A text of a declared date, time or duration is read as such, and is null when it is none. */
export function fromPlain(value: Plain, type: Type = ANY): Value {
  const plain = plainType(type);
  if (typeof value === 'string') {
    const reader = readers[plain.kind];
    return reader === undefined ? value : reader(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null || typeof value === 'boolean') return value;
  if (isPlainList(value)) return value.map((item) => fromPlain(item, plain.kind === 'list' ? plain.of : ANY));
  const fields = new Map(plain.kind === 'context' ? [...plain.fields].map(([name, field]) => [plainName(name), field]) : []);
  return new Map(Object.entries(value).map(([name, entry]) => [name, fromPlain(entry, fields.get(plainName(name)))]));
}

/** A value of FEEL as JSON has it; functions and ranges become their text. */
export function toPlain(value: Value): Plain {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toPlain);
  if (isContext(value)) return Object.fromEntries([...value].map(([name, entry]) => [name, toPlain(entry)]));
  return writeValue(value);
}
