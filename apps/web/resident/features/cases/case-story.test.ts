import { caseWords } from '@banyan/ui/words';
import { expect, test } from 'vitest';
import { awaitedDuty, promiseOf, readNumber, storyOf } from './case-story.ts';
import { storyWords } from './story-words.ts';

const clock = (kind: string, endedAt: string | null = null) => ({
  id: kind,
  kind,
  unit: null,
  unitName: null,
  call: null,
  startedAt: '2026-11-24T01:00:00Z',
  dueAt: '2026-11-24T02:00:00Z',
  endedAt,
  light: 'green' as const,
  extended: 0,
});

const reading = { cases: caseWords.zh, story: storyWords.zh, tag: 'zh-CN' };

test('the countdown of a reporter is his own clock, whatever the offices owe each other', () => {
  expect(promiseOf([clock('sign'), clock('contact'), clock('handle'), clock('promise')])?.kind).toBe('promise');
  expect(promiseOf([clock('promise'), clock('dispatch')])?.kind).toBe('promise');
  expect(promiseOf([clock('accept')])?.kind).toBe('accept');
  expect(promiseOf([clock('promise', '2026-11-24T01:30:00Z'), clock('callback'), clock('rate')])?.kind).toBe('rate');
  expect(promiseOf([clock('supervision'), clock('ruling')])).toBeNull();
});

test('a list shows no deadline of the offices among themselves, and none while a case is suspended', () => {
  const duty = (kind: string) => ({ kind, dueAt: '2026-11-24T02:00:00Z', light: 'green' as const, unit: 'u', call: null });
  expect(awaitedDuty({ state: 'handling', duty: duty('handle') })?.kind).toBe('handle');
  expect(awaitedDuty({ state: 'handling', duty: duty('ruling') })).toBeNull();
  expect(awaitedDuty({ state: 'judging', duty: duty('callback') })).toBeNull();
  expect(awaitedDuty({ state: 'suspended', duty: duty('handle') })).toBeNull();
});

test('a clock that has ended promises nothing, nor does an archive date', () => {
  expect(promiseOf([clock('accept', '2026-11-24T01:30:00Z'), clock('archive')])).toBeNull();
});

test('the newest hand-over is read first and names the office', () => {
  const by = { kind: 'officer', name: '陈**', unit: 'u', unitName: '鼓楼区城市管理局', account: null };
  const line = (id: string, at: string, action: string) => ({ id, at, action, from: null, to: 'handling', by, note: null, data: {} });
  const story = storyOf(
    { timeline: [line('1', '2026-11-24T01:00:00Z', 'sign'), line('2', '2026-11-24T03:00:00Z', 'never-heard-of')] },
    reading,
  );
  expect(story.map(({ title }) => title)).toEqual(['never-heard-of', '签收']);
  expect(story[1]?.by).toBe('鼓楼区城市管理局 陈**');
});

test('the story is told in plain words, with the day of review and without the numbers of other people’s reports', () => {
  const by = { kind: 'officer', name: '王**', unit: 'u', unitName: '鼓楼区运行指挥中心', account: null };
  const line = (id: string, action: string, note: string | null, data: Record<string, unknown> = {}) => ({
    ...{ id, at: `2026-11-24T0${id}:00:00Z`, action, from: null, to: 'suspended', by, note, data },
  });
  const story = storyOf(
    {
      timeline: [
        line('1', 'gather', '350102-20261124-000007-1'),
        line('2', 'attempt', null, { outcome: 'busy', count: 1 }),
        line('3', 'grant-suspension', '等雨季过去', { reviewOn: '2026-12-31' }),
      ],
    },
    reading,
  );
  expect(story.map(({ title, note }) => [title, note])).toEqual([
    ['已挂账，到复核日再办', '复核日：12月31日\n等雨季过去'],
    ['给您打过回访电话', '占线'],
    ['又有人反映同样的问题，一起办理', null],
  ]);
});

test('a reporter without an office is named by his part', () => {
  const story = storyOf(
    {
      timeline: [
        {
          id: '1',
          at: '2026-11-24T01:00:00Z',
          action: 'report',
          from: null,
          to: 'reported',
          by: { kind: 'guest', name: null, unit: null, unitName: null, account: null },
          note: null,
          data: {},
        },
      ],
    },
    reading,
  );
  expect(story[0]?.by).toBe('诉求人');
});

test('a number is read as people type it', () => {
  expect(readNumber(' 350102-20261125-000123-4 ')).toBe('350102-20261125-000123-4');
  expect(readNumber('３５０１０２－20261125—000123 - 4')).toBe('350102-20261125-000123-4');
  expect(readNumber('350102-2026-000123-4')).toBeNull();
  expect(readNumber('')).toBeNull();
});
