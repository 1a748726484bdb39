import { expect, test } from 'vitest';
import { type Day, type DayCalendar, daysUpTo, dayUpTo, sameTime, wholeDay } from './days.ts';

/** The calendar of a zone, found by walking minutes: slow and plain. */
function calendarOf(timeZone: string): DayCalendar {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayOf = (at: Date) => format.format(at);
  return {
    dayOf,
    dayEnd(at) {
      let minute = Math.floor(at.getTime() / 60_000) * 60_000;
      while (dayOf(new Date(minute)) === dayOf(at)) minute += 60_000;
      return new Date(minute);
    },
  };
}

const fuzhou = calendarOf('Asia/Shanghai');

test('days begin at midnight in the city, whatever the server’s zone', () => {
  const days = daysUpTo(fuzhou, new Date('2026-11-24T00:30:00+08:00'), 3);
  expect(days.map((day) => [day.on, day.from.toISOString(), day.until.toISOString()])).toEqual([
    ['2026-11-22', '2026-11-21T16:00:00.000Z', '2026-11-22T16:00:00.000Z'],
    ['2026-11-23', '2026-11-22T16:00:00.000Z', '2026-11-23T16:00:00.000Z'],
    ['2026-11-24', '2026-11-23T16:00:00.000Z', '2026-11-24T16:00:00.000Z'],
  ]);
});

test.each(['Asia/Shanghai', 'America/Chicago', 'Australia/Lord_Howe'])(
  'days of %s follow each other without gap, through every change of the clocks',
  (zone) => {
    for (const now of ['2026-03-20T12:00:00Z', '2026-11-20T23:59:59Z']) {
      const days = daysUpTo(calendarOf(zone), new Date(now), 30);
      expect(new Set(days.map((day) => day.on)).size).toBe(30);
      for (const [place, day] of days.entries()) if (place > 0) expect(day.from).toEqual(days[place - 1]?.until);
    }
  },
);

test('the same time of a shorter day never lies beyond it', () => {
  const days = daysUpTo(calendarOf('America/Chicago'), new Date('2026-11-09T05:59:59Z'), 8);
  const [lastWeek, today] = [days[0], days[7]] as [Day, Day];
  expect(sameTime(lastWeek, today, new Date('2026-11-08T18:00:00Z')).toISOString()).toBe('2026-11-01T17:00:00.000Z');
  const spring = daysUpTo(calendarOf('America/Chicago'), new Date('2026-03-16T04:30:00Z'), 8);
  const [short, whole] = [spring[0], spring[7]] as [Day, Day];
  expect(sameTime(short, whole, new Date('2026-03-16T04:30:00Z'))).toEqual(new Date(short.until.getTime() - 1));
});

test('what happens at this very instant counts; what is due at it has not been missed', () => {
  const [day] = daysUpTo(fuzhou, new Date('2026-11-24T10:00:00+08:00'), 1) as [Day];
  const now = new Date('2026-11-24T10:00:00+08:00');
  const window = dayUpTo(day, now);
  expect(now < window.until).toBe(true);
  expect(now <= window.dueUntil).toBe(false);
});

test('what is due at midnight belongs to the day that ends', () => {
  const [yesterday, today] = daysUpTo(fuzhou, new Date('2026-11-24T10:00:00+08:00'), 2) as [Day, Day];
  const midnight = today.from;
  const dueIn = ({ from, dueUntil }: { from: Date; dueUntil: Date }) => midnight > from && midnight <= dueUntil;
  expect([dueIn(wholeDay(yesterday)), dueIn(wholeDay(today))]).toEqual([true, false]);
});
