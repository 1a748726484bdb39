import { expect, test } from 'vitest';
import { chooseAreas, looksLikeChannels } from './choose-areas.ts';
import { commonName, middleBox, overlapOf } from './same-place.ts';
import { newSeen, seePlace } from './seen.ts';

type Where = { lat: number; lon: number; size?: number };

/** Twenty rows spread evenly over a square. */
function addRows(seen: ReturnType<typeof newSeen>, source: string, where: Where | undefined, district = '', neighborhood = '') {
  for (let number = 0; number < 20; number += 1) {
    const { lat, lon, size = 1 } = where ?? { lat: 0, lon: 0 };
    const point = where && { lat: lat + (size * (number % 5)) / 5, lon: lon + (size * Math.floor(number / 5)) / 4 };
    seen.rows += 1;
    seePlace(seen, { source, district, neighborhood, point });
  }
}
const counties = (seen: ReturnType<typeof newSeen>) => chooseAreas(seen, 'sample').areas.filter((area) => area.level === 'county');

test('exports of one place become one county with the common part of their names, and each name finds it', () => {
  const seen = newSeen();
  addRows(seen, 'ashford_2024', { lat: 10, lon: 10 });
  addRows(seen, 'ashford_2025_pets', { lat: 10.1, lon: 10.1 });
  addRows(seen, 'brook', { lat: 30, lon: 10 });
  const draft = chooseAreas(seen, 'sample');
  expect(counties(seen).map((area) => [area.code, area.name, area.rows])).toEqual([
    ['990101', 'ashford', 40],
    ['990102', 'brook', 20],
  ]);
  expect(draft.aliases).toEqual([
    { name: 'ashford_2024', area: '990101' },
    { name: 'ashford_2025_pets', area: '990101' },
  ]);
  expect(draft.countyOf('ashford_2025_pets', '')).toBe('990101');
  expect(draft.countyOf('elsewhere', '')).toBeUndefined();
});

test('an export within another is joined only where their names agree, else a person is asked', () => {
  const seen = newSeen();
  addRows(seen, 'ashford all', { lat: 10, lon: 10 });
  addRows(seen, 'ashford north', { lat: 10.2, lon: 10.2, size: 0.3 });
  addRows(seen, 'harbour', { lat: 10.2, lon: 10.2, size: 0.2 });
  const draft = chooseAreas(seen, 'sample');
  expect(counties(seen).map((area) => area.name)).toEqual(['ashford', 'harbour']);
  expect(draft.unclear.flat()).toContain('ashford all');
});

test('without points, exports with the same districts are of one place', () => {
  const seen = newSeen();
  for (const source of ['calls', 'letters']) for (const district of ['East', 'West']) addRows(seen, source, undefined, district);
  const draft = chooseAreas(seen, 'sample');
  expect(draft.counties).toBe('districts');
  expect(draft.areas.map((area) => [area.level, area.name, area.rows])).toEqual([
    ['county', 'East', 40],
    ['county', 'West', 40],
  ]);
});

test('a column that tells by what way requests came in names no places', () => {
  expect(looksLikeChannels(['Mobile app', 'Phone call', 'Walk-in'])).toBe(true);
  expect(looksLikeChannels(['Ashford', 'Brook'])).toBe(false);
});

test('the common part of names is whole words without years, or leading letters', () => {
  expect(commonName(['cy_2017', 'cy_2018_jan', 'cy_2018_dec'])).toBe('cy');
  expect(commonName(['export 2017 Ashford', 'list 2018 Ashford'])).toBe('Ashford');
  expect(commonName(['new_port_a', 'new_port_b'])).toBe('new_port');
  expect(commonName(['某市2019', '某市2020'])).toBe('某市');
  expect(commonName(['2019', '2020'])).toBeUndefined();
  expect(commonName(['ashford', 'brook'])).toBeUndefined();
});

test('a few points far away do not widen the box of a place', () => {
  const points = Array.from({ length: 100 }, (_, number) => ({ lat: 10 + number / 100, lon: 20 + number / 100 }));
  const box = middleBox([...points, { lat: -60, lon: -170 }, { lat: 80, lon: 170 }]);
  expect(box && box.north - box.south).toBeLessThan(1);
  expect(box && overlapOf(box, box)).toEqual({ ofSmaller: 1, ofLarger: 1 });
  expect(middleBox(points.slice(0, 2))).toBeUndefined();
});
