import { expect, test } from 'vitest';
import type { HistoryRow } from '../replay/columns.ts';
import { channelOf, natureOf } from '../replay/exported-words.ts';
import { drawDraft } from './draft.ts';
import { seeRow } from './see-row.ts';
import { newSeen } from './seen.ts';

const defaults = { sign: '2h', contact: '24h', handle: '5wd' };

/** A draft of rows, each given with how often it stands in the export. */
function draftOf(...rows: [times: number, row: HistoryRow][]) {
  const seen = newSeen();
  for (const [times, row] of rows) for (let number = 0; number < times; number += 1) seeRow(seen, row, () => 0);
  return drawDraft(seen, { name: 'sample', file: 'sample.csv', defaults });
}
const listOf = (draft: ReturnType<typeof draftOf>) => draft.categories.flatMap(({ matters }) => matters);
const limitOf = (...rows: [number, HistoryRow][]) => {
  const { limit, source, from, rows: counted } = listOf(draftOf(...rows))[0]?.handle ?? {};
  return `${limit} ${source} ${from} ${counted}`;
};

test('a type that falls apart into subtypes is one matter for each, and one for the rest', () => {
  const draft = draftOf(
    [40, { type: 'Noise', subtype: 'Music' }],
    [40, { type: 'Noise', subtype: 'Building' }],
    [19, { type: 'Noise', subtype: 'Other' }],
    [1, { type: 'Noise', subtype: 'Bells' }],
    [50, { type: 'Pothole', subtype: 'Road' }],
  );
  expect(listOf(draft).map(({ name, rows }) => `${name}: ${rows}`)).toEqual([
    'Noise · Building: 40',
    'Noise · Music: 40',
    'Noise: 20',
    'Pothole: 50',
  ]);
});

test('codes follow the order of categories, and a name keeps its most frequent spelling', () => {
  const draft = draftOf([3, { type: 'tree trimming' }], [9, { type: 'Tree Trimming' }], [20, { type: 'Lamp out' }]);
  expect(listOf(draft).map(({ code, name, rows }) => [code, name, rows])).toEqual([
    ['D00001', 'Lamp out', 20],
    ['D00002', 'Tree Trimming', 12],
  ]);
});

test('the most frequent agency leads, a tenth of the rows makes a helper, and another county may have another lead', () => {
  const type = 'Graffiti';
  const draft = draftOf(
    [60, { type, district: 'East', agency: 'Works' }],
    [10, { type, district: 'East', agency: 'Parks' }],
    [2, { type, district: 'East', agency: 'Police' }],
    [30, { type, district: 'West', agency: 'Housing Office' }],
    [10, { type, district: 'North' }],
  );
  const [matter] = listOf(draft);
  expect(matter?.lead).toMatchObject({ lead: 'works', co: ['parks'], rows: 112, withAgency: 102 });
  expect(matter?.lead.exceptions).toEqual([
    { county: '990102', kind: 'housing-office', rows: 30, of: 30 },
    { county: '990103', kind: 'service', rows: 10, of: 10 },
  ]);
  expect(draft.kinds.agencies.find((kind) => kind.id === 'parks')).toMatchObject({ name: 'Parks', counties: ['990101'], ofCity: false });
});

test('a handful of rows does not take a matter from a lead that the county has too', () => {
  const row = (district: string, type: string, agency: string) => ({ district, type, agency });
  const [graffiti] = listOf(
    draftOf(
      [60, row('East', 'Graffiti', 'Works')],
      [4, row('West', 'Graffiti', 'Parks')],
      [9, row('West', 'Pothole', 'Works')],
      [4, row('North', 'Graffiti', 'Parks')],
    ),
  );
  expect(graffiti?.lead.exceptions).toEqual([{ county: '990103', kind: 'parks', rows: 4, of: 4 }]);
});

test('agencies whose names have no Latin letters get kinds all the same, each its own', () => {
  const draft = draftOf(
    [3, { type: '垃圾', agency: '城管局' }],
    [3, { type: '路灯', agency: '住建局' }],
    [3, { type: 'x', agency: 'Hotline' }],
  );
  expect(draft.kinds.agencies.map(({ id, name }) => [name, id])).toEqual([
    ['Hotline', 'hotline-b'],
    ['住建局', 'unit-a'],
    ['城管局', 'unit-b'],
  ]);
});

test('a limit is the median of the times given where three in ten rows have one', () => {
  const type = 'Pothole';
  const due = { type, reportedAt: '2026-11-23 09:00:00', dueAt: '2026-11-27 09:00:00' };
  const done = { type, reportedAt: '2026-11-23 09:00:00', closedAt: '2026-12-07 09:00:00', status: 'Closed' };
  expect(limitOf([30, due], [70, done])).toBe('4wd observed due dates 30');
  expect(limitOf([29, due], [71, done])).toBe('10wd observed closings 71');
});

test('without times given three quarters of the closings set the limit; too few rows set none', () => {
  const closed = (day: number) => ({ type: 'Pothole', reportedAt: '2026-11-02', closedAt: `2026-11-${String(day).padStart(2, '0')}` });
  expect(limitOf([75, closed(3)], [25, closed(30)])).toBe('1wd observed closings 100');
  expect(limitOf([74, closed(3)], [26, closed(30)])).toBe('20wd observed closings 100');
  expect(limitOf([4, closed(3)])).toBe('5wd drafted default 4');
});

