import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';
import { suspendAccount } from './index.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let world: World;
const sent = new Map<string, string>();
beforeAll(async () => {
  world = await openWorld();
  world.house.announcements.on('code.made', async (_ctx, { phone, code }) => void sent.set(phone, code));
});
afterAll(() => world.close());

const newPhone = () => `139${String(randomInt(100_000_000)).padStart(8, '0')}`;
const ask = (phone: string, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'POST', url: '/api/codes', payload: { phone }, headers });
const use = (phone: string, code: string, name?: string) =>
  world.app.inject({ method: 'POST', url: '/api/sign-in/code', payload: { phone, code, ...(name === undefined ? {} : { name }) } });

async function codeFor(phone: string): Promise<string> {
  expect((await ask(phone)).statusCode).toBe(200);
  return sent.get(`+86${phone}`) as string;
}

const wrongFor = (code: string, i = 1) => String((Number(code) + i) % 1_000_000).padStart(6, '0');

test('a resident signs in by the code sent to his phone, and is the same person the next time', async () => {
  const phone = newPhone();
  const first = await use(phone, await codeFor(phone), '林依姆');
  expect(first.json()).toEqual({
    kind: 'resident',
    accountId: expect.any(String),
    name: '林依姆',
    phoneMasked: `139****${phone.slice(-4)}`,
  });
  world.clock.advance(minute);
  const second = await use(`+86 ${phone.slice(0, 3)}-${phone.slice(3)}`, await codeFor(phone));
  expect(second.json()).toEqual(first.json());
  world.clock.advance(minute);
  expect((await use(phone, await codeFor(phone), '林依妹')).json()).toMatchObject({ accountId: first.json().accountId, name: '林依妹' });
});

test('who gives no name is called by the end of his phone', async () => {
  const phone = newPhone();
  expect((await use(phone, await codeFor(phone), '  ')).json()).toMatchObject({ name: `居民${phone.slice(-4)}` });
});

test('a code is shown in demo mode only, and the answer does not say whether the phone is known', async () => {
  const phone = newPhone();
  const shown = world.house.demo ? { demoCode: expect.stringMatching(/^\d{6}$/) } : {};
  const expected = { sentTo: `139****${phone.slice(-4)}`, retryAfterSeconds: 60, ...shown };
  expect((await ask(phone)).json()).toEqual(expected);
  await use(phone, sent.get(`+86${phone}`) as string);
  world.clock.advance(minute);
  expect((await ask(phone)).json()).toEqual(expected);
});

test('a code opens one session, also when it is used by many at once', async () => {
  for (let round = 0; round < 5; round++) {
    const phone = newPhone();
    const code = await codeFor(phone);
    const answers = await Promise.all(Array.from({ length: 8 }, () => use(phone, code)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    for (const refused of answers.filter(({ statusCode }) => statusCode !== 200))
      expect(refused.json()).toMatchObject({ status: 401, code: 'code.spent' });
    const { rows } = await world.house.database.pool.query(
      'select 1 from people.session s join people.account a on a.id = s.account_id where a.phone_index = $1',
      [world.house.vault.blindIndex(`+86${phone}`)],
    );
    expect(rows).toHaveLength(1);
  }
});

test('a used code is refused', async () => {
  const phone = newPhone();
  const code = await codeFor(phone);
  expect((await use(phone, code)).statusCode).toBe(200);
  expect((await use(phone, code)).json()).toMatchObject({ status: 401, code: 'code.spent' });
});

test('after five wrong codes the right one is refused', async () => {
  const phone = newPhone();
  const code = await codeFor(phone);
  for (let i = 1; i <= 5; i++)
    expect((await use(phone, wrongFor(code, i))).json()).toMatchObject({ status: 401, code: 'code.wrong', triesLeft: 5 - i });
  expect((await use(phone, code)).json()).toMatchObject({ status: 401, code: 'code.spent' });
});

test('guesses in parallel get five tries together', async () => {
  const phone = newPhone();
  const code = await codeFor(phone);
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => use(phone, wrongFor(code, i + 1))));
  expect(answers.filter((answer) => answer.json().code === 'code.wrong')).toHaveLength(5);
  expect((await use(phone, code)).json()).toMatchObject({ code: 'code.spent' });
});

test('a code lasts five minutes', async () => {
  const phone = newPhone();
  let code = await codeFor(phone);
  world.clock.advance(5 * minute);
  expect((await use(phone, code)).json()).toMatchObject({ code: 'code.spent' });
  code = await codeFor(phone);
  world.clock.advance(5 * minute - 1);
  expect((await use(phone, code)).statusCode).toBe(200);
});

