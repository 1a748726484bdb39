import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { act, desk, reported, street } from '../../../test/case-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { isConsistent, isIncluded } from '../../platform/ledger/merkle.ts';
import { recordLook, sequenceLines, verifyLedger } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

const bytes = (text: string) => Buffer.from(text, 'base64');
const looksOf = async (client: Awaited<ReturnType<World['resident']>>) => (await client.get('/api/me/looks')).body.looks;
const sequence = () => sequenceLines(world.house, world.clock.now());
const verify = () => world.asPlatform((ctx) => verifyLedger(ctx));

/** A case of a resident at which the street looks three times. */
async function lookedAt() {
  const resident = await world.resident();
  const atDesk = await world.officer(desk);
  const one = await reported(resident, { phone: '13805911234', name: '陈大榕' });
  await act(atDesk, one, 'accept');
  for (const purpose of ['contact-reporter', 'verify-facts', 'call-back']) {
    world.clock.advance(60_000);
    expect((await atDesk.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose })).status).toBe(200);
  }
  return { resident, atDesk, one };
}

test('a resident reads each look at his data in words, and nobody else reads it', async () => {
  const { resident, one } = await lookedAt();
  const looks = await looksOf(resident);
  expect(looks).toHaveLength(3);
  expect(looks[0].sentence.zh).toMatch(/^.*东街.* 林\*，为回访办理结果，查看了姓名、手机号$/);
  expect(looks[0]).toMatchObject({ aboutKind: 'case', aboutId: one.id, region: '350102' });
  expect(await looksOf(await world.resident())).toEqual([]);
  expect((await resident.get('/api/me/usage')).body.findUsageResponse.usage).toHaveLength(3);
});

test('he objects to one; the head of the unit answers in time, once, and never for a look of his own', async () => {
  const { resident, atDesk } = await lookedAt();
  const [look] = await looksOf(resident);
  const path = `/api/me/looks/${look.region}/${look.id}/objections`;
  const made = await resident.post(path, { kind: 'object', words: '没有人联系过我' });
  expect(made.body).toMatchObject({ state: 'open', dueAt: '2026-12-15T09:30:00.000Z' });
  expect((await resident.post(path, { kind: 'object', words: '再说一次' })).body.code).toBe('look.asked_already');
  expect((await (await world.resident()).post(path, { kind: 'ask', words: '' })).body.code).toBe('look.unknown');
  expect((await atDesk.get('/api/objections')).body.code).toBe('access.no_permission');
  const head = await world.officer({ ...street, permissions: ['look.review'] });
  const other = await world.officer({ unit: '350103-command', area: '350103', permissions: ['look.review'] });
  expect((await head.get('/api/objections')).body).toMatchObject([{ words: '没有人联系过我' }]);
  const answer = `/api/objections/${made.body.region}/${made.body.id}/reply`;
  const reply = { state: 'upheld', reply: '已提醒经办人，此次查看不当。' };
  expect((await other.post(answer, reply)).body.code).toBe('objection.unknown');
  expect((await head.post(answer, reply)).status).toBe(200);
  expect((await head.post(answer, reply)).body.code).toBe('objection.answered');
  expect((await looksOf(resident))[0].asked).toMatchObject([{ state: 'upheld', reply: reply.reply }]);
});

test('a curious officer is caught: who looks often, at one person, at night or without a case, stands out to the head of his unit alone', async () => {
  world.clock.set('2026-11-24T23:10:00+08:00');
  const unit = { unit: '350102005-street', area: '350102005' };
  const curious = await world.officer({ ...unit, name: '高奇', permissions: [...desk.permissions] });
  const resident = await world.resident();
  const one = await reported(resident, { point: undefined, area: '350102005', phone: '13805911234' });
  await act(curious, one, 'accept');
  for (let turn = 0; turn < 5; turn++) await curious.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'verify-facts' });
  const head = await world.officer({ ...unit, permissions: ['look.review'] });
  const signs = (await head.get('/api/look-signs')).body;
  expect(signs.map((found: { sign: string; officer: string; count: number }) => [found.sign, found.officer, found.count])).toEqual([
    ['at-night', '高奇', 5],
    ['same-person', '高奇', 5],
  ]);
  for (let turn = 5; turn < 20; turn++) await curious.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'verify-facts' });
  expect((await head.get('/api/look-signs')).body).toMatchObject([
    { sign: 'at-night' },
    { sign: 'many-in-hour', count: 20 },
    { sign: 'same-person' },
  ]);
  const other = await world.officer({ unit: '350103-command', area: '350103', permissions: ['look.review'] });
  expect((await other.get('/api/look-signs')).body).toEqual([]);
});

test('nobody answers for a look of his own', async () => {
  const resident = await world.resident();
  const head = await world.officer({ ...desk, permissions: [...desk.permissions, 'look.review'] });
  const one = await reported(resident, { phone: '13805911234' });
  await act(head, one, 'accept');
  await head.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'verify-facts' });
  const [look] = await looksOf(resident);
  const made = (await resident.post(`/api/me/looks/${look.region}/${look.id}/objections`, { kind: 'ask', words: '为什么' })).body;
  const answer = await head.post(`/api/objections/${made.region}/${made.id}/reply`, { state: 'explained', reply: '就是看看' });
  expect(answer.body.code).toBe('objection.own_look');
});

