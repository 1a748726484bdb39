import { expect, test } from 'vitest';
import { appraise, peersOf } from './peers.ts';
import { emptyTally, type Tally } from './rates.ts';
import type { Scorecard } from './scorecard.ts';

const groups = [
  { code: 'core', areas: ['350102', '350103'] },
  { code: 'county', areas: ['350122'] },
];
const card: Scorecard = {
  version: '2026-01-01',
  post: 'handler',
  weights: [{ measure: 'on-time', weight: 100, source: '样例', status: 'drafted' }],
};
const tally = (count: number, met: number): Tally => ({ ...emptyTally(), 'on-time': { count, met } });

test('a street is compared with the streets of its group, and a department of the city with those of the city', () => {
  expect(peersOf({ kind: 'street', areaCode: '350102004' }, '350100', groups)).toBe('core|street');
  expect(peersOf({ kind: 'street', areaCode: '350122100' }, '350100', groups)).toBe('county|street');
  expect(peersOf({ kind: 'water', areaCode: '350181' }, '350100', groups)).toBe('|water');
  expect(peersOf({ kind: 'metro', areaCode: '350100' }, '350100', groups)).toBe('city');
});

test('who has a score is ranked among peers who have one; a small unit is neither scored nor ranked, and steadies its peers’ prior all the same', () => {
  const { priors, placed } = appraise(
    [
      { unit: 'good', peers: 'a', tally: tally(400, 396) },
      { unit: 'poor', peers: 'a', tally: tally(400, 200) },
      { unit: 'small', peers: 'a', tally: tally(29, 29) },
      { unit: 'idle', peers: 'a', tally: emptyTally() },
      { unit: 'alone', peers: 'b', tally: tally(40, 40) },
    ],
    [card],
  );
  const placeOf = (unit: string) => placed.find((one) => one.unit === unit);
  expect(placeOf('good')?.place).toEqual({ rank: 1, of: 2, alike: 0 });
  expect(placeOf('poor')?.place).toEqual({ rank: 2, of: 2, alike: 0 });
  expect(placeOf('small')).toMatchObject({ score: null, place: null, lacks: ['on-time'] });
  expect(placeOf('idle')).toBeUndefined();
  expect(placeOf('alone')?.place).toEqual({ rank: 1, of: 1, alike: 0 });
  expect(priors.find(({ peers, measure }) => peers === 'a' && measure === 'on-time')?.mean).toBeCloseTo(625 / 829, 9);
});
