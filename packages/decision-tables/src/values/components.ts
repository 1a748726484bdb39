import { weekday } from './days.ts';
import { DAY, offsetOf, SECOND } from './instant.ts';
import { dayTime } from './read-temporal.ts';
import { asKind, type FeelDate, type FeelTime, type Value } from './value.ts';

const ofDate: Record<string, (date: FeelDate) => Value> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
  weekday,
};

const REFERENCE: FeelDate = { kind: 'date', year: 2000, month: 1, day: 1 };

const ofTime: Record<string, (time: FeelTime, date: FeelDate) => Value> = {
  hour: (time) => time.hour,
  minute: (time) => time.minute,
  second: (time) => (time.nano === 0 ? time.second : time.second + time.nano / 1e9),
  'time offset': (time, date) => (time.zone === null ? null : dayTime(BigInt(offsetOf(time.zone, date, time)) * SECOND)),
  timezone: (time) => (typeof time.zone === 'string' ? time.zone : null),
};

const part = (nanos: bigint, unit: bigint, within: bigint | null) => Number(within === null ? nanos / unit : (nanos % within) / unit) + 0;

const ofDayTime: Record<string, (nanos: bigint) => Value> = {
  days: (nanos) => part(nanos, DAY, null),
  hours: (nanos) => part(nanos, 3600n * SECOND, DAY),
  minutes: (nanos) => part(nanos, 60n * SECOND, 3600n * SECOND),
  seconds: (nanos) => Number(nanos % (60n * SECOND)) / 1e9 + 0,
};

const ofYearMonth: Record<string, (months: number) => Value> = {
  years: (months) => Math.trunc(months / 12) + 0,
  months: (months) => (months % 12) + 0,
};

function pick<F>(table: Record<string, F>, name: string): F | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A property of a date, time, duration or range (DMN 1.5, tables 64 to 66); undefined when there is none of that name. */
export function component(value: Value, name: string): Value | undefined {
  const date = asKind(value, 'date');
  if (date !== null) return pick(ofDate, name)?.(date);
  const time = asKind(value, 'time');
  if (time !== null) return pick(ofTime, name)?.(time, REFERENCE);
  const both = asKind(value, 'date and time');
  if (both !== null) return pick(ofDate, name)?.(both.date) ?? pick(ofTime, name)?.(both.time, both.date);
  return ofDuration(value, name);
}

function ofDuration(value: Value, name: string): Value | undefined {
  const dayTimeValue = asKind(value, 'days and time duration');
  if (dayTimeValue !== null) return pick(ofDayTime, name)?.(dayTimeValue.nanos);
  const months = asKind(value, 'years and months duration');
  if (months !== null) return pick(ofYearMonth, name)?.(months.months);
  const range = asKind(value, 'range');
  if (range === null) return undefined;
  const ends: Record<string, Value> = {
    start: range.start,
    end: range.end,
    'start included': range.startIncluded,
    'end included': range.endIncluded,
  };
  return pick(ends, name);
}

/** Names of the properties of each kind, for the checker. */
export const componentNames: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['date', numbers(Object.keys(ofDate))],
  ['time', timeNames()],
  ['date and time', new Map([...numbers(Object.keys(ofDate)), ...timeNames()])],
  ['days and time duration', numbers(Object.keys(ofDayTime))],
  ['years and months duration', numbers(Object.keys(ofYearMonth))],
]);

function numbers(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, 'number']));
}

function timeNames(): Map<string, string> {
  return new Map([...numbers(['hour', 'minute', 'second']), ['time offset', 'days and time duration'], ['timezone', 'string']]);
}
