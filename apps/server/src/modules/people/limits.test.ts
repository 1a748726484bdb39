import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, secondsToMidnight, secondsUntil } from './limits.ts';

test('the day turns at midnight in China', () => {
  expect(dayOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
  expect(dayOf(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
  expect(dayOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
});

test('the seconds to midnight end in the next day and not before', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (now) => {
      const then = now.getTime() + secondsToMidnight(now) * 1000;
      return dayOf(new Date(then)) > dayOf(now) && dayOf(new Date(then - 1000)) === dayOf(now);
    }),
  );
});

test('a wait is rounded up and never nothing', () => {
  const now = new Date('2026-11-23T08:00:00Z');
  expect(secondsUntil(now.getTime() + 1, now)).toBe(1);
  expect(secondsUntil(now.getTime() + 60_000, now)).toBe(60);
  expect(secondsUntil(now.getTime() - 5000, now)).toBe(1);
});
