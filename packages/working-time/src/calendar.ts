import { type Basis, type CalendarDefinition, firstDayOf, readDefinition, type Schedule, yearSlot } from './calendar-definition.ts';
import { calendarError } from './calendar-error.ts';
import { type OffsetPeriod, offsetPeriods } from './zone.ts';

/**
 * A working calendar laid out in columns. Days are numbered from 0, working days among themselves from 0; instants are milliseconds since 1970.
 */
export type Calendar = {
  readonly zone: string;
  readonly firstYear: number;
  /** Per year from `firstYear`. */
  readonly basis: readonly Basis[];
  /** Days from 1970-01-01 to day 0. */
  readonly firstDay: number;
  /** Offset of the zone at day 0: a first guess at the day of an instant. */
  readonly usualOffsetMs: number;
  /** First instant of each day, and the end of the last. */
  readonly dayStart: Float64Array;
  /** How many working days come before each day, and how many there are. */
  readonly workdaysBefore: Float64Array;
  /** The day that each working day is; after the last one, never. */
  readonly dayOfWorkday: Float64Array;
  /** Working milliseconds before each working day, and in all. */
  readonly workedBefore: Float64Array;
  /** Where each working day's intervals begin in `opens` and `closes`, and where all end. */
  readonly intervalOf: Float64Array;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly shortestWorkdayMs: number;
  readonly longestWorkdayMs: number;
};

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Lays out a calendar once (about 100 ms when cold), so that every count afterwards is a few look-ups. Refuses a faulty definition with
 * `calendar.invalid`, naming the entry.
 * A year with published days is exact, one with an expected day is marked `expected`, any other is a plain working week marked `plain`.
 * Daylight saving follows wall clocks: an hour skipped holds no work, an hour that comes twice is worked twice.
 */
export function defineCalendar(definition: CalendarDefinition): Calendar {
  const schedule = readDefinition(definition);
  const { from, to } = schedule.years;
  const firstDay = firstDayOf(from);
  const dayCount = firstDayOf(to + 1) - firstDay;
  const periods = offsetPeriods(schedule.zone, (firstDay - 2) * DAY, (firstDay + dayCount + 2) * DAY);
  const dayStart = dayStarts(firstDay, dayCount, periods);
  return {
    zone: schedule.zone,
    firstYear: from,
    basis: Array.from({ length: to - from + 1 }, (_, index) => schedule.basisOf(from + index)),
    firstDay,
    usualOffsetMs: firstDay * DAY - cell(dayStart, 0),
    dayStart,
    ...layOutWorkdays(schedule, firstDay, dayStart, periods),
  };
}

/** One cell of a column. There is none where a count leaves the years of the calendar: refuses with `calendar.out_of_range`. */
export function cell(column: Float64Array, index: number): number {
  const value = column[index];
  if (value === undefined) throw calendarError('calendar.out_of_range', 'the count leaves the years of the calendar');
  return value;
}

/** The day an instant falls on. Refuses with `calendar.out_of_range` outside the years of the calendar. */
export function dayAt({ dayStart, firstDay, usualOffsetMs }: Calendar, atMs: number): number {
  const dayCount = dayStart.length - 1;
  const guess = Math.floor((atMs + usualOffsetMs) / DAY) - firstDay;
  let day = Math.min(Math.max(guess, 0), dayCount - 1);
  while (atMs < cell(dayStart, day)) day -= 1;
  while (atMs >= cell(dayStart, day + 1)) day += 1;
  return day;
}

/** What the dates between two instants rest on: the weakest basis of the years they touch. Refuses with `calendar.out_of_range`. */
export function basisBetween(calendar: Calendar, fromMs: number, toMs: number): Basis {
  const first = yearAt(calendar, fromMs);
  // A deadline at 24:00 belongs to the day it ends.
  const last = Math.max(first, yearAt(calendar, toMs - 1));
  const touched = calendar.basis.slice(first - calendar.firstYear, last - calendar.firstYear + 1);
  if (touched.includes('plain')) return 'plain';
  return touched.includes('expected') ? 'expected' : 'published';
}

