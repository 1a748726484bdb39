import { createHash, randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';
import { addOfficer, hashPassword, people, residentOf } from './index.ts';
import { openSession } from './service/keep-session.ts';

const day = 86_400_000;

let world: World;
let passwordHash: string;
beforeAll(async () => {
  world = await openWorld();
  passwordHash = await hashPassword('Banyan-2026');
});
afterAll(() => world.close());

const newPhone = () => `+86139${String(randomInt(100_000_000)).padStart(8, '0')}`;

/** A resident’s browser: the cookie of a session of his own. */
async function browserOf(phone: string, agent = 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0') {
  const { token } = await world.asPlatform(async (ctx) => openSession(ctx, await residentOf(ctx, phone), { agent, cookies: {} }));
  return `banyan_session=${token}`;
}

const get = async (url: string, cookie: string) => (await world.app.inject({ method: 'GET', url, headers: { cookie } })).json();
const post = async (url: string, cookie: string, payload: object = {}) =>
  world.app.inject({ method: 'POST', url, headers: { cookie }, payload });
const digest = (cookie: string) => createHash('sha256').update(cookie.slice('banyan_session='.length)).digest('hex');

test('a resident sees where he is signed in, and ends a forgotten session', async () => {
  const phone = newPhone();
  const [phoneBrowser, desktop] = [
    await browserOf(phone),
    await browserOf(phone, 'Mozilla/5.0 (Windows NT 10.0) Chrome/143.0 Safari/537.36'),
  ];
  const { sessions } = await get('/api/sessions', phoneBrowser);
  expect(sessions.map(({ agent, current }: { agent: string; current: boolean }) => [agent, current]).sort()).toEqual([
    ['Chrome · Windows', false],
    ['WeChat · Android', true],
  ]);
  const ended = await post('/api/sessions/end', phoneBrowser, { id: digest(desktop) });
  expect(ended.json().sessions).toHaveLength(1);
  expect(await get('/api/me', desktop)).toEqual({ kind: 'guest' });
  expect(await get('/api/me', phoneBrowser)).toMatchObject({ kind: 'resident', phoneMasked: expect.stringMatching(/^139\*{4}\d{4}$/) });
});

test('nobody sees or ends the session of another', async () => {
  const [mine, other] = [await browserOf(newPhone()), await browserOf(newPhone())];
  expect((await get('/api/sessions', mine)).sessions.map(({ id }: { id: string }) => id)).toEqual([digest(mine)]);
  expect((await post('/api/sessions/end', mine, { id: digest(other) })).json()).toMatchObject({ status: 404, code: 'session.unknown' });
  expect(await get('/api/me', other)).toMatchObject({ kind: 'resident' });
  expect((await world.app.inject({ method: 'GET', url: '/api/sessions' })).statusCode).toBe(401);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const cookie = await browserOf(newPhone());
  const out = await post('/api/sign-out', cookie);
  expect(out.json()).toEqual({ kind: 'guest' });
  expect(String(out.headers['set-cookie'])).toMatch(/^banyan_session=;.*(Max-Age=0|1970)/);
  expect(await get('/api/me', cookie)).toEqual({ kind: 'guest' });
  expect((await post('/api/sign-out', cookie)).statusCode).toBe(200);
});

test('a new sign-in takes the place of the browser’s old session under a new token', async () => {
  const login = `chen.${randomUUID()}`;
  await world.asPlatform((ctx) => addOfficer(ctx, { login, name: '陈依伯', passwordHash }));
  const old = await browserOf(newPhone());
  const response = await post('/api/sign-in', old, { login, password: 'Banyan-2026' });
  const fresh = String(response.headers['set-cookie']).split(';')[0] as string;
  expect(fresh).not.toBe(old);
  expect(await get('/api/me', old)).toEqual({ kind: 'guest' });
  expect(await get('/api/me', fresh)).toMatchObject({ kind: 'officer' });
});

test('a resident stays signed in for thirty days and no longer', async () => {
  const cookie = await browserOf(newPhone());
  world.clock.advance(30 * day - 1);
  expect(await get('/api/me', cookie)).toMatchObject({ kind: 'resident' });
  world.clock.advance(1);
  expect(await get('/api/me', cookie)).toEqual({ kind: 'guest' });
});

test('a copy of the database opens no session: neither the digest nor a piece of it is a token', async () => {
  const cookie = await browserOf(newPhone());
  const token = cookie.slice('banyan_session='.length);
  const { rows } = await world.house.database.pool.query(
    "select count(*)::int as found from people.session where position(convert_to($1, 'UTF8') in token_hash) > 0",
    [token],
  );
  expect(rows[0].found).toBe(0);
  const stored = Buffer.from(digest(cookie), 'hex');
  for (const forged of [stored.toString('base64url'), stored.toString('hex'), digest(cookie).slice(0, 43)])
    expect(await get('/api/me', `banyan_session=${forged}`)).toEqual({ kind: 'guest' });
});

test.each([['x'], [''], ['a'.repeat(43)], ['a'.repeat(4000)], ['%00'.repeat(43)], ["' or 1=1 --"], ['../../../etc/passwd']])(
  'the cookie %j is a guest’s',
  async (value) => {
    expect(await get('/api/me', `banyan_session=${value}`)).toEqual({ kind: 'guest' });
  },
);

test('the phone of a resident is kept sealed and found by its blind index', async () => {
  const phone = newPhone();
  await browserOf(phone);
  const { rows } = await world.house.database.pool.query('select phone_sealed from people.account where phone_index = $1', [
    world.house.vault.blindIndex(phone),
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0].phone_sealed.includes(phone.slice(3))).toBe(false);
  expect(world.house.vault.open(rows[0].phone_sealed)).toBe(phone);
});

test('what has ended is removed, and what lives stays', async () => {
  const phone = newPhone();
  const ended = await browserOf(phone);
  world.clock.advance(31 * day);
  const living = await browserOf(phone);
  for (const round of people.rounds ?? []) await round.run(world.house, world.clock.now());
  const left = async (cookie: string) =>
    (await world.house.database.pool.query('select 1 from people.session where token_hash = $1', [Buffer.from(digest(cookie), 'hex')]))
      .rowCount;
  expect(await left(ended)).toBe(0);
  expect(await left(living)).toBe(1);
});
