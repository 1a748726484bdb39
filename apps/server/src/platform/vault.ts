import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Sealed personal fields at rest and blind indexes for equality. */
export type Vault = {
  /** Suite byte, key id, nonce, cipher text and tag. */
  seal: (clear: string) => Buffer;
  /** Throws when the key is missing or the bytes were altered. */
  open: (sealed: Buffer) => string;
  /** HMAC-SHA-256 of the value under a key of its own, for equality look-ups. */
  blindIndex: (value: string) => Buffer;
};

type Ring = { current: string; keys: Record<string, string>; index: string };

const aes256gcm = 1;

function readRing(file: string): Ring {
  if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
    throw new Error(`The key ring ${file} can be read by others. Run: chmod 600 ${file}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Ring;
}

/** Written whole or not at all, and safe from a power cut before anything is sealed with it. Of two processes that make one, both use the first. */
function makeRing(file: string): Ring {
  const ring: Ring = { current: '1', keys: { 1: randomBytes(32).toString('base64') }, index: randomBytes(32).toString('base64') };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(ring), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if (process.platform !== 'win32') syncDirectory(dirname(file));
  return readRing(file);
}

function syncDirectory(directory: string) {
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Opens the key ring in `directory`. `mayMake` is true only while the database holds nothing sealed: a lost ring is never replaced silently. */
export function openVault(directory: string, mayMake: boolean): Vault {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'ring.json');
  if (!existsSync(file) && !mayMake)
    throw new Error(
      `The key ring ${file} is missing, and the database holds fields sealed with it. Restore the file from its backup; a new one could not open them.`,
    );
  return vaultOf(existsSync(file) ? readRing(file) : makeRing(file));
}

function vaultOf(ring: Ring): Vault {
  const keys = new Map(Object.entries(ring.keys).map(([id, key]) => [Number(id), createSecretKey(key, 'base64')]));
  const current = Number(ring.current);
  const indexKey = createSecretKey(ring.index, 'base64');
  const keyOf = (id: number) => {
    const key = keys.get(id);
    if (!key) throw new Error(`The key ring has no key ${id}.`);
    return key;
  };
  return {
    seal(clear) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current), nonce);
      const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([aes256gcm, current]), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== aes256gcm) throw new Error(`The sealed field names an unknown suite ${sealed[0]}.`);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed[1] as number), sealed.subarray(2, 14));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(14, -16)), decipher.final()]).toString('utf8');
    },
    blindIndex: (value) => createHmac('sha256', indexKey).update(value.normalize('NFKC')).digest(),
  };
}
