import { expect, test } from 'vitest';
import { at, fuzhouDefinition, local } from '../test/calendars.ts';
import { defineCalendar } from './calendar.ts';
import { type Clock, deadline, elapsed, type Pause, runClock, warnings } from './clock.ts';
import { parseLimit } from './limit.ts';

const fuzhou = defineCalendar(fuzhouDefinition());
const chicago = defineCalendar({
  zone: 'America/Chicago',
  days: [],
  hours: [{ from: '01-01', to: '12-31', intervals: [['09:00', '17:00']] }],
});
const due = (start: string, limit: string) => local(deadline(fuzhou, at(start), parseLimit(limit)));
const pause = (from: string, to: string | null): Pause => ({ fromMs: at(from), toMs: to === null ? null : at(to) });
const run = (start: string, limit: string, more: Partial<Clock> = {}) =>
  runClock(fuzhou, { startedAtMs: at(start), limit: parseLimit(limit), ...more });

test.each([
  ['2026-11-02 10:00', '7d', '2026-11-10 00:00', 'the day of the start is not counted, the seventh day ends at 24:00'],
  ['2026-11-02 00:00', '7d', '2026-11-10 00:00', 'a start at midnight belongs to the day it begins'],
  ['2026-11-02 23:59', '1d', '2026-11-04 00:00', 'the last minute of a day is as good as its first'],
  ['2026-11-03 10:00', '4d', '2026-11-10 00:00', 'a last day on Saturday gives way to Monday'],
  ['2026-09-28 10:00', '3d', '2026-10-09 00:00', 'a last day on National Day gives way to the day after the holiday'],
  ['2026-10-08 10:00', '2d', '2026-10-11 00:00', 'a Saturday worked in exchange is no holiday'],
  ['2026-09-30 10:00', '10d', '2026-10-11 00:00', 'a holiday in the middle is counted'],
  ['2020-01-22 10:00', '9d', '2020-02-04 00:00', 'the extension of 2020 moves a last day on 31 January to 3 February'],
])('natural days from %s: %s are due %s (%s)', (start, limit, expected) => {
  expect(due(start, limit)).toBe(expected);
});

test.each([
  ['2026-11-02 10:00', '5wd', '2026-11-09 17:30', 'the day of the start is not counted, the last day ends with business'],
  ['2026-11-07 10:00', '1wd', '2026-11-09 17:30', 'a start on Saturday'],
  ['2026-06-01 10:00', '1wd', '2026-06-02 18:00', 'summer hours'],
  ['2026-09-29 10:00', '2wd', '2026-10-08 17:30', 'from summer over National Day into winter hours'],
  ['2026-02-13 16:00', '3wd', '2026-02-25 17:30', 'Spring Festival 2026 with the Saturday worked before it'],
  ['2026-02-25 16:00', '3wd', '2026-02-28 17:30', 'and the Saturday worked after it'],
  ['2020-01-23 15:00', '1wd', '2020-02-03 17:30', 'the Saturday 1 February 2020 was taken back by the extension'],
  ['2018-12-28 09:00', '2wd', '2019-01-02 17:30', 'a Saturday worked for the new year lies in the old one'],
  ['2022-12-30 09:00', '2wd', '2023-01-04 17:30', '3 January 2023 was a working day'],
  ['2018-06-15 09:00', '1wd', '2018-06-19 18:00', 'nobody worked on the Saturday before Dragon Boat 2018'],
])('working days from %s: %s are due %s (%s)', (start, limit, expected) => {
  expect(due(start, limit)).toBe(expected);
});

test.each([
  ['2026-11-02 09:00', '2wh', '2026-11-02 11:00', 'within the morning'],
  ['2026-11-02 11:00', '2wh', '2026-11-02 15:30', 'the lunch break is left out'],
  ['2026-11-02 10:00', '2wh', '2026-11-02 12:00', 'due when the morning closes, not when the afternoon opens'],
  ['2026-11-02 20:00', '0.5wh', '2026-11-03 09:00', 'a start at night begins at the next opening'],
  ['2026-11-06 17:00', '4wh', '2026-11-09 12:00', 'over the weekend'],
  ['2026-09-30 17:00', '2wh', '2026-10-08 09:30', 'over National Day'],
  ['2026-02-14 16:30', '2wh', '2026-02-24 09:30', 'from a Saturday worked over Spring Festival'],
  ['2026-12-31 17:00', '1wh', '2027-01-04 09:00', 'over the new year'],
])('working hours from %s: %s are due %s (%s)', (start, limit, expected) => {
  expect(due(start, limit)).toBe(expected);
});

