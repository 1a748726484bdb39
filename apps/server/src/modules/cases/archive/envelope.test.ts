import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, type Json } from '#platform/canonical.ts';
import { openSigner, type Signer } from '#platform/signing.ts';
import { sampleDocument } from '../../../../test/case-document.ts';
import type { CaseDocument } from './document.ts';
import { type CaseEnvelope, checkEnvelope, digestOf, fingerprintOf, writeEnvelope } from './envelope.ts';

const home = mkdtempSync(join(tmpdir(), 'banyan-envelope-'));
let ours: Signer;
let theirs: Signer;
beforeAll(async () => {
  ours = await openSigner(join(home, 'ours'), true);
  theirs = await openSigner(join(home, 'theirs'), true);
});
afterAll(() => rmSync(home, { recursive: true }));

async function signed(document: CaseDocument, signer = ours, opened?: CaseEnvelope['opened']): Promise<string> {
  const words = canonical(document as Json);
  const signature = await signer.sign(Buffer.from(words, 'utf8'));
  return writeEnvelope(words, { fingerprint: fingerprintOf(words), signature, ...(opened ? { opened } : {}) });
}

const whyOf = async (text: string, signer = ours) => {
  const check = await checkEnvelope(text, signer.keys);
  return check.valid ? 'valid' : check.why;
};

/** Every place in a document where a value stands, as the names that lead there. */
const placesIn = (value: unknown, path: (string | number)[] = []): (string | number)[][] => {
  if (value === null || typeof value !== 'object') return [path];
  const members = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value);
  return members.flatMap(([name, member]) => placesIn(member, [...path, name]));
};

function changedAt(document: unknown, path: readonly (string | number)[], to: Json): Json {
  const copy = structuredClone(document) as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const parent = path
    .slice(0, -1)
    .reduce((here: Record<string | number, unknown>, name) => here[name] as Record<string | number, unknown>, copy);
  parent[last] = to;
  return copy as Json;
}

describe('the file of a case as JSON', () => {
  test('is genuine as it was sent, and also when a program has set it out anew or sorted it otherwise', async () => {
    const text = await signed(sampleDocument());
    expect(await whyOf(text)).toBe('valid');
    const { document, ...rest } = JSON.parse(text) as CaseEnvelope;
    const turned = Object.fromEntries(Object.entries(document).reverse());
    expect(await whyOf(JSON.stringify({ ...rest, document: turned }, null, 4))).toBe('valid');
  });

  test('is found altered wherever a single value was changed, even if its fingerprint was mended', async () => {
    const document = sampleDocument();
    const envelope = JSON.parse(await signed(document)) as CaseEnvelope;
    const places = placesIn(document);
    expect(places.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom<Json>('改', 7, null, true), async (path, to) => {
        const changed = changedAt(document, path, to);
        const words = canonical(changed);
        fc.pre(words !== canonical(document as Json));
        fc.pre(path[0] !== 'format');
        expect(await whyOf(JSON.stringify({ ...envelope, document: changed }))).toBe('altered');
        expect(await whyOf(JSON.stringify({ ...envelope, document: changed, fingerprint: fingerprintOf(words) }))).toBe('altered');
      }),
      { numRuns: 300 },
    );
  });

  test('of another city is told from one that was changed', async () => {
    expect(await whyOf(await signed(sampleDocument(), theirs))).toBe('unknown-key');
    expect(await whyOf(await signed(sampleDocument(), theirs), theirs)).toBe('valid');
  });

  test('is no file when it is anything else', async () => {
    const text = await signed(sampleDocument());
    for (const other of [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"document":{}}',
      text.replace('banyan-case-file', 'another-file'),
      text.slice(0, -2),
    ])
      expect(await whyOf(other), other.slice(0, 30)).toBe('not-a-file');
    const envelope = JSON.parse(text) as CaseEnvelope;
    expect(await whyOf(JSON.stringify({ ...envelope, signature: 'x' }))).toBe('malformed-signature');
    expect(await whyOf(JSON.stringify({ ...envelope, opened: 5 }))).toBe('not-a-file');
    expect(await whyOf(JSON.stringify({ ...envelope, opened: { fields: [{ field: 'name' }] } }))).toBe('not-a-file');
  });

  test('proves a contact that was opened beside it, and finds one that was slipped in', async () => {
    const salt = 'c0ffee';
    const caller = { ...sampleDocument().caller, phone: { masked: '*********34', digest: digestOf(salt, 'phone', '13805911234') } };
    const opened = (field: 'name' | 'phone', value: string, with_ = salt) => ({
      purpose: 'call-back',
      at: '2026-11-25T00:00:00.000Z',
      fields: [{ field, value, salt: with_ }],
    });
    const document = sampleDocument({ caller });
    const sound = await checkEnvelope(await signed(document, ours, opened('phone', '13805911234')), ours.keys);
    expect(sound).toMatchObject({ valid: true, openedFields: ['phone'] });
    for (const slipped of [opened('phone', '13805911235'), opened('phone', '13805911234', 'other'), opened('name', '13805911234')])
      expect(await whyOf(await signed(document, ours, slipped))).toBe('opened-altered');
  });
});
