import { expect, test } from 'vitest';
import { chooseAreas } from './choose-areas.ts';
import { chooseZone } from './choose-zone.ts';
import { districtOrNone, namedOrNone, newSeen, type Seen, seePlace } from './seen.ts';
import { keepPoint, medianPoint, sampleOf } from './tally.ts';

function addRows(seen: Seen, rows: number, placed: Parameters<typeof seePlace>[1]) {
  for (let number = 0; number < rows; number += 1) {
    seen.rows += 1;
    seePlace(seen, placed);
  }
}
const areasOf = (seen: Seen) => chooseAreas(seen, 'sample').areas.map(({ code, level, name, parent }) => [code, level, name, parent]);

test('in an export of one city districts are counties and neighbourhoods are streets', () => {
  const seen = newSeen();
  addRows(seen, 5, { district: 'East', neighborhood: 'Mill' });
  addRows(seen, 4, { district: 'West', neighborhood: 'Quay' });
  addRows(seen, 2, { district: 'Wset' });
  expect(areasOf(seen)).toEqual([
    ['990101', 'county', 'East', '990100'],
    ['990102', 'county', 'West', '990100'],
    ['990101001', 'street', 'Mill', '990101'],
    ['990102001', 'street', 'Quay', '990102'],
  ]);
  const { rare, countyOf } = chooseAreas(seen, 'sample');
  expect(rare.districts).toBe(1);
  expect(countyOf('', 'west')).toBe('990102');
  expect(countyOf('', 'wset')).toBeUndefined();
});

test('without districts the city is one county, and neighbourhoods are its streets', () => {
  const seen = newSeen();
  addRows(seen, 3, { neighborhood: 'Mill' });
  addRows(seen, 3, {});
  expect(areasOf(seen)).toEqual([
    ['990101', 'county', 'sample', '990100'],
    ['990101001', 'street', 'Mill', '990101'],
  ]);
  expect(chooseAreas(seen, 'sample').countyOf('', '')).toBe('990101');
});

test('more districts than counties can be numbered are streets of one county', () => {
  const seen = newSeen();
  for (let number = 0; number < 120; number += 1) addRows(seen, 3, { district: `Ward ${number}`, neighborhood: `Block ${number}` });
  const draft = chooseAreas(seen, 'sample');
  expect(draft.counties).toBe('one');
  expect(draft.areas.filter((area) => area.level === 'street')).toHaveLength(120);
  expect(draft.areas.filter((area) => area.level === 'community')).toHaveLength(120);
});

test('several places are counties, their districts streets, and a neighbourhood in several districts is told', () => {
  const seen = newSeen();
  addRows(seen, 6, { source: 'ashford', district: 'East', neighborhood: 'Mill' });
  addRows(seen, 4, { source: 'ashford', district: 'West', neighborhood: 'Mill' });
  addRows(seen, 3, { source: 'brook', district: 'East', neighborhood: 'Mill' });
  const draft = chooseAreas(seen, 'sample');
  expect(areasOf(seen)).toEqual([
    ['990101', 'county', 'ashford', '990100'],
    ['990101001', 'street', 'East', '990101'],
    ['990101002', 'street', 'West', '990101'],
    ['990101001001', 'community', 'Mill', '990101001'],
    ['990102', 'county', 'brook', '990100'],
    ['990102001', 'street', 'East', '990102'],
    ['990102001001', 'community', 'Mill', '990102001'],
  ]);
  expect(draft.ambiguous).toEqual([{ name: 'Mill', chosen: '990101001', rows: 10, inChosen: 6, places: 2 }]);
});

test('a name is one name in all its spellings, and the most frequent one is written', () => {
  const seen = newSeen();
  addRows(seen, 1, { district: 'EAST  SIDE' });
  addRows(seen, 3, { district: 'East Side' });
  expect(areasOf(seen)).toEqual([['990101', 'county', 'East Side', '990100']]);
});

test('words that name nothing name no area, and what belongs to the whole city lies in no district', () => {
  for (const words of ['Unspecified', '0 Unspecified', 'Unspecified EAST', 'N/A', 'unknown', '不详', ' ', undefined])
    expect(namedOrNone(words)).toBeUndefined();
  for (const words of ['某某市直属', 'Citywide']) expect(districtOrNone(words)).toBeUndefined();
  expect(namedOrNone('Unknown\tRoad\n')).toBe('Unknown Road');
});

test('the middle of an area is the median of its points, also of a sample', () => {
  const sample = sampleOf(64);
  for (let number = 0; number < 10_001; number += 1) keepPoint(sample, { lat: number / 1000, lon: -number / 1000 });
  const middle = medianPoint(sample.points);
  expect(sample.points.length).toBeLessThan(64);
  expect(middle?.lat).toBeCloseTo(5, 0);
  expect(middle?.lon).toBeCloseTo(-5, 0);
  expect(medianPoint([])).toBeUndefined();
});

test('the zone is what was given, else China for Chinese words, else that of the nearest city', () => {
  expect(chooseZone('Europe/Rome', true, undefined)).toEqual({ zone: 'Europe/Rome', why: 'given' });
  expect(chooseZone(undefined, true, { lat: 25, lon: 121 })).toEqual({ zone: 'Asia/Shanghai', why: 'language' });
  expect(chooseZone(undefined, false, { lat: 42.4, lon: -71.1 })).toEqual({ zone: 'America/New_York', why: 'nearest' });
  expect(chooseZone(undefined, false, { lat: -17, lon: 179 }).zone).toBe('Pacific/Auckland');
  expect(chooseZone(undefined, false, undefined)).toEqual({ zone: 'Etc/UTC', why: 'unknown' });
});
