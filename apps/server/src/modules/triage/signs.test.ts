import { expect, test } from 'vitest';
import { alarmIn, selfTelling } from './signs.ts';

test('fire, drowning and violence stop the form and name the number', () => {
  expect(alarmIn('我家楼下着火了，快来人')?.call).toBe('119');
  expect(alarmIn('光明港有人落水了')?.call).toBe('110');
  expect(alarmIn('有个老人晕倒在路边')?.call).toBe('120');
  expect(alarmIn('小区电梯有人被困')?.call).toBe('119');
});

test('what was, what might be and what is feared is no alarm', () => {
  for (const text of [
    '去年这里着火了，消防通道还是堵着',
    '楼道堆满杂物容易着火',
    '河边没有护栏，怕有人落水',
    '上个月电梯里有人被困，物业不修',
    '路灯不亮',
  ])
    expect(alarmIn(text)).toBeUndefined();
});

test('who can be recognised by what he writes is told so', () => {
  expect(selfTelling('我叫陈小明，住在榕华新村3栋2单元502室').map(({ what }) => what)).toEqual(['address', 'name']);
  expect(selfTelling('整栋只有我们一户没有装')[0]?.what).toBe('only_one');
  expect(selfTelling('小区门口路灯不亮')).toEqual([]);
});
