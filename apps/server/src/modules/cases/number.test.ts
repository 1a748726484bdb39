import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, regionOfNumber, writeNumber } from './number.ts';

test('the check digit follows the example of ISO/IEC 7064 MOD 11,10', () => {
  expect(checkDigit('0794')).toBe(5);
});

test('a number names its county and reads back', () => {
  const number = writeNumber('350102', '2026-11-23', 123);
  expect(number).toMatch(/^350102-20261123-000123-\d$/);
  expect(regionOfNumber(number)).toBe('350102');
});

test('one mistyped digit is always noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.nat(20), fc.integer({ min: 1, max: 9 }), (running, place, shift) => {
      const number = writeNumber('350102', '2026-11-23', running);
      const at = [...number].map((char, index) => (/\d/.test(char) ? index : -1)).filter((index) => index >= 0)[place] as number;
      const wrong = `${number.slice(0, at)}${(Number(number[at]) + shift) % 10}${number.slice(at + 1)}`;
      expect(regionOfNumber(wrong)).toBeNull();
    }),
  );
});
