import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanesOf, type MonthCalendar, monthAt, monthOf, shiftMonth } from './months.ts';

/** A calendar of whole-hour zones, counted without tables. */
const calendarOf = (hours: number): MonthCalendar => {
  const dayOf = (now: Date) => new Date(now.getTime() + hours * 3_600_000).toISOString().slice(0, 10);
  return { dayOf, dayEnd: (now) => new Date(Date.parse(`${dayOf(now)}T00:00:00Z`) + 86_400_000 - hours * 3_600_000) };
};
const shanghai = calendarOf(8);

test('a month of Fuzhou begins at midnight there', () => {
  expect(monthOf(shanghai, '2026-10-01')).toEqual({
    on: '2026-10-01',
    from: new Date('2026-09-30T16:00:00Z'),
    until: new Date('2026-10-31T16:00:00Z'),
  });
  expect(monthAt(shanghai, new Date('2026-10-31T15:59:59Z'))).toBe('2026-10-01');
  expect(monthAt(shanghai, new Date('2026-10-31T16:00:00Z'))).toBe('2026-11-01');
});

test('months of any zone follow each other without a gap, and each instant lies in one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -11, max: 14 }),
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 0, max: 2_591_999_999 }),
      (hours, later, ms) => {
        const calendar = calendarOf(hours);
        const on = shiftMonth('2018-01-01', later);
        const month = monthOf(calendar, on);
        expect(monthOf(calendar, shiftMonth(on, 1)).from).toEqual(month.until);
        const inside = new Date(Math.min(month.from.getTime() + ms, month.until.getTime() - 1));
        expect(monthAt(calendar, inside)).toBe(on);
        expect(shiftMonth(shiftMonth(on, -later), later)).toBe(on);
      },
    ),
  );
});

test('lanes hold everything once, and none is heavier than the heaviest part beyond the mean', () => {
  const loads = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer({ min: 0, max: 1000 }), { maxKeys: 20 });
  fc.assert(
    fc.property(loads, fc.integer({ min: 1, max: 4 }), (parts, count) => {
      const lanes = lanesOf(new Map(Object.entries(parts)), count);
      expect(lanes.flat().sort()).toEqual(Object.keys(parts).sort());
      const weights = lanes.map((names) => names.reduce((sum, name) => sum + (parts[name] ?? 0), 0));
      const total = Object.values(parts).reduce((sum, load) => sum + load, 0);
      for (const weight of weights) expect(weight).toBeLessThanOrEqual(total / count + Math.max(0, ...Object.values(parts)));
    }),
  );
});
