import { same } from '../values/compare.ts';
import { dayOfYear, makeDate, weekday, weekOfYear } from '../values/days.ts';
import { atInstant, MIDNIGHT_UTC, makeDateTime, makeTime, SECOND } from '../values/instant.ts';
import { readDate, readDateTime, readDuration, readTime, yearMonths } from '../values/read-temporal.ts';
import { asKind, type FeelDate, type FeelDateTime, type FeelTime, fail, type Run, type Value } from '../values/value.ts';
import { type Signature, signature } from './signature.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const dateOf = (value: FeelDate | FeelDateTime) => (value.kind === 'date' ? value : value.date);

function timeFrom(value: FeelDate | FeelTime | FeelDateTime): FeelTime {
  if (value.kind === 'time') return value;
  return value.kind === 'date' ? MIDNIGHT_UTC : value.time;
}

/** Seconds may have a fraction; the offset is a days and time duration. */
function timeOf(hour: number, minute: number, second: number, offsetNanos: bigint | null): Value {
  const whole = Math.floor(second);
  const nano = Math.round((second - whole) * 1e9);
  const zone = offsetNanos === null ? null : Number(offsetNanos / SECOND);
  return makeTime(hour, minute, whole, nano, zone);
}

/** Whole months from one to the other; the time of day does not count. */
function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): Value {
  const [a, b] = [dateOf(from), dateOf(to)];
  const months = (b.year - a.year) * 12 + (b.month - a.month);
  const behind = a.day - b.day;
  if (months > 0 && behind > 0) return yearMonths(months - 1);
  return yearMonths(months < 0 && behind < 0 ? months + 1 : months);
}

function now(run: Run): FeelDateTime | null {
  return run.nowMs === null
    ? fail(run, 'feel.no_clock', 'now() and today() need the instant of the decision')
    : atInstant(run.nowMs, run.zone);
}

function ofDate(body: (date: FeelDate) => Value): Signature[] {
  return [signature(['date'], ['a date'], ([date]) => body(dateOf(date)))];
}

/** Conversions to moments (DMN 1.5, 10.3.4.1) and functions over them (10.3.4.7, 10.3.4.8). */
export const momentFunctions: Record<string, readonly Signature[]> = {
  date: [
    signature(['from'], ['string'], ([text]) => readDate(text)),
    signature(['from'], ['a date'], ([value]) => dateOf(value)),
    signature(['year', 'month', 'day'], ['number', 'number', 'number'], ([year, month, day]) => makeDate(year, month, day)),
  ],
  time: [
    signature(['from'], ['string'], ([text]) => readTime(text)),
    signature(['from'], ['date or time'], ([value]) => timeFrom(value)),
    signature(
      ['hour', 'minute', 'second', 'offset'],
      ['number', 'number', 'number', 'days and time duration?'],
      ([hour, minute, second, offset]) => timeOf(hour, minute, second, offset?.nanos ?? null),
    ),
  ],
  'date and time': [
    signature(['from'], ['string'], ([text]) => readDateTime(text)),
    signature(['from'], ['date and time'], ([value]) => value),
    signature(['date', 'time'], ['a date', 'time'], ([date, time]) => makeDateTime(dateOf(date), time)),
    signature(
      ['year', 'month', 'day', 'hour', 'minute', 'second', 'offset'],
      ['number', 'number', 'number', 'number', 'number', 'number', 'days and time duration?'],
      ([year, month, day, hour, minute, second, offset]) => {
        const date = makeDate(year, month, day);
        const time = asKind(timeOf(hour, minute, second, offset?.nanos ?? null), 'time');
        return date === null || time === null ? null : makeDateTime(date, time);
      },
    ),
  ],
  duration: [signature(['from'], ['string'], ([text]) => readDuration(text)), signature(['from'], ['duration'], ([value]) => value)],
  'years and months duration': [signature(['from', 'to'], ['a date', 'a date'], ([from, to]) => monthsBetween(from, to))],
  'day of year': ofDate(dayOfYear),
  'day of week': ofDate((date) => DAYS[weekday(date) - 1] ?? null),
  'month of year': ofDate((date) => MONTHS[date.month - 1] ?? null),
  'week of year': ofDate(weekOfYear),
  now: [signature([], [], (_, run) => now(run))],
  today: [signature([], [], (_, run) => now(run)?.date ?? null)],
  is: [signature(['value1', 'value2'], ['any', 'any'], ([left, right]) => same(left, right))],
};
