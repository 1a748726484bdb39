import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, type Json } from '#platform/canonical.ts';
import { printFont } from '#platform/print/print-font.ts';
import { readAttachment, stampPages } from '#platform/print/stamp-pages.ts';
import { openSigner, rotateSigner, type Signer } from '#platform/signing.ts';
import { sampleDocument } from '../../../../test/case-document.ts';
import { checkFile } from './check-file.ts';
import { type CaseEnvelope, fingerprintOf, writeEnvelope } from './envelope.ts';
import { layOutFile } from './print-file.ts';

const home = mkdtempSync(join(tmpdir(), 'banyan-pages-'));
const address = 'https://banyan.example';
let signer: Signer;
let text: string;
let pages: Buffer;

async function print(document = sampleDocument()): Promise<{ text: string; pages: Buffer }> {
  const words = canonical(document as Json);
  const proof = { fingerprint: fingerprintOf(words), signature: await signer.sign(Buffer.from(words, 'utf8')) };
  const written = writeEnvelope(words, proof);
  const envelope: CaseEnvelope = { document, ...proof };
  const laid = await layOutFile(envelope, written, printFont(), address);
  return { text: written, pages: await stampPages(laid, proof.fingerprint, signer) };
}

beforeAll(async () => {
  signer = await openSigner(join(home, 'ours'), true);
  ({ text, pages } = await print());
});
afterAll(() => rmSync(home, { recursive: true }));

const whyOf = async (bytes: Buffer, keys = signer.keys) => {
  const check = await checkFile(bytes, keys);
  return check.valid ? 'valid' : check.why;
};

const replaced = (from: string | Buffer, to: string | Buffer) => {
  const at = pages.indexOf(from);
  expect(at, 'the place to change is there').toBeGreaterThan(0);
  return Buffer.concat([pages.subarray(0, at), Buffer.from(to), pages.subarray(at + from.length)]);
};

describe('the printed file', () => {
  test('carries the record that was signed, byte for byte, and is genuine', async () => {
    expect(readAttachment(pages)).toBe(text);
    expect(await checkFile(pages, signer.keys)).toMatchObject({ valid: true, keyId: signer.keyId, document: { draft: false } });
  });

  test('is the same bytes whenever it is printed', async () => {
    expect((await print()).pages.equals(pages)).toBe(true);
  });

  test('has its face embedded as a subset, and stays small', () => {
    expect(pages.toString('latin1')).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansHans-Regular/);
    expect(pages.length).toBeLessThan(400_000);
  });

  test('is found changed at any byte: in the pages, in what was added behind them, in the stamp', async () => {
    for (let at = 20; at < pages.length - 10; at += Math.floor(pages.length / 60)) {
      const changed = Buffer.from(pages);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await whyOf(changed), `byte ${at}`).not.toBe('valid');
    }
    expect(await whyOf(Buffer.concat([pages, Buffer.from('\n5 0 obj\n<<>>\nendobj\n')]))).toBe('pages-altered');
    expect(await whyOf(replaced('(PDFKit)', '(Others)'))).toBe('pages-altered');
  });

  test('whose stamp was taken away or doubled may show anything', async () => {
    expect(await whyOf(replaced('banyan-stamp:', 'Banyan-stamp:'))).toBe('pages-unstamped');
    expect(await whyOf(Buffer.concat([pages, Buffer.from('banyan-stamp:')]))).toBe('pages-unstamped');
  });

  test('that carries another record than it shows is refused, though that record is genuine itself', async () => {
    const other = await print(sampleDocument({ reply: '另一份答复' }));
    const record = (bytes: Buffer) => {
      const begin = bytes.indexOf('stream\n', bytes.indexOf('/Type /EmbeddedFile')) + 7;
      return { begin, end: bytes.indexOf('\nendstream', begin) };
    };
    const [mine, theirs] = [record(pages), record(other.pages)];
    const swapped = Buffer.concat([
      pages.subarray(0, mine.begin),
      other.pages.subarray(theirs.begin, theirs.end),
      pages.subarray(mine.end),
    ]);
    const length = (bytes: Buffer, at: number) =>
      /\/Length (\d+)/.exec(bytes.toString('latin1', bytes.indexOf('/Type /EmbeddedFile'), at))?.[0] ?? '';
    const patched = Buffer.from(swapped.toString('latin1').replace(length(pages, mine.begin), length(other.pages, theirs.begin)), 'latin1');
    expect(readAttachment(patched)).toBe(other.text);
    expect(await whyOf(patched)).toBe('pages-altered');
  });

  test('of a house that has changed its key since is still genuine, and of another house is not ours', async () => {
    await rotateSigner(join(home, 'ours'));
    const later = await openSigner(join(home, 'ours'), false);
    expect(await whyOf(pages, later.keys)).toBe('valid');
    const other = await openSigner(join(home, 'other'), true);
    expect(await whyOf(pages, other.keys)).toBe('unknown-key');
  });
});

describe('what is no printed file', () => {
  const pdf = (stream: Buffer, filter = '/Filter /FlateDecode') =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n<<\n/Type /EmbeddedFile\n${filter}\n/Length ${stream.length}\n>>\nstream\n`, 'latin1'),
      stream,
      Buffer.from('\nendstream\nendobj\n%%EOF', 'latin1'),
    ]);

  test('is told so, whatever lies in it', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('%PDF-'),
      Buffer.from([0, 255, 1]),
      pdf(Buffer.from('no zlib')),
      pdf(deflateSync('{}')),
    ])
      expect(await whyOf(bytes)).toBe('not-a-file');
  });

  test('a packed bomb is not unpacked', async () => {
    expect(await whyOf(pdf(deflateSync(Buffer.alloc(33 * 1024 * 1024), { level: 1 })))).toBe('not-a-file');
  });

  test('a genuine record in a PDF of somebody’s own making does not make its pages genuine', async () => {
    expect(await whyOf(pdf(deflateSync(text)))).toBe('pages-unstamped');
    expect(await whyOf(pdf(Buffer.from(text), ''))).toBe('pages-unstamped');
  });
});
