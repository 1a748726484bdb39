import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted } from './resize-photo.ts';

test('a 12 megapixel photo leaves the phone at 1600 × 1200', () => {
  expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(3000, 4000)).toEqual({ width: 1200, height: 1600 });
});

test('a small photo is not blown up', () => {
  expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
});

test('no photo is larger than the limit, empty or bent out of shape by more than a pixel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (width, height) => {
      const made = fitted(width, height);
      expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(1600);
      expect(Math.min(made.width, made.height)).toBeGreaterThanOrEqual(1);
      const scale = Math.min(1, 1600 / Math.max(width, height));
      expect(Math.abs(made.width - width * scale)).toBeLessThanOrEqual(1);
      expect(Math.abs(made.height - height * scale)).toBeLessThanOrEqual(1);
    }),
  );
});
