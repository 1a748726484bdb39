import { expect, test } from 'vitest';
import { faultsOf, type ScorecardRow, scorecardsOn } from './scorecard.ts';

const row = (since: string, measure: ScorecardRow['measure'], weight: number, post: ScorecardRow['post'] = 'handler'): ScorecardRow => ({
  since,
  post,
  measure,
  weight,
  source: '样例',
  status: 'drafted',
});
const first = [row('2026-01-01', 'response', 30), row('2026-01-01', 'resolution', 35), row('2026-01-01', 'satisfaction', 35)];
const second = [row('2026-07-01', 'response', 50), row('2026-07-01', 'satisfaction', 50)];

test('a month is judged by the version in force on its first day', () => {
  const on = (date: string) => scorecardsOn([...second, ...first], date).map(({ version, weights }) => [version, weights.length]);
  expect(on('2025-12-01')).toEqual([]);
  expect(on('2026-06-01')).toEqual([['2026-01-01', 3]]);
  expect(on('2026-07-01')).toEqual([['2026-07-01', 2]]);
});

test('weights of one version add up to 100, belong to their post kind, and weigh no plain measure', () => {
  expect(faultsOf([...first, ...second])).toEqual([]);
  expect(faultsOf([...first, row('2027-01-01', 'response', 90)]).map(({ place, column }) => [place, column])).toEqual([[3, 'weight']]);
  expect(faultsOf([row('2026-01-01', 'call-sign', 100)])[0]?.reason).toContain('post kind "called"');
  expect(faultsOf([row('2026-01-01', 'coverage', 100)])[0]?.reason).toContain('cannot be weighed');
});
