import { createHash } from 'node:crypto';

/** Words of an address that say which flat or floor, not which place. */
const inside = /(?:\d+(?:单元|梯|层|楼|室|房|户)|门口|附近|旁边?|对面|路边).*$/;

/**
 * The place of a report as a key: the corner of the map it lies in, 0.001 degrees (about 100 m) wide, else a number made of its address without
 * flat and floor. Null where neither is told. Pure.
 */
export function spotOf(point: { lat: number; lon: number } | null, address: string | null): string | null {
  if (point) return `${point.lat.toFixed(3)},${point.lon.toFixed(3)}`;
  const plain = (address ?? '')
    .normalize('NFKC')
    .replace(/[\s，,。.\-—]/g, '')
    .replace(inside, '');
  return plain.length < 4 ? null : createHash('sha256').update(plain).digest('hex').slice(0, 16);
}
