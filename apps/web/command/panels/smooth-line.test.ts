import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisOf, smoothPath } from './smooth-line.ts';

const numbers = (path: string) => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

test('a curve through counts never dips below nothing nor rises above the highest hour', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 24 }), (counts) => {
      const path = smoothPath(counts.map((count, hour) => ({ x: hour * 10, y: count })));
      // Control points of a Bézier curve hold it inside their hull, so it suffices to look at them.
      const heights = numbers(path).filter((_value, index) => index % 2 === 1);
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(Math.min(...counts) - 0.01);
      expect(Math.max(...heights)).toBeLessThanOrEqual(Math.max(...counts) + 0.01);
    }),
  );
});

test('a day of one hour draws no line', () => {
  expect(smoothPath([{ x: 0, y: 3 }])).toBe('');
});

test('the axis ends at or above the largest count, in whole steps', () => {
  for (const largest of [0, 1, 3, 7, 29, 118, 1286]) {
    const { top, step } = axisOf(largest);
    expect(top).toBeGreaterThanOrEqual(largest);
    expect(Number.isInteger(step)).toBe(true);
    expect(top / step).toBeLessThanOrEqual(5);
  }
});
