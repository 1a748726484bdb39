import { readFileSync } from 'node:fs';
import type { CalendarDay, CalendarDefinition, SeasonHours } from '../src/index.ts';

/** The calendar of the Fuzhou pack, as its tables stand. */
export function fuzhouDefinition(): CalendarDefinition {
  return { zone: 'Asia/Shanghai', days: readRows('holidays.csv').map(dayOf), hours: readRows('hours.csv').map(seasonOf) };
}

/** A night shift under daylight saving, seven days a week: its hours meet every skipped and every repeated hour. */
export function nightShiftDefinition(): CalendarDefinition {
  return {
    zone: 'America/Chicago',
    days: [
      { date: '2025-11-27', kind: 'holiday', status: 'published' },
      { date: '2026-01-01', kind: 'holiday', status: 'published' },
    ],
    hours: [
      {
        from: '01-01',
        to: '12-31',
        intervals: [
          ['00:30', '02:30'],
          ['22:00', '24:00'],
        ],
      },
    ],
    workWeek: [1, 2, 3, 4, 5, 6, 7],
  };
}

/** The instant of a local time such as `2026-02-13 16:00` at a fixed offset, Beijing time unless told. */
export function at(local: string, offset = '+08:00'): number {
  return Date.parse(`${local.replace(' ', 'T')}:00${offset}`);
}

/** A local time again, Beijing time unless told. */
export function local(atMs: number | null, zone = 'Asia/Shanghai'): string | null {
  return atMs === null ? null : new Date(atMs).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
}

function readRows(file: string): string[][] {
  const text = readFileSync(new URL(`../../../packs/fuzhou/calendar/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

function dayOf([date = '', kind, , , status]: string[]): CalendarDay {
  return { date, kind: kind as CalendarDay['kind'], status: status as CalendarDay['status'] };
}

function seasonOf([from = '', to = '', intervals = '']: string[]): SeasonHours {
  return { from, to, intervals: intervals.split(';').map((interval) => [interval.slice(0, 5), interval.slice(6)] as const) };
}
