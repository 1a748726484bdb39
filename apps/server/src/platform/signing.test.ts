import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkSignature, openSigner, readPublicKeys, rotateSigner } from './signing.ts';

const home = mkdtempSync(join(tmpdir(), 'banyan-signing-'));
afterAll(() => rmSync(home, { recursive: true }));
let rooms = 0;
const room = () => join(home, `keys-${++rooms}`);
const words = Buffer.from('所有办理过程都在这里');

describe('the signing key of a house', () => {
  test('is made once, readable by its owner alone, and signs the same bytes the same way', async () => {
    const directory = room();
    const signer = await openSigner(directory, true);
    expect(statSync(join(directory, 'signing.json')).mode & 0o777).toBe(0o600);
    expect((await openSigner(directory, true)).keyId).toBe(signer.keyId);
    const signature = await signer.sign(words);
    expect(signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(await signer.sign(words)).toBe(signature);
    expect(await checkSignature(signature, words, signer.keys)).toEqual({ valid: true, keyId: signer.keyId });
  });

  test('two processes that make it at once use the same', async () => {
    const directory = room();
    const signers = await Promise.all([openSigner(directory, true), openSigner(directory, true)]);
    expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1);
  });

  test('is not replaced silently when it is lost, and not used when others can read it', async () => {
    const directory = room();
    await expect(openSigner(directory, false)).rejects.toThrow('are missing, and this database was used with them');
    expect(existsSync(join(directory, 'signing.json'))).toBe(false);
    await openSigner(directory, true);
    chmodSync(join(directory, 'signing.json'), 0o644);
    await expect(openSigner(directory, true)).rejects.toThrow('chmod 600');
  });

  test('gives way to a new one: old signatures can still be checked, and nobody can make another', async () => {
    const directory = room();
    const before = await openSigner(directory, true);
    const signature = await before.sign(words);
    const keyId = await rotateSigner(directory);
    const after = await openSigner(directory, false);
    expect(after.keyId).toBe(keyId);
    expect(after.keyId).not.toBe(before.keyId);
    expect(after.mark).toBe(before.mark);
    expect(await checkSignature(signature, words, after.keys)).toEqual({ valid: true, keyId: before.keyId });
    expect(readFileSync(join(directory, 'signing.json'), 'utf8').match(/"d":/g)).toHaveLength(1);
    expect(readPublicKeys(directory)).toEqual(after.keys);
    expect(JSON.stringify(after.keys)).not.toContain('"d"');
  });
});

describe('a signature', () => {
  test('does not fit other words, another house, or another key under the same name', async () => {
    const [ours, theirs] = [await openSigner(room(), true), await openSigner(room(), true)];
    const signature = await ours.sign(words);
    expect(await checkSignature(signature, Buffer.from('所有办理过程都在那里'), ours.keys)).toMatchObject({ valid: false, why: 'altered' });
    expect(await checkSignature(signature, words, theirs.keys)).toEqual({ valid: false, why: 'unknown-key', keyId: ours.keyId });
    const passedOff = { keys: theirs.keys.keys.map((key) => ({ ...key, kid: ours.keyId })) };
    expect(await checkSignature(signature, words, passedOff)).toMatchObject({ valid: false, why: 'altered' });
  });

  test('that is none is told apart from one that does not fit', async () => {
    const { keys, keyId } = await openSigner(room(), true);
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: keyId })).toString('base64url');
    for (const text of ['', 'x', 'a.b.c', `${none}..`, 'a..b'])
      expect(await checkSignature(text, words, keys), text).toMatchObject({ valid: false, why: 'malformed' });
    expect(await checkSignature(`${none}..AAAA`, words, keys)).toMatchObject({ valid: false, why: 'altered' });
  });
});
