import { type Calendar, cell, dayAt } from './calendar.ts';
import type { LimitUnit } from './limit.ts';

/**
 * Every unit measures time by a position that only grows: natural milliseconds, working milliseconds, days closed, working days closed.
 * A natural day closes at 24:00, a working day at its last closing hour. A limit is due at the first instant that reaches begin + amount.
 */

/** Where counting begins. The day of the start is not counted (民法典 art. 201); hours run from the instant itself. */
export function begin(calendar: Calendar, unit: LimitUnit, atMs: number): number {
  switch (unit) {
    case 'hours':
      return atMs;
    case 'working-hours':
      return workedAt(calendar, atMs);
    case 'working-days':
      return cell(calendar.workdaysBefore, dayAt(calendar, atMs) + 1);
    case 'days':
      return dayAt(calendar, atMs) + 1;
  }
}

/** The position at an instant. A day closing at that very instant is closed. */
export function position(calendar: Calendar, unit: LimitUnit, atMs: number): number {
  switch (unit) {
    case 'hours':
      return atMs;
    case 'working-hours':
      return workedAt(calendar, atMs);
    case 'working-days':
      return workdaysClosedAt(calendar, atMs);
    case 'days':
      return dayAt(calendar, atMs);
  }
}

/** The first instant at which a position is reached; natural days roll on to the next working day (民法典 art. 203). */
export function reach(calendar: Calendar, unit: LimitUnit, target: number): number {
  switch (unit) {
    case 'hours':
      return target;
    case 'working-hours':
      return instantWorked(calendar, target);
    case 'working-days':
      return closingOf(calendar, target - 1);
    case 'days':
      return cell(calendar.dayStart, cell(calendar.dayOfWorkday, cell(calendar.workdaysBefore, target - 1)) + 1);
  }
}

function workedAt(calendar: Calendar, atMs: number): number {
  const { dayOfWorkday, intervalOf, opens, closes } = calendar;
  const day = dayAt(calendar, atMs);
  const workday = cell(calendar.workdaysBefore, day);
  let worked = cell(calendar.workedBefore, workday);
  if (cell(dayOfWorkday, workday) !== day) return worked;
  const end = cell(intervalOf, workday + 1);
  for (let index = cell(intervalOf, workday); index < end && atMs > cell(opens, index); index += 1) {
    worked += Math.min(atMs, cell(closes, index)) - cell(opens, index);
  }
  return worked;
}

function instantWorked(calendar: Calendar, worked: number): number {
  const { workedBefore, intervalOf, opens, closes } = calendar;
  const workday = workdayReaching(calendar, worked);
  let index = cell(intervalOf, workday);
  let dueAtMs = cell(opens, index) + worked - cell(workedBefore, workday);
  while (dueAtMs > cell(closes, index)) {
    dueAtMs += cell(opens, index + 1) - cell(closes, index);
    index += 1;
  }
  return dueAtMs;
}

/** The first working day by whose end so much was worked. Where all days are equally long the bounds meet at once and no search is left. */
function workdayReaching({ workedBefore, shortestWorkdayMs, longestWorkdayMs }: Calendar, worked: number): number {
  let low = Math.ceil(worked / longestWorkdayMs) - 1;
  let high = Math.min(Math.ceil(worked / shortestWorkdayMs), workedBefore.length) - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cell(workedBefore, middle + 1) >= worked) high = middle;
    else low = middle + 1;
  }
  return low;
}

function workdaysClosedAt(calendar: Calendar, atMs: number): number {
  const day = dayAt(calendar, atMs);
  const workday = cell(calendar.workdaysBefore, day);
  const closed = cell(calendar.dayOfWorkday, workday) === day && atMs >= closingOf(calendar, workday);
  return closed ? workday + 1 : workday;
}

function closingOf({ closes, intervalOf }: Calendar, workday: number): number {
  return cell(closes, cell(intervalOf, workday + 1) - 1);
}
