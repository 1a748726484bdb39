import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHttp } from '#platform/http.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { addOfficer, addPost, appoint, hashPassword, identify, restoreAccount, suspendAccount } from './index.ts';
import { routes } from './routes.ts';

const minute = 60_000;
const hour = 60 * minute;
const password = 'Banyan-2026';

let world: World;
let passwordHash: string;
beforeAll(async () => {
  world = await openWorld();
  passwordHash = await hashPassword(password);
});
afterAll(() => world.close());

async function someOfficer() {
  const login = `lin.${randomUUID()}`;
  const id = await world.asPlatform((ctx) => addOfficer(ctx, { login, name: '林依姆', passwordHash }));
  return { login, id };
}

const signIn = (login: string, word = password, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'POST', url: '/api/sign-in', payload: { login, password: word }, headers });
const cookieOf = (response: { headers: Record<string, unknown> }) => String([response.headers['set-cookie']].flat()[0]);
const sessionOf = (response: { headers: Record<string, unknown> }) => cookieOf(response).split(';')[0] as string;
const me = async (cookie: string) => (await world.app.inject({ method: 'GET', url: '/api/me', headers: { cookie } })).json();

test('an officer signs in and sees the posts held today, and only those', async () => {
  const { login, id } = await someOfficer();
  await world.asPlatform(async (ctx) => {
    await addPost(ctx, { code: 'desk-of-test', name: '受理台', nameEn: 'Desk', permissions: ['case.read', 'case.triage'] });
    const held = { accountId: id, post: 'desk-of-test', area: { code: '350102001', level: 'street' } as const };
    await appoint(ctx, { ...held, unit: { id: '350102001-street' } });
    await appoint(ctx, { ...held, unit: { id: 'past' }, fromOn: '2020-01-01', untilOn: '2020-12-31' });
    await appoint(ctx, { ...held, unit: { id: 'coming' }, fromOn: '2099-01-01' });
    await appoint(ctx, { ...held, unit: { id: '350102001-street' } });
  });
  const response = await signIn(login.toUpperCase());
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    kind: 'officer',
    accountId: id,
    name: '林依姆',
    appointments: [
      {
        post: 'desk-of-test',
        postName: '受理台',
        postNameEn: 'Desk',
        unitId: '350102001-street',
        unitName: '鼓东街道办事处',
        areaCode: '350102001',
        areaName: '鼓楼区鼓东街道',
        permissions: ['case.read', 'case.triage'],
      },
    ],
  });
  expect(await me(sessionOf(response))).toEqual(response.json());
});

test('what an officer may do follows the posts held today', async () => {
  const { login, id } = await someOfficer();
  const code = `post-${randomUUID().slice(0, 8)}`;
  await world.asPlatform(async (ctx) => {
    await addPost(ctx, { code, name: '岗', nameEn: 'Post', permissions: ['case.read'] });
    await appoint(ctx, { accountId: id, post: code, unit: { id: 'u-1' }, area: { code: '3501', level: 'city' }, untilOn: '2098-12-31' });
  });
  const cookies = Object.fromEntries([sessionOf(await signIn(login)).split('=') as [string, string]]);
  const at = (now: Date) => identify(world.house, { cookies } as unknown as Parameters<typeof identify>[1], now);
  expect(await at(world.clock.now())).toEqual({
    kind: 'officer',
    accountId: id,
    name: '林依姆',
    appointments: [{ post: code, permissions: ['case.read'], unitId: 'u-1', areaCode: '3501', areaLevel: 'city' }],
  });
  await world.asPlatform((ctx) => addPost(ctx, { code, name: '岗', nameEn: 'Post', permissions: [] }));
  expect(await at(world.clock.now())).toMatchObject({ appointments: [{ post: code, permissions: [] }] });
});

test('adding an officer again keeps account and password and takes the name', async () => {
  const { login, id } = await someOfficer();
  const again = await world.asPlatform(async (ctx) =>
    addOfficer(ctx, { login: login.toUpperCase(), name: '林依姆（二）', passwordHash: 'not a hash' }),
  );
  expect(again).toBe(id);
  expect((await signIn(login)).json()).toMatchObject({ accountId: id, name: '林依姆（二）' });
});

test('an appointment can only name a unit and an area that a unit of work can carry', async () => {
  const { id } = await someOfficer();
  await world.asPlatform((ctx) => addPost(ctx, { code: 'odd', name: '岗', nameEn: 'Post', permissions: [] }));
  const odd = (unit: string, area: string) =>
    world.asPlatform((ctx) => appoint(ctx, { accountId: id, post: 'odd', unit: { id: unit }, area: { code: area, level: 'county' } }));
  await expect(odd("u'; drop", '350102')).rejects.toThrow();
  await expect(odd('a,b', '350102')).rejects.toThrow();
  await expect(odd('u', '*')).rejects.toThrow();
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const { login } = await someOfficer();
  const cookie = cookieOf(await signIn(login));
  expect(cookie).toMatch(/^banyan_session=[A-Za-z0-9_-]{43};/);
  expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', `Max-Age=${12 * 3600}`, 'Path=/', 'SameSite=Strict']);
});

