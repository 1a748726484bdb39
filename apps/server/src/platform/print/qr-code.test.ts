import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Grid, qrCode } from './qr-code.ts';

/** Data codewords of each block at level M, by version (ISO/IEC 18004, table 9), written down a second time for the reader. */
const blocksOf: Record<number, number[]> = {
  1: [16],
  2: [28],
  3: [44],
  4: [32, 32],
  5: [43, 43],
  6: [27, 27, 27, 27],
  7: [31, 31, 31, 31],
  8: [38, 38, 39, 39],
  9: [36, 36, 36, 37, 37],
  10: [43, 43, 43, 43, 44],
};
const middlesOf: Record<number, number[]> = {
  1: [],
  2: [6, 18],
  3: [6, 22],
  4: [6, 26],
  5: [6, 30],
  6: [6, 34],
  7: [6, 22, 38],
  8: [6, 24, 42],
  9: [6, 26, 46],
  10: [6, 28, 50],
};
const flips: ((i: number, j: number) => number)[] = [
  (i, j) => (i + j) % 2,
  (i) => i % 2,
  (_, j) => j % 3,
  (i, j) => (i + j) % 3,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
  (i, j) => ((i * j) % 2) + ((i * j) % 3),
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
];

type Place = readonly [row: number, column: number];

/** The three corners with their format words, and from version 7 the two blocks that name the version. */
function isCorner(version: number, [row, column]: Place): boolean {
  const far = 17 + 4 * version - 8;
  const named = version >= 7 && (row < 6 ? column >= far - 3 : column < 6 && row >= far - 3);
  return named || (row < 9 ? column < 9 || column >= far : row >= far && column < 9);
}

function isAligned(version: number, [row, column]: Place): boolean {
  const last = 17 + 4 * version - 7;
  const near = (at: number) => (middlesOf[version] ?? []).filter((middle) => Math.abs(at - middle) <= 2);
  const taken = [`6 6`, `6 ${last}`, `${last} 6`];
  return near(row).some((middle) => near(column).some((other) => !taken.includes(`${middle} ${other}`)));
}

/** Whether a module belongs to the frame of its version and carries no data. */
const isFrame = (version: number, place: Place): boolean => place.includes(6) || isCorner(version, place) || isAligned(version, place);

/** The modules that carry data, in the order in which they are read. */
function walk(version: number): Place[] {
  const size = 17 + 4 * version;
  const rights = Array.from({ length: (size - 1) / 2 }, (_, pair) => size - 1 - 2 * pair).map((right) => (right <= 6 ? right - 1 : right));
  return rights.flatMap((right, pair) =>
    Array.from({ length: size }, (_, step) => (pair % 2 === 0 ? size - 1 - step : step)).flatMap((row) =>
      [right, right - 1].map((column): Place => [row, column]).filter((place) => !isFrame(version, place)),
    ),
  );
}

type Block = { data: number[]; check: number[] };

function sortOut(version: number, words: readonly number[]): Block[] {
  const sizes = blocksOf[version] ?? [];
  const blocks = sizes.map((size): Block & { size: number } => ({ data: [], check: [], size }));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const dataOrder = Array.from({ length: Math.max(...sizes) }, (_, place) => blocks.filter(({ size }) => place < size)).flat();
  for (const [at, block] of dataOrder.entries()) block.data.push(words[at] ?? 0);
  for (const [at, word] of words.slice(whole).entries()) blocks[at % blocks.length]?.check.push(word);
  return blocks;
}

const numberOf = (bits: readonly number[]) => Number.parseInt(bits.join(''), 2);

/** An independent reader: unmasks, walks, sorts the blocks out again, and gives the bytes of the text. */
function read(grid: Grid): { text: string; blocks: Block[] } {
  const version = (grid.length - 17) / 4;
  const dark = ([row, column]: Place) => (grid[row]?.[column] ? 1 : 0);
  const format = numberOf([0, 1, 2, 3, 4].map((column) => dark([8, column]))) ^ 0b10101;
  expect(format >>> 3, 'level M').toBe(0);
  const bits = walk(version).map((place) => dark(place) ^ (flips[format & 7]?.(...place) === 0 ? 1 : 0));
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) => numberOf(bits.slice(at * 8, at * 8 + 8)));
  const blocks = sortOut(version, words);
  const stream = blocks.flatMap(({ data }) => data.flatMap((word) => [...word.toString(2).padStart(8, '0')].map(Number)));
  expect(numberOf(stream.slice(0, 4)), 'byte mode').toBe(4);
  const from = version > 9 ? 20 : 12;
  const length = numberOf(stream.slice(4, from));
  const bytes = Array.from({ length }, (_, index) => numberOf(stream.slice(from + 8 * index, from + 8 * index + 8)));
  return { text: new TextDecoder().decode(Uint8Array.from(bytes)), blocks };
}

describe('a QR code', () => {
  test('says what it was made of, at every length', () => {
    const versions = new Set<number>();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '0', '/', '榕', 'é'), maxLength: 90, size: 'max' }), (text) => {
        const grid = qrCode(text);
        if (new TextEncoder().encode(text).length > 213) return expect(grid).toBeUndefined();
        if (!grid) throw new Error('There is no code.');
        versions.add((grid.length - 17) / 4);
        expect(read(grid).text).toBe(text);
      }),
      { numRuns: 60 },
    );
    expect(versions.size).toBeGreaterThan(5);
  });

  test('holds 213 bytes and no more', () => {
    expect(read(qrCode('z'.repeat(213)) ?? []).text).toBe('z'.repeat(213));
    expect(qrCode('z'.repeat(214))).toBeUndefined();
  });
});
