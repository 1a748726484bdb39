import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, unitOfWork } from '#platform/context.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { absentGateway } from './gateways/sms.ts';
import { sendSms, tell, tellUnit } from './index.ts';
import { sendJob } from './jobs.ts';
import type { SmsJob } from './service.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const newPhone = () => `139${String(randomInt(100_000_000)).padStart(8, '0')}`;
const about = () => ({
  region: '350102',
  id: newId(world.clock.now()),
  number: `350102-20261124-${String(randomInt(1_000_000)).padStart(6, '0')}-1`,
});

type Page = {
  messages: { id: string; title: string; text: string; number: string | null; readAt: string | null }[];
  next: string | null;
  unread: number;
};
const accountOf = (client: Client) => client.accountId as string;
const pageOf = async (client: Client, query = '') => (await client.get(`/api/messages${query}`)).body as Page;

test('a resident reads what he was told about his case, in his own language', async () => {
  const client = await world.resident(newPhone());
  const accountId = accountOf(client);
  const subject = about();
  await world.asPlatform((ctx) =>
    tell(ctx, {
      accountId,
      template: 'case.dispatched',
      data: { unit: '鼓楼区城市管理局', dueAt: new Date('2026-11-25T10:30:00Z') },
      about: subject,
    }),
  );
  expect(await pageOf(client)).toEqual({
    messages: [
      {
        id: expect.any(String),
        at: world.clock.now().toISOString(),
        title: '您的诉求已派给鼓楼区城市管理局',
        text: `编号 ${subject.number}，应在 11月25日 18:30 前办结。`,
        region: subject.region,
        caseId: subject.id,
        number: subject.number,
        readAt: null,
      },
    ],
    next: null,
    unread: 1,
  });
});

test('a reader of English gets English', async () => {
  const client = await world.resident(newPhone());
  const subject = about();
  await world.asPlatform((ctx) => tell(ctx, { accountId: accountOf(client), template: 'case.reopened', data: {}, about: subject }));
  const english = await client.get('/api/messages', { 'accept-language': 'en-GB,en;q=0.9' });
  expect(english.headers['content-language']).toBe('en');
  expect((english.body as Page).messages[0]).toMatchObject({
    title: 'Your report is being handled again',
    text: `Number ${subject.number}.`,
  });
});

test('nobody reads or marks the messages of another', async () => {
  const [mine, other] = [await world.resident(newPhone()), await world.resident(newPhone())];
  const officer = await world.officer({
    unit: '350102001-street',
    area: '350102001',
    permissions: ['case.read', 'case.triage', 'people.manage'],
  });
  const accountId = accountOf(mine);
  await world.asPlatform((ctx) => tell(ctx, { accountId, template: 'case.reopened', data: {}, about: about() }));
  const [message] = (await pageOf(mine)).messages;
  for (const stranger of [other, officer]) {
    expect(await pageOf(stranger)).toEqual({ messages: [], next: null, unread: 0 });
    expect((await stranger.post('/api/messages/read', { ids: [message?.id] })).status).toBe(200);
  }
  expect((await pageOf(mine)).unread).toBe(1);
  expect((await world.guest().get('/api/messages')).status).toBe(401);
  expect((await world.guest().post('/api/messages/read', { ids: [randomUUID()] })).status).toBe(401);
});

test('the database itself shows a person no message of another, even to a query that forgets to ask', async () => {
  const accountId = accountOf(await world.resident(newPhone()));
  await world.asPlatform((ctx) => tell(ctx, { accountId, template: 'case.reopened', data: {}, about: about() }));
  const seenBy = (actor: Parameters<typeof unitOfWork>[1]) =>
    unitOfWork(world.house, actor, world.clock.now(), async (ctx) => {
      const tx = ctx.tx.withTables<{ 'notices.message': { account_id: string } }>();
      return (await tx.selectFrom('notices.message').select('account_id').where('account_id', '=', accountId).execute()).length;
    });
  expect(await seenBy({ kind: 'resident', accountId, name: '本人' })).toBe(1);
  expect(await seenBy({ kind: 'resident', accountId: randomUUID(), name: '别人' })).toBe(0);
  expect(await seenBy({ kind: 'officer', accountId: randomUUID(), name: '干部', appointments: [] })).toBe(0);
  expect(await seenBy({ kind: 'guest' })).toBe(0);
  expect(await seenBy({ kind: 'platform' })).toBe(0);
});

test('marking counts down what is unread, and a second mark keeps the first time', async () => {
  const client = await world.resident(newPhone());
  const accountId = accountOf(client);
  await world.asPlatform(async (ctx) => {
    for (let i = 0; i < 3; i++) await tell(ctx, { accountId, template: 'case.reopened', data: {}, about: about() });
  });
  const ids = (await pageOf(client)).messages.map(({ id }) => id);
  expect((await client.post('/api/messages/read', { ids: ids.slice(0, 2) })).body).toEqual({ unread: 1 });
  const readAt = (await pageOf(client)).messages[0]?.readAt;
  expect(readAt).toBe(world.clock.now().toISOString());
  world.clock.advance(60_000);
  expect((await client.post('/api/messages/read', { ids })).body).toEqual({ unread: 0 });
  expect((await pageOf(client)).messages[0]?.readAt).toBe(readAt);
});

