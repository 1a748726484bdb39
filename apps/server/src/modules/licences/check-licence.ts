import { decodeProtectedHeader } from 'jose';
import { checkStamp, isPdf, readAttachment } from '#platform/print/stamp-pages.ts';
import { checkToken, type PublicKeys } from '#platform/signing.ts';
import { codeType, licenceType, readLicence, readShort, type Shown } from './claims.ts';
import { fingerprintOf } from './fingerprint.ts';
import { listSize, placeOf, readStatus, statusListIn, statusListType } from './status-list.ts';
import { type LicenceState, type Standing, standingOn } from './workflow.ts';

/** Why a licence is not to be trusted. */
export type Distrust = 'not-a-licence' | 'altered' | 'unknown-key' | 'pages-altered' | 'pages-unstamped';

export type Genuine = {
  genuine: true;
  /** The whole licence, or the short form of its printed code. */
  form: 'whole' | 'short';
  token: string;
  keyId: string;
  shown: Shown;
};
export type LicenceCheck = Genuine | { genuine: false; why: Distrust };

const refused = (why: Distrust): LicenceCheck => ({ genuine: false, why });

/** The signed text in what was scanned or pasted: by itself, or behind the # of an address. */
export function findToken(text: string): string | undefined {
  const found = /^(?:https?:\/\/[^\s#]*#)?([\w-]+\.[\w-]+\.[\w-]+)$/.exec(text.trim());
  return found?.[1];
}

function typeOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).typ;
  } catch {
    return undefined;
  }
}

/** Checks a signed licence or its short form against a key set; tells nothing of its status. */
export async function checkText(text: string, keys: PublicKeys): Promise<LicenceCheck> {
  const token = findToken(text);
  const type = token === undefined ? undefined : typeOf(token);
  if (token === undefined || (type !== licenceType && type !== codeType)) return refused('not-a-licence');
  const check = await checkToken(token, type, keys);
  if (!check.valid) return refused(check.why === 'malformed' ? 'not-a-licence' : check.why);
  const shown = type === licenceType ? readLicence(check.claims, listSize) : readShort(check.claims);
  if (!shown) return refused('not-a-licence');
  return { genuine: true, form: type === licenceType ? 'whole' : 'short', token, keyId: check.keyId, shown };
}

async function checkPages(pages: Buffer, keys: PublicKeys): Promise<LicenceCheck> {
  const text = readAttachment(pages);
  const check = text === undefined ? refused('not-a-licence') : await checkText(text, keys);
  if (!check.genuine) return check;
  const stamp = await checkStamp(pages, fingerprintOf(check.token), keys);
  return stamp === 'sound' ? check : refused(stamp === 'altered' ? 'pages-altered' : 'pages-unstamped');
}

/** Checks a licence as PDF or text, offline. */
export const checkLicence = (bytes: Buffer, keys: PublicKeys): Promise<LicenceCheck> =>
  isPdf(bytes) ? checkPages(bytes, keys) : checkText(bytes.toString('utf8'), keys);

const states: Readonly<Record<number, LicenceState>> = { 0: 'valid', 1: 'revoked', 2: 'suspended' };

/** What a list at hand says of a licence. `unlisted`: its kind has no list, so that only its days count. */
export type Status =
  | { known: true; state: LicenceState }
  | { known: false; why: 'unlisted' | 'no-list' | 'list-untrusted' | 'list-old' | 'other-list' };

const unknown = (why: Extract<Status, { known: false }>['why']): Status => ({ known: false, why });

function statusIn(claims: Readonly<Record<string, unknown>>, running: number, at: Date): Status {
  const { list: wanted, entry } = placeOf(running);
  const list = statusListIn(claims);
  if (!list) return unknown('list-untrusted');
  if (!String(claims.sub).endsWith(`/${wanted}`)) return unknown('other-list');
  if (typeof claims.exp !== 'number' || claims.exp * 1000 < at.getTime()) return unknown('list-old');
  const state = states[readStatus(list, entry) ?? -1];
  return state === undefined ? unknown('list-untrusted') : { known: true, state };
}

/** Reads the status of a licence in a signed list, at an instant. */
export async function checkStatus(shown: Shown, listToken: string | undefined, keys: PublicKeys, at: Date): Promise<Status> {
  if (shown.running === null) return unknown('unlisted');
  if (listToken === undefined) return unknown('no-list');
  const check = await checkToken(listToken.trim(), statusListType, keys);
  return check.valid ? statusIn(check.claims, shown.running, at) : unknown('list-untrusted');
}

/** How a genuine licence stands on a day by what is known; an unknown status leaves its days. */
export const standingBy = ({ from, until }: Shown, status: Status, day: string): Standing =>
  standingOn(day, from, until, status.known ? status.state : 'valid');
