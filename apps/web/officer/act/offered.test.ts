import { caseWords } from '@banyan/ui/words';
import { expect, test } from 'vitest';
import { levelsAbove, manyReasonsFor, officersOf, type ReasonLists, reasonsFor } from './offered.ts';

const code = (name: string, levels?: number[]) => ({ code: name, zh: name, en: name, ...(levels ? { levels } : {}) });
const city: ReasonLists = {
  rejectReasons: [code('legal-channel')],
  returnReasons: [code('other-duty')],
  suspendReasons: [code('weather')],
  terminateReasons: [code('no-cooperation')],
  rateReasons: [code('slow', [1, 2]), code('any', [])],
  refuseReasons: [code('not-done')],
};
const values = (list: readonly { value: string }[]) => list.map(({ value }) => value);

test('each request offers the reasons of its own list of the pack', () => {
  expect(values(reasonsFor('request-return', city))).toEqual(['other-duty']);
  expect(values(reasonsFor('request-suspension', city))).toEqual(['weather']);
  expect(values(reasonsFor('request-termination', city))).toEqual(['no-cooperation']);
  expect(values(reasonsFor('reject', city))).toEqual(['legal-channel']);
  expect(reasonsFor('request-extension', city)).toEqual([]);
});

test('a rating offers the reasons of its level and a refusal those of refusals', () => {
  expect(values(manyReasonsFor('rate', 1, city))).toEqual(['slow', 'any']);
  expect(values(manyReasonsFor('rate', 5, city))).toEqual(['any']);
  expect(manyReasonsFor('rate', null, city)).toEqual([]);
  expect(values(manyReasonsFor('deny', null, city))).toEqual(['not-done']);
});

test('supervision only rises', () => {
  expect(values(levelsAbove(null, caseWords.zh))).toEqual(['daily', 'listed', 'summons']);
  expect(values(levelsAbove('listed', caseWords.zh))).toEqual(['summons']);
  expect(levelsAbove('summons', caseWords.zh)).toEqual([]);
});

test('an officer who has withdrawn himself is not offered for recusal', () => {
  const line = (action: string, account: string | null, name: string) => ({ action, by: { account, name, unitName: '东街街道办事处' } });
  const view = {
    timeline: [line('sign', 'a', '陈一线'), line('accept', 'b', '林受理'), line('recuse', 'a', '陈一线'), line('urge', null, '')],
  };
  expect(officersOf(view)).toEqual([{ value: 'b', label: '东街街道办事处 林受理' }]);
});
