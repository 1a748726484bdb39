import fc from 'fast-check';
import { cellToParent, getResolution, isValidCell } from 'h3-js';
import { expect, test } from 'vitest';
import { h3Cells, h3FromBigint, h3ToBigint } from './h3-cells.ts';

test('a place has one valid cell of each resolution, and its number gives the text back', () => {
  fc.assert(
    fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (lat, lon) => {
      const { r7, r8, r9 } = h3Cells({ lat, lon });
      expect([r7, r8, r9].map(getResolution)).toEqual([7, 8, 9]);
      for (const cell of [r7, r8, r9]) {
        expect(isValidCell(cell)).toBe(true);
        expect(h3FromBigint(h3ToBigint(cell))).toBe(cell);
        expect(h3ToBigint(cell)).toBeLessThan(2n ** 63n);
      }
    }),
  );
});

test('two steps of one street share their cell, the ends of the city do not', () => {
  const here = h3Cells({ lat: 26.089, lon: 119.2946 });
  expect(h3Cells({ lat: 26.08901, lon: 119.29461 })).toEqual(here);
  expect(cellToParent(here.r9, 7)).not.toBe(h3Cells({ lat: 25.5, lon: 119.79 }).r7);
});

test('a place off the Earth is refused', () => {
  for (const point of [
    { lat: 91, lon: 0 },
    { lat: 0, lon: 181 },
    { lat: Number.NaN, lon: 0 },
  ])
    expect(() => h3Cells(point)).toThrow(RangeError);
});