test('a new code ends the old one, and a code of another phone opens nothing', async () => {
  const [phone, other] = [newPhone(), newPhone()];
  const old = await codeFor(phone);
  world.clock.advance(minute);
  let fresh = await codeFor(phone);
  while (fresh === old) {
    world.clock.advance(minute);
    fresh = await codeFor(phone);
  }
  const others = await codeFor(other);
  expect((await use(phone, old)).json()).toMatchObject({ code: 'code.wrong' });
  if (others !== fresh) expect((await use(phone, others)).json()).toMatchObject({ code: 'code.wrong' });
  expect((await use(phone, fresh)).statusCode).toBe(200);
});

test('one code a minute, also when many ask at once', async () => {
  const phone = newPhone();
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(phone)));
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  world.clock.advance(40_000);
  const soon = await ask(phone);
  expect(soon.json()).toMatchObject({ status: 429, code: 'code.too_soon', retryAfterSeconds: 20 });
  expect(soon.headers['retry-after']).toBe('20');
});

test('ten codes a day to one phone, and again the next day', async () => {
  const phone = newPhone();
  const noon = new Date(Math.ceil(world.clock.now().getTime() / day) * day + 4 * 60 * minute);
  world.clock.set(noon);
  for (let i = 0; i < 10; i++) {
    await codeFor(phone);
    world.clock.advance(minute);
  }
  expect((await ask(phone)).json()).toMatchObject({ status: 429, code: 'code.too_many', retryAfterSeconds: 12 * 3600 - 600 });
  world.clock.set(new Date(noon.getTime() + 12 * 60 * minute));
  expect((await ask(phone)).statusCode).toBe(200);
});

test('a retried request sends no second code and gets the first answer', async () => {
  const phone = newPhone();
  const headers = { 'idempotency-key': randomUUID() };
  const first = await ask(phone, headers);
  const code = sent.get(`+86${phone}`) as string;
  const again = await ask(phone, headers);
  expect(again.statusCode).toBe(200);
  expect(again.json()).toEqual(first.json());
  expect((await use(phone, code)).statusCode).toBe(200);
});

test('code and phone wait sealed in the queue', async () => {
  const phone = newPhone();
  const code = await codeFor(phone);
  const { rows } = await world.house.database.pool.query("select data::text as data from jobs.job where name = 'notices.sms'");
  const opened = rows.map(({ data }) => world.house.vault.open(Buffer.from(JSON.parse(data).sealed, 'base64')));
  expect(opened.filter((sms) => sms.includes(phone) && sms.includes(code))).toHaveLength(1);
  for (const { data } of rows) expect(data).not.toContain(phone);
  const { rows: kept } = await world.house.database.pool.query('select c::text as row from people.one_time_code c');
  for (const { row } of kept) expect(row).not.toContain(phone);
});

test('a suspended resident is refused, and his code is used up', async () => {
  const phone = newPhone();
  const { accountId } = (await use(phone, await codeFor(phone))).json();
  await world.asPlatform((ctx) => suspendAccount(ctx, accountId));
  world.clock.advance(minute);
  const code = await codeFor(phone);
  const refused = await use(phone, code, '换个名字');
  expect(refused.json()).toMatchObject({ status: 403, code: 'account.suspended' });
  expect(refused.headers['set-cookie']).toBeUndefined();
  expect((await use(phone, code)).json()).toMatchObject({ code: 'code.spent' });
});

test.each(['0591-87654321', '12345', '138001380001', '+1 202 555 0143', '13800138000\u0000', '1380013800０a', "138' or '1'='1"])(
  'the phone %j is sent no code',
  async (phone) => {
    const response = await ask(phone);
    expect(response.json()).toMatchObject({ status: 422, code: 'phone.malformed' });
  },
);

test.each([{}, { phone: 13_800_138_000 }, { phone: ['13800138000'] }, { phone: '1' }, { phone: '13800138000', to: '13900139000' }])(
  'the request %j is not understood',
  async (payload) => {
    expect((await world.app.inject({ method: 'POST', url: '/api/codes', payload })).json()).toMatchObject({
      status: 400,
      code: 'request.invalid',
    });
  },
);

test('a name that hides something is refused before the code is used up', async () => {
  const phone = newPhone();
  const code = await codeFor(phone);
  for (const name of ['林\u0000', '林\u202e依姆', 'x'.repeat(41)])
    expect((await use(phone, code, name)).json()).toMatchObject({ status: 422, code: 'name.malformed' });
  expect((await use(phone, '12345a')).json()).toMatchObject({ status: 422, code: 'code.malformed' });
  expect((await use(phone, `${code.slice(0, 3)} ${code.slice(3)}`, '林依姆')).json()).toMatchObject({ name: '林依姆' });
});
