import type { OpenAction } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { emptyDraft, inputOf, lackingIn } from './draft.ts';

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

test('the unit that is to lead and the co-units named with it are two things', () => {
  const unit = (id: string) => ({ id, name: id, areaName: '' });
  const dispatch = open('dispatch', ['unit'], ['matter', 'units', 'note']);
  expect(inputOf(dispatch, { ...emptyDraft(), unit: [unit('a')], units: [unit('b')] }, [], 1)).toEqual({
    version: 1,
    unit: 'a',
    units: ['b'],
  });
  expect(inputOf(dispatch, { ...emptyDraft(), unit: [unit('a')] }, [], 1)).toEqual({ version: 1, unit: 'a' });
});

test('a suspension is looked at again on a day to come, by the city’s calendar', () => {
  const suspend = open('request-suspension', ['reason', 'note', 'reviewOn']);
  const draft = { ...emptyDraft(), reason: 'weather', note: 'ice' };
  expect(lackingIn(suspend, draft, now)).toEqual({ reviewOn: 'empty' });
  expect(lackingIn(suspend, { ...draft, reviewOn: '2026-11-24' }, now)).toEqual({ reviewOn: 'pastDay' });
  expect(lackingIn(suspend, { ...draft, reviewOn: '2026-11-25' }, new Date('2026-11-24T16:30:00Z'))).toEqual({ reviewOn: 'pastDay' });
  expect(lackingIn(suspend, { ...draft, reviewOn: '2026-11-25' }, now)).toEqual({});
});

test('the number of a lead case is read as people type it, and what is no number is not sent', () => {
  const join = open('join', ['into', 'note']);
  const typed = { ...emptyDraft(), into: ' ３５０１０２－20261124—000012-5', note: 'the same' };
  expect(lackingIn(join, typed, now)).toEqual({});
  expect(inputOf(join, typed, [], 1).into).toBe('350102-20261124-000012-5');
  expect(lackingIn(join, { ...typed, into: 'the one next door' }, now)).toEqual({ into: 'shape' });
});

test('a rating by phone carries its level, and nothing that was left over from a milder one', () => {
  const rate = open('rate', ['level'], ['reasons', 'note']);
  expect(lackingIn(rate, emptyDraft(), now)).toEqual({ level: 'empty' });
  expect(inputOf(rate, { ...emptyDraft(), level: 2, reasons: ['slow'] }, [], 1)).toEqual({ version: 1, level: 2, reasons: ['slow'] });
});
