import type { Point } from './tally.ts';

/** A zone for a draft, to be decided by a person: borders of zones are not drawn here. Pure. */

/** Zones with the place after which each is named (tz database, zone1970.tab, to a tenth of a degree). */
const zones: readonly [string, number, number][] = [
  ['Pacific/Honolulu', 21.3, -157.9],
  ['America/Anchorage', 61.2, -149.9],
  ['America/Los_Angeles', 34.1, -118.2],
  ['America/Vancouver', 49.3, -123.1],
  ['America/Phoenix', 33.4, -112.1],
  ['America/Denver', 39.7, -105],
  ['America/Chicago', 41.9, -87.7],
  ['America/Mexico_City', 19.4, -99.2],
  ['America/New_York', 40.7, -74],
  ['America/Toronto', 43.7, -79.4],
  ['America/Halifax', 44.7, -63.6],
  ['America/Bogota', 4.6, -74.1],
  ['America/Lima', -12.1, -77.1],
  ['America/Santiago', -33.5, -70.7],
  ['America/Sao_Paulo', -23.5, -46.6],
  ['America/Argentina/Buenos_Aires', -34.6, -58.5],
  ['Atlantic/Reykjavik', 64.2, -21.9],
  ['Europe/London', 51.5, -0.1],
  ['Europe/Dublin', 53.3, -6.3],
  ['Europe/Lisbon', 38.7, -9.1],
  ['Europe/Madrid', 40.4, -3.7],
  ['Europe/Paris', 48.9, 2.3],
  ['Europe/Berlin', 52.5, 13.4],
  ['Europe/Rome', 41.9, 12.5],
  ['Europe/Warsaw', 52.3, 21],
  ['Europe/Helsinki', 60.2, 25],
  ['Europe/Athens', 38, 23.7],
  ['Europe/Istanbul', 41, 29],
  ['Europe/Moscow', 55.8, 37.6],
  ['Africa/Lagos', 6.5, 3.4],
  ['Africa/Cairo', 30.1, 31.3],
  ['Africa/Johannesburg', -26.3, 28],
  ['Africa/Nairobi', -1.3, 36.8],
  ['Asia/Dubai', 25.3, 55.3],
  ['Asia/Karachi', 24.9, 67.1],
  ['Asia/Kolkata', 22.5, 88.4],
  ['Asia/Dhaka', 23.7, 90.4],
  ['Asia/Bangkok', 13.8, 100.5],
  ['Asia/Jakarta', -6.2, 106.8],
  ['Asia/Singapore', 1.3, 103.9],
  ['Asia/Shanghai', 31.2, 121.5],
  ['Asia/Manila', 14.6, 121],
  ['Asia/Seoul', 37.6, 127],
  ['Asia/Tokyo', 35.7, 139.7],
  ['Australia/Perth', -32, 115.9],
  ['Australia/Brisbane', -27.5, 153],
  ['Australia/Sydney', -33.9, 151.2],
  ['Pacific/Auckland', -36.9, 174.8],
];

export type ZoneDraft = { zone: string; why: 'given' | 'language' | 'nearest' | 'unknown' };

/** The zone given, else that of China for Chinese requests, else the one named after the place nearest to the middle of the points, else UTC. */
export function chooseZone(given: string | undefined, isChinese: boolean, middle: Point | undefined): ZoneDraft {
  if (given !== undefined) return { zone: given, why: 'given' };
  // One zone for the whole country, so the nearest named place would mislead.
  if (isChinese && (middle === undefined || hourOf(middle) >= 5)) return { zone: 'Asia/Shanghai', why: 'language' };
  if (middle === undefined) return { zone: 'Etc/UTC', why: 'unknown' };
  let nearest: { zone: string; distance: number } = { zone: 'Etc/UTC', distance: Number.POSITIVE_INFINITY };
  for (const [zone, lat, lon] of zones) {
    const distance = Math.hypot(lat - middle.lat, 1.5 * turned(lon - middle.lon));
    if (distance < nearest.distance) nearest = { zone, distance };
  }
  return { zone: nearest.zone, why: 'nearest' };
}

const turned = (degrees: number) => ((degrees + 540) % 360) - 180;

/** Hours east of UTC by the sun. */
export const hourOf = (point: Point): number => Math.round(point.lon / 15);

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
