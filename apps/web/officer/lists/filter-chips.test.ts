import type { CaseFilter } from '@banyan/api-client';
import { caseWords } from '@banyan/ui/words';
import { expect, test } from 'vitest';
import { filterNames } from '../../staff/case-filter.ts';
import { periodOf } from '../../staff/city-day.ts';
import { listWords } from '../words/list-words.ts';
import { chipsOf } from './filter-chips.ts';

const day = periodOf('2026-11-25', 'Asia/Shanghai');
const whole: Required<CaseFilter> = {
  area: '350102',
  state: 'closed',
  matter: 'M01001',
  category: 'public-safety',
  channel: 'phone',
  cell: '88411c2ab1fffff',
  unit: '350102-city-management',
  overdue: true,
  open: false,
  rated: true,
  from: day.from,
  to: day.to,
  closedFrom: day.from,
  closedTo: day.to,
};
const names = { area: '鼓楼区', unit: '鼓楼区城市管理局', matter: '供水井盖异常', category: '公共安全', channel: '12345电话' };
const chips = (filter: CaseFilter, given = names) =>
  chipsOf(filter, given, { words: listWords.zh, cases: caseWords.zh, tag: 'zh-CN', zone: 'Asia/Shanghai', now: new Date(day.from) });

test('every filter of the list can be seen and taken away, once', () => {
  expect(
    chips(whole)
      .flatMap(({ parts }) => parts)
      .sort(),
  ).toEqual([...filterNames].sort());
});

test('filters stand there in words', () => {
  expect(chips(whole).map(({ text }) => text)).toEqual([
    '上报时间 11月25日 00:00–24:00',
    '结案时间 11月25日 00:00–24:00',
    '区域：鼓楼区',
    '单位：鼓楼区城市管理局',
    '地图上选定的片区',
    '类别：公共安全',
    '类型：供水井盖异常',
    '来源：12345电话',
    '状态：已结案',
    '已结',
    '已评价',
    '超期',
  ]);
});

test('a code whose name is not known is shown as it came, never hidden', () => {
  expect(chips({ category: 'new-kind' }, {} as typeof names)[0]?.text).toBe('类别：new-kind');
});

test('a period with one end is one filter', () => {
  expect(chips({ from: day.from })).toEqual([{ key: 'from,to', text: '上报时间 11月25日 00:00 起', parts: ['from', 'to'] }]);
});
