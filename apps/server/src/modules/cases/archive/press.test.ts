import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, type Json } from '#platform/canonical.ts';
import { openSigner, type Signer } from '#platform/signing.ts';
import { sampleDocument } from '../../../../test/case-document.ts';
import { checkFile } from './check-file.ts';
import { type CaseEnvelope, fingerprintOf, writeEnvelope } from './envelope.ts';
import { openPress } from './press.ts';

const home = mkdtempSync(join(tmpdir(), 'banyan-press-'));
let signer: Signer;
beforeAll(async () => {
  signer = await openSigner(join(home, 'keys'), true);
});
afterAll(() => rmSync(home, { recursive: true }));

async function ordered(reply: string): Promise<[CaseEnvelope, string]> {
  const document = sampleDocument({ reply });
  const words = canonical(document as Json);
  const proof = { fingerprint: fingerprintOf(words), signature: await signer.sign(Buffer.from(words, 'utf8')) };
  return [{ document, ...proof }, writeEnvelope(words, proof)];
}

describe('the press', () => {
  const press = openPress(3);
  const print = ([envelope, text]: [CaseEnvelope, string]) => press(envelope, text, signer, 'https://banyan.example');

  test('gives each order its own file while the server goes on answering, and refuses what it has no room for', async () => {
    let turns = 0;
    const turning = setInterval(() => turns++, 5);
    const orders = await Promise.all(['甲', '乙', '丙', '丁'].map(ordered));
    const ends = await Promise.allSettled(orders.map(print));
    clearInterval(turning);
    expect(ends.at(-1)).toMatchObject({ status: 'rejected', reason: { status: 429, code: 'file.busy' } });
    const files = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    const found = await Promise.all(files.map((pages) => checkFile(pages, signer.keys)));
    expect(found.map((check) => check.valid && check.document.reply)).toEqual(['甲', '乙', '丙']);
    // Laid out in the server itself, three files would leave the clock three turns.
    expect(turns).toBeGreaterThan(20);
  });

  test('says what cannot be printed, and prints the next', async () => {
    const [envelope, text] = await ordered('戊');
    await expect(print([envelope, '{}'])).rejects.toThrow('could not be printed');
    expect(await checkFile(await print([envelope, text]), signer.keys)).toMatchObject({ valid: true });
  });
});
