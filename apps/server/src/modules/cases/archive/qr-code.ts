import { type Grid, placeCode } from './qr-grid.ts';

/** Error correction level M (15 %) of ISO/IEC 18004, versions 1 to 10: check codewords a block, and the data codewords of each block. */
const versions: readonly { check: number; blocks: readonly number[] }[] = [
  { check: 10, blocks: [16] },
  { check: 16, blocks: [28] },
  { check: 26, blocks: [44] },
  { check: 18, blocks: [32, 32] },
  { check: 24, blocks: [43, 43] },
  { check: 16, blocks: [27, 27, 27, 27] },
  { check: 18, blocks: [31, 31, 31, 31] },
  { check: 22, blocks: [38, 38, 39, 39] },
  { check: 22, blocks: [36, 36, 36, 37, 37] },
  { check: 26, blocks: [43, 43, 43, 43, 44] },
];

/** Powers of 2 in GF(256) over x⁸ + x⁴ + x³ + x² + 1. */
const power = new Uint8Array(255);
const logOf = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  power[exponent] = value;
  logOf[value] = exponent;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : (power[((logOf[a] ?? 0) + (logOf[b] ?? 0)) % 255] ?? 0));

/** Coefficients of the product of (x − 2⁰) … (x − 2ⁿ⁻¹), highest first, without the leading one. */
function generator(degree: number): Uint8Array {
  const product = new Uint8Array(degree);
  product[degree - 1] = 1;
  for (let root = 0; root < degree; root++)
    for (let place = 0; place < degree; place++) product[place] = times(product[place] ?? 0, power[root] ?? 0) ^ (product[place + 1] ?? 0);
  return product;
}

/** The check codewords of a block: the remainder by the generator (Reed and Solomon). */
export function checkWords(data: Uint8Array, degree: number): Uint8Array {
  const divisor = generator(degree);
  const rest = new Uint8Array(degree);
  for (const word of data) {
    const factor = word ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[degree - 1] = 0;
    for (let place = 0; place < degree; place++) rest[place] = (rest[place] ?? 0) ^ times(divisor[place] ?? 0, factor);
  }
  return rest;
}

/** Byte mode: indicator, length, bytes, terminator, and the padding that the standard names. */
function dataWords(bytes: Uint8Array, version: number, capacity: number): Uint8Array {
  const wide = version >= 10;
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, wide ? 16 : 8);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 > 0) bits.push(0);
  for (let pad = 0; bits.length < capacity * 8; pad++) put(pad % 2 === 0 ? 0xec : 0x11, 8);
  return Uint8Array.from({ length: capacity }, (_, place) => Number.parseInt(bits.slice(place * 8, place * 8 + 8).join(''), 2));
}

/** Words of all blocks in turn: first those of every block, then seconds, and so on. */
const interleave = (blocks: readonly Uint8Array[]): number[] =>
  Array.from({ length: Math.max(...blocks.map((block) => block.length)) }, (_, place) =>
    blocks.flatMap((block) => (place < block.length ? [block[place] ?? 0] : [])),
  ).flat();

/** The QR code of a text at error correction level M (ISO/IEC 18004), dark modules as `true`, without the quiet zone; undefined above 213 bytes of UTF-8. */
export function qrCode(text: string): Grid | undefined {
  const bytes = new TextEncoder().encode(text);
  const place = versions.findIndex(({ blocks }, index) => {
    const capacity = blocks.reduce((sum, block) => sum + block, 0);
    return bytes.length + (index >= 9 ? 3 : 2) <= capacity;
  });
  const found = versions[place];
  if (!found) return undefined;
  const capacity = found.blocks.reduce((sum, block) => sum + block, 0);
  const words = dataWords(bytes, place + 1, capacity);
  const starts = found.blocks.map((_, index) => found.blocks.slice(0, index).reduce((sum, size) => sum + size, 0));
  const blocks = found.blocks.map((size, index) => words.subarray(starts[index], (starts[index] ?? 0) + size));
  const checks = blocks.map((block) => checkWords(block, found.check));
  return placeCode(place + 1, [...interleave(blocks), ...interleave(checks)]);
}
