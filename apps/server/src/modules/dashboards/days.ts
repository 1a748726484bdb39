import type { Matters } from '../matters/index.ts';

/** What is needed of the city's calendar. */
export type DayCalendar = Pick<Matters, 'dayOf' | 'dayEnd'>;

/** A day of the city: its date `YYYY-MM-DD`, its first instant, and the first instant after it. */
export type Day = { readonly on: string; readonly from: Date; readonly until: Date };

/** Facts count from `from` until before `until`; duties fall due after `from` and up to `dueUntil`. */
export type Window = { readonly from: Date; readonly until: Date; readonly dueUntil: Date };

/** The last `count` days, oldest first; the last one holds `now`. Days of 23 to 25 hours are taken as they are. */
export function daysUpTo(calendar: DayCalendar, now: Date, count: number): Day[] {
  const days: Day[] = [];
  let until = calendar.dayEnd(now);
  while (days.length < count) {
    // A day and a half before its end always lies in the day before.
    const from = calendar.dayEnd(new Date(until.getTime() - 36 * 3_600_000));
    days.unshift({ on: calendar.dayOf(from), from, until });
    until = from;
  }
  return days;
}

/** A whole day. What is due at 24:00 is due on the day that ends, not on the one that begins (民法典 第二百零三条). */
export const wholeDay = (day: Day): Window => ({ from: day.from, until: day.until, dueUntil: day.until });

/** A day up to an instant: what happened at that very instant counts, what is due at it has not yet been missed. */
export const dayUpTo = (day: Day, at: Date): Window => ({
  from: day.from,
  until: new Date(at.getTime() + 1),
  dueUntil: new Date(at.getTime() - 1),
});

/** The instant of another day at the same time since midnight; never beyond that day. */
export const sameTime = (day: Day, today: Day, now: Date): Date =>
  new Date(Math.min(day.from.getTime() + (now.getTime() - today.from.getTime()), day.until.getTime() - 1));
