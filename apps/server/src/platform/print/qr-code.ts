import { encode } from 'uqr';

/** Modules row by row, dark ones `true`. */
export type Grid = readonly (readonly boolean[])[];

/** The largest version taken, and how many bytes it holds at error correction level M: in the corner of a page, and where the code is what the page is for. */
const sizes = { corner: { version: 10, bytes: 213 }, page: { version: 20, bytes: 666 } } as const;

/** The QR code of a text at error correction level M (ISO/IEC 18004), without the quiet zone; undefined above 213 bytes of UTF-8, or 666 where it may be large. */
export function qrCode(text: string, size: keyof typeof sizes = 'corner'): Grid | undefined {
  const bytes = [...new TextEncoder().encode(text)];
  const most = sizes[size];
  if (bytes.length > most.bytes) return undefined;
  return encode(bytes, { ecc: 'M', border: 0, boostEcc: false, maxVersion: most.version }).data;
}
