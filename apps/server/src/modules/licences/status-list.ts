import { deflateSync, inflateSync } from 'node:zlib';

/** Token Status List (IETF draft-ietf-oauth-status-list §4): two bits for each licence, compressed. Pure. */
export const statusBits = 2;
/** Licences of one list; also what is filled up to, so that the length of a list tells nothing. */
export const listSize = 65_536;
/** The type of the signed list (§5.1). */
export const statusListType = 'statuslist+jwt';

export type StatusBits = 1 | 2 | 4 | 8;
export type StatusList = { readonly bits: StatusBits; readonly lst: string };

/** Which list a running number belongs to, and where in it. */
export const placeOf = (running: number): { list: number; entry: number } => ({
  list: Math.floor(running / listSize),
  entry: running % listSize,
});

/** Packs statuses, the least significant bits of each byte first (§4.1), and compresses them (ZLIB, RFC 1950); what is not named is 0. */
export function packStatuses(bits: StatusBits, size: number, statuses: Iterable<readonly [entry: number, status: number]>): StatusList {
  const bytes = new Uint8Array(Math.ceil((size * bits) / 8));
  for (const [entry, status] of statuses) {
    if (entry < 0 || entry >= size || status < 0 || status >= 2 ** bits)
      throw new Error(`Status ${status} at ${entry} does not fit the list.`);
    const place = entry * bits;
    const at = place >> 3;
    bytes[at] = (bytes[at] ?? 0) | (status << (place & 7));
  }
  return { bits, lst: deflateSync(bytes, { level: 9 }).toString('base64url') };
}

/** A list of a million entries of 8 bits; a packed bomb stops there. */
const mostBytes = 1_048_576;

/** The status at a place of a list, or undefined where it has none or cannot be read. */
export function readStatus({ bits, lst }: StatusList, entry: number): number | undefined {
  try {
    const bytes = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: mostBytes });
    const place = entry * bits;
    const byte = bytes[place >> 3];
    return byte === undefined || entry < 0 ? undefined : (byte >> (place & 7)) & (2 ** bits - 1);
  } catch {
    return undefined;
  }
}

const isBits = (value: unknown): value is StatusBits => value === 1 || value === 2 || value === 4 || value === 8;

/** The list in the claims of a status list token, or undefined. */
export function statusListIn(claims: Readonly<Record<string, unknown>>): StatusList | undefined {
  const list = claims.status_list;
  if (typeof list !== 'object' || list === null || !('bits' in list) || !('lst' in list)) return undefined;
  return isBits(list.bits) && typeof list.lst === 'string' ? { bits: list.bits, lst: list.lst } : undefined;
}
