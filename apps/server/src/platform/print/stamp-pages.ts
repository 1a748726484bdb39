import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { canonical } from '../canonical.ts';
import { checkSignature, type PublicKeys, type Signer } from '../signing.ts';

const mark = 'banyan-stamp:';
const room = 400;

/** What stands in the pages where the stamp will be; it is as long as any stamp, so that stamping moves nothing. */
export const emptyStamp = `${mark}${'0'.repeat(room)}`;

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What the house signs of the pages: which file they show, and every byte of them but the stamp itself. */
const stamped = (fingerprint: string, pages: string) => Buffer.from(canonical({ file: fingerprint, pages }), 'utf8');

/** Writes the stamp of the house into printed pages: a detached JWS over the file's fingerprint and the SHA-256 of the pages with an empty stamp. */
export async function stampPages(pages: Buffer, fingerprint: string, signer: Signer): Promise<Buffer> {
  const at = pages.indexOf(emptyStamp);
  if (at < 0) throw new Error('The pages have no room for a stamp.');
  const signature = await signer.sign(stamped(fingerprint, hashOf(pages)));
  if (signature.length > room) throw new Error('The stamp is longer than its room.');
  const whole = Buffer.from(pages);
  whole.write(`${mark}${signature.padEnd(room, ' ')}`, at, 'latin1');
  return whole;
}

/** The pages as they were before stamping, and the stamp; undefined unless there is exactly one. */
function unstamp(pages: Buffer): { empty: Buffer; signature: string } | undefined {
  const at = pages.indexOf(mark);
  if (at < 0 || pages.indexOf(mark, at + 1) >= 0) return undefined;
  const from = at + mark.length;
  const empty = Buffer.from(pages);
  empty.fill('0', from, from + room);
  return { empty, signature: pages.toString('latin1', from, from + room).trimEnd() };
}

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/** The longest record that is unpacked: no file of a case comes near it, and a packed bomb stops there. */
const mostBytes = 32 * 1024 * 1024;

/** The first attached file of a PDF as we write it (ISO 32000-1, 7.11.4): a stream of type EmbeddedFile, packed or not. Undefined where there is none. */
export function readAttachment(pages: Buffer): string | undefined {
  const at = pages.indexOf('/Type /EmbeddedFile');
  if (at < 0) return undefined;
  const begin = pages.indexOf('stream\n', at);
  const end = pages.indexOf('endstream', begin);
  if (begin < 0 || end < 0) return undefined;
  const head = pages.toString('latin1', at, begin);
  const length = Number(/\/Length (\d+)\b(?! \d+ R)/.exec(head)?.[1] ?? Number.NaN);
  const from = begin + 'stream\n'.length;
  const body = pages.subarray(from, Number.isNaN(length) ? end : from + length);
  try {
    return (head.includes('/FlateDecode') ? inflateSync(body, { maxOutputLength: mostBytes }) : body).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Whether pages bear one stamp of the house over a file’s fingerprint, and are the pages that it was put on. */
export async function checkStamp(pages: Buffer, fingerprint: string, keys: PublicKeys): Promise<'sound' | 'altered' | 'unstamped'> {
  const found = unstamp(pages);
  if (!found) return 'unstamped';
  const stamp = await checkSignature(found.signature, stamped(fingerprint, hashOf(found.empty)), keys);
  return stamp.valid ? 'sound' : 'altered';
}