test('natural hours know no holiday, no night and no year of the calendar', () => {
  expect(due('2026-02-16 23:30', '2h')).toBe('2026-02-17 01:30');
  expect(due('2026-02-16 23:30', '0.5h')).toBe('2026-02-17 00:00');
  expect(due('1970-02-16 23:30', '24h')).toBe('1970-02-17 23:30');
});

test('a day in Chicago is a day when the clocks change, and 24 hours are 24 hours', () => {
  const start = at('2026-03-06 10:00', '-06:00');
  const inChicago = (limit: string) => local(deadline(chicago, start, parseLimit(limit)), 'America/Chicago');
  expect(inChicago('2d')).toBe('2026-03-10 00:00');
  expect(inChicago('1wd')).toBe('2026-03-09 17:00');
  expect(inChicago('8wh')).toBe('2026-03-09 10:00');
  expect(inChicago('48h')).toBe('2026-03-08 11:00');
});

test('a case of 2006 and one of 2030 are counted in plain weeks, and the clock says so', () => {
  expect(run('2006-05-01 10:00', '5wd')).toMatchObject({ dueAtMs: at('2006-05-08 17:30'), basis: 'plain' });
  expect(run('2030-05-01 10:00', '5wd')).toMatchObject({ dueAtMs: at('2030-05-08 17:30'), basis: 'plain' });
  expect(run('2026-12-31 10:00', '1wd')).toMatchObject({ dueAtMs: at('2027-01-04 17:30'), basis: 'expected' });
  expect(run('2026-12-30 10:00', '1d')).toMatchObject({ dueAtMs: at('2027-01-01 00:00'), basis: 'published' });
  expect(run('2030-05-01 10:00', '5h').basis).toBe('published');
});

test.each(['1wh', '1wd', '1d'])('%s before 1990 or after 2060 are refused as out of range', (limit) => {
  for (const start of ['1989-12-31 23:59', '2060-12-31 18:00', '2061-01-01 00:00', '9999-01-01 00:00']) {
    expect(() => due(start, limit)).toThrowError(expect.objectContaining({ name: 'CalendarError', code: 'calendar.out_of_range' }));
  }
  expect(() => due('2026-01-01 00:00', limit.replace('1', '1000000'))).toThrowError(
    expect.objectContaining({ code: 'calendar.out_of_range' }),
  );
});

test('elapsed time counts what its unit counts', () => {
  const passed = (from: string, to: string, unit: Parameters<typeof elapsed>[3]) => elapsed(fuzhou, at(from), at(to), unit);
  expect(passed('2026-11-06 16:30', '2026-11-09 09:30', 'hours')).toBe(65);
  expect(passed('2026-11-06 16:30', '2026-11-09 09:30', 'working-hours')).toBe(2);
  expect(passed('2026-11-06 16:30', '2026-11-09 17:29', 'working-days')).toBe(0);
  expect(passed('2026-11-06 16:30', '2026-11-09 17:30', 'working-days')).toBe(1);
  expect(passed('2026-11-06 16:30', '2026-11-06 23:00', 'working-days')).toBe(0);
  expect(passed('2026-11-06 16:30', '2026-11-09 00:00', 'days')).toBe(2);
  expect(passed('2026-11-09 09:30', '2026-11-06 16:30', 'working-hours')).toBe(-2);
});

test('a pause stops working hours to the minute', () => {
  const pauses = [pause('2026-11-02 09:30', '2026-11-03 11:00')];
  expect(local(run('2026-11-02 09:00', '2wh', { pauses }).dueAtMs)).toBe('2026-11-03 15:00');
  expect(elapsed(fuzhou, at('2026-11-02 09:00'), at('2026-11-03 15:00'), 'working-hours', pauses)).toBe(2);
});

test('a pause costs a working day only when the clock stands at its close', () => {
  const dueWith = (from: string, to: string) => local(run('2026-11-02 10:00', '3wd', { pauses: [pause(from, to)] }).dueAtMs);
  expect(dueWith('2026-11-03 09:00', '2026-11-03 17:00')).toBe('2026-11-05 17:30');
  expect(dueWith('2026-11-03 09:00', '2026-11-04 08:30')).toBe('2026-11-06 17:30');
  expect(dueWith('2026-11-03 09:00', '2026-11-05 10:00')).toBe('2026-11-09 17:30');
  expect(dueWith('2026-11-03 17:30', '2026-11-04 17:29')).toBe('2026-11-05 17:30');
  expect(dueWith('2026-11-05 17:30', '2026-11-20 17:30')).toBe('2026-11-05 17:30');
});

