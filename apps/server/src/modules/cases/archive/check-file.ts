import { checkStamp, isPdf, readAttachment } from '#platform/print/stamp-pages.ts';
import type { PublicKeys } from '#platform/signing.ts';
import { checkEnvelope, type FileCheck } from './envelope.ts';

const refused = (why: Extract<FileCheck, { valid: false }>['why'], detail: string): FileCheck => ({ valid: false, why, detail });

async function checkPages(pages: Buffer, keys: PublicKeys): Promise<FileCheck> {
  const text = readAttachment(pages);
  if (text === undefined) return refused('not-a-file', 'This PDF has no record of a case attached.');
  const check = await checkEnvelope(text, keys);
  if (!check.valid) return check;
  const stamp = await checkStamp(pages, check.fingerprint, keys);
  if (stamp === 'sound') return check;
  return stamp === 'unstamped'
    ? refused('pages-unstamped', 'The record attached is sound, but these pages bear no stamp: they may show anything.')
    : refused(
        'pages-altered',
        'The record attached is sound, but these pages were changed after they were printed. Trust the record only.',
      );
}

/** Checks a file of a case, JSON or PDF, against a key set, offline. */
export const checkFile = (bytes: Buffer, keys: PublicKeys): Promise<FileCheck> =>
  isPdf(bytes) ? checkPages(bytes, keys) : checkEnvelope(bytes.toString('utf8'), keys);
