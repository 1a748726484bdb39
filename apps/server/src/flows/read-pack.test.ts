import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPack } from './load-pack.ts';

const packs = join(import.meta.dirname, '../../../../packs');
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** The template pack with one text replaced by another in one file; a whole new file when there is nothing to replace. */
function changed(file: string, from: string, to: string) {
  const copy = mkdtempSync(join(tmpdir(), 'banyan-pack-'));
  copies.push(copy);
  cpSync(join(packs, 'template'), copy, { recursive: true });
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  const text = from === '' ? '' : readFileSync(path, 'utf8');
  if (from !== '' && !text.includes(from)) throw new Error(`${file} does not hold "${from}".`);
  writeFileSync(path, from === '' ? to : text.replace(from, to));
  return readPack(copy).pack.problems;
}

test.each(['fuzhou', 'template'])('the pack %s is sound', (name) => {
  expect(readPack(join(packs, name)).pack.problems).toEqual([]);
});

test('the Fuzhou list has at least the 499 matters of Gulou', () => {
  const { matters } = readPack(join(packs, 'fuzhou'));
  expect(new Set(matters?.matters.map(({ code }) => code)).size).toBeGreaterThanOrEqual(499);
});

const matters = 'matters/01-examples.csv';

test.each<[what: string, file: string, from: string, to: string, line: number | undefined, column: string | undefined, reason: string]>([
  ['an area code of other digits', 'areas/streets.csv', '990102001,', '99010200,', 2, 'code', 'not an area code of 9 digits'],
  ['an area in no county', 'areas/streets.csv', 'Jasmine Town,990103', 'Jasmine Town,990109', 3, 'parent', 'no area 990109'],
  ['a code that is not its parent’s', 'areas/streets.csv', '990103100,', '990102100,', 3, 'code', 'does not begin with 990103'],
  ['half a coordinate', 'areas/counties.csv', '30.01,110.02', '30.01,', 2, 'lat', 'together'],
  ['a latitude beyond the pole', 'areas/counties.csv', '30.01,', '130.01,', 2, 'lat', 'from -90 to 90'],
  ['an unknown zone', 'pack.json', 'Asia/Shanghai', 'Asia/Banyan', undefined, 'zone', 'IANA'],
  ['red before yellow', 'pack.json', '"yellow": 0.5', '"yellow": 0.9', undefined, 'warnings', 'red'],
  [
    'an intake without desks',
    'pack.json',
    '"level": "county", "kind": "command"',
    '"level": "county", "kind": "water"',
    undefined,
    'intake',
    '990102',
  ],
  ['a unit of an unknown kind', 'units.csv', 'city,water-supply', 'city,water-magic', 4, 'kind', 'no unit kind'],
  ['a unit at a level where its kind is not', 'units.csv', 'city,water-supply', 'county,water-supply', 4, 'level', 'does not exist'],
  ['a responsibility in an unknown area', 'responsibility.csv', '990103,', '990109,', 2, 'areas', '990109'],
  ['a responsibility of nobody', 'responsibility.csv', 'lead,housing-construction,,', 'lead,,,', 2, 'kind', 'a kind or a unit'],
  ['a responsibility for an unknown matter', 'responsibility.csv', 'lead,water-supply', 'matter,F99999', 2, 'of', 'no matter "F99999"'],
  ['a matter’s code of another form', matters, 'F01001', 'X1', 2, 'code', 'and five digits'],
  [
    'a district that shuts the last way out',
    'counties/990102/workflow.csv',
    '',
    'row,change,guard,from_on,basis,source,status\nresume:by-platform,off,,2027-01-01,b,s,drafted\n',
    2,
    'row',
    'accept → dispatch → sign → request-suspension → grant-suspension leaves a case in “suspended”',
  ],
  [
    'a guard that is no condition',
    'workflow.csv',
    '',
    'row,change,guard,from_on,basis,source,status\nrequest-extension,guard,extension < 1,2027-01-01,b,s,drafted\n',
    2,
    'guard',
    'Is "extensions" meant?',
  ],
  [
    'a row of no workflow',
    'workflow.csv',
    '',
    'row,change,guard,from_on,basis,source,status\nforget,off,,2027-01-01,b,s,drafted\n',
    2,
    'row',
    'not one of the',
  ],
  ['a code twice', matters, 'F02001', 'F01001', 3, 'code', 'already in matters/01-examples.csv, line 2'],
  ['a name too long for a tile', matters, '停水抢修', '停水抢修停水抢修停水抢修停水抢修', 3, 'name', 'at most 14'],
  ['an unknown category', matters, 'city-appearance', 'city-beauty', 2, 'category', 'no category'],
  ['an unknown leading kind', matters, 'utility-services,water-supply', 'utility-services,water-magic', 3, 'lead', 'no unit kind'],
  ['an unknown helping kind', matters, 'street community', 'street communities', 2, 'co', 'no unit kind'],
  ['a leader that helps itself', matters, 'street community', 'street urban-management', 2, 'co', 'cannot help'],
  ['a limit without unit', matters, '4wh', '4', 2, 'handle', 'write a number'],
  ['a limit of half a day', matters, '4wh', '0.5wd', 2, 'handle', 'whole'],
  ['an unknown source of limits', matters, 'gbt-practice', 'habit', 2, 'limit_source', 'not one of'],
  ['one sentence only', matters, '楼下垃圾堆了三天没人收|', '', 2, 'said', '2 to 4'],
  [
    'a sentence of another matter',
    matters,
    '家里突然没水了',
    '楼下垃圾堆了三天没人收',
    3,
    'said',
    'already in matters/01-examples.csv, line 2',
  ],
  ['an unknown urgency', matters, ',urgent,', ',hurry,', 3, 'urgency', 'not one of'],
  ['an unknown nature', matters, ',complaint', ',anger', 2, 'nature', 'not one of'],
  ['a list cut short', 'pack.json', '"leastMatters": 1', '"leastMatters": 499', undefined, undefined, 'has 2 matters'],
  ['a county that changes an unknown matter', 'counties/990102/matters.csv', 'F01001', 'F01002', 2, 'code', 'no matter F01002'],
  ['a county that changes nothing', 'counties/990102/matters.csv', '2wh', '4wh', 2, undefined, 'changes nothing'],
  [
    'a county that is none',
    'counties/990199/limits.csv',
    '',
    'clock,scope,value_of_scope,limit,from_on,basis,source,status\n',
    undefined,
    undefined,
    'no county 990199',
  ],
  ['a clock that the workflow does not have', 'limits.csv', 'dispatch,default', 'hurry,default', 4, 'clock', '"hurry"'],
  [
    'a clock without default',
    'limits.csv',
    'archive,default,,30d',
    'archive,urgency,urgent,30d',
    undefined,
    'clock',
    '"archive" has no default',
  ],
  [
    'a clock whose default begins one day',
    'limits.csv',
    'archive,default,,30d,',
    'archive,default,,30d,2027-01-01',
    undefined,
    'clock',
    '"archive" has no default limit that holds since ever',
  ],
  [
    'a limit twice from the same day',
    'limits.csv',
    'review,default,,1wd,,',
    'review,default,,1wd,,b,s,drafted\nreview,default,,2wd,2027-01-01,b,s,drafted\nreview,default,,3wd,2027-01-01,',
    22,
    'clock',
    '"review default 2027-01-01" stands already in line 21',
  ],
  ['a limit from a day that is none', 'limits.csv', 'review,default,,1wd,', 'review,default,,1wd,2027-02-30', 20, 'from_on', '2027-02-30'],
  ['a limit from a day of another form', 'limits.csv', 'review,default,,1wd,', 'review,default,,1wd,2027/3/1', 20, 'from_on', '2027/3/1'],
  ['a value that the scope does not have', 'limits.csv', 'whistle,work', 'whistle,loud', 15, 'value_of_scope', '"loud"'],
  ['a date that is none', 'calendar/holidays.csv', '2018-01-01', '2018-13-01', 2, undefined, '2018-13-01'],
  ['hours that overlap', 'calendar/hours.csv', '13:30-17:30', '11:30-17:30', 2, undefined, '11:30'],
  ['a post that may do what nobody knows', 'posts.csv', 'case.triage', 'case.guess', 2, 'permissions', 'case.guess'],
])('%s is told with file, line and reason', (_, file, from, to, line, column, reason) => {
  const problems = changed(file, from, to);
  const told = problems.find((problem) => problem.reason.includes(reason) && problem.line === line && problem.column === column);
  expect(told, JSON.stringify(problems)).toBeDefined();
  expect(file.startsWith(told?.file ?? '') || told?.file === 'matters').toBe(true);
});

