import { expect, test } from 'vitest';
import { backlogSaid, callSaid, clusterSaid, recurringSaid, urgentSaid } from './words.ts';

const lamp = { zh: '路灯异常', en: 'Street light fault' };
const desk = { zh: '东街街道办事处', en: 'Dongjie Street Office' };
const river = { zh: '联排联调中心', en: 'River Centre' };

test('numbers are told as they are: in the unit that tells them well, and without a comparison to nothing', () => {
  expect(clusterSaid(lamp, 23, 3.8)).toMatchObject({
    title: '路灯异常聚集',
    detail: '24 小时内 23 件，为平日的 6.1 倍（此前 28 天日均 3.8 件）',
  });
  expect(clusterSaid(lamp, 5, 0).detailEn).toBe('5 in 24 hours, none in the 28 days before');
  expect(recurringSaid(lamp, 14, 2).detail).toBe('7 天内同一片区 14 件，2 件差评');
  expect(recurringSaid(lamp, 6, 0).detail).toBe('7 天内同一片区 6 件');
  expect(urgentSaid(lamp, desk, 'sign', -40)).toMatchObject({ title: '路灯异常即将超时', detail: '距时限 40 分钟，东街街道办事处未签收' });
  expect(urgentSaid(lamp, desk, 'accept', 150).detail).toBe('已超时 2 小时，东街街道办事处未受理');
  expect(callSaid(river, desk, 1, 61).detail).toBe('东街街道办事处呼叫，已超时 61 分钟');
  expect(callSaid(river, desk, 3, 61).detailEn).toBe('3 calls unanswered, the oldest 61 min over');
  expect(backlogSaid(river, 9, 3 * 1440).detail).toBe('9 项任务超期，最久已超期 3 天');
});