function yearAt(calendar: Calendar, atMs: number): number {
  return new Date((calendar.firstDay + dayAt(calendar, atMs)) * DAY).getUTCFullYear();
}

/** A day begins when the wall clock has left the day before for good; where midnight is skipped it begins at the skip. */
function dayStarts(firstDay: number, dayCount: number, periods: readonly OffsetPeriod[]): Float64Array {
  const starts = new Float64Array(dayCount + 1);
  let ahead = periods;
  for (let day = 0; day <= dayCount; day += 1) {
    const midnight = (firstDay + day) * DAY;
    const hasBegun = (period?: OffsetPeriod) => period !== undefined && midnight - period.offsetMs > period.fromMs;
    while (hasBegun(ahead[1])) ahead = ahead.slice(1);
    for (const { offsetMs, toMs } of ahead.slice(0, 1)) starts[day] = Math.min(midnight - offsetMs, toMs);
  }
  return starts;
}

type Workdays = Pick<
  Calendar,
  'workdaysBefore' | 'dayOfWorkday' | 'workedBefore' | 'intervalOf' | 'opens' | 'closes' | 'shortestWorkdayMs' | 'longestWorkdayMs'
>;

type Span = { readonly fromMs: number; readonly toMs: number };

function layOutWorkdays(schedule: Schedule, firstDay: number, dayStart: Float64Array, periods: readonly OffsetPeriod[]): Workdays {
  const dayCount = dayStart.length - 1;
  const workdaysBefore = new Float64Array(dayCount + 1);
  const dayOfWorkday: number[] = [];
  const workedBefore = [0];
  const intervalOf = [0];
  const intervals: Span[] = [];
  const lengths: number[] = [];
  let workedMs = 0;
  let ahead = periods;
  for (let day = 0; day < dayCount; day += 1) {
    workdaysBefore[day] = dayOfWorkday.length;
    if (!schedule.worksOn(firstDay + day)) continue;
    const within = { fromMs: cell(dayStart, day), toMs: cell(dayStart, day + 1) };
    while (ahead[0] && ahead[0].toMs <= within.fromMs) ahead = ahead.slice(1);
    const open = openSpans(schedule, firstDay + day, within, ahead);
    // A date that a zone skipped (Apia, 30 December 2011) is no working day.
    if (open.length === 0) continue;
    const length = open.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    lengths.push(length);
    workedMs += length;
    intervals.push(...open);
    dayOfWorkday.push(day);
    workedBefore.push(workedMs);
    intervalOf.push(intervals.length);
  }
  workdaysBefore[dayCount] = dayOfWorkday.length;
  dayOfWorkday.push(Number.POSITIVE_INFINITY);
  return {
    workdaysBefore,
    dayOfWorkday: Float64Array.from(dayOfWorkday),
    workedBefore: Float64Array.from(workedBefore),
    intervalOf: Float64Array.from(intervalOf),
    opens: Float64Array.from(intervals, ({ fromMs }) => fromMs),
    closes: Float64Array.from(intervals, ({ toMs }) => toMs),
    shortestWorkdayMs: lengths.reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY),
    longestWorkdayMs: lengths.reduce((most, length) => Math.max(most, length), 0),
  };
}

/** The office hours of one day as instants, in order: each interval of the wall clock in every offset that was in force that day. */
function openSpans(schedule: Schedule, day: number, within: Span, periods: readonly OffsetPeriod[]): Span[] {
  const spans: Span[] = [];
  const hours = schedule.hoursOf[yearSlot(day)] ?? [];
  for (const period of periods) {
    if (period.fromMs >= within.toMs) break;
    const earliest = Math.max(period.fromMs, within.fromMs);
    const latest = Math.min(period.toMs, within.toMs);
    const midnight = day * DAY - period.offsetMs;
    for (const { from, to } of hours) {
      const fromMs = Math.max(midnight + from * MINUTE, earliest);
      const toMs = Math.min(midnight + to * MINUTE, latest);
      if (fromMs < toMs) spans.push({ fromMs, toMs });
    }
  }
  return spans;
}
