import { calendarError } from './calendar-error.ts';

/** Local time is UTC + `offsetMs` from `fromMs` until before `toMs`. */
export type OffsetPeriod = { readonly fromMs: number; readonly toMs: number; readonly offsetMs: number };

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/**
 * The offsets of an IANA zone between two instants, read from the time-zone data of the runtime (`Intl`). The first and the last
 * period have no end.
 * A zone that changes and changes back within one week would be missed; none has since 1990. Refuses an unknown zone with `calendar.invalid`.
 */
export function offsetPeriods(zone: string, fromMs: number, toMs: number): OffsetPeriod[] {
  const offsetAt = offsetReader(zone);
  const periods: OffsetPeriod[] = [];
  let current = { fromMs: Number.NEGATIVE_INFINITY, offsetMs: offsetAt(fromMs) };
  for (let at = fromMs; at < toMs; at += WEEK) {
    const next = offsetAt(at + WEEK);
    if (next === current.offsetMs) continue;
    const changeMs = changeBetween(at, at + WEEK, current.offsetMs, offsetAt);
    periods.push({ ...current, toMs: changeMs });
    current = { fromMs: changeMs, offsetMs: next };
  }
  return [...periods, { ...current, toMs: Number.POSITIVE_INFINITY }];
}

function changeBetween(fromMs: number, toMs: number, before: number, offsetAt: (ms: number) => number): number {
  let low = fromMs / MINUTE;
  let high = toMs / MINUTE;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

function offsetReader(zone: string): (ms: number) => number {
  const format = formatOf(zone);
  return (ms) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute) - ms;
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    throw calendarError('calendar.invalid', `zone "${zone}" is not an IANA time zone this runtime knows`);
  }
}
