import { caseWords } from '@banyan/ui/words';
import { expect, test } from 'vitest';
import { promiseOf, readNumber, storyOf } from './case-story.ts';

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
});

test('of several open clocks the reporter is shown the one nearest to a result', () => {
  expect(promiseOf([clock('sign'), clock('contact'), clock('handle')])?.kind).toBe('handle');
  expect(promiseOf([clock('handle'), clock('rectify')])?.kind).toBe('rectify');
  expect(promiseOf([clock('accept')])?.kind).toBe('accept');
});

test('a clock that has ended promises nothing, nor does an archive date', () => {
  expect(promiseOf([clock('accept', '2026-11-24T01:30:00Z'), clock('archive')])).toBeNull();
});

test('the newest hand-over is read first and names the office', () => {
  const by = { kind: 'officer', name: '陈**', unit: 'u', unitName: '鼓楼区城市管理局' };
  const line = (id: string, at: string, action: string) => ({ id, at, action, from: null, to: 'handling', by, note: null, data: {} });
  const story = storyOf(
    { timeline: [line('1', '2026-11-24T01:00:00Z', 'sign'), line('2', '2026-11-24T03:00:00Z', 'never-heard-of')] },
    caseWords.zh,
  );
  expect(story.map(({ title }) => title)).toEqual(['never-heard-of', '签收']);
  expect(story[1]?.by).toBe('鼓楼区城市管理局 陈**');
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
          by: { kind: 'guest', name: null, unit: null, unitName: null },
          note: null,
          data: {},
        },
      ],
    },
    caseWords.zh,
  );
  expect(story[0]?.by).toBe('诉求人');
});

test('a number is read as people type it', () => {
  expect(readNumber(' 350102-20261125-000123-4 ')).toBe('350102-20261125-000123-4');
  expect(readNumber('３５０１０２－20261125—000123 - 4')).toBe('350102-20261125-000123-4');
  expect(readNumber('350102-2026-000123-4')).toBeNull();
  expect(readNumber('')).toBeNull();
});
