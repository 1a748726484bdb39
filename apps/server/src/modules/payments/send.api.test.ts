import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { type FakeGateway, fakeGateway } from './gateways/fake-gateway.ts';
import { sandboxGateway } from './gateways/sandbox.ts';
import { cancelOrder, orderFee, orderPayout, type PaymentMoved } from './index.ts';
import { leaseMs } from './limits.ts';
import { sendOrders } from './service/send-orders.ts';

let world: World;
let officer: Client;
let gateway: FakeGateway;
const moved: PaymentMoved[] = [];
beforeAll(async () => {
  world = await openWorld('2026-11-24T10:00:00+08:00');
  officer = await world.officer({ unit: '350102-command', area: '350102', permissions: ['payment.manage'] });
  world.house.announcements.on('payment.moved', async (_ctx, fact) => void moved.push(fact));
});
afterAll(() => world.close());
beforeEach(async () => {
  gateway = fakeGateway();
  // Each test has the rounds for itself.
  await world.house.database.pool.query('update payments.payment_order set due_at = null');
});

const person = () => ({ personId: randomUUID(), name: '陈大榕', maskedName: '陈*榕' });
const order = (amountCents = 20_000, region = '350102') =>
  world.asPlatform((ctx) =>
    orderPayout(ctx, {
      region,
      person: person(),
      amountCents,
      purpose: '高龄津贴 2026年11月',
      about: `application:${randomUUID()}`,
      unitId: '350102-command',
      account: '6222020000000000000',
      onceFor: randomUUID(),
    }),
  );
type Key = { region: string; id: string };
const round = (later = 0, by = gateway) => {
  world.clock.advance(later);
  return sendOrders(world.house, world.clock.now(), by);
};
const view = async ({ region, id }: Key) => (await officer.get(`/api/payments/${region}/${id}`)).body;
const stateOf = async (key: Key) => (await view(key)).payment.state;
const hour = 3_600_000;

describe('sending', () => {
  test('goes from ordered over sent to settled, each step on record, and tells what it was for', async () => {
    const one = await order();
    await round();
    expect(gateway.booked).toMatchObject([
      { payment: { key: one.number, amountCents: 20_000, payee: '陈大榕', account: '6222020000000000000', currency: 'CNY' } },
    ]);
    expect(await stateOf(one)).toBe('sent');
    gateway.move(one.number, 'settled');
    await round(hour);
    const { payment, history } = await view(one);
    expect(payment).toMatchObject({ state: 'settled', reference: 'B-1', person: '陈*榕', account: '**** 0000' });
    expect(history.map(({ action }: { action: string }) => action)).toEqual(['order', 'send', 'settle']);
    expect(moved.filter(({ id }) => id === one.id).map(({ action }) => action)).toEqual(['send', 'settle']);
    expect(await round(hour)).toBe(0);
  });

  test('that fails is tried again after growing pauses, and pays once', async () => {
    const one = await order();
    gateway.state = 'down';
    await round();
    await round();
    expect(gateway.sent).toBe(1);
    await round(5000);
    expect(gateway.sent).toBe(2);
    await round(5000);
    expect(gateway.sent).toBe(2);
    expect((await view(one)).payment).toMatchObject({ state: 'ordered', error: 'connect ECONNREFUSED' });
    gateway.state = 'up';
    await round(hour);
    expect(gateway.booked).toHaveLength(1);
    expect(await stateOf(one)).toBe('sent');
  });

  test('whose answer is lost is sent again under the same key and paid once', async () => {
    const one = await order();
    gateway.state = 'loses-answers';
    await round();
    expect(await stateOf(one)).toBe('ordered');
    gateway.state = 'up';
    await round(hour);
    expect(gateway.sent).toBe(2);
    expect(gateway.booked.map(({ payment }) => payment.key)).toEqual([one.number]);
    expect((await view(one)).payment).toMatchObject({ state: 'sent', reference: 'B-1' });
  });

  test('by a process that dies between sending and recording is taken up by another when its lease is over: nothing lost, nothing doubled', async () => {
    const all = await Promise.all([order(), order(), order()]);
    const dying: FakeGateway = { ...gateway, send: (payment) => gateway.send(payment).then(() => new Promise(() => undefined)) };
    void sendOrders(world.house, world.clock.now(), dying);
    await expect.poll(() => gateway.booked.length).toBe(3);
    expect(await Promise.all(all.map(stateOf))).toEqual(['ordered', 'ordered', 'ordered']);
    expect(await round(leaseMs / 2)).toBe(0);
    expect(await round(leaseMs)).toBe(3);
    expect(await Promise.all(all.map(stateOf))).toEqual(['sent', 'sent', 'sent']);
    expect(gateway.booked).toHaveLength(3);
  });

  test('by four processes at once hands each order over once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => order()));
    const done = await Promise.all([round(), round(), round(), round()]);
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(12);
    expect(gateway.sent).toBe(12);
  });

  test('an answer that comes after another process took over changes nothing', async () => {
    const one = await order();
    let go: () => void = () => undefined;
    const slow: FakeGateway = {
      ...gateway,
      send: (payment) =>
        gateway.send(payment).then(
          (told) =>
            new Promise((done) => {
              go = () => done(told);
            }),
        ),
    };
    const late = sendOrders(world.house, world.clock.now(), slow);
    await expect.poll(() => gateway.booked.length).toBe(1);
    gateway.state = 'settles';
    gateway.move(one.number, 'settled');
    await round(leaseMs + 1000);
    expect(await stateOf(one)).toBe('settled');
    go();
    await late;
    expect((await view(one)).history.map(({ action }: { action: string }) => action)).toEqual(['order', 'send', 'settle']);
  });

  test('to a gateway that does not know what it took waits, and is left to the reconciliation', async () => {
    const one = await order();
    await round();
    gateway.booked.length = 0;
    await round(hour);
    expect((await view(one)).payment).toMatchObject({ state: 'sent', error: 'The gateway does not know this key.' });
  });
});

