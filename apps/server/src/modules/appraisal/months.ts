import type { Matters } from '../matters/index.ts';

/** What is needed of the city's calendar. */
export type MonthCalendar = Pick<Matters, 'dayOf' | 'dayEnd'>;

/** A month of the city: its first day `YYYY-MM-01`, its first instant, and the first instant after it. */
export type Month = { readonly on: string; readonly from: Date; readonly until: Date };

const hour = 3_600_000;

/** The first instant of a day of the city. */
function startOf(calendar: MonthCalendar, day: string): Date {
  // From noon to noon of the zones of the world one of these instants lies in the day before.
  const guess = Date.parse(`${day}T00:00:00Z`);
  for (const hours of [-12, -26, -36, 2]) {
    const start = calendar.dayEnd(new Date(guess + hours * hour));
    if (calendar.dayOf(start) === day) return start;
  }
  throw new Error(`The calendar has no day ${day}.`);
}

/** The month's first day after, or before, by so many months. */
export function shiftMonth(on: string, months: number): string {
  const count = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** The month of a first day `YYYY-MM-01`. */
export const monthOf = (calendar: MonthCalendar, on: string): Month => ({
  on,
  from: startOf(calendar, on),
  until: startOf(calendar, shiftMonth(on, 1)),
});

/** The first day of the month that holds an instant. */
export const monthAt = (calendar: MonthCalendar, now: Date): string => `${calendar.dayOf(now).slice(0, 7)}-01`;

/** Shares loads out among lanes, the heaviest first, each to the lane that has least; what has no load is shared out too. */
export function lanesOf(loads: ReadonlyMap<string, number>, count: number): string[][] {
  const lanes = Array.from({ length: count }, () => ({ names: [] as string[], load: 0 }));
  for (const [name, load] of [...loads].sort(([, a], [, b]) => b - a)) {
    const lightest = lanes.reduce((least, lane) => (lane.load < least.load ? lane : least));
    lightest.names.push(name);
    lightest.load += load;
  }
  return lanes.map(({ names }) => names).filter((names) => names.length > 0);
}
