import { cutUnits, gap, mix } from './units.ts';

/**
 * MinHash (Broder 1997): the smallest of many hashes of a text's shingles agrees between two texts as often as their shingles are shared.
 * `bands` groups of `rowsPerBand` values each become one number; texts that share 40 % of their shingles share a number 9 times in 10.
 */
export const bandCount = 16;
const rowsPerBand = 2;
const shingle = 4;
const hashCount = bandCount * rowsPerBand;
const leastShingles = 4;

const multipliers = Int32Array.from({ length: hashCount }, (_, at) => Math.imul(at * 2 + 1, 0x9e3779b1) | 1);
const additions = Int32Array.from({ length: hashCount }, (_, at) => Math.imul(at + 7, 0x85ebca6b));

/** The band numbers of a text, or none for a text too short to compare. Numbers of different bands differ. */
export function sketch(text: string): Int32Array {
  const { count, hash } = cutUnits(text);
  const least = new Int32Array(hashCount).fill(0x7fffffff);
  let run = 0;
  let shingles = 0;
  for (let at = 0; at < count; at += 1) {
    run = hash[at] === gap ? 0 : run + 1;
    if (run < shingle) continue;
    let value = 0;
    for (let back = shingle - 1; back >= 0; back -= 1) value = mix(value, hash[at - back] as number);
    shingles += 1;
    for (let one = 0; one < hashCount; one += 1) {
      const mixed = Math.imul(value ^ (value >>> 15), multipliers[one] as number) + (additions[one] as number);
      const spread = (mixed ^ (mixed >>> 13)) | 0;
      if (spread < (least[one] as number)) least[one] = spread;
    }
  }
  if (shingles < leastShingles) return new Int32Array(0);
  return Int32Array.from({ length: bandCount }, (_, band) => {
    let value = band + 1;
    for (let row = 0; row < rowsPerBand; row += 1) value = mix(value, least[band * rowsPerBand + row] as number);
    return value;
  });
}
