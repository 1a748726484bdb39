import { type CalendarDefinition, defineCalendar, isCalendarError, type SeasonHours } from '@banyan/working-time';
import { listOf, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { filesIn, type Pack, readTable } from '#platform/pack-file.ts';
import type { KnownCodes } from './matters.ts';

export type CalendarRow = { area_code: string; definition: CalendarDefinition };

const monthDay = pattern(/^\d\d-\d\d$/, 'a month and day such as 06-01');
const holidayColumns = {
  date: pattern(/^\d{4}-\d\d-\d\d$/, 'a date such as 2026-10-01'),
  kind: oneOf(['holiday', 'makeup-workday']),
  name_zh: words(40),
  name_en: words(80),
  status: oneOf(['published', 'expected']),
  source: words(200),
};
const hourColumns = {
  from_month_day: monthDay,
  to_month_day: monthDay,
  intervals: listOf(';', pattern(/^\d\d:\d\d-\d\d:\d\d$/, 'hours such as 08:30-12:00'), { least: 1 }),
  status: words(40),
  source: words(200),
};

const hourFile = 'calendar/hours.csv';

/** Reads the working calendar: holidays are the city's, office hours may be a county's own (counties/CODE/calendar/hours.csv). */
export function readCalendars(pack: Pack, zone: string, known: KnownCodes): CalendarRow[] {
  const days = readTable(pack, 'calendar/holidays.csv', holidayColumns).map(({ date, kind, status }) => ({ date, kind, status }));
  const calendars = [
    { file: hourFile, area: known.city },
    ...filesIn(pack, 'counties/', `/${hourFile}`).map((file) => ({ file, area: file.split('/')[1] ?? '' })),
  ];
  return calendars.flatMap(({ file, area }) => {
    if (area !== known.city && !known.counties.has(area)) pack.problems.push({ file, reason: `there is no county ${area}` });
    const definition: CalendarDefinition = { zone, days, hours: readHours(pack, file) };
    return isSound(pack, file, definition) ? [{ area_code: area, definition }] : [];
  });
}

const readHours = (pack: Pack, file: string): SeasonHours[] =>
  readTable(pack, file, hourColumns).map(({ from_month_day, to_month_day, intervals }) => ({
    from: from_month_day,
    to: to_month_day,
    intervals: intervals.map((interval) => interval.split('-') as [string, string]),
  }));

/** What only the calendar as a whole can tell: days twice, seasons that overlap or leave a gap. */
function isSound(pack: Pack, file: string, definition: CalendarDefinition): boolean {
  try {
    defineCalendar(definition);
    return true;
  } catch (error) {
    if (!isCalendarError(error)) throw error;
    const inDays = error.message.startsWith('days');
    const place = Number(/^(?:days|hours)\[(\d+)\]/.exec(error.message)?.[1]);
    pack.problems.push({
      file: inDays ? 'calendar/holidays.csv' : file,
      ...(Number.isNaN(place) ? {} : { line: place + 2 }),
      reason: error.message,
    });
    return false;
  }
}
