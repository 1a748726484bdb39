import { expect, test } from 'vitest';
import { indexAreas } from './name-index.ts';

const areas = [
  { code: '350102', name: '鼓楼区', level: 'county', parent: '350100' },
  { code: '350102004', name: '东街街道', level: 'street', parent: '350102' },
  { code: '350103', name: '台江区', level: 'county', parent: '350100' },
  { code: '990102', name: 'Los Angeles', level: 'county', parent: '990100' },
  { code: '990102001', name: 'Central APC', level: 'street', parent: '990102' },
  { code: '990102001003', name: 'Downtown', level: 'community', parent: '990102001' },
];

test('a county is found with or without its ending', () => {
  const index = indexAreas(areas);
  expect(index.find({ district: '鼓楼区' })).toBe('350102');
  expect(index.find({ district: '鼓楼' })).toBe('350102');
  expect(index.find({ district: '福州市直属' })).toBeUndefined();
});

test('a jurisdiction’s file name leads to its county, then to district and neighbourhood', () => {
  const index = indexAreas(areas, new Map([['la_2018_jan', '990102']]));
  expect(index.find({ source: 'la_2018_jan', district: 'Central APC', neighborhood: 'DOWNTOWN' })).toBe('990102001003');
  expect(index.find({ source: 'la_2018_jan', district: 'Nowhere' })).toBe('990102');
});
