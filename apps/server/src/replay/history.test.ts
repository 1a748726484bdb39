import { expect, test } from 'vitest';
import { mapColumns, parseMap, pickFields } from './columns.ts';
import { offsetsOf, readHistory, readInstant } from './history.ts';

const fuzhou = offsetsOf('Asia/Shanghai');
const chicago = offsetsOf('America/Chicago');
const utc = offsetsOf('UTC');

test('a date without offset is local time of the city', () => {
  expect(new Date(readInstant('2020-09-03', fuzhou) as number).toISOString()).toBe('2020-09-02T16:00:00.000Z');
  expect(new Date(readInstant('2018-10-04T05:06:07', chicago) as number).toISOString()).toBe('2018-10-04T10:06:07.000Z');
  expect(new Date(readInstant('2018-10-04T05:06:07Z', fuzhou) as number).toISOString()).toBe('2018-10-04T05:06:07.000Z');
});

test('other ways of writing a time are read too', () => {
  expect(new Date(readInstant('10/04/2018 01:05 PM', utc) as number).toISOString()).toBe('2018-10-04T13:05:00.000Z');
  expect(new Date(readInstant('2018年10月4日', fuzhou) as number).toISOString()).toBe('2018-10-03T16:00:00.000Z');
  expect(new Date(readInstant('1538658300', utc) as number).toISOString()).toBe('2018-10-04T13:05:00.000Z');
});

test('a day that does not exist is not a date', () => {
  expect(readInstant('2023-02-30', fuzhou)).toBeNull();
  expect(readInstant('yesterday', fuzhou)).toBeNull();
});

test('reply days give the instant of the reply', () => {
  const history = readHistory({ reportedAt: '2020-09-03', replyDays: '6', reply: '已处理', forwards: '2' }, fuzhou);
  expect(history).toMatchObject({ end: 'handled', handovers: 2, finishedAt: Date.parse('2020-09-09T00:00:00+08:00') });
});

test('a case closed before it was reported is kept, with a remark', () => {
  const history = readHistory({ reportedAt: '2020-09-03', closedAt: '2020-09-01', status: 'Closed' }, utc);
  expect(history).toMatchObject({ end: 'handled', finishedAt: Date.parse('2020-09-03T00:00:00Z') });
  expect('remarks' in history && history.remarks).toHaveLength(1);
});

test('cancelled is not handled, and open is open even with a date', () => {
  expect(readHistory({ reportedAt: '2018-01-02', status: 'Cancelled', closedAt: '2018-01-03' }, utc)).toMatchObject({ end: 'withdrawn' });
  expect(readHistory({ reportedAt: '2018-01-02', status: 'Open' }, utc)).toMatchObject({ end: 'open' });
});

test('a row without a date tells why it is refused', () => {
  expect(readHistory({}, utc)).toEqual({ problem: 'row.reported_at_missing' });
});

test('columns are found by the names that cities use, and --map wins', () => {
  const map = mapColumns(['Unique Key', 'Created Date', 'Descriptor', 'Text'], parseMap('content=Text'));
  expect(pickFields({ 'Unique Key': '7', 'Created Date': '2023-01-01', Descriptor: 'Noise', Text: 'loud' }, map)).toEqual({
    id: '7',
    reportedAt: '2023-01-01',
    subtype: 'Noise',
    content: 'loud',
  });
  expect(() => parseMap('wrong=X')).toThrow(/FIELD=COLUMN/);
});
