import { createHash, randomBytes } from 'node:crypto';
import type { House } from '#platform/context.ts';

export type Cookies = Readonly<Record<string, string | undefined>>;

/** Whether the public address is https: then the cookie is `Secure` and carries the `__Host-` prefix. */
export const isHttps = (house: Pick<House, 'https'>): boolean => house.https;

/** Where a session's token lives: `__Host-` binds the cookie to this host and to https. */
export const cookieName = (https: boolean): string => (https ? '__Host-banyan_session' : 'banyan_session');

/** The token that a request brings in the cookie of this house. */
export const tokenIn = (house: House, cookies: Cookies): string | undefined => cookies[cookieName(isHttps(house))];

/** 256 random bits; only their SHA-256 is stored, so a copy of the database opens no session. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The digest of a token as it stands in the database; nothing for what cannot be a token. */
export function hashToken(token: string | undefined): Buffer | undefined {
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? createHash('sha256').update(token).digest() : undefined;
}
