import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { beginText } from '#platform/context.ts';
import { connectTo } from '#platform/database.ts';
import { openSigner } from '#platform/signing.ts';
import { archived, fileOf, judged } from '../../../../test/archived-case.ts';
import { act, desk, river, street } from '../../../../test/case-scene.ts';
import { copyTemplate } from '../../../../test/copy.ts';
import { openWorld, type World } from '../../../../test/world.ts';
import { buildHouse } from '../../../app.ts';
import { archiveCase } from '../service/archive-case.ts';
import { type CaseEnvelope, checkEnvelope } from './envelope.ts';

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

const jobsOf = async (id: string) => {
  const { rows } = await world.house.database.pool.query<{ data: { region: string; id: string; at: string } }>(
    `select data from jobs.job where name = 'cases.archive' and data->>'id' = $1`,
    [id],
  );
  return rows.map(({ data }) => data);
};
const rowsOf = async (id: string) =>
  (
    await world.house.database.pool.query(
      'select reader, fingerprint, document, signature from cases.archive where case_id = $1 order by reader',
      [id],
    )
  ).rows as { reader: string; fingerprint: string; document: string; signature: string }[];

describe('the file of an archived case', () => {
  test('is written once, by the job that comes with the step, and however often the job runs', async () => {
    const { one, atDesk } = await archived(world);
    const [job, ...more] = await jobsOf(one.id);
    if (!job) throw new Error('No job came with the step.');
    expect(more).toEqual([]);
    expect(await rowsOf(one.id)).toEqual([]);
    await Promise.all([archiveCase(world.house, job), archiveCase(world.house, job)]);
    const kept = await rowsOf(one.id);
    expect(kept.map(({ reader }) => reader)).toEqual(['office', 'reporter']);
    await archiveCase(world.house, job);
    expect(await rowsOf(one.id)).toEqual(kept);
    const { body } = await fileOf(atDesk, one);
    expect(body.fingerprint).toBe(kept[0]?.fingerprint);
    expect(
      createHash('sha256')
        .update(kept[0]?.document ?? '')
        .digest('hex'),
    ).toBe(body.fingerprint);
  });

  test('asked for before its job has run is the same that the job finds there', async () => {
    const { one, atDesk, resident } = await archived(world);
    const mine = (await fileOf(resident, one)).body;
    const kept = await rowsOf(one.id);
    for (const job of await jobsOf(one.id)) await archiveCase(world.house, job);
    expect(await rowsOf(one.id)).toEqual(kept);
    expect(mine.fingerprint).toBe(kept.find(({ reader }) => reader === 'reporter')?.fingerprint);
    expect((await fileOf(atDesk, one)).body.fingerprint).toBe(kept.find(({ reader }) => reader === 'office')?.fingerprint);
    world.clock.advance(60_000);
    expect((await fileOf(resident, one)).body).toEqual(mine);
  });

  test('holds the whole process and is genuine by the keys that anyone can fetch', async () => {
    const { one, atDesk } = await archived(world);
    const answer = await fileOf(atDesk, one);
    const keys = (await world.guest().get('/.well-known/jwks.json')).body;
    expect(await checkEnvelope(JSON.stringify(answer.body), keys)).toMatchObject({ valid: true });
    const { document } = answer.body as CaseEnvelope;
    expect(document).toMatchObject({ draft: false, reader: 'office', at: document.lines.at(-1)?.at });
    expect(document.lines.map(({ action }) => action)).toEqual([
      'report',
      'accept',
      'dispatch',
      'sign',
      'call',
      'report-in',
      'finish-call',
      'note',
      'finish',
      'approve',
      'rate',
      'archive',
    ]);
    expect(document.lines.map(({ step }) => step)).toEqual(document.lines.map((_, index) => index + 1));
    expect(document.acceptance).toMatchObject({ action: 'accept', by: { unit: { id: desk.unit } } });
    expect(document.calls).toMatchObject([{ unit: { id: river.unit }, caller: { id: street.unit }, state: 'finished' }]);
    expect(document.clocks.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['accept', 'sign', 'handle', 'promise', 'call-sign', 'review', 'archive']),
    );
    expect(document.clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(document).toMatchObject({ reply: '井盖已更换。', rating: { level: 4 }, looks: { count: 1 } });
    expect(document.legend.units.map(({ id }) => id)).toContain(river.unit);
  });

  test('can be neither changed nor removed, not even by the owner of the database', async () => {
    const { one, atDesk } = await archived(world);
    await fileOf(atDesk, one);
    const { pool } = world.house.database;
    for (const change of [
      'update cases.archive set document = document',
      'delete from cases.archive',
      'truncate cases.archive_mark',
      'delete from cases.archive_mark',
    ])
      await expect(pool.query(change), change).rejects.toMatchObject({ code: '42501' });
  });

  test('is two writings: the reporter’s own is all that the floor of the database gives him', async () => {
    const { one, resident } = await archived(world);
    await fileOf(resident, one);
    const read = async (actor: Parameters<typeof beginText>[0]) => {
      const client = await world.house.database.pool.connect();
      try {
        await client.query(beginText(actor));
        return (
          await client.query<{ reader: string }>('select reader from cases.archive where case_id = $1 order by 1', [one.id])
        ).rows.map(({ reader }) => reader);
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    const post = { post: 'x', permissions: ['case.read'], areaCode: '350100', areaLevel: 'county' };
    expect(await read({ kind: 'resident', accountId: resident.accountId ?? '', name: '' })).toEqual(['reporter']);
    expect(await read({ kind: 'officer', accountId: one.id, name: '', appointments: [{ ...post, unitId: river.unit }] })).toEqual([
      'office',
      'reporter',
    ]);
    expect(await read({ kind: 'officer', accountId: one.id, name: '', appointments: [{ ...post, unitId: '350104-command' }] })).toEqual([]);
    expect(await read({ kind: 'guest' })).toEqual([]);
  });
});

describe('before it is archived', () => {
  test('a case has a draft, marked and signed, that nobody takes for the file', async () => {
    const { one, atDesk } = await judged(world);
    const { body } = await fileOf(atDesk, one);
    expect(body.document).toMatchObject({ draft: true, at: '2026-11-24T02:00:00.000Z' });
    expect(await checkEnvelope(JSON.stringify(body), world.house.signer.keys)).toMatchObject({ valid: true });
    expect(await rowsOf(one.id)).toEqual([]);
    expect((await world.guest().get(`/api/files/verify?hash=${body.fingerprint}`)).body).toEqual({
      known: false,
      archivedAt: null,
      keyId: null,
    });
    expect((await fileOf(atDesk, one, '?format=pdf')).headers['content-disposition']).toBe(`inline; filename="${one.number}-draft.pdf"`);
  });

  test('a case that was taken up again is not put on file by a job that comes late', async () => {
    const { one, resident } = await judged(world);
    expect((await act(resident, one, 'reopen', { note: '井盖又翘起来了' })).status).toBe(200);
    await archiveCase(world.house, { region: one.region, id: one.id, at: world.clock.now().toISOString() });
    expect(await rowsOf(one.id)).toEqual([]);
  });
});

describe('whoever holds a file', () => {
  test('learns by its fingerprint that it is known here, and nothing of what is in it', async () => {
    const { one, atDesk } = await archived(world);
    const { fingerprint, document } = (await fileOf(atDesk, one)).body as CaseEnvelope;
    const guest = world.guest();
    const known = await guest.get(`/api/files/verify?hash=${fingerprint}`);
    expect(known.body).toEqual({ known: true, archivedAt: document.at, keyId: world.house.signer.keyId });
    const page = await guest.get(`/api/files/verify?hash=${fingerprint}`, { accept: 'text/html' });
    const html = (page.body as Buffer).toString('utf8');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(html).toContain('这份案卷已在本平台归档');
    expect(html).not.toContain(one.number);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(page.headers['content-security-policy']).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(((await guest.get(`/api/files/verify?hash=${'0'.repeat(64)}`, { accept: 'text/html' })).body as Buffer).toString()).toContain(
      '没有这份案卷的归档记录',
    );
    for (const hash of ['', 'x', `${'0'.repeat(63)}G`, '%3Cscript%3E'])
      expect((await guest.get(`/api/files/verify?hash=${hash}`)).body.code).toBe('request.invalid');
  });
});

test('a database takes no signing keys but those it was used with', async () => {
  const engine = inject('engine');
  const directory = join(home, 'foreign/keys');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  copyFileSync(join(engine.dataDirectory, 'keys/ring.json'), join(directory, 'ring.json'));
  const open = async () =>
    buildHouse(connectTo(await copyTemplate(engine), 2), { dataDirectory: join(home, 'foreign'), demo: false, https: false });
  await expect(open()).rejects.toThrow('are missing, and this database was used with them');
  await openSigner(directory, true);
  await expect(open()).rejects.toThrow('are not those with which this database was used');
});
