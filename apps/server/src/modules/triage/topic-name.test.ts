import { expect, test } from 'vitest';
import { spotOf } from './spot.ts';
import { topicName } from './topic-name.ts';

test('a topic is named by what its reports share, the rarest words first, in the order in which people say them', () => {
  const texts = [
    ['湖前', '小区', '门口', '渣土车', '扬尘', '希望', '处理'],
    ['湖前', '小区', '渣土车', '夜里', '扬尘', '希望', '处理'],
    ['渣土车', '扬尘', '湖前', '没有', '处理'],
  ];
  const name = topicName(
    texts,
    new Map([
      ['小区', 400],
      ['门口', 300],
    ]),
    1000,
  );
  expect(name).toMatch(/湖前/);
  expect(name).toMatch(/渣土车.*扬尘/);
  expect(name).not.toMatch(/希望|处理/);
});

test('reports that share no word have no name', () => {
  expect(
    topicName(
      [
        ['路灯', '不亮'],
        ['垃圾', '成堆'],
      ],
      new Map(),
      10,
    ),
  ).toBe('');
});

test('the same door is the same place, whatever the flat', () => {
  expect(spotOf(null, '上下杭路 88 号 3 楼')).toBe(spotOf(null, '上下杭路88号门口'));
  expect(spotOf(null, '上下杭路88号')).not.toBe(spotOf(null, '上下杭路90号'));
  expect(spotOf(null, '家')).toBeNull();
  expect(spotOf({ lat: 26.08211, lon: 119.30642 }, null)).toBe(spotOf({ lat: 26.08199, lon: 119.30599 }, '别的写法'));
});
