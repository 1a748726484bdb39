import type { OpenAction } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { arrange, emptyDraft, inputOf, lackingIn } from './draft.ts';

const now = new Date('2026-11-24T02:00:00Z');
const open = (action: string, needs: string[], takes: string[] = [], call: string | null = null): OpenAction => ({
  action,
  needs,
  takes,
  call,
});

test('a call without units and without a task is not sent', () => {
  expect(lackingIn(open('call', ['units', 'note'], ['whistle', 'meetAt']), emptyDraft(), now)).toEqual({ units: 'empty', note: 'empty' });
});

test('a meeting that has passed in the city’s time is not sent, whatever the clock of the device says', () => {
  const draft = { ...emptyDraft(), units: [{ id: 'u', name: 'u', areaName: '' }], note: 'come', meetAt: '2026-11-24T09:59' };
  expect(lackingIn(open('call', ['units', 'note'], ['meetAt']), draft, now)).toEqual({ meetAt: 'past' });
  expect(lackingIn(open('call', ['units', 'note'], ['meetAt']), { ...draft, meetAt: '2026-11-24T10:01' }, now)).toEqual({});
});

test('only the fields of the action go out, with the call it answers and the version that was seen', () => {
  const draft = { ...emptyDraft(), note: ' on site ', reply: 'left over from another form', matter: 'M01001' };
  expect(inputOf(open('report-in', ['call', 'note'], ['photos'], 'c1'), draft, [{ id: 'p', claim: 'x' }], 7)).toEqual({
    version: 7,
    call: 'c1',
    note: 'on site',
    photos: [{ id: 'p', claim: 'x' }],
  });
});

test('an empty optional field is not sent as an empty text', () => {
  expect(inputOf(open('accept', [], ['matter', 'area', 'note']), emptyDraft(), [], 1)).toEqual({ version: 1 });
});

test('what moves the case on stands first and a plain note last', () => {
  const names = arrange([open('note', ['note']), open('reject', ['reason']), open('accept', []), open('answer', ['reply'])]).map(
    (one) => one.action,
  );
  expect(names).toEqual(['accept', 'answer', 'reject', 'note']);
});
