import { readFileSync } from 'node:fs';
import { checkLicence, checkStatus, type Status, standingBy } from '../modules/licences/index.ts';
import { readPublicKeys } from '../platform/signing.ts';
import { type Command, done, failed, readArguments } from './command.ts';
import { directoryOfKeys, readKeySet } from './file-verify.ts';

const refusals = {
  'not-a-licence': 'This is no licence.',
  altered: 'It is not the licence that was signed: something in it was changed.',
  'unknown-key': 'It was signed with a key that is not in this key set.',
  'pages-altered': 'The licence attached is sound, but these pages were changed after they were printed.',
  'pages-unstamped': 'The licence attached is sound, but these pages bear no stamp: they may show anything.',
} as const;

const statuses: Record<Extract<Status, { known: false }>['why'], string> = {
  unlisted: 'Its kind has no status list, so whether it was taken back is not told here.',
  'no-list': 'No status list was given, so whether it was taken back is not told here.',
  'list-untrusted': 'The status list cannot be trusted.',
  'list-old': 'The status list is too old; fetch a new one.',
  'other-list': 'The status list is another one than the licence names.',
};

const dayForm = /^[12]\d{3}-\d\d-\d\d$/;

/** Both read before anything is told: the day to judge by, and the instant at which a list must be fresh. */
function readDay(on: string | undefined): { day: string; at: Date } {
  const at = on === undefined ? new Date() : new Date(`${on}T12:00:00Z`);
  if ((on !== undefined && !dayForm.test(on)) || Number.isNaN(at.getTime())) throw new Error(`"${on}" is not a day such as 2027-01-01.`);
  return { day: on ?? at.toISOString().slice(0, 10), at };
}

/** Tells offline whether a licence is genuine and how it stands; the exit code is that of a failure unless it is genuine and valid. */
export const verify: Command['run'] = async (args, out) => {
  const options = { json: { type: 'boolean' }, keys: { type: 'string' }, status: { type: 'string' }, on: { type: 'string' } } as const;
  const { values, positionals } = readArguments(args, options, { least: 1, most: 1 });
  const [file = ''] = positionals;
  const { day, at } = readDay(values.on);
  const keys = values.keys === undefined ? readPublicKeys(directoryOfKeys()) : readKeySet(values.keys);
  const check = await checkLicence(readFileSync(file), keys);
  if (!check.genuine) {
    out.print(values.json ? JSON.stringify({ file, ...check }) : `${file} is not to be trusted (${check.why}). ${refusals[check.why]}`);
    return failed;
  }
  const { shown, form, keyId } = check;
  const list = values.status === undefined ? undefined : readFileSync(values.status, 'utf8');
  const status = await checkStatus(shown, list, keys, at);
  const standing = standingBy(shown, status, day);
  const said = status.known ? '' : ` ${statuses[status.why]}`;
  const term = `${shown.from} to ${shown.until ?? 'for good'}`;
  out.print(
    values.json
      ? JSON.stringify({ file, genuine: true, form, standing, status, keyId, shown })
      : `${file} is genuine: ${shown.name} ${shown.number}, held by ${shown.holder}, ${term}. On ${day} it is ${standing}.${said}\nkey ${keyId}`,
  );
  return standing === 'valid' ? done : failed;
};
