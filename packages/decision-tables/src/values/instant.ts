import { Temporal } from 'temporal-polyfill';
import { dateOfDays, epochDays } from './days.ts';
import type { FeelDate, FeelDateTime, FeelTime, Zone } from './value.ts';

export const SECOND = 1_000_000_000n;
export const DAY = 86_400n * SECOND;
const OFFSET_LIMIT = 18 * 3600;

export function makeTime(hour: number, minute: number, second: number, nano: number, zone: Zone | null): FeelTime | null {
  const whole = [hour, minute, second, nano].every(Number.isInteger);
  if (!whole || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  if (typeof zone === 'number' && Math.abs(zone) > OFFSET_LIMIT) return null;
  return { kind: 'time', hour, minute, second, nano, zone };
}

export function makeDateTime(date: FeelDate, time: FeelTime): FeelDateTime {
  return { kind: 'date and time', date, time };
}

export const MIDNIGHT_UTC: FeelTime = { kind: 'time', hour: 0, minute: 0, second: 0, nano: 0, zone: 0 };

/** Whether the zone data knows the name. */
export function isZoneName(name: string): boolean {
  try {
    Temporal.ZonedDateTime.from({ timeZone: name, year: 2000, month: 1, day: 1 });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** Seconds east of UTC at that local time. A named zone is asked for the year it knows that is nearest. */
export function offsetOf(zone: Zone, date: FeelDate, time: FeelTime): number {
  if (typeof zone === 'number') return zone;
  const { hour, minute, second } = time;
  const year = Math.max(-9999, Math.min(9999, date.year));
  const zoned = Temporal.ZonedDateTime.from({ timeZone: zone, year, month: date.month, day: date.day, hour, minute, second });
  return zoned.offsetNanoseconds / 1e9;
}

/** Nanoseconds since midnight, as the clock on the wall shows. */
export function wallNanos({ hour, minute, second, nano }: FeelTime): bigint {
  return BigInt(hour * 3600 + minute * 60 + second) * SECOND + BigInt(nano);
}

/** Nanoseconds since 1970 as the wall shows, without regard to a zone. */
export function localNanos({ date, time }: FeelDateTime): bigint {
  return BigInt(epochDays(date)) * DAY + wallNanos(time);
}

/** Nanoseconds since 1970 in UTC; a value without zone counts as UTC. */
export function instantNanos(value: FeelDateTime): bigint {
  const zone = value.time.zone;
  const offset = zone === null ? 0 : offsetOf(zone, value.date, value.time);
  return localNanos(value) - BigInt(offset) * SECOND;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}

export function timeOfNanos(nanos: bigint, zone: Zone | null): FeelTime {
  const inDay = nanos - floorDivide(nanos, DAY) * DAY;
  const seconds = Number(inDay / SECOND);
  return {
    kind: 'time',
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    nano: Number(inDay % SECOND),
    zone,
  };
}

/** The wall clock's date and time at so many nanoseconds since 1970; null outside the years of FEEL. */
export function dateTimeOfNanos(nanos: bigint, zone: Zone | null): FeelDateTime | null {
  const date = dateOfDays(Number(floorDivide(nanos, DAY)));
  return date === null ? null : makeDateTime(date, timeOfNanos(nanos, zone));
}

/** What the clock on the wall of a zone shows at an instant in milliseconds. */
export function atInstant(ms: number, zone: Zone): FeelDateTime | null {
  const offset = typeof zone === 'number' ? zone : offsetAt(ms, zone);
  return dateTimeOfNanos(BigInt(Math.trunc(ms)) * 1_000_000n + BigInt(offset) * SECOND, zone);
}

function offsetAt(ms: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(ms)).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
}
