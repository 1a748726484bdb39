import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSigner } from '#platform/signing.ts';
import { archived, fileOf, judged, ratingWords, workingNote } from '../../../../test/archived-case.ts';
import { desk, inHand, reported } from '../../../../test/case-scene.ts';
import { openWorld, type World } from '../../../../test/world.ts';
import { runCommand } from '../../../cli/banyan.ts';
import { checkFile } from './check-file.ts';
import { type CaseEnvelope, checkEnvelope, digestOf } from './envelope.ts';

const home = mkdtempSync(join(tmpdir(), 'banyan-archive-'));
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world?.close();
  rmSync(home, { recursive: true });
});
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

describe('what a reader may see', () => {
  test('the reporter reads no working note and no officer’s full name, and his own words about the work; offices read those not', async () => {
    const { one, atDesk, resident } = await judged(world);
    const [office, own] = [await fileOf(atDesk, one), await fileOf(resident, one)].map(({ body }) => JSON.stringify(body));
    expect(office).toContain(workingNote);
    expect(office).toContain('林一线');
    expect(office).not.toContain(ratingWords);
    expect(own).not.toContain(workingNote);
    expect(own).not.toContain('林一线');
    expect(own).toContain('林**');
    expect(own).toContain(ratingWords);
    expect(JSON.parse(own ?? '').document.looks.lines).toMatchObject([{ officer: '林**', purpose: 'contact-reporter' }]);
    expect(JSON.parse(office ?? '').document.looks).toEqual({ count: 1, lines: null });
  });

  test('who reported without an account has it by his query code, and nobody without', async () => {
    const guest = world.guest();
    const one = await reported(guest, { name: '王小榕', phone: '13805911234', identity: 'named' });
    expect((await fileOf(guest, one)).status).toBe(401);
    expect((await fileOf(guest, one, '', { 'x-query-code': 'ZZZZZZZZZZ' })).status).toBe(404);
    const { status, body } = await fileOf(guest, one, '', { 'x-query-code': one.queryCode ?? '' });
    expect(status).toBe(200);
    expect(body.document).toMatchObject({
      reader: 'reporter',
      caller: { identity: 'named', name: { masked: '王**' }, phone: { masked: '*********34' } },
    });
  });

  test('the contact is told by purpose only, beside the document, proved by it, and the reporter sees the line', async () => {
    const resident = await world.resident();
    const { one, atDesk } = await inHand(world, resident);
    const masked = JSON.stringify((await fileOf(atDesk, one)).body);
    expect(masked).not.toContain('陈大榕');
    const { body } = await fileOf(atDesk, one, '?purpose=call-back');
    const opened = (body as CaseEnvelope).opened;
    expect(opened).toMatchObject({ purpose: 'call-back', fields: [{ field: 'name', value: '陈大榕' }, { field: 'phone' }] });
    expect(await checkEnvelope(JSON.stringify(body), world.house.signer.keys)).toMatchObject({
      valid: true,
      openedFields: ['name', 'phone'],
    });
    const [name] = opened?.fields ?? [];
    expect(digestOf(name?.salt ?? '', 'name', '陈大榕')).toBe(body.document.caller.name.digest);
    expect((await resident.get(`/api/cases/${one.region}/${one.id}/looks`)).body).toMatchObject([{ purposeCode: 'call-back' }]);
    expect((await fileOf(atDesk, one, '?purpose=curiosity')).body.code).toBe('purpose.unknown');
    const atRiver = await world.officer({ ...desk, permissions: ['case.read', 'case.triage'] });
    expect((await fileOf(atRiver, one, '?purpose=call-back')).body.code).toBe('access.no_permission');
    expect((await fileOf(resident, one, '?purpose=call-back')).status).toBe(403);
    expect((await resident.get(`/api/cases/${one.region}/${one.id}/looks`)).body).toHaveLength(1);
  });

  test('of an anonymous reporter nothing is told, because nothing is known', async () => {
    const one = await reported(world.guest(), { name: '王小榕', phone: '13805911234', identity: 'anonymous' });
    const { body } = await fileOf(await world.officer(desk), one);
    expect(body.document.caller).toEqual({ identity: 'anonymous', wantsNoReply: false, name: null, phone: null });
  });

  test('of a confidential one not even the first sign of the name', async () => {
    const one = await reported(await world.resident(), { name: '王小榕', phone: '13805911234', identity: 'confidential' });
    const { body } = await fileOf(await world.officer(desk), one);
    expect(body.document.caller.name).toMatchObject({ masked: null });
    expect(JSON.stringify(body)).not.toContain('王');
  });

  test('photos are told by SHA-256 of the very bytes that are shown', async () => {
    const sharp = (await import('sharp')).default;
    const payload = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#1f5e48' } })
      .jpeg()
      .toBuffer();
    const stored = (
      await world.app.inject({ method: 'POST', url: '/api/photos', headers: { 'content-type': 'image/jpeg' }, payload })
    ).json();
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest(), { photos: [{ id: stored.id, claim: stored.claim }] });
    const shown = (await atDesk.get(`/api/photos/${stored.id}`)).body as Buffer;
    expect((await fileOf(atDesk, one)).body.document.photos).toEqual([
      {
        id: stored.id,
        stage: 'before',
        mediaType: 'image/jpeg',
        byteCount: shown.length,
        sha256: createHash('sha256').update(shown).digest('hex'),
      },
    ]);
  });
});

