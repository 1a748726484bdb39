import { latLngToCell } from 'h3-js';
import type { Point } from './shape.ts';

/** The H3 cells of a place as 15-digit hexadecimal text: about 5.2, 0.74 and 0.11 km² (resolutions 7, 8 and 9). */
export type H3Cells = { readonly r7: string; readonly r8: string; readonly r9: string };

/** The cells that hold a WGS-84 point; throws RangeError when the point is no place on Earth. */
export function h3Cells({ lat, lon }: Point): H3Cells {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) throw new RangeError(`${lat}, ${lon} is no place on Earth.`);
  return { r7: latLngToCell(lat, lon, 7), r8: latLngToCell(lat, lon, 8), r9: latLngToCell(lat, lon, 9) };
}

/** The cell as a number for a `bigint` column; the highest bit of an H3 index is always 0, so the sign is safe. */
export function h3ToBigint(cell: string): bigint {
  return BigInt(`0x${cell}`);
}

/** The text of a cell read from a `bigint` column. */
export function h3FromBigint(cell: bigint): string {
  return cell.toString(16);
}
