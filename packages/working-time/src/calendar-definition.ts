import { calendarError } from './calendar-error.ts';

/** A day that differs from the working week; `date` is `YYYY-MM-DD`. One row of a pack's `holidays.csv`. */
export type CalendarDay = {
  readonly date: string;
  readonly kind: 'holiday' | 'makeup-workday';
  readonly status: 'published' | 'expected';
};

/** Office hours from one `MM-DD` to another, both included, over the turn of the year when `to` is earlier; intervals in `HH:MM`, up to `24:00`. */
export type SeasonHours = {
  readonly from: string;
  readonly to: string;
  readonly intervals: readonly (readonly [string, string])[];
};

export type CalendarDefinition = {
  /** IANA name such as `Asia/Shanghai`. */
  readonly zone: string;
  readonly days: readonly CalendarDay[];
  /** The seasons cover every day of the year exactly once. */
  readonly hours: readonly SeasonHours[];
  /** ISO weekdays, 1 Monday to 7 Sunday; Monday to Friday when absent. */
  readonly workWeek?: readonly number[];
  /** First and last year the calendar can count in; 1990 to 2060 when absent. */
  readonly years?: { readonly from: number; readonly to: number };
};

/** How much the calendar knows of a year: its notice is out, only the law is, or plain weeks are assumed. */
export type Basis = 'published' | 'expected' | 'plain';

/** Minutes of the local day, end excluded. */
export type OpenMinutes = { readonly from: number; readonly to: number };

/** A definition found sound. Days are counted from 1970-01-01. */
export type Schedule = {
  readonly zone: string;
  readonly years: { readonly from: number; readonly to: number };
  readonly basisOf: (year: number) => Basis;
  readonly worksOn: (day: number) => boolean;
  /** Intervals of a day of the year, by `month * 32 + day of the month`, month from 0. */
  readonly hoursOf: readonly (readonly OpenMinutes[])[];
};

const DAY = 86_400_000;
const ANY_LEAP_YEAR = 2000;

/** Checks a definition; every refusal is `calendar.invalid` and names the faulty entry. */
export function readDefinition(definition: CalendarDefinition): Schedule {
  const years = readYears(definition.years);
  const week = readWeek(definition.workWeek);
  const kindOf = new Map<number, CalendarDay['kind']>();
  const basisOf = new Map<number, Basis>();
  for (const [index, entry] of definition.days.entries()) {
    const day = readDay(entry, `days[${index}]`, years);
    if (kindOf.has(day)) throw invalid(`days[${index}]: ${entry.date} is listed twice`);
    kindOf.set(day, entry.kind);
    const year = Number(entry.date.slice(0, 4));
    if (basisOf.get(year) !== 'expected') basisOf.set(year, entry.status);
  }
  return {
    zone: definition.zone,
    years,
    basisOf: (year) => basisOf.get(year) ?? 'plain',
    worksOn: (day) => (kindOf.has(day) ? kindOf.get(day) === 'makeup-workday' : week.has(isoWeekday(day))),
    hoursOf: readHours(definition.hours),
  };
}

function readYears(years = { from: 1990, to: 2060 }): { from: number; to: number } {
  if (isYear(years.from) && isYear(years.to) && years.from <= years.to) return years;
  throw invalid(`years: ${years.from} to ${years.to} are not years from 1970 to 2200 in order`);
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1970 && year <= 2200;
}

function readWeek(week: readonly number[] = [1, 2, 3, 4, 5]): Set<number> {
  const wrong = week.find((weekday) => !Number.isInteger(weekday) || weekday < 1 || weekday > 7);
  if (wrong !== undefined) throw invalid(`workWeek: ${wrong} is not an ISO weekday from 1 to 7`);
  if (week.length === 0) throw invalid('workWeek: no day is worked');
  return new Set(week);
}

function readDay(entry: CalendarDay, where: string, years: { from: number; to: number }): number {
  const time = Date.parse(`${entry.date}T00:00:00Z`);
  const year = Number(entry.date.slice(0, 4));
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== entry.date)
    throw invalid(`${where}: "${entry.date}" is not a date`);
  if (year < years.from || year > years.to) throw invalid(`${where}: ${entry.date} lies outside ${years.from} to ${years.to}`);
  if (!['holiday', 'makeup-workday'].includes(entry.kind)) throw invalid(`${where}: ${entry.date} has the unknown kind "${entry.kind}"`);
  if (!['published', 'expected'].includes(entry.status)) throw invalid(`${where}: ${entry.date} has the unknown status "${entry.status}"`);
  return time / DAY;
}

function isoWeekday(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((day + 3) % 7) + 1;
}

function readHours(seasons: readonly SeasonHours[]): OpenMinutes[][] {
  const hoursOf: OpenMinutes[][] = [];
  for (const [index, season] of seasons.entries()) {
    const where = `hours[${index}]`;
    const open = readIntervals(season, where);
    for (const slot of slotsBetween(readMonthDay(season.from, where), readMonthDay(season.to, where))) {
      if (hoursOf[slot] !== undefined) throw invalid(`${where}: ${nameSlot(slot)} already has hours`);
      hoursOf[slot] = open;
    }
  }
  const missing = slotsBetween(0, Date.UTC(ANY_LEAP_YEAR, 11, 31) / DAY - firstDayOf(ANY_LEAP_YEAR)).find(
    (slot) => hoursOf[slot] === undefined,
  );
  if (missing !== undefined) throw invalid(`hours: ${nameSlot(missing)} has none`);
  return hoursOf;
}

function readIntervals(season: SeasonHours, where: string): OpenMinutes[] {
  if (season.intervals.length === 0) throw invalid(`${where}: no interval`);
  let last = 0;
  return season.intervals.map(([opens, closes]) => {
    const from = readMinute(opens, where);
    const to = readMinute(closes, where);
    if (from < last || to <= from) throw invalid(`${where}: ${opens}-${closes} is empty or begins before the one ahead of it ends`);
    last = to;
    return { from, to };
  });
}

function readMinute(text: string, where: string): number {
  if (!/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)) throw invalid(`${where}: "${text}" is not a time of day`);
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function readMonthDay(text: string, where: string): number {
  const time = Date.parse(`${ANY_LEAP_YEAR}-${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(5, 10) !== text) throw invalid(`${where}: "${text}" is not a month and day`);
  return time / DAY - firstDayOf(ANY_LEAP_YEAR);
}

function slotsBetween(from: number, to: number): number[] {
  const count = ((to - from + 366) % 366) + 1;
  return Array.from({ length: count }, (_, step) => yearSlot(firstDayOf(ANY_LEAP_YEAR) + ((from + step) % 366)));
}

function nameSlot(slot: number): string {
  return `${String(Math.floor(slot / 32) + 1).padStart(2, '0')}-${String(slot % 32).padStart(2, '0')}`;
}

/** Where a day stands in the year: `month * 32 + day of the month`, month from 0. */
export function yearSlot(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCMonth() * 32 + date.getUTCDate();
}

export function firstDayOf(year: number): number {
  return Date.UTC(year, 0, 1) / DAY;
}

function invalid(message: string): Error {
  return calendarError('calendar.invalid', message);
}
