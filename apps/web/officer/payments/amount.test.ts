import { expect, test } from 'vitest';
import { yuanText } from './amount.ts';

test('cents are shown as yuan without rounding', () => {
  expect([0, 5, 100, 20_000, 123_456_789].map(yuanText)).toEqual(['0.00', '0.05', '1.00', '200.00', '1,234,567.89']);
});
