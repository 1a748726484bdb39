import { deadline, defineCalendar, parseLimit } from '@banyan/working-time';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTime } from '../replay/plain-time.ts';
import { limitOfStep, longestStep, type Step, type Steps, stepAt, stepBetween } from './wall-clock.ts';

const calendar = defineCalendar({ zone: 'UTC', days: [], hours: [{ from: '01-01', to: '12-31', intervals: [['08:00', '17:00']] }] });
const dayMs = 86_400_000;
const at = (text: string) => Date.parse(`${text}Z`);
const limitBetween = (from: string, to: string) => limitOfStep(stepBetween(at(from), at(to)));

test('a limit in working days ends on the day of the closing, or on the last working day before it', () => {
  const instant = fc.integer({ min: at('2000-01-01T00:00:00'), max: at('2040-01-01T00:00:00') });
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 150 * dayMs }), (from, length) => {
      const limit = limitOfStep(stepBetween(from, from + length));
      const days = Number(/^(\d+)wd$/.exec(limit)?.[1] ?? Number.NaN);
      fc.pre(days > 1 && days < 128);
      const dayOf = (text: string) => Math.floor(deadline(calendar, from, parseLimit(text)) / dayMs);
      const closed = Math.floor((from + length) / dayMs);
      expect(dayOf(limit)).toBeLessThanOrEqual(closed);
      expect(dayOf(`${days + 1}wd`)).toBeGreaterThan(closed);
    }),
  );
});

test('what is done within the day has a limit in working hours, rounded up', () => {
  expect(limitBetween('2026-11-24T09:10:00', '2026-11-24T09:40:00')).toBe('1wh');
  expect(limitBetween('2026-11-24T09:10:00', '2026-11-24T12:30:00')).toBe('4wh');
  expect(limitBetween('2026-11-24T22:00:00', '2026-11-24T23:00:00')).toBe('1wh');
  expect(limitBetween('2026-11-24T07:00:00', '2026-11-24T17:00:00')).toBe('1wd');
});

test('dates without time of day are counted in days, and a weekend is no working day', () => {
  expect(limitBetween('2026-11-24T00:00:00', '2026-11-24T00:00:00')).toBe('1wd');
  expect(limitBetween('2026-11-20T00:00:00', '2026-11-23T00:00:00')).toBe('1wd');
  expect(limitBetween('2026-11-21T00:00:00', '2026-11-22T00:00:00')).toBe('1wd');
  expect(limitBetween('2026-11-24T00:00:00', '2026-12-01T00:00:00')).toBe('5wd');
});

test('nothing is given more than 180 days', () => {
  expect(limitOfStep(longestStep)).toBe('180d');
  expect(limitBetween('2010-01-01T00:00:00', '2019-01-01T00:00:00')).toBe('180d');
});

test('the step of a share is the smallest within which so many rows lie', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (list, share) => {
        const steps: Steps = new Map();
        for (const step of list) steps.set(step, (steps.get(step) ?? 0) + 1);
        const step = stepAt(steps, share) as Step;
        const within = (most: Step) => list.filter((one) => one <= most).length;
        expect(within(step)).toBeGreaterThanOrEqual(list.length * share);
        expect(within(step - 1)).toBeLessThan(list.length * share);
      },
    ),
  );
  expect(stepAt(new Map(), 0.5)).toBeUndefined();
});

test('times are read as local clocks showed them, whatever form an export gives them', () => {
  expect(plainTime('10/04/2018 01:05:06 PM', 0)).toBe('2018-10-04 13:05:06');
  expect(plainTime('10/04/2018 12:05:06 AM', 0)).toBe('2018-10-04 0:05:06');
  expect(plainTime('2018-10-04T13:05:06-07:00', 60)).toBe('2018-10-04T13:05:06');
  expect(plainTime('2018-10-04T20:05:06Z', -420)).toBe('2018-10-04 13:05:06');
  expect(plainTime('2018年10月4日 13:05', 0)).toBe('2018-10-4 13:05');
  expect(plainTime('1538658306', 480)).toBe('2018-10-04 21:05:06');
  expect(plainTime('2018-10-04', 480)).toBe('2018-10-04');
  expect(plainTime('tomorrow', 480)).toBe('tomorrow');
});
