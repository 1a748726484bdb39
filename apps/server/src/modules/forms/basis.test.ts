import { expect, test } from 'vitest';
import { bannedIn, lackOf } from './basis.ts';
import { faultsOf, isFresh } from './field.ts';
import { limitNames, limitRange, limitsOf, usualLimits } from './limits.ts';

test.each([
  ['《社会救助暂行办法》', '第十二条', undefined],
  ['榕政办〔2026〕11号', '三、（二）', undefined],
  ['《统计法》', '第七条第二款', undefined],
  ['领导要求', '第一条', 'law'],
  ['', '', 'law'],
  ['《统计法》', '相关规定', 'article'],
  ['《统计法》', '', 'article'],
])('the ground %s %s lacks: %s', (law, article, lack) => {
  expect(lackOf({ law, article })).toBe(lack);
});

const banned = ['打卡', '活跃度', '安装率'].map((word) => ({ word, basis: '四个不得', source: '', status: 'listed' }));

test('a field that measures diligence is found in whatever letters it is written', () => {
  expect(bannedIn(['每日 打 卡 人数', 'ＡＰＰ安装率', '独居老人数'], banned).map(({ field, word }) => [field, word])).toEqual([
    ['每日 打 卡 人数', '打卡'],
    ['ＡＰＰ安装率', '安装率'],
  ]);
});

const choices = [{ key: 'good', zh: '良好', en: 'Good' }];
const fields = [
  { code: 'n', kind: 'number' as const, choices: [], required: true },
  { code: 't', kind: 'text' as const, choices: [], required: false },
  { code: 'd', kind: 'date' as const, choices: [], required: false },
  { code: 'c', kind: 'choice' as const, choices, required: false },
  { code: 'b', kind: 'yes-no' as const, choices: [], required: false },
];

test('answers that fit their fields have no fault', () => {
  const answers = [
    { field: 'n', value: 12.5 },
    { field: 't', value: '两行\n文字' },
    { field: 'd', value: '2026-11-24' },
    { field: 'c', value: 'good' },
    { field: 'b', value: false },
  ];
  expect(faultsOf(answers, fields, true)).toEqual([]);
});

test.each([
  ['n', '12', 'kind'],
  ['n', 1e15, 'range'],
  ['t', 5, 'kind'],
  ['t', '\u0007', 'range'],
  ['d', '2026-02-30', 'range'],
  ['c', 'bad', 'choice'],
  ['b', 'true', 'kind'],
  ['z', 1, 'unknown'],
] as const)('the answer %s = %j is refused for its %s', (field, value, problem) => {
  expect(faultsOf([{ field, value }], fields, false)).toEqual([{ field, problem }]);
});

test('a field answered twice and a required one left out are named', () => {
  const twice = [
    { field: 't', value: 'a' },
    { field: 't', value: 'b' },
  ];
  expect(faultsOf(twice, fields, true)).toEqual([
    { field: 't', problem: 'twice' },
    { field: 'n', problem: 'missing' },
  ]);
});

test('a value stays fresh to the last instant of its days', () => {
  const at = new Date('2026-11-01T00:00:00Z');
  const after = (ms: number) => new Date(at.getTime() + 31 * 86_400_000 + ms);
  expect([isFresh(at, 31, after(0)), isFresh(at, 31, after(1))]).toEqual([true, false]);
});

test('what a pack does not say is taken from drafted limits, which lie in their own range', () => {
  const own = { name: 'month-forms' as const, value: 3, basis: 'b', source: 's', status: 'listed' };
  expect(limitsOf([own])).toEqual({ ...usualLimits, 'month-forms': { value: 3, basis: 'b', source: 's', status: 'listed' } });
  for (const name of limitNames) {
    const [least, most] = limitRange[name];
    expect(usualLimits[name].value, name).toBeGreaterThanOrEqual(least);
    expect(usualLimits[name].value, name).toBeLessThanOrEqual(most);
    expect(usualLimits[name].status, name).toBe('drafted');
  }
});