test('a natural last day that rolls over a weekend rolls over a pause as well', () => {
  const dueWith = (from: string, to: string) => local(run('2026-11-03 10:00', '4d', { pauses: [pause(from, to)] }).dueAtMs);
  expect(dueWith('2026-11-08 10:00', '2026-11-09 10:00')).toBe('2026-11-10 00:00');
  expect(dueWith('2026-11-08 10:00', '2026-11-11 10:00')).toBe('2026-11-12 00:00');
});

test('while the clock stands there is no deadline, only what is left', () => {
  const reading = run('2026-11-02 09:00', '4wh', { pauses: [pause('2026-11-02 10:30', null)], extensions: [parseLimit('2wd')] });
  expect(reading).toEqual({
    dueAtMs: null,
    pausedSinceMs: at('2026-11-02 10:30'),
    left: [parseLimit('2.5wh'), parseLimit('2wd')],
    basis: 'published',
  });
  expect(run('2026-11-02 09:00', '1wh', { pauses: [pause('2026-11-02 10:00', null)] })).toMatchObject({
    dueAtMs: at('2026-11-02 10:00'),
    pausedSinceMs: null,
    left: [],
  });
});

test('an extension in the same unit lengthens the limit, in another it begins when the limit is due', () => {
  const extended = (limit: string, ...extensions: string[]) =>
    local(run('2026-11-02 10:00', limit, { extensions: extensions.map(parseLimit) }).dueAtMs);
  // Sixty days and thirty more of the petition rules are ninety, rolled once.
  expect(extended('60d', '30d')).toBe(due('2026-11-02 10:00', '90d'));
  expect(extended('4wh', '1wd')).toBe('2026-11-03 17:30');
  expect(extended('4d', '1wd')).toBe('2026-11-09 17:30');
  expect(extended('4d', '1d', '2wh')).toBe('2026-11-10 10:30');
  expect(extended('1wd', '3h')).toBe('2026-11-03 20:30');
});

test('warnings fall at fractions of the time that counts', () => {
  const clock = { startedAtMs: at('2026-11-06 10:00'), dueAtMs: at('2026-11-09 17:30') };
  const shown = (unit: 'hours' | 'working-days', pauses?: Pause[]) => {
    const { yellowAtMs, redAtMs } = warnings(fuzhou, { ...clock, unit, ...(pauses && { pauses }) }, { yellow: 0.5, red: 0.8 });
    return [local(yellowAtMs), local(redAtMs)];
  };
  // 11.5 working hours: 5 on Friday, 6.5 on Monday; half of them end at 09:15 on Monday.
  expect(shown('working-days')).toEqual(['2026-11-09 09:15', '2026-11-09 15:12']);
  expect(shown('working-days', [pause('2026-11-06 10:00', '2026-11-09 14:30')])).toEqual(['2026-11-09 16:00', '2026-11-09 16:54']);
  expect(shown('hours')).toEqual(['2026-11-08 01:45', '2026-11-09 01:36']);
  const stood = [pause('2026-11-06 10:00', '2026-11-10 10:00')];
  expect(shown('working-days', stood)).toEqual(['2026-11-09 17:30', '2026-11-09 17:30']);
});

test('what is no instant, no pause and no fraction is refused', () => {
  const refusal = expect.objectContaining({ name: 'CalendarError', code: 'clock.invalid' });
  const limit = parseLimit('1wd');
  const startedAtMs = at('2026-11-02 10:00');
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 1.5]) {
    expect(() => deadline(fuzhou, wrong, limit)).toThrowError(refusal);
    expect(() => elapsed(fuzhou, startedAtMs, wrong, 'days')).toThrowError(refusal);
    expect(() => runClock(fuzhou, { startedAtMs, limit, pauses: [{ fromMs: wrong, toMs: null }] })).toThrowError(refusal);
  }
  expect(() => run('2026-11-02 10:00', '1wd', { pauses: [pause('2026-11-03 10:00', '2026-11-03 09:59')] })).toThrowError(refusal);
  for (const fractions of [
    { yellow: 0, red: 0.8 },
    { yellow: 0.9, red: 0.8 },
    { yellow: 0.5, red: 1.1 },
  ]) {
    expect(() => warnings(fuzhou, { startedAtMs, dueAtMs: startedAtMs + 1, unit: 'hours' }, fractions)).toThrowError(refusal);
  }
  expect(() => warnings(fuzhou, { startedAtMs, dueAtMs: startedAtMs - 1, unit: 'hours' }, { yellow: 0.5, red: 0.8 })).toThrowError(refusal);
});
