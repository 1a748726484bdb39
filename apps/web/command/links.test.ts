import { expect, test } from 'vitest';
import { readFilter } from '../staff/case-filter.ts';
import { listsOf } from './links.ts';

const filterOf = (address: string) => readFilter(Object.fromEntries(new URL(address, 'https://city.example').searchParams));
const lists = listsOf('2026-11-25', 'Asia/Shanghai', '350102');
const day = { from: '2026-11-24T16:00:00.000Z', to: '2026-11-25T16:00:00.000Z' };

test('a figure of today leads to the reports of the city’s day in the area in sight', () => {
  expect(filterOf(lists.reported({ channel: 'phone' }))).toEqual({ filter: { area: '350102', channel: 'phone', ...day }, unread: [] });
});

test('a district’s figure leads to that district’s reports', () => {
  expect(filterOf(lists.reported({ area: '350181' })).filter.area).toBe('350181');
});

test('closed today are the cases that were closed today, whenever they were reported', () => {
  expect(filterOf(lists.closed({ rated: true }))).toEqual({
    filter: { area: '350102', state: 'closed', rated: true, closedFrom: day.from, closedTo: day.to },
    unread: [],
  });
});

test('an hour of the pulse leads to the reports of that hour', () => {
  expect(filterOf(lists.reportedIn(9)).filter).toEqual({
    area: '350102',
    from: '2026-11-25T01:00:00.000Z',
    to: '2026-11-25T02:00:00.000Z',
  });
});

test('whoever sees the whole city gets lists without an area', () => {
  expect(filterOf(listsOf('2026-11-25', 'Asia/Shanghai', undefined).now({ overdue: true }))).toEqual({
    filter: { overdue: true },
    unread: [],
  });
});
