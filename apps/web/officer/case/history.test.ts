import type { TimelineLine } from '@banyan/api-client';
import { expect, test } from 'vitest';
import type { ReasonLists } from '../act/offered.ts';
import { historyOf } from './history.ts';

const city: ReasonLists = {
  rejectReasons: [],
  returnReasons: [{ code: 'other-duty', zh: '明显不属于本单位职责', en: 'Clearly not our duty' }],
  suspendReasons: [],
  terminateReasons: [],
  rateReasons: [],
  refuseReasons: [],
};
const line = (action: string, data: Record<string, unknown>, note: string | null = null): TimelineLine => ({
  ...{ id: action, at: '2026-11-25T02:00:00Z', action, from: null, to: 'handling', note, data },
  by: { kind: 'officer', name: '王督办', unit: 'command', unitName: '鼓楼区运行指挥中心', account: null },
});
const file = (...timeline: TimelineLine[]): Parameters<typeof historyOf>[0] => ({
  ...{ deskUnit: 'desk', deskUnitName: '东街街道办事处', leadUnit: 'drains', leadUnitName: '排水单位', clocks: [], calls: [] },
  timeline,
});
const told = (one: TimelineLine) => historyOf(file(one), city)[0]?.note;

test('a request tells its ground in words and the day of review', () => {
  expect(told(line('request-return', { reason: 'other-duty', reviewOn: null }, '管网不归我们'))).toBe(
    '原因：明显不属于本单位职责\n管网不归我们',
  );
  expect(told(line('grant-suspension', { reviewOn: '2026-12-31' }))).toBe('复核日：2026/12/31');
});

test('a ruling does not repeat the ground, and is sent to nobody', () => {
  expect(told(line('refuse-return', { reason: 'other-duty', unit: 'drains' }, '请先处置'))).toBe('请先处置');
});

test('a hand-over names the unit', () => {
  expect(told(line('designate', { unit: 'drains' }))).toBe('→ 排水单位');
});

test('what a call-back met and how strictly a case is supervised stand there in words', () => {
  expect(told(line('attempt', { outcome: 'no-answer', count: 2 }))).toBe('无人接听');
  expect(told(line('supervise', { level: 'listed' }))).toBe('挂牌督办');
  expect(told(line('rate', { level: 2, reasons: [] }))).toBe('评价：不满意');
});

test('the newest line is read first', () => {
  expect(historyOf(file(line('accept', {}), line('dispatch', {})), city).map(({ title }) => title)).toEqual(['派遣承办单位', '受理']);
});