test('nothing is opened for a purpose nobody registered, nor a field it does not need, and a failed line takes the reading with it', async () => {
  const look = { region: '350102', personId: null, purpose: 'call-back', fields: ['phone'] };
  await expect(world.asPlatform((ctx) => recordLook(ctx, { ...look, purpose: 'curiosity' }))).rejects.toMatchObject({
    code: 'purpose.unregistered',
  });
  await expect(world.asPlatform((ctx) => recordLook(ctx, { ...look, fields: ['phone', 'health'] }))).rejects.toMatchObject({
    code: 'purpose.fields_exceeded',
    detail: { fields: ['health'] },
  });
  const read = world.asPlatform(async (ctx) => {
    await recordLook(ctx, { ...look, about: { kind: 'case', id: 'not an id' } });
    return 'what was read';
  });
  await expect(read).rejects.toMatchObject({ code: '22P02' });
});

test('every look is proved to stand in the tree, and every earlier tree to be the beginning of the later one', async () => {
  const { resident } = await lookedAt();
  const [look] = await looksOf(resident);
  expect((await resident.get(`/api/me/looks/${look.region}/${look.id}/proof`)).body.code).toBe('look.not_sequenced');
  expect(await sequence()).toBeGreaterThanOrEqual(3);
  const proof = (await resident.get(`/api/me/looks/${look.region}/${look.id}/proof`)).body;
  const first = proof.head;
  expect(isIncluded(bytes(proof.leaf), proof.position, first.size, proof.path.map(bytes), bytes(first.root))).toBe(true);
  await lookedAt();
  await sequence();
  const guest = world.guest();
  const last = (await guest.get('/api/ledger/head')).body;
  const grown = (await guest.get(`/api/ledger/consistency?from=${first.size}&to=${last.size}`)).body.proof.map(bytes);
  expect(isConsistent(first.size, last.size, bytes(first.root), bytes(last.root), grown)).toBe(true);
  expect((await guest.get(`/api/ledger/consistency?from=1&to=${last.size + 1}`)).body.code).toBe('tree.unknown');
  expect((await guest.get('/api/ledger/heads')).body.at(-1)).toEqual(last);
  expect(await verify()).toMatchObject({ valid: true, lines: last.size, fault: null });
});

test('a line that the owner of the database edits, deletes or slips in is found and named', async () => {
  const { resident } = await lookedAt();
  await sequence();
  const [look] = await looksOf(resident);
  const { pool } = world.house.database;
  const asOwner = async (text: string, values: unknown[]) => {
    await pool.query('alter table privacy.ledger disable trigger ledger_is_append_only');
    await pool.query(text, values);
    await pool.query('alter table privacy.ledger enable trigger ledger_is_append_only');
  };
  const named = { region: look.region, id: look.id };
  await expect(pool.query("update privacy.ledger set purpose = 'x'")).rejects.toMatchObject({ code: '42501' });
  await asOwner("update privacy.ledger set actor_name = '别人' where id = $1", [look.id]);
  expect(await verify()).toMatchObject({ valid: false, fault: { what: 'altered', ...named } });
  await asOwner("update privacy.ledger set actor_name = '林一线' where id = $1", [look.id]);
  expect((await verify()).valid).toBe(true);

  const { rows } = await pool.query('select * from privacy.leaf where line_id = $1', [look.id]);
  await pool.query('update privacy.leaf set hash = $2 where line_id = $1', [look.id, Buffer.alloc(32)]);
  expect((await verify()).fault?.what).toBe('altered');
  await pool.query('update privacy.leaf set hash = $2 where line_id = $1', [look.id, rows[0].hash]);

  const witness = (await world.guest().get('/api/ledger/head')).body;
  await pool.query("update privacy.tree_head set root = $1, signature = 'x' where size = $2", [Buffer.alloc(32), witness.size]);
  expect((await verify()).fault).toMatchObject({ what: 'root', size: witness.size });
  await pool.query('update privacy.tree_head set root = $1 where size = $2', [bytes(witness.root), witness.size]);
  expect((await verify()).fault).toMatchObject({ what: 'signature', size: witness.size });
  await pool.query('update privacy.tree_head set signature = $1 where size = $2', [witness.signature, witness.size]);
  const kept = [{ size: witness.size, root: Buffer.alloc(32, 7).toString('base64') }];
  expect((await world.asPlatform((ctx) => verifyLedger(ctx, kept))).fault).toMatchObject({ what: 'root', size: witness.size });

  const slipped = '019ab000-0000-7000-8000-000000000001';
  await pool.query(
    'insert into privacy.ledger select region, $2, at, actor_id, actor_name, unit_id, purpose, basis, person, about_kind, about_id, about_number, fields, on_behalf, traits, salt from privacy.ledger where id = $1',
    [look.id, slipped],
  );
  expect((await verify()).fault).toMatchObject({ what: 'unlisted', id: slipped });
  await asOwner('delete from privacy.ledger where id = any ($1)', [[slipped, look.id]]);
  expect((await verify()).fault).toMatchObject({ what: 'missing', ...named });
});
