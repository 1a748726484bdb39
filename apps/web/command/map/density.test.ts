import { expect, test } from 'vitest';
import { legendTicks, stepCount, stepOf } from './density.ts';

test('a quiet map stays pale: two reports in the fullest hexagon are not the darkest green', () => {
  expect([stepOf(1, 2), stepOf(2, 2)]).toEqual([1, 2]);
});

test('one report is the palest step and the fullest hexagon the darkest on a busy map', () => {
  for (const largest of [7, 14, 180, 5000]) expect([stepOf(1, largest), stepOf(largest, largest)]).toEqual([1, stepCount]);
});

test('more reports are never paler', () => {
  for (const largest of [3, 9, 180]) {
    const steps = Array.from({ length: largest }, (_one, index) => stepOf(index + 1, largest));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  }
});

test('the legend writes no number twice and no number above the largest', () => {
  for (const largest of [1, 2, 6, 7, 180]) {
    const ticks = legendTicks(largest);
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(Math.max(...ticks)).toBe(Math.max(1, largest));
  }
});