test('what was withdrawn, closed before it was reported or has no sane date says nothing of a limit, and is counted', () => {
  const type = 'Pothole';
  const draft = draftOf(
    [9, { type, reportedAt: '2026-11-02', closedAt: '2026-11-03', status: 'Cancelled' }],
    [8, { type, reportedAt: '2026-11-02', closedAt: '2026-10-01' }],
    [7, { type, reportedAt: '2026-11-02', closedAt: '1900-01-01' }],
    [6, { type, reportedAt: 'yesterday' }],
    [5, { type }],
  );
  expect(listOf(draft)[0]?.handle).toMatchObject({ source: 'drafted', limit: '5wd' });
  expect(Object.fromEntries(draft.seen.dateFaults)).toEqual({
    'due missing': 35,
    'closed before reported': 8,
    'closed outside 1990 to 2060': 7,
    'closed missing': 11,
    'reported unreadable': 6,
    'reported missing': 5,
  });
});

test('a jurisdiction with a limit of its own keeps it when 30 rows say so', () => {
  const row = (source: string, closedAt: string) => ({ source, district: source, type: 'Lamp', reportedAt: '2026-11-02', closedAt });
  const draft = draftOf([90, row('ashford', '2026-11-03')], [30, row('brook', '2026-11-13')], [10, row('cove', '2026-11-20')]);
  expect(listOf(draft)[0]?.handle.limit).toBe('9wd');
  expect(listOf(draft)[0]?.countyHandles.map(({ county, handle }) => [county, handle.limit])).toEqual([['990101', '1wd']]);
});

test('types that people typed in become matters from three rows on; the rest is one general matter', () => {
  const typed = Array.from({ length: 200 }, (_, number): [number, HistoryRow] => [1, { type: `my street number ${number}` }]);
  const draft = draftOf(...typed, [3, { type: 'Pothole' }]);
  expect(listOf(draft).map(({ name, rows }) => [name, rows])).toEqual([
    ['Pothole', 3],
    ['Other requests', 200],
  ]);
  expect(draft.list.folded).toEqual({ types: 200, rows: 200 });
});

test('the list never exceeds 2000 matters', () => {
  const chosen = Array.from({ length: 2100 }, (_, number): [number, HistoryRow] => [number < 700 ? 2 : 3, { type: `kind ${number}` }]);
  const draft = draftOf(...chosen);
  expect(listOf(draft)).toHaveLength(1401);
  expect(draft.list.leastRows.elsewhere).toBe(3);
});

test('an export without types is listed by what reporters wanted', () => {
  const draft = draftOf(
    [5, { nature: '投诉', content: '河水很臭，晚上睡不着' }],
    [4, { nature: '咨询', title: '什么时候通车' }],
    [1, { title: '无' }],
  );
  expect(draft.language).toBe('zh');
  expect(listOf(draft).map(({ name, nature, rows, said }) => [name, nature, rows, said])).toEqual([
    ['投诉', 'complaint', 5, ['河水很臭，晚上睡不着']],
    ['咨询', 'consult', 4, ['什么时候通车']],
    ['其他诉求', 'help', 1, ['其他诉求']],
  ]);
});

test('sentences are short, differ, stand once in the list and tell neither numbers nor addresses', () => {
  const type = 'Lamp';
  const draft = draftOf(
    [1, { type, content: 'Lamp the street lamp is out' }],
    [1, { type, content: 'the street lamp is out again' }],
    [1, { type, content: 'call me at 555 010 4477 about it' }],
    [1, { type, content: 'pole at 12 Mill Street is dark' }],
    [1, { type, content: `It flickers all night. ${'And so on, '.repeat(40)}` }],
    [1, { type: 'Signal', content: 'the street lamp is out' }],
  );
  const [lamp, signal] = listOf(draft);
  expect(lamp?.said).toEqual(['the street lamp is out', 'It flickers all night.']);
  expect(signal?.said).toEqual(['Signal']);
});

test('categories are the agencies that lead; where nobody does, the first word that three matters share', () => {
  const byWord = draftOf(
    [5, { type: 'Tree trimming' }],
    [4, { type: 'Tree fallen' }],
    [3, { type: 'Tree stump' }],
    [9, { type: 'Lamp out' }],
  );
  expect(byWord.categories.map(({ id, name, matters }) => [id, name, matters.length])).toEqual([
    ['tree', 'Tree', 3],
    ['other', 'Other requests', 1],
  ]);
  const byAgency = draftOf(
    [5, { type: 'Tree trimming', agency: 'Parks' }],
    [4, { type: 'Lamp out', agency: 'Works' }],
    [3, { type: 'Noise' }],
  );
  expect(byAgency.categories.map(({ id, name }) => [id, name])).toEqual([
    ['parks', 'Parks'],
    ['works', 'Works'],
    ['other', 'Other requests'],
  ]);
});

test('channels and natures are known by the names that cities give them', () => {
  expect(
    ['Mobile App', 'PHONE', 'Voicemail', '微博', 'e福州app', 'Driver Self Report', 'Self Service', 'Mail', 'Email'].map(channelOf),
  ).toEqual(['app', 'phone', 'phone', 'web', 'app', 'patrol', 'web', 'other', 'email']);
  expect(['投诉', 'Service Request', '表扬', 'Enquiry', 'x', undefined].map(natureOf)).toEqual([
    'complaint',
    'help',
    'thanks',
    'consult',
    undefined,
    undefined,
  ]);
});
