import { expect, test } from 'vitest';
import { dayIn, everyDay } from './topic-figures.ts';

test('the time line shows days without reports too, and no more than sixty', () => {
  expect(
    everyDay([
      { day: '2026-11-03', count: 2 },
      { day: '2026-11-01', count: 1 },
    ]),
  ).toEqual([
    { day: '2026-11-01', count: 1 },
    { day: '2026-11-02', count: 0 },
    { day: '2026-11-03', count: 2 },
  ]);
  expect(everyDay([])).toEqual([]);
  expect(
    everyDay([
      { day: '2025-01-01', count: 1 },
      { day: '2026-11-01', count: 1 },
    ]),
  ).toHaveLength(60);
});

test('a day that is none is the newest', () => {
  expect(dayIn('?day=2026-11-24')).toBe('2026-11-24');
  expect(dayIn('?day=yesterday')).toBeUndefined();
});