test('behind https the cookie is bound to the host and to https', async () => {
  const house = { ...world.house, https: true };
  const app = await openHttp(house, { logLevel: 'silent', https: true }, identify, world.clock.now);
  routes(app, house);
  const { login } = await someOfficer();
  const response = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { login, password } });
  const [session = '', ...flags] = cookieOf(response).split('; ');
  expect(session).toMatch(/^__Host-banyan_session=/);
  expect(flags.sort()).toEqual(['HttpOnly', `Max-Age=${12 * 3600}`, 'Path=/', 'SameSite=Strict', 'Secure']);
  const meBy = async (cookie: string) => (await app.inject({ method: 'GET', url: '/api/me', headers: { cookie } })).json();
  expect(await meBy(session)).toMatchObject({ kind: 'officer' });
  expect(await meBy(session.replace('__Host-', ''))).toEqual({ kind: 'guest' });
  await app.close();
});

test('an unknown login and a wrong password get the same answer, also when the login is closed', async () => {
  const { login } = await someOfficer();
  for (let i = 0; i < 6; i++) {
    const known = await signIn(login, 'wrong password');
    const unknown = await signIn(`nobody.${login}`, 'wrong password');
    expect(unknown.statusCode).toBe(known.statusCode);
    expect(unknown.json()).toEqual(known.json());
  }
});

test('five wrong passwords close the login for a quarter of an hour, also to the right one', async () => {
  const { login } = await someOfficer();
  for (let i = 0; i < 4; i++) expect((await signIn(login, 'wrong password')).json()).toMatchObject({ status: 401, code: 'sign_in.wrong' });
  const fifth = await signIn(login, 'wrong password');
  expect(fifth.json()).toMatchObject({ status: 429, code: 'sign_in.closed', retryAfterSeconds: 900 });
  world.clock.advance(14 * minute);
  const early = await signIn(login);
  expect(early.json()).toMatchObject({ status: 429, code: 'sign_in.closed', retryAfterSeconds: 60 });
  expect(early.headers['retry-after']).toBe('60');
  world.clock.advance(minute);
  expect((await signIn(login)).statusCode).toBe(200);
});

test('a right password forgets the wrong ones before it', async () => {
  const { login } = await someOfficer();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) expect((await signIn(login, 'wrong password')).statusCode).toBe(401);
    expect((await signIn(login)).statusCode).toBe(200);
  }
});

test('wrong passwords in parallel do not outrun the count', async () => {
  const { login } = await someOfficer();
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(login, 'wrong password')));
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(4);
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(16);
  expect((await signIn(login)).statusCode).toBe(429);
});

test('an officer is out after two idle hours, and after twelve hours in any case', async () => {
  const { login } = await someOfficer();
  const idle = sessionOf(await signIn(login));
  const busy = sessionOf(await signIn(login));
  world.clock.advance(hour);
  expect(await me(busy)).toMatchObject({ kind: 'officer' });
  world.clock.advance(hour);
  expect(await me(idle)).toEqual({ kind: 'guest' });
  for (let i = 2; i < 12; i++) {
    expect(await me(busy)).toMatchObject({ kind: 'officer' });
    world.clock.advance(hour);
  }
  expect(await me(busy)).toEqual({ kind: 'guest' });
});

test('being seen is written once a minute, not once a request', async () => {
  const { login, id } = await someOfficer();
  const cookie = sessionOf(await signIn(login));
  const seenAt = async () =>
    (await world.house.database.pool.query('select seen_at from people.session where account_id = $1', [id])).rows[0].seen_at.getTime();
  const signedInAt = world.clock.now().getTime();
  world.clock.advance(minute - 1);
  await me(cookie);
  expect(await seenAt()).toBe(signedInAt);
  world.clock.advance(1);
  await me(cookie);
  expect(await seenAt()).toBe(signedInAt + minute);
});

test('a suspended account is out at once, and only who knows the password learns why', async () => {
  const { login, id } = await someOfficer();
  const cookie = sessionOf(await signIn(login));
  await world.asPlatform((ctx) => suspendAccount(ctx, id));
  expect(await me(cookie)).toEqual({ kind: 'guest' });
  expect((await world.app.inject({ method: 'GET', url: '/api/sessions', headers: { cookie } })).json()).toMatchObject({
    status: 401,
    code: 'session.missing',
  });
  expect((await signIn(login)).json()).toMatchObject({ status: 403, code: 'account.suspended' });
  expect((await signIn(login, 'wrong password')).json()).toMatchObject({ status: 401, code: 'sign_in.wrong' });
  await world.asPlatform((ctx) => restoreAccount(ctx, id));
  expect(await me(cookie)).toEqual({ kind: 'guest' });
  expect((await signIn(login)).statusCode).toBe(200);
});

test('an officer without a password cannot sign in', async () => {
  const login = `new.${randomUUID()}`;
  await world.asPlatform((ctx) => addOfficer(ctx, { login, name: '新来的' }));
  for (const word of [' ', 'undefined', 'null']) expect((await signIn(login, word)).statusCode).toBe(401);
});

test.each([
  [{ login: 'lin\u0000wei', password }, 400],
  [{ login: 'lin', password: 'wrong\u0000password' }, 401],
  [{ login: '', password }, 400],
  [{ login: 'lin' }, 400],
  [{ login: ['lin'], password }, 400],
  [{ login: { $ne: '' }, password }, 400],
  [{ login: "' or '1'='1", password }, 401],
  [{ login: 'lin', password, kind: 'officer' }, 400],
  [{ login: 'lin', password: 'x'.repeat(201) }, 400],
])('a sign-in with %j is answered and opens nothing', async (payload, status) => {
  const response = await world.app.inject({ method: 'POST', url: '/api/sign-in', payload });
  expect(response.statusCode).toBe(status);
  expect(response.headers['set-cookie']).toBeUndefined();
});
