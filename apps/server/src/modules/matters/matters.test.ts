import { join } from 'node:path';
import { formatLimit } from '@banyan/working-time';
import { beforeAll, expect, test } from 'vitest';
import { openPack } from '#platform/pack-file.ts';
import { type Places, placesOfPack, readPlaces } from '../places/index.ts';
import {
  differencesOf,
  type LimitKind,
  type LimitScene,
  limitKinds,
  type Matters,
  type MattersOfPack,
  mattersOfPack,
  readMatters,
} from './index.ts';

let places: Places;
let matters: Matters;
let pack: MattersOfPack;
beforeAll(() => {
  const opened = openPack(join(import.meta.dirname, '../../../../../packs/fuzhou'));
  const read = readPlaces(opened);
  if (!read) throw new Error('The Fuzhou pack cannot be read.');
  pack = readMatters(opened, read);
  places = placesOfPack(read);
  matters = mattersOfPack(pack);
});

const limit = (area: string, clock: LimitKind, scene: LimitScene = {}) => formatLimit(matters.limit(area, clock, scene).limit);

test('every matter finds a lead unit in every county, and only streets and communities that are not known yet fall to the desk', () => {
  for (const { code: county } of places.below('350100')) {
    for (const matter of matters.all(county)) {
      const [first] = places.leadCandidates(county, matter);
      expect(first, `${matter.code} in ${county}`).toBeDefined();
      if (first?.why === 'desk') expect(['street', 'community']).toContain(matter.lead);
    }
  }
});

test('no matter in any street falls to the desk unless the community itself should lead', () => {
  for (const { code: county } of places.below('350100')) {
    for (const street of places.below(county)) {
      for (const matter of matters.all(county))
        if (matter.lead !== 'community')
          expect(places.leadCandidates(street.code, matter)[0]?.why, `${matter.code} in ${street.code}`).not.toBe('desk');
    }
  }
});

test('a county’s change holds there and nowhere else', () => {
  expect(matters.matter('350122', 'M06010')).toMatchObject({
    handle: '1wd',
    areaCode: '350122',
    overrides: ['handle', 'limit_source'],
    name: '暴露垃圾',
  });
  expect(matters.matter('350122100001', 'M06010')?.handle).toBe('1wd');
  expect(matters.matter('350102', 'M06010')).toMatchObject({ handle: '4wh', areaCode: '350100', overrides: [] });
  expect(matters.matter('350102', 'M99999')).toBeUndefined();
  expect(matters.all('350122')).toHaveLength(matters.all('350102').length);
});

test('the most precise limit wins: matter, then urgency, then the kind of call, then the default; the county before the city', () => {
  expect(limit('350104', 'handle', { matterCode: 'M06010' })).toBe('4wh');
  expect(limit('350122', 'handle', { matterCode: 'M06010' })).toBe('1wd');
  expect(limit('350104', 'on-site', { urgency: 'emergency', whistle: 'hard' })).toBe('2h');
  expect(limit('350104', 'on-site', { urgency: 'ordinary', whistle: 'hard' })).toBe('5wd');
  expect(limit('350122', 'on-site', { urgency: 'ordinary', whistle: 'hard' })).toBe('7wd');
  expect(limit('350104', 'accept', { matterCode: null, urgency: null })).toBe('2h');
  expect(limit('350104', 'accept', { urgency: 'emergency' })).toBe('0.5h');
  expect(limit('350102001', 'accept', { urgency: 'emergency' })).toBe('0.1667h');
});

test('every clock has a limit with its ground, whatever the case', () => {
  for (const clock of limitKinds) expect(matters.limit('350181', clock, {}).basis).not.toBe('');
});

test('where the law itself sets the limit, the order prints the law', () => {
  const lawful = matters.all('350100').find((matter) => matter.limitSource === 'law');
  if (!lawful) throw new Error('The Fuzhou list has no limit set by law.');
  expect(matters.limit('350100', 'handle', { matterCode: lawful.code }).basis).toBe(lawful.basis);
});

test('residents’ own words find the matter', () => {
  const first = (q: string) => matters.find({ q, limit: 3 }).map((matter) => matter.name);
  expect(first('路灯不亮')).toContain('路灯异常');
  expect(first('工地半夜施工太吵')).toContain('施工扰民');
  expect(first('street light')).toContain('路灯异常');
  expect(first('M06025')).toContain('水域不洁');
  expect(matters.find({ q: '', category: 'landscaping', limit: 3 }).map((matter) => matter.category)).toEqual([
    'landscaping',
    'landscaping',
    'landscaping',
  ]);
  expect(matters.find({ q: '???', limit: 2 })).toHaveLength(2);
  expect(matters.find({ q: 'zzzz', limit: 2 })).toEqual([]);
});

test('what a county changed is listed field by field with its source, and nothing of another county', () => {
  const lianjiang = differencesOf(pack, [], '350122');
  expect(lianjiang).toContainEqual({
    of: 'matter',
    code: 'M06010',
    name: '暴露垃圾',
    field: 'handle',
    city: '4wh',
    county: '1wd',
    source: expect.stringContaining('渔村'),
    status: 'drafted',
  });
  expect(lianjiang).toContainEqual(expect.objectContaining({ of: 'limit', code: 'on-site whistle hard', city: '5wd', county: '7wd' }));
  expect(differencesOf(pack, [], '350102').map(({ of, code }) => `${of} ${code}`)).toEqual([
    'limit accept default',
    'limit accept urgency emergency',
  ]);
  expect(differencesOf(pack, [], '350103')).toEqual([]);
});

test('a county’s limit is told again from each day on which its own or the city’s changes', () => {
  const dated = (area: string, limit: string, day: string) => {
    const rule = pack.limits.find((row) => row.area_code === area && row.clock === 'on-site' && row.scope === 'default');
    if (!rule) throw new Error(`${area} has no such limit.`);
    return { ...rule, limit, from_on: day };
  };
  const limits = [...pack.limits, dated('350122', '4wd', '2027-07-01'), dated('350100', '2wd', '2027-01-01')];
  const told = differencesOf({ ...pack, limits }, [], '350122').filter(({ code }) => code === 'on-site default');
  expect(told.map(({ fromOn, city, county }) => [fromOn, city, county])).toEqual([
    [undefined, '3wd', '5wd'],
    ['2027-01-01', '2wd', '5wd'],
    ['2027-07-01', '2wd', '4wd'],
  ]);
});

test('the day of the city ends at its own midnight', () => {
  expect(matters.dayOf(new Date('2026-11-24T15:59:59Z'))).toBe('2026-11-24');
  expect(matters.dayOf(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
  expect(matters.dayEnd(new Date('2026-11-24T01:00:00Z')).toISOString()).toBe('2026-11-24T16:00:00.000Z');
});