test('a limit may change again and again, each from its own day', () => {
  const dated = '\nreview,default,,2wd,2027-01-01,b,s,drafted\nreview,default,,3wd,2028-01-01,b,s,drafted\n';
  expect(changed('limits.csv', '\nreview,default', `${dated}review,default`)).toEqual([]);
});

test('a rejection must say what the reporter is told', () => {
  const row = 'reject,unlawful-content,违反法律法规或公序良俗,Unlawful or against public order,';
  const text = readFileSync(join(packs, 'template/reasons.csv'), 'utf8');
  const line = text.split('\n').findIndex((one) => one.startsWith(row)) + 1;
  const whole = text.split('\n')[line - 1] ?? '';
  expect(changed('reasons.csv', whole, `${row},,,ground`)).toEqual([
    { file: 'reasons.csv', line, column: 'told_zh', reason: expect.stringContaining('both languages') },
  ]);
});

test('a boundary that crosses itself or lies in no known area is told by feature', () => {
  const ring = (code: string, points: number[][]) => ({
    type: 'Feature',
    properties: { code, name: 'x' },
    geometry: { type: 'Polygon', coordinates: [points] },
  });
  const bow = [
    [110, 30],
    [110.1, 30.1],
    [110.1, 30],
    [110, 30.1],
    [110, 30],
  ];
  const square = [
    [111, 30],
    [111.1, 30],
    [111.1, 30.1],
    [111, 30.1],
    [111, 30],
  ];
  const problems = changed(
    'geo/counties.geojson',
    '',
    JSON.stringify({ type: 'FeatureCollection', features: [ring('990102', bow), ring('990109', square)] }),
  );
  expect(problems).toHaveLength(2);
  expect(problems.map(({ reason }) => reason).join()).toMatch(/feature 1 \(990109\): no area.*feature 0 \(990102\): .*cross/);
});
