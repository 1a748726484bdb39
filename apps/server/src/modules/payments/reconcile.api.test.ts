import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { type FakeGateway, fakeGateway } from './gateways/fake-gateway.ts';
import { orderPayout } from './index.ts';
import { sendOrders } from './service/send-orders.ts';

let world: World;
let officer: Client;
let gateway: FakeGateway;
let day = '2026-11-24';
beforeAll(async () => {
  world = await openWorld('2026-11-24T10:00:00+08:00');
});
afterAll(() => world.close());
beforeEach(async () => {
  gateway = fakeGateway();
  await world.house.database.pool.query('update payments.payment_order set due_at = null');
  world.clock.advance(86_400_000);
  day = new Date(world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  officer = await world.officer({ unit: '350102-command', area: '350102', permissions: ['payment.manage'] });
});

const order = (amountCents = 20_000, region = '350102') =>
  world.asPlatform((ctx) =>
    orderPayout(ctx, {
      region,
      person: { personId: randomUUID(), name: '陈大榕', maskedName: '陈*榕' },
      amountCents,
      purpose: '高龄津贴',
      about: 'x',
      unitId: '350102-command',
      account: '6222020000000000000',
      onceFor: randomUUID(),
    }),
  );
type Key = { region: string; id: string };
const send = () => sendOrders(world.house, world.clock.now(), gateway);
const stateOf = async ({ region, id }: Key) => (await officer.get(`/api/payments/${region}/${id}`)).body.payment.state;
const reconcile = (text: string, who = officer) => who.post(`/api/reconciliations?day=${day}`, text, { 'content-type': 'text/csv' });

describe('reconciling a day', () => {
  test('settles what agrees, keeps what does not, and moves nothing when the file is read again', async () => {
    const [paid, failed, missing, differing] = [await order(), await order(), await order(), await order()];
    await send();
    gateway.move(paid.number, 'settled');
    gateway.move(failed.number, 'failed', '户名不符');
    gateway.move(differing.number, 'settled');
    const text = `${gateway
      .file()
      .split('\n')
      .filter((line) => !line.startsWith(missing.number))
      .map((line) => (line.startsWith(differing.number) ? line.replace('20000', '20001') : line))
      .join('\n')}\n350102-20261124-99999999-9,500,settled,B-9,`;
    const { status, body } = await reconcile(text);
    expect(status).toBe(200);
    expect(body).toMatchObject({ day, matched: 2, missing: 1, extra: 1, differing: 1 });
    expect(body.lines.map(({ verdict, why, key }: Record<string, string>) => [verdict, why, key])).toEqual(
      expect.arrayContaining([
        ['missing', 'not-in-file', missing.number],
        ['differing', 'amount', differing.number],
        ['extra', 'unknown', '350102-20261124-99999999-9'],
      ]),
    );
    expect(await Promise.all([paid, failed, missing, differing].map(stateOf))).toEqual(['settled', 'failed', 'sent', 'sent']);
    expect((await reconcile(text)).body).toMatchObject({ matched: 2, missing: 1, extra: 1, differing: 1 });
    const { history } = (await officer.get(`/api/payments/${paid.region}/${paid.id}`)).body;
    expect(history.map(({ action, by }: Record<string, string>) => [action, by])).toEqual([
      ['order', null],
      ['send', null],
      ['settle', '林一线'],
    ]);
  });

  test('makes up for answers that were lost, though nobody asked again', async () => {
    const one = await order();
    gateway.state = 'loses-answers';
    await send();
    expect(await stateOf(one)).toBe('ordered');
    gateway.move(one.number, 'settled');
    expect((await reconcile(gateway.file())).body).toMatchObject({ matched: 1, missing: 0 });
    expect(await stateOf(one)).toBe('settled');
  });

  test('finds what the gateway paid twice', async () => {
    const one = await order();
    gateway.state = 'loses-answers';
    await send();
    gateway.state = 'doubles';
    world.clock.advance(60_000);
    await send();
    expect(gateway.booked).toHaveLength(2);
    expect((await reconcile(gateway.file())).body.lines).toMatchObject([{ verdict: 'differing', why: 'twice', key: one.number }]);
  });

  test('refuses a file that cannot be read before anything moves', async () => {
    const one = await order();
    await send();
    gateway.move(one.number, 'settled');
    const refused = await reconcile(`${gateway.file()}\nbroken,1,paid,,`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'payment.file_invalid', line: 3 } });
    expect(await stateOf(one)).toBe('sent');
    expect(await reconcile('')).toMatchObject({ status: 400 });
    expect(await officer.post('/api/reconciliations?day=yesterday', 'x', { 'content-type': 'text/csv' })).toMatchObject({ status: 400 });
  });

  test('of one county moves nothing in another, and the city reads the whole file', async () => {
    const [ours, theirs] = [await order(), await order(300, '350103')];
    await send();
    for (const { number } of [ours, theirs]) gateway.move(number, 'settled');
    expect((await reconcile(gateway.file())).body).toMatchObject({ matched: 1, extra: 1 });
    const city = await world.officer({ unit: '350100-command', area: '350100', permissions: ['payment.manage'] });
    expect((await reconcile(gateway.file(), city)).body).toMatchObject({ matched: 2, extra: 0, region: '350100' });
    const found = (await officer.get('/api/reconciliations')).body.reconciliations;
    expect(found.every(({ region }: Key) => region === '350102')).toBe(true);
    expect(await (await world.resident()).get('/api/reconciliations')).toMatchObject({ status: 403 });
  });

  test('is taken out as CSV: the differences, and our own side of the day', async () => {
    const one = await order();
    await send();
    const { body } = await reconcile('key,amount_cents,state\n');
    const file = await officer.get(`/api/reconciliations/${body.region}/${body.id}/file`);
    expect(String(file.body)).toContain(`missing,not-in-file,${one.number},,20000,,sent,`);
    const own = String((await officer.get(`/api/payments/file?day=${day}`)).body);
    expect(own).toContain(`${one.number},20000,accepted,B-1,`);
    expect((await reconcile(own)).body).toMatchObject({ matched: 1, missing: 0, extra: 0, differing: 0 });
  });
});