describe('the form in which it comes', () => {
  test('is JSON unless PDF is better liked, and nothing else', async () => {
    const { one, atDesk } = await judged(world);
    const typeOf = async (query: string, accept?: string) => {
      const { status, headers, body } = await fileOf(atDesk, one, query, accept === undefined ? {} : { accept });
      return status === 200 ? String(headers['content-type']).split(';')[0] : body.code;
    };
    expect(await typeOf('')).toBe('application/json');
    expect(await typeOf('', 'application/json;q=0.5, application/pdf')).toBe('application/pdf');
    expect(await typeOf('', 'text/html, */*;q=0.1')).toBe('application/json');
    expect(await typeOf('?format=json', 'application/pdf')).toBe('application/json');
    expect(await typeOf('', 'image/png')).toBe('file.format_unknown');
    expect(await typeOf('?format=docx')).toBe('request.invalid');
  });

  test('on paper it is the same file, found genuine by the command, and found out when a byte was changed', async () => {
    const { one, atDesk } = await archived(world);
    const pages = (await fileOf(atDesk, one, '?format=pdf')).body as Buffer;
    const json = (await fileOf(atDesk, one)).body as CaseEnvelope;
    expect(await checkFile(pages, world.house.signer.keys)).toMatchObject({ valid: true, fingerprint: json.fingerprint });
    const keySet = join(home, 'jwks.json');
    writeFileSync(keySet, JSON.stringify((await world.guest().get('/.well-known/jwks.json')).body));
    const verify = async (name: string, bytes: Buffer | string, keys = keySet) => {
      const said: string[] = [];
      const told: string[] = [];
      writeFileSync(join(home, name), bytes);
      const out = { print: (text: string) => void said.push(text), tell: (text: string) => void told.push(text) };
      return { code: await runCommand(['file', 'verify', join(home, name), '--keys', keys], out), said: [...said, ...told].join('\n') };
    };
    expect(await verify('case.pdf', pages)).toMatchObject({ code: 0, said: expect.stringContaining(`is genuine: case ${one.number}`) });
    expect(await verify('case.json', JSON.stringify(json, null, 2))).toMatchObject({
      code: 0,
      said: expect.stringContaining(json.fingerprint),
    });
    const forged = JSON.stringify(json).replace('井盖已更换。', '井盖没有更换。');
    expect(await verify('forged.json', forged)).toMatchObject({ code: 2, said: expect.stringContaining('(altered)') });
    const other = join(home, 'other.json');
    writeFileSync(other, JSON.stringify((await openSigner(join(home, 'elsewhere'), true)).keys));
    expect(await verify('case.pdf', pages, other)).toMatchObject({ code: 2, said: expect.stringContaining('(unknown-key)') });
    writeFileSync(other, '{"keys":[{"kty":"RSA"}]}');
    expect(await verify('case.pdf', pages, other)).toMatchObject({ code: 2, said: expect.stringContaining('holds no key') });
    expect(await verify('case.pdf', 'not a file')).toMatchObject({ code: 2, said: expect.stringContaining('(not-a-file)') });
  });
});