describe('what failed or came back', () => {
  test('is paid again by an officer as a new round, also to another account', async () => {
    const one = await order();
    gateway.state = 'refuses';
    await round();
    expect((await view(one)).payment).toMatchObject({ state: 'failed' });
    expect((await view(one)).actions).toEqual(['cancel', 'retry']);
    const act = (body: object) => officer.post(`/api/payments/${one.region}/${one.id}/actions/retry`, body);
    expect(await act({ reason: '换卡', account: '6222020000000000001' })).toMatchObject({
      status: 422,
      body: { code: 'payment.account_invalid' },
    });
    expect(await act({ reason: ' ' })).toMatchObject({ status: 422, body: { code: 'payment.reason_missing' } });
    expect(await act({ reason: '换卡', account: '350101000123' })).toMatchObject({
      status: 200,
      body: { payment: { state: 'ordered', round: 2, account: '**** 0123', reference: null } },
    });
    gateway.state = 'settles';
    await round();
    expect(await stateOf(one)).toBe('settled');
    expect(gateway.booked.map(({ payment }) => [payment.key, payment.account])).toEqual([
      [one.number, '6222020000000000000'],
      [`${one.number}-r2`, '350101000123'],
    ]);
    expect(await act({ reason: '再付一次' })).toMatchObject({ status: 409, body: { code: 'payment.step_impossible' } });
  });

  test('is returned by the bank also after it was settled by another way, and cancelled for good', async () => {
    const one = await order();
    await round();
    gateway.move(one.number, 'returned', '户名不符');
    await round(hour);
    expect((await view(one)).payment).toMatchObject({ state: 'returned' });
    const cancelled = await officer.post(`/api/payments/${one.region}/${one.id}/actions/cancel`, { reason: '改为现金发放' });
    expect(cancelled.body.payment.state).toBe('cancelled');
    expect(await round(hour)).toBe(0);
  });
});

describe('cancelling', () => {
  test('stops what was not handed over, and is refused for what may have been paid', async () => {
    const [fresh, tried] = [await order(), await order()];
    await world.asPlatform((ctx) => cancelOrder(ctx, fresh, '申请人撤回'));
    gateway.state = 'loses-answers';
    await round();
    expect(gateway.booked.map(({ payment }) => payment.key)).toEqual([tried.number]);
    await expect(world.asPlatform((ctx) => cancelOrder(ctx, tried, '申请人撤回'))).rejects.toMatchObject({ code: 'payment.handed_over' });
    const byOfficer = await officer.post(`/api/payments/${tried.region}/${tried.id}/actions/cancel`, { reason: '撤回' });
    expect(byOfficer).toMatchObject({ status: 409, body: { code: 'payment.handed_over' } });
  });

  test('at the moment of sending is won by one of both', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => order()));
    const [ends] = await Promise.all([
      Promise.allSettled(all.map((one) => world.asPlatform((ctx) => cancelOrder(ctx, one, '撤回')))),
      round(),
    ]);
    for (const [place, one] of all.entries()) {
      const isPaid = gateway.booked.some(({ payment }) => payment.key === one.number);
      expect(isPaid, one.number).toBe(ends[place]?.status === 'rejected');
    }
  });
});

describe('officers', () => {
  test('of the county list and filter its orders, others see none of them', async () => {
    const one = await order();
    const found = await officer.get('/api/payments?state=ordered&limit=100');
    expect(found.body.payments.map(({ id }: Key) => id)).toContain(one.id);
    expect(JSON.stringify(found.body)).not.toContain('陈大榕');
    const neighbour = await world.officer({ unit: '350103-command', area: '350103', permissions: ['payment.manage'] });
    expect((await neighbour.get('/api/payments')).body.payments).toEqual([]);
    expect(await neighbour.get(`/api/payments/${one.region}/${one.id}`)).toMatchObject({ status: 404, body: { code: 'payment.unknown' } });
    expect(await neighbour.post(`/api/payments/${one.region}/${one.id}/actions/cancel`, { reason: '越权' })).toMatchObject({ status: 404 });
    expect(await (await world.resident()).get('/api/payments')).toMatchObject({ status: 403 });
    const street = await world.officer({ unit: '350102004-street', area: '350102004', permissions: ['payment.manage'] });
    expect((await street.get('/api/payments')).body.payments).toEqual([]);
  });
});

test('the sandbox of a demonstration takes a key once, settles after a while, and knows a closed account', async () => {
  const fee = await world.asPlatform((ctx) =>
    orderFee(ctx, {
      region: '350102',
      person: person(),
      amountCents: 1500,
      purpose: '停车证工本费',
      about: 'x',
      unitId: '350102-command',
      onceFor: randomUUID(),
    }),
  );
  const sandbox = () => sandboxGateway(world.house, world.clock.now());
  await sendOrders(world.house, world.clock.now(), sandbox());
  expect(await stateOf(fee)).toBe('sent');
  world.clock.advance(60_000);
  await sendOrders(world.house, world.clock.now(), sandbox());
  expect((await view(fee)).payment).toMatchObject({ state: 'settled', account: null });
  const payment = { key: 'k', kind: 'payout', amountCents: 1, currency: 'CNY', payee: '陈', account: '12349999', purpose: 'x' } as const;
  const [first, again] = [await sandbox().send(payment), await sandbox().send({ ...payment, account: '12340000' })];
  expect(first).toMatchObject({ state: 'failed' });
  expect(again).toEqual(first);
  expect(await sandbox().ask('nobody')).toMatchObject({ state: 'unknown' });
});
