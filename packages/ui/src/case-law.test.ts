import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remainingText, spanText, stepsOf, timeText, toneOfLight, toneOfState } from './case-law.ts';
import { caseWords } from './words/case-words.ts';

const now = new Date('2026-11-24T08:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const zh = caseWords.zh.remaining;
const left = (minutes: number) => remainingText(inMinutes(minutes), now, zh);

test('the time left is said in at most two units, as people say it', () => {
  expect(left(320)).toBe('还剩 5 小时 20 分');
  expect(left(300)).toBe('还剩 5 小时');
  expect(left(45)).toBe('还剩 45 分钟');
  expect(left(3 * 1440 + 4 * 60 + 59)).toBe('还剩 3 天 4 小时');
  expect(left(47 * 60 + 59)).toBe('还剩 47 小时 59 分');
  expect(left(48 * 60)).toBe('还剩 2 天');
});

test('less than a minute is not said to be none', () => {
  expect(remainingText(new Date(now.getTime() + 59_999), now, zh)).toBe('还剩 不到 1 分钟');
  expect(remainingText(now, now, zh)).toBe('还剩 不到 1 分钟');
});

test('past the deadline the same words count what is over', () => {
  expect(left(-95)).toBe('已超时 1 小时 35 分');
  expect(remainingText(inMinutes(-1440 * 3), now, caseWords.en.remaining)).toBe('3 d overdue');
});

test('nobody is promised more time than there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 59_999 }), (minutes, more) => {
      expect(remainingText(new Date(now.getTime() + minutes * 60_000 + more), now, zh)).toBe(left(minutes));
    }),
  );
});

test('a longer span never reads as the same as one a day shorter', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (minutes) => spanText(minutes, zh) !== spanText(minutes + 1440, zh)));
});

test('a case that is being handled has been reported, accepted and dispatched', () => {
  expect(stepsOf('handling').map(({ state }) => state)).toEqual(['done', 'done', 'done', 'now', 'next']);
  expect(stepsOf('judging').map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'now']);
  expect(stepsOf('closed').every(({ state }) => state === 'done')).toBe(true);
});

test('every step of the law has its place among the five, and what is owed to the reporter comes last', () => {
  expect(stepsOf('suspended').map(({ state }) => state)).toEqual(['done', 'done', 'done', 'now', 'next']);
  expect(stepsOf('disputed').map(({ state }) => state)).toEqual(['done', 'done', 'now', 'next', 'next']);
  for (const state of ['rectifying', 'confirming']) expect(stepsOf(state)[4]).toEqual({ name: 'rate', state: 'now' });
  expect(stepsOf('terminated').map(({ state }) => state)).toEqual(['done', 'done', 'done', 'stopped', 'next']);
});

test('a case that was refused stopped at acceptance and shows nothing as under way', () => {
  expect(stepsOf('rejected').map(({ state }) => state)).toEqual(['done', 'stopped', 'next', 'next', 'next']);
});

test('red is kept for what is overdue or about to be', () => {
  expect(['green', 'yellow', 'red', 'overdue', 'met', 'missed'].filter((light) => toneOfLight(light) === 'lacquer')).toEqual([
    'red',
    'overdue',
  ]);
  expect(
    ['reported', 'accepted', 'dispatched', 'handling', 'reviewing', 'judging', 'closed', 'rejected', 'withdrawn', 'archived'].map(
      toneOfState,
    ),
  ).not.toContain('lacquer');
});

test('times are the city’s, whatever the device says', () => {
  expect(timeText('2026-11-24T16:05:00Z', 'zh-CN')).toContain('25');
  expect(timeText('2026-11-24T16:05:00Z', 'zh-CN', 'hour')).toBe('00:05');
  expect(timeText('2026-11-24T16:05:00Z', 'zh-CN', 'short')).toBe('11/25 00:05');
});
