import { expect, test } from 'vitest';
import { codeOf, stepAt, stepOf } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at second %d the code is that of RFC 6238, appendix B', (second, code) => {
  expect(codeOf(secret, stepAt(new Date(second * 1000)), 8)).toBe(code);
});

test('a code opens once, and one step early or late', () => {
  const now = new Date('2026-11-25T08:00:00Z');
  const step = stepAt(now);
  expect(stepOf(secret, codeOf(secret, step), now)).toBe(step);
  expect(stepOf(secret, codeOf(secret, step), now, step)).toBeUndefined();
  expect(stepOf(secret, codeOf(secret, step - 1), now)).toBe(step - 1);
  expect(stepOf(secret, codeOf(secret, step - 2), now)).toBeUndefined();
  expect(stepOf(secret, codeOf(secret, step + 2), now)).toBeUndefined();
});
