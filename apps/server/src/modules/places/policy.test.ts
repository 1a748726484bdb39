import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openPack } from '#platform/pack-file.ts';
import { type Places, placesOfPack, type Responsible, readPlaces } from './index.ts';

let places: Places;
beforeAll(() => {
  const read = readPlaces(openPack(join(import.meta.dirname, '../../../../../packs/fuzhou')));
  if (!read) throw new Error('The Fuzhou pack cannot be read.');
  places = placesOfPack(read);
});

const river: Responsible = { code: 'M06025', category: 'city-appearance', lead: 'river-joint', co: ['water', 'street', 'community'] };
const rubbish: Responsible = { code: 'M06010', category: 'city-appearance', lead: 'urban-management', co: ['street'] };

test('an inland river in Gulou belongs to the joint river centre, in Lianjiang to its water bureau', () => {
  expect(places.leadUnits('350102001', river)).toEqual(['350100-river-joint']);
  expect(places.leadUnits('350122', river)[0]).toBe('350122-water');
  expect(places.leadCandidates('350122', river)[0]).toMatchObject({ why: 'explicit', source: expect.stringContaining('河道管理条例') });
});

test('the most local unit of the leading kind comes first, then those above it', () => {
  expect(places.leadUnits('350104002', rubbish)).toEqual(['350104-urban-management', '350100-urban-management']);
});

test('a matter of the street asks the street where it is known, else the county’s desk', () => {
  const ofStreet = { ...rubbish, lead: 'street' };
  expect(places.leadUnits('350102001001', ofStreet)).toEqual(['350102001-street']);
  expect(places.leadCandidates('350102', ofStreet)).toMatchObject([{ unit: { id: '350102-command' }, why: 'desk' }]);
});

test('who leads does not also help, and each who helps is named once', () => {
  expect(places.coUnits('350102001001', river)).toEqual(['350102-water', '350102001-street', '350102001001-community']);
  expect(places.coUnits('350122', { ...river, co: ['water', 'ocean-fisheries'] })).toEqual(['350122-ocean-fisheries']);
});

test('a report goes to the street’s desk, without a street to the county’s command centre, without a county to the hotline', () => {
  expect(places.desk('350122100')).toBe('350122100-street');
  expect(places.desk('350122100001')).toBe('350122100-street');
  expect(places.desk('350122')).toBe('350122-command');
  expect(places.desk('350100')).toBe('350100-hotline');
  expect(places.desk('999999')).toBe('350100-hotline');
});

test('a post covers its own area and all below it, never a neighbour or what is above', () => {
  expect(places.covers('350100', '350122100001')).toBe(true);
  expect(places.covers('350102', '350102001')).toBe(true);
  expect(places.covers('350102001', '350102')).toBe(false);
  expect(places.covers('350102', '350103001')).toBe(false);
  expect(places.covers('350102', '3501020010')).toBe(false);
  expect(places.covers('350199', '350199')).toBe(false);
});

test('a name is joined as on an envelope', () => {
  expect(places.areaName('350102001001')).toBe('鼓楼区鼓东街道中山社区');
  expect(places.areaName('350102001', 'en')).toBe('Gudong Subdistrict, Gulou District');
  expect(places.areaName('350100')).toBe('福州市');
  expect(places.areaName('1')).toBe('');
});

test('units are found by kind, by part of a name, and near an area first', () => {
  const near = places.findUnits({ area: '350102001', kinds: ['urban-management', 'street'], limit: 3 }).map(({ id }) => id);
  expect(near).toEqual(['350102001-street', '350102-urban-management', '350100-urban-management']);
  expect(places.findUnits({ q: '联排联调', limit: 5 }).map(({ id }) => id)).toEqual(['350100-river-joint']);
  expect(
    places.findUnits({ area: '350102', kinds: ['community'], limit: 500 }).every(({ areaCode }) => areaCode.startsWith('350102')),
  ).toBe(true);
  expect(places.findUnits({ area: '350199', limit: 5 })).toEqual([]);
});

test('every unit’s name has its pattern filled in, and every community has one committee', () => {
  for (const unit of places.findUnits({ limit: 10_000 })) expect(`${unit.name}${unit.nameEn}`).not.toMatch(/[{}]/);
  const communities = places.findUnits({ kinds: ['community'], limit: 10_000 });
  expect(communities).toHaveLength(3022);
  expect(communities.filter(({ name }) => /居委会居民委员会|村委会村民委员会|委员会居民委员会|社区社区/.test(name))).toEqual([]);
});

test('a place is found with street and county, one at sea or abroad with none', () => {
  expect(places.locate({ lat: 26.0753, lon: 119.2965 })).toMatchObject({ county: '350102', snapped: false, approximate: true });
  expect(places.locate({ lat: 25.5, lon: 120.6 })).toBeNull();
  expect(places.locate({ lat: 48.9, lon: 2.3 })).toBeNull();
});
