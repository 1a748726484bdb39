import type { Clock } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { clocksOf } from './call-clocks.ts';

const clock = (kind: string, call: string | null): Clock => ({
  id: `${kind}${call}`,
  kind,
  unit: 'police',
  unitName: 'police',
  call,
  startedAt: '2026-11-24T01:00:00Z',
  dueAt: '2026-11-24T02:00:00Z',
  endedAt: null,
  light: 'green',
  extended: 0,
});

test('a unit that was called twice has the clocks of each call apart, in the order of a call’s life', () => {
  const [firstSign, firstHandle, secondSign] = [clock('call-sign', '1'), clock('call-handle', '1'), clock('call-sign', '2')];
  const clocks = [secondSign, firstHandle, firstSign];
  expect(clocksOf({ id: '1' }, clocks)).toEqual([firstSign, firstHandle]);
  expect(clocksOf({ id: '2' }, clocks)).toEqual([secondSign]);
});

test('the clock of the lead unit is no call’s, even when that unit was called as well', () => {
  expect(clocksOf({ id: '1' }, [clock('handle', null)])).toEqual([]);
});
