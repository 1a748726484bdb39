import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '../modules/cases/index.ts';
import { readSettings } from '../platform/settings.ts';
import { type PublicKey, type PublicKeys, readPublicKeys, rotateSigner } from '../platform/signing.ts';
import { type Command, done, failed, readArguments } from './command.ts';

const isKey = (value: unknown): value is PublicKey =>
  typeof value === 'object' &&
  value !== null &&
  'kty' in value &&
  value.kty === 'OKP' &&
  'crv' in value &&
  value.crv === 'Ed25519' &&
  'x' in value &&
  'kid' in value;

/** A key set as /.well-known/jwks.json gives it; keys of other kinds are left out. */
export function readKeySet(file: string): PublicKeys {
  const set: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const keys = typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys) ? set.keys.filter(isKey) : [];
  if (keys.length === 0)
    throw new Error(`${file} holds no key for EdDSA. Take the one from /.well-known/jwks.json of the city that issued the file.`);
  return { keys };
}

/** Where the keys of this installation lie. */
export const directoryOfKeys = () => join(readSettings().dataDirectory, 'keys');

/** Tells offline whether a file of a case, JSON or PDF, is as it was signed; by the keys of this installation or a key set at hand. */
export const verify: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, keys: { type: 'string' } }, { least: 1, most: 1 });
  const [file = ''] = positionals;
  const keys = values.keys === undefined ? readPublicKeys(directoryOfKeys()) : readKeySet(values.keys);
  const check = await checkFile(readFileSync(file), keys);
  if (!check.valid) {
    out.print(values.json ? JSON.stringify({ file, ...check }) : `${file} is not to be trusted (${check.why}). ${check.detail}`);
    return failed;
  }
  const { document, fingerprint, keyId, openedFields } = check;
  const { number } = document.case;
  const told = {
    file,
    valid: true,
    number,
    reader: document.reader,
    draft: document.draft,
    at: document.at,
    fingerprint,
    keyId,
    openedFields,
  };
  const kind = document.draft ? `A draft of ${document.at}; the case was not archived then.` : `Archived at ${document.at}.`;
  out.print(
    values.json
      ? JSON.stringify(told)
      : `${file} is genuine: case ${number}, written for the ${document.reader}. ${kind}\nfingerprint ${fingerprint}\nkey ${keyId}`,
  );
  return done;
};

/** Makes a new signing key the one in use; the old one stays to check by. */
export const rotate: Command['run'] = async (args, out) => {
  readArguments(args, {}, { least: 0, most: 0 });
  const keyId = await rotateSigner(directoryOfKeys());
  out.print(
    `Files are signed with ${keyId} from the next start of the server. Keep a copy of ${join(directoryOfKeys(), 'signing.json')} with your backup.`,
  );
  return done;
};
