import { expect, test } from 'vitest';
import { lightOf } from './line-light.ts';

const duty = (kind: string) => ({ kind, dueAt: '2026-11-20T01:00:00Z', light: 'overdue' as const, unit: 'u', call: null });

test('the duty of a suspended case is not overdue, it stands', () => {
  expect(lightOf({ state: 'suspended', duty: duty('handle') })).toBe('paused');
  expect(lightOf({ state: 'handling', duty: duty('handle') })).toBe('overdue');
});

test('supervision runs on while a case is suspended', () => {
  expect(lightOf({ state: 'suspended', duty: duty('supervision') })).toBe('overdue');
  expect(lightOf({ state: 'suspended', duty: null })).toBeUndefined();
});
