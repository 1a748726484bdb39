import { expect, test } from 'vitest';
import { clusters } from './clusters.ts';
import { findDuplicates } from './duplicates.ts';
import { sketch } from './sketch.ts';

const story = (title: string, body: string) => ({ title, body });

const stories = [
  story(
    '榕华新村小区附近搅拌站噪音扰民',
    '我是榕华新村小区的业主，小区旁边新建了一个搅拌站，整夜轰鸣，粉尘很大，孩子没法睡觉，请尽快处理。',
  ),
  story('榕华新村旁违建搅拌站，粉尘噪音严重', '开发商在榕华新村小区百米内建搅拌站，灰尘漫天，噪音污染严重，居民无法生活，请有关部门查处。'),
  story('投诉榕华新村小区搅拌站扰民', '榕华新村附近的搅拌站机器日夜轰鸣，扬尘很大，严重影响榕华新村居民睡觉，请拆除搅拌站。'),
  story('望江花园小区临街餐馆油烟扰民', '望江花园小区一楼餐馆油烟直排，衣服都有油烟味，请处理。'),
  story('88路公交车什么时候恢复', '88路公交改道两年了，老人出行不便，请问什么时候恢复原线路。'),
  story('咨询公积金提取', '本人想提取公积金付房租，需要什么材料？'),
  story('望江花园小区门口路灯不亮', '望江花园小区门口的路灯坏了半个月，晚上出门很危险。'),
];

test('repeats and rewrites of one complaint come together, other complaints stay apart', () => {
  expect(findDuplicates(stories).map(({ members }) => members)).toEqual([[0, 1, 2]]);
});

test('an exact copy is always found', () => {
  const copied = [...stories, stories[4] as (typeof stories)[number]];
  expect(findDuplicates(copied).some(({ members }) => members.includes(4) && members.includes(7))).toBe(true);
});

test('a chain of half-likenesses does not become one group', () => {
  const links = [
    { one: 0, other: 1, probability: 0.9 },
    { one: 1, other: 2, probability: 0.8 },
    { one: 2, other: 3, probability: 0.9 },
  ];
  expect(clusters(4, links, 0.7, 0.1)).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

test('a text shares bands with its own copy and with none of another matter; a few characters are not compared', () => {
  const [one, two] = [stories[0]?.body ?? '', stories[3]?.body ?? ''];
  const shared = (left: string, right: string) => sketch(left).filter((band, at) => sketch(right)[at] === band).length;
  expect(shared(one, `${one}谢谢！`)).toBeGreaterThanOrEqual(12);
  expect(shared(one, two)).toBe(0);
  expect(sketch('路灯坏').length).toBe(0);
});
