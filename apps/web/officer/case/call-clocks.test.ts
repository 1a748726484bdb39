import type { Call, Clock } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { clocksOf } from './call-clocks.ts';

const call = (id: string, unit: string, calledAt: string): Call => ({
  id,
  unit,
  unitName: unit,
  callerUnit: 'street',
  callerUnitName: 'street',
  whistle: 'work',
  state: 'called',
  note: '',
  meetAt: null,
  calledAt,
});
const clock = (kind: string, unit: string, startedAt: string): Clock => ({
  id: `${kind}${startedAt}`,
  kind,
  unit,
  unitName: unit,
  startedAt,
  dueAt: startedAt,
  endedAt: null,
  light: 'green',
});

test('a unit that was called twice has the clocks of each call apart', () => {
  const calls = [call('1', 'police', '2026-11-24T01:00:00Z'), call('2', 'police', '2026-11-25T01:00:00Z')];
  const [firstSign, firstHandle, secondSign] = [
    clock('call-sign', 'police', '2026-11-24T01:00:00Z'),
    clock('call-handle', 'police', '2026-11-24T09:00:00Z'),
    clock('call-sign', 'police', '2026-11-25T01:00:00Z'),
  ];
  const clocks = [secondSign, firstHandle, firstSign];
  expect(clocksOf(calls[0] as Call, calls, clocks)).toEqual([firstSign, firstHandle]);
  expect(clocksOf(calls[1] as Call, calls, clocks)).toEqual([secondSign]);
});

test('clocks of another unit and of the lead unit are not a call’s', () => {
  const calls = [call('1', 'police', '2026-11-24T01:00:00Z')];
  expect(
    clocksOf(calls[0] as Call, calls, [
      clock('call-sign', 'water', '2026-11-24T01:00:00Z'),
      clock('handle', 'police', '2026-11-24T01:00:00Z'),
    ]),
  ).toEqual([]);
});
