import { expect, test } from 'vitest';
import { findTopics, type TopicStory } from './topics.ts';

const day = (number: number) => Date.UTC(2026, 0, 1) + number * 86_400_000;
const cut = (text: string) => [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);

const burst: TopicStory[] = [60, 61, 62, 63, 64].map((at, number) => ({
  title: `榕华新村搅拌站噪音扰民${['', '，粉尘大', '，没人管', '，彻夜不停', '，请处理'][number]}`,
  body: '小区旁新建的搅拌站整夜轰鸣，粉尘很大，孩子没法睡觉。',
  atMs: day(at),
  weight: 1,
}));
const steady: TopicStory[] = [0, 20, 40, 60, 80].map((at) => ({
  title: '东街口路灯不亮',
  body: '东街口人行道的路灯又不亮了，晚上看不见路。',
  atMs: day(at),
  weight: 1,
}));
const others: TopicStory[] = ['公交车半天不来', '公积金怎么提取', '楼上装修太吵', '河道有臭味', '井盖不见了'].map((title, at) => ({
  title,
  body: `${title}，请尽快答复，谢谢。`,
  atMs: day(at * 18),
  weight: 1,
}));

test('what comes in a burst is hotter than what always comes, and both are named by their own words', () => {
  const topics = findTopics([...steady, ...others, ...burst], cut);
  expect(topics.map(({ members }) => members.length)).toEqual([5, 5]);
  expect(topics[0]?.members).toEqual([10, 11, 12, 13, 14]);
  expect(topics[0]?.heat).toBeGreaterThan(2 * (topics[1]?.heat ?? 0));
  expect(topics[0]?.name).toContain('搅拌');
  expect(topics[0]?.byDay).toHaveLength(5);
});
