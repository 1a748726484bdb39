import { regionOfChecked, writeChecked } from '#platform/check-digit.ts';

/** The number of a licence as people read it: county code, year, running number of the city, check digit, e.g. 350102-2026-0000123-4. */
export const writeLicenceNumber = (region: string, year: string, running: number): string =>
  writeChecked(region, year, String(running).padStart(7, '0'));

/** The county of a well-formed number as people type it, or null when a digit was mistyped. */
export const regionOfLicence = (number: string): string | null => regionOfChecked(number, /^(\d{6})-(\d{4})-(\d{7,10})-(\d)$/);

/** Crockford's alphabet: without I, L, O and U, so that a printed code is not misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A check code of ten signs (50 bits) from the first bytes of a keyed hash. */
export const writeCode = (hash: Uint8Array): string => Array.from(hash.subarray(0, 10), (byte) => alphabet[byte & 31]).join('');

/** A check code as people type it: any case, spaces and hyphens, O for 0 and I or L for 1. */
export const readCode = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** A number as people type it: full-width digits, spaces. */
export const readNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[‐-―－]/g, '-');
