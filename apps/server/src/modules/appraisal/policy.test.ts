import { expect, test } from 'vitest';
import type { Appointment } from '#platform/context.ts';
import { isWithheld, leastRatings, liesIn, mayRule, partOf, seesArea, sightOf } from './policy.ts';

const post = (areaCode: string, areaLevel: string, permissions: string[], unitId = 'u'): Appointment => ({
  post: 'p',
  permissions,
  unitId,
  areaCode,
  areaLevel,
});
const gulou = { code: '350102', level: 'county' } as const;
const dongjie = { code: '350102004', level: 'street' } as const;

test('a post sees every unit of its area and below, and of its own unit what it did anywhere', () => {
  const sight = sightOf([post('350102', 'county', ['appraisal.read']), post('350100', 'city', ['appraisal.contest'], 'river')]);
  expect(seesArea(sight, dongjie)).toBe(true);
  expect(seesArea(sight, { code: '350103', level: 'county' })).toBe(false);
  expect(seesArea(sight, { code: '350100', level: 'city' })).toBe(false);
  expect(sight.units).toEqual(['river']);
});

test('a grid has no figures, and everything lies in the city', () => {
  expect(partOf({ code: '350102004001001', level: 'grid' })).toBeUndefined();
  expect(liesIn(gulou, { code: '350100', level: 'city' })).toBe(true);
  expect(liesIn(gulou, dongjie)).toBe(false);
});

test('a figure of few ratings is kept back from everyone but a reviewer', () => {
  expect([0, 1, leastRatings - 1, leastRatings].map((count) => isWithheld(count, false))).toEqual([false, true, true, false]);
  expect(isWithheld(1, true)).toBe(false);
});

test('nobody rules on a contest of his own unit, whatever other posts he holds', () => {
  const held = [post('350102', 'county', ['appraisal.review'], 'command'), post('350102', 'county', [], 'water')];
  expect(mayRule(held, { unit: 'water', part: dongjie, instance: 1 })).toEqual({ may: false, why: 'own-unit' });
  expect(mayRule(held, { unit: 'street', part: dongjie, instance: 1 })).toEqual({ may: true, unit: 'command' });
});

test('a second contest is ruled in the city, and no reviewer rules beyond his area', () => {
  const county = [post('350102', 'county', ['appraisal.review'])];
  const city = [post('350100', 'city', ['appraisal.review'], 'hotline')];
  expect(mayRule(county, { unit: 'water', part: dongjie, instance: 2 })).toEqual({ may: false, why: 'not-higher' });
  expect(mayRule(city, { unit: 'water', part: dongjie, instance: 2 })).toEqual({ may: true, unit: 'hotline' });
  expect(mayRule(county, { unit: 'water', part: { code: '350103', level: 'county' }, instance: 1 })).toEqual({
    may: false,
    why: 'not-reviewer',
  });
});
