import { encode } from 'uqr';

/** Modules row by row, dark ones `true`. */
export type Grid = readonly (readonly boolean[])[];

/** What a printed page has room for: version 10 at error correction level M. */
const largest = { version: 10, bytes: 213 };

/** The QR code of a text at error correction level M (ISO/IEC 18004), without the quiet zone; undefined above 213 bytes of UTF-8. */
export function qrCode(text: string): Grid | undefined {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length > largest.bytes) return undefined;
  return encode(bytes, { ecc: 'M', border: 0, boostEcc: false, maxVersion: largest.version }).data;
}
