import { dateOfDays, epochDays, LARGEST_YEAR, makeDate } from './days.ts';
import { DAY, isZoneName, makeDateTime, makeTime, SECOND } from './instant.ts';
import type { DayTimeDuration, FeelDate, FeelDateTime, FeelTime, Value, YearMonthDuration, Zone } from './value.ts';

const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/;
const YEAR_MONTH = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;
const DAY_TIME = /^(-?)P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;

/** Reads a date by XML Schema 1.1 without zone, as FEEL requires; null for anything else. */
export function readDate(text: string): FeelDate | null {
  const [, sign, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  return makeDate(Number(`${sign}${year}`), Number(month), Number(day));
}

/** `undefined` when the text is no zone; null when there is none. */
function readZone(text: string | undefined): Zone | null | undefined {
  if (text === undefined) return null;
  if (text === 'Z') return 0;
  if (!text.startsWith('@')) return readOffset(text);
  return isZoneName(text.slice(1)) ? text.slice(1) : undefined;
}

function readOffset(text: string): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  if (minutes > 59 || seconds > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds) + 0;
}

export function readTime(text: string): FeelTime | null {
  const [all, hour, minute, second, part, zoneText] = TIME.exec(text) ?? [];
  if (all === undefined) return null;
  const zone = readZone(zoneText);
  if (zone === undefined) return null;
  return makeTime(Number(hour), Number(minute), Number(second), nanosOf(part), zone);
}

/** Hour 24 is the first instant of the next day (XML Schema 1.1, 3.3.7). */
function endOfDay(text: string): FeelTime | null {
  return text.startsWith('24:00:00') ? readTime(`00${text.slice(2)}`) : null;
}

function nanosOf(fraction: string | undefined): number {
  return Number((fraction ?? '').padEnd(9, '0').slice(0, 9));
}

/** Reads a date and time; a date alone stands for its first instant. */
export function readDateTime(text: string): FeelDateTime | null {
  const [dateText = '', timeText, ...rest] = text.split('T');
  const zoneRest = rest.length > 0 ? `T${rest.join('T')}` : '';
  const date = readDate(dateText);
  if (date === null) return null;
  if (timeText === undefined) return makeDateTime(date, { kind: 'time', hour: 0, minute: 0, second: 0, nano: 0, zone: null });
  const time = readTime(timeText + zoneRest) ?? endOfDay(timeText + zoneRest);
  if (time === null) return null;
  const day = timeText.startsWith('24') ? dateOfDays(epochDays(date) + 1) : date;
  return day === null ? null : makeDateTime(day, time);
}

/** Reads either kind of duration by XML Schema 1.1; a text that mixes years or months with days or time is none. */
export function readDuration(text: string): DayTimeDuration | YearMonthDuration | null {
  const calendar = YEAR_MONTH.exec(text);
  if (calendar !== null) return yearMonths((calendar[1] === '-' ? -1 : 1) * (Number(calendar[2] ?? 0) * 12 + Number(calendar[3] ?? 0)));
  const clock = DAY_TIME.exec(text);
  if (clock === null) return null;
  const [, sign, days = '0', hours, minutes, seconds, fraction] = clock;
  const nanos = BigInt(days) * DAY + wholeSeconds(hours, minutes, seconds) * SECOND + BigInt(nanosOf(fraction));
  return dayTime(sign === '-' ? -nanos : nanos);
}

function wholeSeconds(hours = '0', minutes = '0', seconds = '0'): bigint {
  return BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
}

export function dayTime(nanos: bigint): DayTimeDuration {
  return { kind: 'days and time duration', nanos };
}

/** Null when the months are no whole number within the years of FEEL. */
export function yearMonths(months: number): YearMonthDuration | null {
  if (!Number.isInteger(months) || Math.abs(months) > LARGEST_YEAR * 12) return null;
  return { kind: 'years and months duration', months: months + 0 };
}

/** What `@"…"` means (DMN 1.5, grammar rule 62): a date, time, date and time or duration; null for anything else. */
export function readAtLiteral(text: string): Value {
  return readDate(text) ?? readTime(text) ?? (text.includes('T') ? readDateTime(text) : null) ?? readDuration(text);
}
