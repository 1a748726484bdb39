import { createHash, timingSafeEqual } from 'node:crypto';
import { canonical, type Json } from '#platform/canonical.ts';
import { checkSignature, type PublicKeys } from '#platform/signing.ts';
import type { CaseDocument } from './document.ts';

/** A personal field opened for a purpose; salt and value prove themselves against the digest in the document. */
export type Opened = { field: 'name' | 'phone'; value: string; salt: string };

/** The file as it leaves the house: the document, the SHA-256 of its canonical text, and a detached JWS over that text (RFC 7515, RFC 8785). */
export type CaseEnvelope = {
  document: CaseDocument;
  /** Hexadecimal. */
  fingerprint: string;
  signature: string;
  opened?: { purpose: string; at: string; fields: Opened[] };
};

/** SHA-256 over the canonical text, in hexadecimal. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The digest of a personal field under its salt, as the document holds it: SHA-256 over the canonical list of salt, name and value. */
export const digestOf = (salt: string, field: Opened['field'], value: string): string => fingerprintOf(canonical([salt, field, value]));

export type FileCheck =
  | { valid: true; document: CaseDocument; fingerprint: string; keyId: string; openedFields: string[] }
  | {
      valid: false;
      why: 'not-a-file' | 'altered' | 'unknown-key' | 'malformed-signature' | 'opened-altered' | 'pages-altered' | 'pages-unstamped';
      detail: string;
    };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isOpened = (value: unknown): boolean =>
  isObject(value) &&
  Array.isArray(value.fields) &&
  value.fields.every(
    (one) => isObject(one) && typeof one.field === 'string' && typeof one.value === 'string' && typeof one.salt === 'string',
  );

/** Reads an envelope from text, or nothing where it is none; how its document looks inside is not checked, for the signature vouches for that. */
export function readEnvelope(text: string): CaseEnvelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || !isObject(value.document) || value.document.format !== 'banyan-case-file') return undefined;
    if (typeof value.fingerprint !== 'string' || typeof value.signature !== 'string') return undefined;
    if (value.opened !== undefined && !isOpened(value.opened)) return undefined;
    return value as CaseEnvelope;
  } catch {
    return undefined;
  }
}

const equal = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const digestIn = (document: CaseDocument, field: string): string | undefined =>
  field === 'name' || field === 'phone' ? document.caller[field]?.digest : undefined;

const isProved = (document: CaseDocument, { field, value, salt }: Opened): boolean =>
  equal(digestOf(salt, field, value), digestIn(document, field) ?? '');

const refusals = {
  altered: 'The document is not the one that was signed: something in it was changed.',
  'unknown-key': 'It was signed with a key that is not in this key set: by another house, or before a key that is missing here.',
  malformed: 'Its signature cannot be read.',
} as const;

/** Checks an envelope against a key set, offline: the fingerprint, the signature over the canonical text, and what was opened beside it. */
export async function checkEnvelope(text: string, keys: PublicKeys): Promise<FileCheck> {
  const envelope = readEnvelope(text);
  if (!envelope) return { valid: false, why: 'not-a-file', detail: 'This is not the file of a case.' };
  const { document, fingerprint, signature, opened } = envelope;
  const words = canonicalOrNone(document);
  if (words === undefined || !equal(fingerprintOf(words), fingerprint)) return { valid: false, why: 'altered', detail: refusals.altered };
  const check = await checkSignature(signature, Buffer.from(words, 'utf8'), keys);
  if (!check.valid)
    return { valid: false, why: check.why === 'malformed' ? 'malformed-signature' : check.why, detail: refusals[check.why] };
  const stranger = opened?.fields.find((one) => !isProved(document, one));
  if (stranger)
    return { valid: false, why: 'opened-altered', detail: `The ${stranger.field} shown beside the document is not the one on file.` };
  return { valid: true, document, fingerprint, keyId: check.keyId, openedFields: opened?.fields.map(({ field }) => field) ?? [] };
}

function canonicalOrNone(document: CaseDocument): string | undefined {
  try {
    return canonical(document as Json);
  } catch {
    return undefined;
  }
}

/** Writes an envelope around a document whose canonical text is already at hand, so that the signed bytes are the bytes that are sent. */
export const writeEnvelope = (
  words: string,
  { fingerprint, signature, opened }: Pick<CaseEnvelope, 'fingerprint' | 'signature' | 'opened'>,
): string =>
  `{"document":${words},"fingerprint":${JSON.stringify(fingerprint)},"signature":${JSON.stringify(signature)}${opened ? `,"opened":${JSON.stringify(opened)}` : ''}}`;
