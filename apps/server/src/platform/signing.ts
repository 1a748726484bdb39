import { generateKeyPairSync } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CompactSign, calculateJwkThumbprint, compactVerify, decodeProtectedHeader, type JWK } from 'jose';

/** A public key of a house (RFC 7517, RFC 8037); `kid` is its thumbprint (RFC 7638), so a key cannot be passed off as another. */
export type PublicKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; use: 'sig'; alg: 'EdDSA' };

/** Every public key with which the house ever signed, as a JWK set (RFC 7517 §5). */
export type PublicKeys = { keys: PublicKey[] };

/** Signs for the house. */
export type Signer = {
  /** The key in use. */
  keyId: string;
  /** What the database remembers of the ring: the thumbprint of its first key, which no change of keys moves. */
  mark: string;
  keys: PublicKeys;
  /** A compact JWS with detached payload (RFC 7515 appendix F): `header..signature`. The same bytes always get the same signature. */
  sign: (payload: Uint8Array) => Promise<string>;
  /** A whole compact JWS over claims whose header names its type (RFC 8725 §3.11), so that one kind of token cannot be passed off as another. */
  signToken: (type: string, claims: object) => Promise<string>;
};

/** What a check of a signature found. */
export type SignatureCheck =
  | { valid: true; keyId: string }
  | { valid: false; why: 'malformed' | 'unknown-key' | 'altered'; keyId: string | null };

/** Private only is the key in use: an old one is kept to check by, and can sign nothing more. */
type KeyRing = { current: string; keys: (PublicKey & { d?: string })[] };

const publicPart = ({ kty, crv, x, kid, use, alg }: PublicKey): PublicKey => ({ kty, crv, x, kid, use, alg });

async function newKey(): Promise<PublicKey & { d: string }> {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x });
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid, use: 'sig', alg: 'EdDSA' };
}

function readKeyRing(file: string): KeyRing {
  if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
    throw new Error(`The signing keys ${file} can be read by others. Run: chmod 600 ${file}`);
  return JSON.parse(readFileSync(file, 'utf8')) as KeyRing;
}

/** Written whole or not at all, and safe from a power cut before anything is signed; `place` puts the draft where it belongs. */
function writeKeyRing(file: string, ring: KeyRing, place: (draft: string) => void) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(ring), { mode: 0o600, flush: true });
  try {
    place(draft);
  } finally {
    rmSync(draft, { force: true });
  }
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Of two processes that make a ring at once, both use the first. */
function placeFirst(file: string, draft: string) {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

const fileIn = (directory: string) => join(directory, 'signing.json');

/** Opens the signing keys in `directory`, beside the vault's ring. `mayMake` is true only while the database remembers none: lost keys are never replaced silently. */
export async function openSigner(directory: string, mayMake: boolean): Promise<Signer> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = fileIn(directory);
  if (!existsSync(file)) {
    if (!mayMake)
      throw new Error(
        `The signing keys ${file} are missing, and this database was used with them. Restore the file from its backup; files signed with new keys could not be told from another city’s.`,
      );
    const key = await newKey();
    writeKeyRing(file, { current: key.kid, keys: [key] }, (draft) => placeFirst(file, draft));
  }
  return signerOf(readKeyRing(file), file);
}

/**
 * Makes a new key the one in use. The old one stays as a public key, so that what it signed can be checked for good; its private part is gone.
 * A server that runs signs with the new key from its next start. Gives the new key id.
 */
export async function rotateSigner(directory: string): Promise<string> {
  const file = fileIn(directory);
  const key = await newKey();
  const ring: KeyRing = { current: key.kid, keys: [...readKeyRing(file).keys.map(publicPart), key] };
  writeKeyRing(file, ring, (draft) => renameSync(draft, file));
  return key.kid;
}

/** The public keys in a directory, without a database; throws when there are none. */
export const readPublicKeys = (directory: string): PublicKeys => ({ keys: readKeyRing(fileIn(directory)).keys.map(publicPart) });

function signerOf(ring: KeyRing, file: string): Signer {
  const key = ring.keys.find(({ kid }) => kid === ring.current);
  const [first] = ring.keys;
  if (!first || !key?.d) throw new Error(`The signing keys ${file} hold no private key ${ring.current}. Restore the file from its backup.`);
  const privateKey: JWK = { kty: key.kty, crv: key.crv, x: key.x, d: key.d, alg: key.alg };
  return {
    keyId: key.kid,
    mark: first.kid,
    keys: { keys: ring.keys.map(publicPart) },
    async sign(payload) {
      const whole = await new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', kid: key.kid }).sign(privateKey);
      const [header = '', , signature = ''] = whole.split('.');
      return `${header}..${signature}`;
    },
    signToken: (type, claims) =>
      new CompactSign(Buffer.from(JSON.stringify(claims), 'utf8'))
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: type })
        .sign(privateKey),
  };
}

/** The key that a signature says it was made with; null where it cannot be read. */
export function keyIdOf(signature: string): string | null {
  try {
    return decodeProtectedHeader(signature).kid ?? null;
  } catch {
    return null;
  }
}

/** Checks a detached signature over bytes against a key set; the key that the header names must be in it, and no other algorithm is taken. */
export async function checkSignature(signature: string, payload: Uint8Array, { keys }: PublicKeys): Promise<SignatureCheck> {
  const [header, between, value, ...more] = signature.split('.');
  const keyId = keyIdOf(signature);
  if (!header || between !== '' || !value || more.length > 0 || keyId === null) return { valid: false, why: 'malformed', keyId };
  const key = keys.find(({ kid }) => kid === keyId);
  if (!key) return { valid: false, why: 'unknown-key', keyId };
  const publicKey: JWK = { kty: key.kty, crv: key.crv, x: key.x, alg: 'EdDSA' };
  const whole = `${header}.${Buffer.from(payload).toString('base64url')}.${value}`;
  return compactVerify(whole, publicKey, { algorithms: ['EdDSA'] }).then(
    () => ({ valid: true, keyId }) as const,
    () => ({ valid: false, why: 'altered', keyId }) as const,
  );
}

/** What a check of a token found. */
export type TokenCheck =
  | { valid: true; keyId: string; claims: Record<string, unknown> }
  | { valid: false; why: 'malformed' | 'unknown-key' | 'altered'; keyId: string | null };

const isClaims = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function readHeader(token: string): { kid: string; typ: string } | undefined {
  try {
    const { kid, typ } = decodeProtectedHeader(token);
    return typeof kid === 'string' && typeof typ === 'string' ? { kid, typ } : undefined;
  } catch {
    return undefined;
  }
}

/** Checks a token of `signToken` of one type against a key set. */
export async function checkToken(token: string, type: string, { keys }: PublicKeys): Promise<TokenCheck> {
  const header = readHeader(token);
  if (!header || header.typ !== type) return { valid: false, why: 'malformed', keyId: header?.kid ?? null };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key) return { valid: false, why: 'unknown-key', keyId: header.kid };
  const publicKey: JWK = { kty: key.kty, crv: key.crv, x: key.x, alg: 'EdDSA' };
  try {
    const { payload } = await compactVerify(token, publicKey, { algorithms: ['EdDSA'] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return isClaims(claims) ? { valid: true, keyId: key.kid, claims } : { valid: false, why: 'malformed', keyId: key.kid };
  } catch {
    return { valid: false, why: 'altered', keyId: key.kid };
  }
}