test('the pages hold every message once, the newest first, while new ones arrive', async () => {
  const client = await world.resident(newPhone());
  const accountId = accountOf(client);
  const tellOne = () => world.asPlatform((ctx) => tell(ctx, { accountId, template: 'case.reopened', data: {}, about: about() }));
  for (let i = 0; i < 7; i++) {
    await tellOne();
    world.clock.advance(1000);
  }
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page = await pageOf(client, `?limit=3${next ? `&cursor=${next}` : ''}`);
    seen.push(...page.messages.map(({ id }) => id));
    next = page.next;
    await tellOne();
  }
  expect(seen).toHaveLength(7);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
});

test.each(['x', 'WzFd', Buffer.from('["\u0000"]').toString('base64url'), Buffer.from('["350102"]').toString('base64url'), 'WyJhIiwiYiJd'])(
  'the cursor %j is refused',
  async (cursor) => {
    const client = await world.resident(newPhone());
    expect((await client.get(`/api/messages?cursor=${cursor}`)).body).toMatchObject({ status: 400, code: 'request.cursor_invalid' });
  },
);

test.each([{ ids: [] }, { ids: ['x'] }, { ids: ['\u0000'] }, { ids: Array.from({ length: 101 }, () => randomUUID()) }, {}])(
  'marking %j is not understood',
  async (body) => {
    const client = await world.resident(newPhone());
    expect((await client.post('/api/messages/read', body)).body).toMatchObject({ status: 400, code: 'request.invalid' });
  },
);

test('a unit’s officers are told when their post has the permission, and nobody else', async () => {
  const unit = `unit-${randomUUID().slice(0, 8)}`;
  const handler = await world.officer({ unit, area: '350102', permissions: ['case.handle'] });
  const viewer = await world.officer({ unit, area: '350102', permissions: ['command.read'] });
  const elsewhere = await world.officer({ unit: `${unit}-b`, area: '350102', permissions: ['case.handle'] });
  await world.asPlatform((ctx) =>
    tellUnit(ctx, {
      unitId: unit,
      permission: 'case.handle',
      template: 'duty.new',
      data: { matter: '井盖缺失', unit: '鼓楼区住建局', dueAt: world.clock.now() },
      about: about(),
    }),
  );
  expect((await pageOf(handler)).messages.map(({ title }) => title)).toEqual(['新工单：井盖缺失']);
  expect((await pageOf(viewer)).messages).toEqual([]);
  expect((await pageOf(elsewhere)).messages).toEqual([]);
});

test('a message and its SMS exist exactly when the fact does', async () => {
  const phone = newPhone();
  const client = await world.resident(phone);
  const accountId = accountOf(client);
  const subject = about();
  const notice = { accountId, template: 'case.reopened', data: {}, about: subject, sms: true } as const;
  const failing = world.asPlatform(async (ctx) => {
    await tell(ctx, notice);
    throw new Error('the fact failed');
  });
  await expect(failing).rejects.toThrow('the fact failed');
  expect([await waiting(subject.number), (await pageOf(client)).messages.length]).toEqual([[], 0]);
  await world.asPlatform((ctx) => tell(ctx, notice));
  expect([await waiting(subject.number), (await pageOf(client)).messages.length]).toEqual([
    [{ phone: `+86${phone}`, text: `您的诉求已重新办理，编号 ${subject.number}。也可拨打 12345 查询和评价。` }],
    1,
  ]);
});

test('the gateway is given what the job sealed, under an id that stays the same', async () => {
  const phone = `+86${newPhone()}`;
  await world.asPlatform((ctx) => sendSms(ctx, phone, { template: 'code.made', data: { code: '012345' } }));
  const { rows } = await world.house.database.pool.query("select data from jobs.job where name = 'notices.sms'");
  const job = rows
    .map(({ data }) => data as SmsJob)
    .find(({ sealed }) => world.house.vault.open(Buffer.from(sealed, 'base64')).includes(phone)) as SmsJob;
  const sent: object[] = [];
  const gateway = { send: async (sms: object) => void sent.push(sms) };
  await sendJob(world.house, job, gateway);
  await sendJob(world.house, job, gateway);
  expect(sent[0]).toEqual({ id: job.id, phone, text: '登录验证码 012345，5 分钟内有效。请不要告诉任何人，工作人员不会向您索要。' });
  expect(sent[1]).toEqual(sent[0]);
  await expect(sendJob(world.house, job, absentGateway)).rejects.toThrow('No SMS provider is connected');
});

async function waiting(text: string): Promise<object[]> {
  const { rows } = await world.house.database.pool.query("select data from jobs.job where name = 'notices.sms'");
  return rows
    .map(({ data }) => world.house.vault.open(Buffer.from(data.sealed, 'base64')))
    .filter((sms) => sms.includes(text))
    .map((sms) => JSON.parse(sms));
}
