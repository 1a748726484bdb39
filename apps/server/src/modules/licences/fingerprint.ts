import { createHash } from 'node:crypto';

/** SHA-256 of a signed licence, in hexadecimal: what its pages are stamped over, and by what a stored one is known. */
export const fingerprintOf = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');
