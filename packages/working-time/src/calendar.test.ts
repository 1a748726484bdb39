import { expect, test } from 'vitest';
import { fuzhouDefinition } from '../test/calendars.ts';
import { basisBetween, cell, dayAt, defineCalendar } from './calendar.ts';
import type { CalendarDay, CalendarDefinition, SeasonHours } from './calendar-definition.ts';
import { deadline } from './clock.ts';

const DAY = 86_400_000;
const allDay: SeasonHours = { from: '01-01', to: '12-31', intervals: [['00:00', '24:00']] };
const everyDay = [1, 2, 3, 4, 5, 6, 7];

function roundTheClock(zone: string): CalendarDefinition {
  return { zone, days: [], hours: [allDay], workWeek: everyDay };
}

function lengthOf(zone: string, date: string): number {
  const calendar = defineCalendar(roundTheClock(zone));
  const day = Date.parse(date) / DAY - calendar.firstDay;
  return (cell(calendar.dayStart, day + 1) - cell(calendar.dayStart, day)) / 3_600_000;
}

test('the tables of the Fuzhou pack leave as many working days in each published year as its notice', () => {
  const calendar = defineCalendar(fuzhouDefinition());
  const perYear = Array.from({ length: 9 }, (_, index) => {
    const [from, to] = [2018 + index, 2019 + index].map((year) => dayAt(calendar, Date.parse(`${year}-01-01T00:00:00+08:00`)));
    return cell(calendar.workdaysBefore, to ?? 0) - cell(calendar.workdaysBefore, from ?? 0);
  });
  expect(perYear).toEqual([250, 250, 249, 250, 249, 249, 251, 248, 248]);
});

test('published years are exact, expected years are marked, others are plain weeks and say so', () => {
  const calendar = defineCalendar(fuzhouDefinition());
  const basis = (from: string, to: string) =>
    basisBetween(calendar, Date.parse(`${from}T10:00:00+08:00`), Date.parse(`${to}T10:00:00+08:00`));
  expect(basis('2018-01-01', '2026-12-31')).toBe('published');
  expect(basis('2026-12-30', '2027-01-04')).toBe('expected');
  expect(basis('2027-12-30', '2028-01-04')).toBe('plain');
  expect(basis('2006-05-01', '2006-05-09')).toBe('plain');
  expect(basis('2006-05-01', '2030-05-09')).toBe('plain');
});

test.each<[string, string, number]>([
  ['Asia/Shanghai', '1990-04-15', 23],
  ['Asia/Shanghai', '1991-09-15', 25],
  ['Asia/Shanghai', '2026-03-08', 24],
  ['America/Chicago', '2026-03-08', 23],
  ['America/Chicago', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['America/Sao_Paulo', '2018-11-04', 23],
  ['America/Havana', '2026-11-01', 25],
  ['Pacific/Apia', '2011-12-30', 0],
  ['Asia/Kathmandu', '2026-03-08', 24],
])('a day in %s, %s, has %d hours', (zone, date, hours) => {
  expect(lengthOf(zone, date)).toBe(hours);
});

test('a date that a zone skipped is no working day', () => {
  const calendar = defineCalendar(roundTheClock('Pacific/Apia'));
  const start = Date.parse('2011-12-29T10:00:00-10:00');
  expect(deadline(calendar, start, { value: 1, unit: 'working-days' })).toBe(Date.parse('2012-01-01T00:00:00+14:00'));
});

test('work round the clock lasts as long as time itself, through every change of the clocks', () => {
  for (const zone of ['America/Chicago', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Pacific/Apia']) {
    const calendar = defineCalendar(roundTheClock(zone));
    const start = Date.UTC(2010, 5, 1);
    expect(deadline(calendar, start, { value: 80_000, unit: 'working-hours' })).toBe(start + 80_000 * 3_600_000);
  }
});

const day = (date: string, kind = 'holiday', status = 'published') => ({ date, kind, status }) as CalendarDay;
const season = (from: string, to: string, ...intervals: [string, string][]): SeasonHours => ({ from, to, intervals });
const sound: CalendarDefinition = { zone: 'Asia/Shanghai', days: [], hours: [allDay] };

test.each<[string, Partial<CalendarDefinition>]>([
  ['zone "Asia/Fuzhou" is not', { zone: 'Asia/Fuzhou' }],
  ['days[1]: "2026-02-30" is not a date', { days: [day('2026-01-01'), day('2026-02-30')] }],
  ['days[0]: "2026-1-1" is not a date', { days: [day('2026-1-1')] }],
  ['days[1]: 2026-01-01 is listed twice', { days: [day('2026-01-01'), day('2026-01-01', 'makeup-workday')] }],
  ['days[0]: 1989-10-01 lies outside 1990 to 2060', { days: [day('1989-10-01')] }],
  ['unknown kind "feast"', { days: [day('2026-01-01', 'feast')] }],
  ['unknown status "rumoured"', { days: [day('2026-01-01', 'holiday', 'rumoured')] }],
  ['hours[0]: "06-31" is not a month and day', { hours: [season('06-31', '12-31', ['08:00', '12:00'])] }],
  ['hours[0]: "8:00" is not a time of day', { hours: [season('01-01', '12-31', ['8:00', '12:00'])] }],
  ['hours[0]: "24:30" is not a time of day', { hours: [season('01-01', '12-31', ['08:00', '24:30'])] }],
  ['hours[0]: 12:00-08:00 is empty', { hours: [season('01-01', '12-31', ['12:00', '08:00'])] }],
  ['hours[0]: 11:00-13:00 is empty or begins before', { hours: [season('01-01', '12-31', ['08:00', '12:00'], ['11:00', '13:00'])] }],
  ['hours[0]: no interval', { hours: [season('01-01', '12-31')] }],
  [
    'hours[1]: 09-30 already has hours',
    { hours: [season('10-01', '09-30', ['08:00', '12:00']), season('09-30', '09-30', ['08:00', '12:00'])] },
  ],
  ['hours: 02-29 has none', { hours: [season('03-01', '02-28', ['08:00', '12:00'])] }],
  ['hours: 01-01 has none', { hours: [] }],
  ['workWeek: 0 is not', { workWeek: [1, 0] }],
  ['workWeek: no day', { workWeek: [] }],
  ['years: 2030 to 2020', { years: { from: 2030, to: 2020 } }],
])('a faulty definition is refused by name: %s', (message, fault) => {
  expect(() => defineCalendar({ ...sound, ...fault })).toThrowError(
    expect.objectContaining({ code: 'calendar.invalid', message: expect.stringContaining(message) }),
  );
});
