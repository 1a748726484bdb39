import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  frequencies,
  isDay,
  isInForce,
  lastDayOf,
  monthOf,
  openPeriods,
  periodOf,
  periodsIn,
  type Term,
} from './period.ts';

const always = () => true;
const weekdays = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const term = (more: Partial<Term> = {}): Term => ({
  frequency: 'monthly',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  endedOn: null,
  ...more,
});

const someDay = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days));
const someTerm = fc
  .record({
    frequency: fc.constantFrom(...frequencies),
    validFrom: someDay,
    length: fc.integer({ min: 0, max: 365 }),
    cut: fc.option(fc.integer({ min: 0, max: 365 })),
  })
  .map(
    ({ frequency, validFrom, length, cut }): Term => ({
      frequency,
      validFrom,
      validUntil: addDays(validFrom, length),
      endedOn: cut === null ? null : addDays(validFrom, Math.min(cut, length)),
    }),
  );

test('a month asks a monthly form once, a quarterly one in its last month, a weekly one for each Sunday', () => {
  expect(periodsIn(term(), '2026-11', always)).toEqual([{ key: '2026-11', from: '2026-11-01', to: '2026-11-30', month: '2026-11' }]);
  expect(periodsIn(term({ frequency: 'quarterly' }), '2026-11', always)).toEqual([]);
  expect(periodsIn(term({ frequency: 'quarterly' }), '2026-12', always).map(({ key }) => key)).toEqual(['2026-Q4']);
  expect(periodsIn(term({ frequency: 'weekly' }), '2026-11', always).map(({ to }) => to)).toEqual([
    '2026-11-01',
    '2026-11-08',
    '2026-11-15',
    '2026-11-22',
    '2026-11-29',
  ]);
});

test('nobody is asked for a day off', () => {
  expect(periodsIn(term({ frequency: 'daily' }), '2026-11', weekdays)).toHaveLength(21);
  expect(openPeriods(term({ frequency: 'daily' }), '2026-11-23', weekdays).map(({ key }) => key)).toEqual(['2026-11-23']);
});

test('a form that is asked once is due on the last day of its term', () => {
  const once = term({ frequency: 'once', validFrom: '2026-10-20', validUntil: '2026-12-05' });
  expect(['2026-10', '2026-11', '2026-12'].map((month) => periodsIn(once, month, always).length)).toEqual([0, 0, 1]);
});

test('the week belongs to the year of its Thursday (ISO 8601)', () => {
  const weekly = term({ frequency: 'weekly', validFrom: '2025-01-01', validUntil: '2027-12-31' });
  expect(['2026-12-31', '2027-01-01', '2027-01-04', '2025-12-29'].map((day) => periodOf(weekly, day).key)).toEqual([
    '2026-W53',
    '2026-W53',
    '2027-W01',
    '2026-W01',
  ]);
});

test('what was not yet due when a form was ended is not asked any more', () => {
  const ended = term({ endedOn: '2026-11-10' });
  expect(periodsIn(ended, '2026-10', always)).toHaveLength(1);
  expect(periodsIn(ended, '2026-11', always)).toEqual([]);
  expect([isInForce(ended, '2026-11-09'), isInForce(ended, '2026-11-10')]).toEqual([true, false]);
});

test('the running asking and the one before it can be filled, and none outside the term', () => {
  expect(openPeriods(term(), '2026-11-24', always).map(({ key }) => key)).toEqual(['2026-10', '2026-11']);
  expect(openPeriods(term({ validFrom: '2026-11-05' }), '2026-11-24', always)).toEqual([
    { key: '2026-11', from: '2026-11-05', to: '2026-11-30', month: '2026-11' },
  ]);
  expect(openPeriods(term(), '2027-01-01', always)).toEqual([]);
});

test('every day of a term lies in exactly one asking, and every asking falls due in exactly one month', () => {
  fc.assert(
    fc.property(someTerm, (one) => {
      const whole = { ...one, endedOn: null };
      const byDay = new Set<string>();
      for (let day = one.validFrom; day <= one.validUntil; day = addDays(day, 1)) {
        const period = periodOf(whole, day);
        expect(period.from <= day && day <= period.to).toBe(true);
        byDay.add(period.key);
      }
      const months = daysBetween(one.validFrom, one.validUntil) / 28 + 3;
      const due = Array.from({ length: Math.ceil(months) }, (_, place) =>
        periodsIn(whole, addMonths(monthOf(one.validFrom), place), always),
      ).flat();
      expect(due.map(({ key }) => key).sort()).toEqual([...byDay].sort());
      for (const { to, month } of due) expect(monthOf(to)).toBe(month);
    }),
    { numRuns: 300 },
  );
});

test('ending a form early never asks more than leaving it alone', () => {
  fc.assert(
    fc.property(someTerm, fc.integer({ min: 0, max: 14 }), (one, place) => {
      const month = addMonths(monthOf(one.validFrom), place);
      const kept = periodsIn({ ...one, endedOn: null }, month, always).map(({ key }) => key);
      expect(kept).toEqual(expect.arrayContaining(periodsIn(one, month, always).map(({ key }) => key)));
    }),
  );
});

test('days and months are those of the calendar', () => {
  expect([isDay('2026-02-28'), isDay('2026-02-29'), isDay('2028-02-29'), isDay('2026-13-01'), isDay('26-1-1')]).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
  expect([addMonths('2026-11', 3), addMonths('2026-01', -1), lastDayOf('2026-02'), lastDayOf('2028-02')]).toEqual([
    '2027-02',
    '2025-12',
    '2026-02-28',
    '2028-02-29',
  ]);
});
