import { wrong } from './faults.ts';
import { type DetailedStatus, detailedStatuses } from './policy.ts';
import { type Fields, listOf, one } from './read-body.ts';
import { readTime } from './write-time.ts';

/** Reads the filters and pages of GeoReport v2 and its extensions. Pure. */

const dayMs = 86_400_000;
const spanDays = 90;
/** The standard’s own bound for an answer that is not asked for in pages. */
const mostRows = 1000;
const usualPage = 100;
/** Pages reach no further; a shorter span of dates leads on. */
const deepest = 100_000;

export function readInstant(fields: Fields, name: string, zone: string): Date | undefined {
  const text = one(fields, name);
  if (text === undefined) return undefined;
  const at = readTime(text, zone);
  if (!at) throw wrong(`${name}: "${text.slice(0, 40)}" is not a date and time such as 2026-11-24T10:00:00+08:00`);
  return at;
}

export type Span = { from: Date | undefined; to: Date | undefined };

/** `start_date` and `end_date`: at most ninety days apart; without both, the last ninety days. */
export function readSpan(fields: Fields, zone: string, now: Date): Span {
  const [from, to] = [readInstant(fields, 'start_date', zone), readInstant(fields, 'end_date', zone)];
  if (from && to && from > to) throw wrong('start_date lies after end_date');
  if (from && to && to.getTime() - from.getTime() > spanDays * dayMs)
    throw wrong(`start_date and end_date span more than ${spanDays} days`);
  return { from: from ?? new Date((to ?? now).getTime() - spanDays * dayMs), to };
}

function readCount(fields: Fields, name: string, most: number): number | undefined {
  const text = one(fields, name);
  if (text === undefined) return undefined;
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most) throw wrong(`${name}: "${text.slice(0, 20)}" is not a whole number from 1 to ${most}`);
  return count;
}

export type Page = { number: number; size: number; skip: number };

/** `page` and `page_size`; without either the first thousand. */
export function readPage(fields: Fields): Page {
  const number = readCount(fields, 'page', deepest);
  const size =
    readCount(fields, 'page_size', mostRows) ??
    readCount(fields, 'max_requests', mostRows) ??
    (number === undefined ? mostRows : usualPage);
  const skip = ((number ?? 1) - 1) * size;
  if (skip + size > deepest) throw wrong(`page: no page reaches beyond ${deepest} requests; ask for a shorter span of dates`);
  return { number: number ?? 1, size, skip };
}

export function readStatus(fields: Fields): 'open' | 'closed' | undefined {
  const asked = listOf(fields, 'status').map((status) => status.toLowerCase());
  const stranger = asked.find((status) => status !== 'open' && status !== 'closed');
  if (stranger !== undefined) throw wrong(`status: "${stranger.slice(0, 20)}" is not open or closed`);
  const both = asked.includes('open') && asked.includes('closed');
  return both || asked.length === 0 ? undefined : (asked[0] as 'open' | 'closed');
}

export function readDetailed(fields: Fields): DetailedStatus[] | undefined {
  const asked = listOf(fields, 'detailed_status').map((status) => status.toUpperCase());
  if (asked.length === 0) return undefined;
  return asked.map((status) => {
    const known = detailedStatuses.find((one) => one === status);
    if (!known) throw wrong(`detailed_status: "${status.slice(0, 20)}" is not one of ${detailedStatuses.join(', ')}`);
    return known;
  });
}

export type Box = { south: number; west: number; north: number; east: number };

const metresOfDegree = 111_195;

function readDegrees(text: string | undefined, name: string, most: number): number {
  const value = Number(text);
  if (text === undefined || !/^[+-]?\d{1,3}([.]\d{1,20})?$/.test(text) || Math.abs(value) > most)
    throw wrong(`${name}: "${(text ?? '').slice(0, 20)}" is not a number of degrees`);
  return value;
}

/** `bbox=west,south,east,north`, or the box about `lat`, `long` and `radius` in metres (CitySDK). */
export function readBox(fields: Fields): Box | undefined {
  const corners = one(fields, 'bbox')
    ?.split(',')
    .map((part) => part.trim());
  if (corners) {
    if (corners.length !== 4) throw wrong('bbox: west,south,east,north');
    const [west, south, east, north] = [
      readDegrees(corners[0], 'bbox', 180),
      readDegrees(corners[1], 'bbox', 90),
      readDegrees(corners[2], 'bbox', 180),
      readDegrees(corners[3], 'bbox', 90),
    ];
    return { south, west, north, east };
  }
  const radius = one(fields, 'radius');
  if (radius === undefined) return undefined;
  const metres = Number(radius);
  if (!/^\d{1,6}([.]\d+)?$/.test(radius) || metres > 100_000) throw wrong('radius: metres, at most 100000');
  const lat = readDegrees(one(fields, 'lat'), 'lat', 90);
  const lon = readDegrees(one(fields, 'long') ?? one(fields, 'lon'), 'long', 180);
  const high = metres / metresOfDegree;
  const wide = high / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return { south: lat - high, west: lon - wide, north: lat + high, east: lon + wide };
}

export const isAsked = (fields: Fields, name: string): boolean => ['true', '1', 'yes'].includes(one(fields, name)?.toLowerCase() ?? '');
