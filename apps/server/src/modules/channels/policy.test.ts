import { describe, expect, test } from 'vitest';
import { endedStates, states, workflow } from '../cases/index.ts';
import {
  closedStates,
  detailedStatuses,
  detailedStatusOf,
  effectOfUpdate,
  pauseMs,
  readUpdateStatus,
  saysDone,
  statesOf,
  statusOf,
  updateStatuses,
  updateStatusOf,
} from './policy.ts';
import { nextOf, noteOf, stepOf } from './words.ts';

describe('the words of the standard', () => {
  test('every state has a detailed status and words of its own', () => {
    for (const state of states) {
      expect(detailedStatuses.flatMap(statesOf), state).toContain(state);
      for (const language of ['zh', 'en'] as const) expect(noteOf(state, language), state).not.toMatch(/^(办理中。|Being handled\.)$/);
    }
  });

  test('a case that ended is closed, and every other is open', () => {
    expect([...closedStates].sort()).toEqual([...endedStates].sort());
    expect(statusOf('judging')).toBe('open');
    expect(detailedStatusOf('archived', 'rejected')).toBe('REJECTED');
    expect(detailedStatusOf('archived', 'rated')).toBe('ARCHIVED');
  });

  test('every step that the reporter is told is told by Open311 in words', () => {
    const silent = ['contact', 'ask', 'order-recusal', 'request-return', 'request-extension', 'request-suspension', 'request-termination'];
    const told = workflow.filter((row) => row.told && !silent.includes(row.action));
    for (const { action } of told) {
      expect(updateStatusOf(action, 'handling'), action).toBeDefined();
      for (const language of ['zh', 'en'] as const) expect(stepOf(action, language), action).not.toMatch(/^(办理中。|Being handled\.)$/);
    }
  });

  test('a judgement that sends the case back is no repair', () => {
    expect([updateStatusOf('rate', 'closed'), updateStatusOf('rate', 'rectifying')]).toEqual(['fixed', 'open']);
    expect(nextOf('closed', 'zh')).toBeNull();
  });
});

test.each([
  ['IN_PROGRESS', 'in_progress'],
  ['In progress', 'in_progress'],
  ['fixed - council', 'fixed'],
  ['REOPENED', 'reopen'],
  ['vanished', undefined],
])('"%s" is read as %s', (written, status) => expect(readUpdateStatus(written)).toBe(status));

test('no status of any client closes a case', () => {
  for (const status of updateStatuses)
    for (const state of states) expect(['note', 'none', 'refuse', 'reopen']).toContain(effectOfUpdate(status, state));
  expect(effectOfUpdate('closed', 'judging')).toBe('note');
  expect([
    saysDone('fixed', null),
    saysDone('in_progress', 'handling'),
    saysDone('in_progress', 'judging'),
    saysDone(undefined, null),
  ]).toEqual([true, false, true, false]);
});

test('pauses grow from half a minute to a quarter of an hour', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((attempts) => pauseMs(attempts) / 1000)).toEqual([30, 60, 120, 240, 480, 900, 900]);
});
