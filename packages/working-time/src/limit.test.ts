import { expect, test } from 'vitest';
import { formatLimit, type Limit, type LimitUnit, limitAmount, parseLimit } from './limit.ts';

test.each<[string, number, LimitUnit]>([
  ['2wh', 2, 'working-hours'],
  ['0.5h', 0.5, 'hours'],
  ['24h', 24, 'hours'],
  ['5wd', 5, 'working-days'],
  ['7d', 7, 'days'],
])('%s is read as %d %s and written back the same', (text, value, unit) => {
  expect(parseLimit(text)).toEqual({ value, unit });
  expect(formatLimit({ value, unit })).toBe(text);
});

test.each(['', '5', 'wd', '5 wd', '05wd', '-1h', '1e3h', '0h', '0d', '1.5wd', '0.5d', '0.01h', '2000000d', '5wk', 'NaNh'])(
  'a limit written "%s" is refused',
  (text) => {
    expect(() => parseLimit(text)).toThrowError(expect.objectContaining({ name: 'CalendarError', code: 'limit.invalid' }));
  },
);

test.each<Limit>([
  { value: Number.NaN, unit: 'hours' },
  { value: Number.POSITIVE_INFINITY, unit: 'working-hours' },
  { value: 1, unit: 'weeks' as LimitUnit },
  { value: 1, unit: 'toString' as LimitUnit },
])('a limit of $value $unit is refused', (limit) => {
  expect(() => limitAmount(limit)).toThrowError(expect.objectContaining({ code: 'limit.invalid' }));
});
