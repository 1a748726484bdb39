import { actionNames, type OpenAction } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { acts } from '../words/acts.ts';
import { arrange, grouped, isTurn } from './groups.ts';

const open = (action: string): OpenAction => ({ action, needs: [], takes: [], call: null });
const names = (actions: readonly OpenAction[]) => actions.map(({ action }) => action);

test('what moves the case on stands first and a plain note last', () => {
  expect(names(arrange(['note', 'reject', 'accept', 'answer'].map(open)))).toEqual(['accept', 'answer', 'reject', 'note']);
});

test('every step of the law is in exactly one panel', () => {
  const panels = Object.values(grouped(actionNames.map(open), null)).flatMap(names);
  expect([...panels].sort()).toEqual([...actionNames].sort());
});

test('requests, rulings and what a reporter says by phone each have their own panel', () => {
  const { request, ruling, callback } = grouped(actionNames.map(open), null);
  expect(names(request)).toEqual(['request-extension', 'request-suspension', 'request-return', 'request-termination']);
  expect(names(ruling).every((name) => /^(grant|refuse)-/.test(name))).toBe(true);
  expect(ruling).toHaveLength(8);
  expect(names(callback)).toEqual(['attempt', 'rate', 'refuse', 'confirm', 'deny', 'close-unreached']);
});

test('what is supervised on the highest level is not offered to be raised', () => {
  expect(names(grouped([open('supervise'), open('end-supervision')], 'summons').other)).toEqual(['end-supervision']);
  expect(names(grouped([open('supervise')], 'listed').other)).toEqual(['supervise']);
});

test('whoever can only note, ask or withdraw is not told that it is his turn', () => {
  expect(['note', 'recuse', 'request-extension', 'supervise'].map(open).some(isTurn)).toBe(false);
  expect(isTurn(open('grant-return'))).toBe(true);
});

test('what cannot be taken back is asked once more, in both languages', () => {
  const asked = (list: (typeof acts)['zh']) => actionNames.filter((name) => list[name].sure !== undefined);
  expect(asked(acts.en)).toEqual(asked(acts.zh));
  for (const name of ['reject', 'grant-return', 'refuse-return', 'grant-termination', 'rate', 'close-unreached', 'recuse'] as const)
    expect(acts.zh[name].sure).toBeDefined();
});
