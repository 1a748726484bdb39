import type { HistoryRow } from './columns.ts';
import { plainTime } from './plain-time.ts';

/** What a row tells of a case's life: instants in milliseconds, ends in our own words. Pure. */
export type History = {
  reportedAt: number;
  /** When the unit reported back; null while the case is open. */
  finishedAt: number | null;
  end: 'open' | 'handled' | 'withdrawn' | 'rejected';
  reply: string;
  /** How often the case was handed on. */
  handovers: number;
  level: number | null;
  /** What did not fit and was read otherwise, in words. */
  remarks: string[];
};

/** Minutes east of UTC that the city’s clocks show at about an instant. */
export type OffsetOf = (utcMs: number) => number;

const dayMs = 86_400_000;
const open = /^(open|new|pending|assigned|in progress|acknowledged|受理中|办理中|open - dup)/i;
const withdrawn = /cancel|withdraw|撤/i;
const rejected = /referred|transferred|reject|不予受理/i;

/** An instant from `2018-10-04`, `2018-10-04T05:06:07`, `10/04/2018 01:05 PM`, `2018年10月4日` or seconds since 1970; without offset it is the city’s local time. */
export function readInstant(text: string, offsetOf: OffsetOf): number | null {
  if (/^\d{10}$|^\d{13}$/.test(text)) return Number(text.padEnd(13, '0'));
  return readIso(text, offsetOf) ?? readIso(plainTime(text, 0), offsetOf);
}

function readIso(text: string, offsetOf: OffsetOf): number | null {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = match;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(utc);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return utc - (zone === undefined ? offsetOf(utc) : zoneMinutes(zone)) * 60_000;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}

function endOf(row: HistoryRow, finishedAt: number | null): History['end'] {
  const status = row.status ?? '';
  if (withdrawn.test(status)) return 'withdrawn';
  if (rejected.test(status)) return 'rejected';
  if (status !== '' && open.test(status)) return 'open';
  return finishedAt === null ? 'open' : 'handled';
}

/** Reads the history of a row, or the reason why it has none. */
export function readHistory(row: HistoryRow, offsetOf: OffsetOf): History | { problem: string } {
  if (!row.reportedAt) return { problem: 'row.reported_at_missing' };
  const reportedAt = readInstant(row.reportedAt, offsetOf);
  if (reportedAt === null) return { problem: `row.reported_at_invalid: ${row.reportedAt.slice(0, 40)}` };
  const remarks: string[] = [];
  const finishedAt = finishOf(row, reportedAt, offsetOf, remarks);
  const handovers = Number(row.forwards ?? 0);
  const level = row.rating && /^[1-5]$/.test(row.rating) ? Number(row.rating) : null;
  return {
    reportedAt,
    finishedAt,
    end: endOf(row, finishedAt),
    reply: row.reply ?? row.outcome ?? '',
    handovers: Number.isFinite(handovers) ? Math.max(0, Math.trunc(handovers)) : 0,
    level,
    remarks,
  };
}

function finishOf(row: HistoryRow, reportedAt: number, offsetOf: OffsetOf, remarks: string[]): number | null {
  let finishedAt: number | null = null;
  if (row.replyDays !== undefined && row.reply)
    finishedAt = Number.isFinite(Number(row.replyDays)) ? reportedAt + Number(row.replyDays) * dayMs : null;
  else if (row.closedAt) {
    finishedAt = readInstant(row.closedAt, offsetOf);
    if (finishedAt === null) remarks.push('closed_at could not be read; the case stays open');
  }
  if (finishedAt !== null && finishedAt < reportedAt) {
    remarks.push('closed before it was reported; closed at the time of the report');
    return reportedAt;
  }
  return finishedAt;
}

/** The offset of an IANA zone; fixed within a day, which is as exact as exports without offset are. */
export function offsetsOf(zone: string): OffsetOf {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const known = new Map<number, number>();
  return (utcMs) => {
    const day = Math.floor(utcMs / dayMs);
    let minutes = known.get(day);
    if (minutes === undefined) {
      const text =
        format
          .formatToParts(utcMs)
          .find((part) => part.type === 'timeZoneName')
          ?.value.replace('GMT', '') ?? '';
      minutes = text === '' ? 0 : zoneMinutes(text);
      known.set(day, minutes);
    }
    return minutes;
  };
}
