import type { FeelDate } from './value.ts';

// FEEL dates reach years ±999,999,999 (XML Schema 1.1), which is beyond what Temporal holds; the civil calendar is a few divisions.
export const LARGEST_YEAR = 999_999_999;
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_OF_400_YEARS = 146_097;
const DAYS_TO_1970 = 719_528;

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN[month - 1] ?? 0);
}

/** The date, or null when there is no such day. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (Math.abs(year) > LARGEST_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { kind: 'date', year, month, day };
}

function daysBeforeYear(year: number): number {
  const past = year - 1;
  return 365 * year + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) + 1;
}

/** 1 for the first of January. */
export function dayOfYear({ year, month, day }: FeelDate): number {
  return (DAYS_BEFORE[month - 1] ?? 0) + (month > 2 && isLeap(year) ? 1 : 0) + day;
}

/** Days since 1970-01-01. */
export function epochDays(date: FeelDate): number {
  return daysBeforeYear(date.year) + dayOfYear(date) - 1 - DAYS_TO_1970;
}

/** The inverse of `epochDays`; null beyond the years that FEEL knows. */
export function dateOfDays(days: number): FeelDate | null {
  const sinceZero = days + DAYS_TO_1970;
  let year = Math.floor((sinceZero * 400) / DAYS_OF_400_YEARS);
  while (daysBeforeYear(year) > sinceZero) year -= 1;
  while (daysBeforeYear(year + 1) <= sinceZero) year += 1;
  let rest = sinceZero - daysBeforeYear(year);
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month += 1;
  }
  return makeDate(year, month, rest + 1);
}

/** Adds months, and takes the last day of the month where the day does not exist (XML Schema, appendix E). */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(date: FeelDate): number {
  const rest = (epochDays(date) + 3) % 7;
  return (rest < 0 ? rest + 7 : rest) + 1;
}

/** The week of the year by ISO 8601: the week belongs to the year of its Thursday. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dateOfDays(epochDays(date) + 4 - weekday(date));
  return thursday === null ? 1 : Math.ceil(dayOfYear(thursday) / 7);
}
