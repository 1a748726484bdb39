import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOf, readIdNumber } from './id-number.ts';

test('the example of the standard has the check character X', () => {
  expect(checkOf('11010519491231002')).toBe('X');
  expect(readIdNumber('11010519491231002x')).toEqual({ number: '11010519491231002X', birthOn: '1949-12-31' });
});

test('a number may be written with spaces and full-width digits', () => {
  expect(readIdNumber('110105 19491231 ００2X')?.number).toBe('11010519491231002X');
});

test('a day that no calendar has is refused, though its check character is right', () => {
  const digits = '11010519490230002';
  expect(readIdNumber(digits + checkOf(digits))).toBeUndefined();
});

test('one digit mistyped is always found', () => {
  const number = '11010519491231002X';
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 9 }), (place, digit) => {
      if (number[place] === String(digit)) return;
      expect(readIdNumber(number.slice(0, place) + digit + number.slice(place + 1))).toBeUndefined();
    }),
  );
});
