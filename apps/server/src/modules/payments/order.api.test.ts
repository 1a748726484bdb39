import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unitOfWork } from '#platform/context.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { orderFee, orderPayout, type PayoutOrder } from './index.ts';
import { regionOfOrder } from './number.ts';
import { payerPass } from './service/who-acts.ts';
import { selectByPerson } from './store/orders.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const payout = (more: Partial<PayoutOrder> = {}): PayoutOrder => ({
  region: '350102',
  person: { personId: randomUUID(), name: '陈大榕', maskedName: '陈*榕' },
  amountCents: 20_000,
  purpose: '高龄津贴 2026年11月',
  about: `application:${randomUUID()}`,
  unitId: '350102-command',
  account: '6222020000000000000',
  onceFor: randomUUID(),
  ...more,
});
const order = (one: PayoutOrder) => world.asPlatform((ctx) => orderPayout(ctx, one));
const refusal = (code: string) => expect.objectContaining({ code });

describe('ordering a payment', () => {
  test('gives it a number with a check digit, and keeps name and account under seal', async () => {
    const one = payout();
    const ordered = await order(one);
    expect(regionOfOrder(ordered.number)).toBe('350102');
    expect(ordered).toMatchObject({ state: 'ordered', amountCents: 20_000, already: false });
    const { rows } = await world.house.database.pool.query('select * from payments.payment_order where id = $1', [ordered.id]);
    expect(JSON.stringify(rows)).not.toContain('陈大榕');
    expect(JSON.stringify(rows)).not.toContain(one.account);
    expect(rows[0]).toMatchObject({ account_tail: '0000', payee_masked: '陈*榕' });
    expect(world.house.vault.open(rows[0].account_sealed)).toBe(one.account);
  });

  test('the same thing is ordered once, also when six ask at once', async () => {
    const one = payout();
    const all = await Promise.all(Array.from({ length: 6 }, () => order(one)));
    expect(new Set(all.map(({ number }) => number)).size).toBe(1);
    expect(all.filter(({ already }) => !already)).toHaveLength(1);
    await expect(order({ ...one, amountCents: 30_000 })).rejects.toEqual(refusal('payment.once_taken'));
  });

  test('refuses amounts that are none and accounts that cannot be any', async () => {
    for (const amountCents of [0, -1, 0.5, Number.NaN, 1e12])
      await expect(order(payout({ amountCents })), String(amountCents)).rejects.toEqual(refusal('payment.amount_invalid'));
    for (const account of ['6222020000000000001', '12', 'account', ''])
      await expect(order(payout({ account })), account).rejects.toEqual(refusal('payment.account_invalid'));
  });

  test('a resident orders a fee in his own unit of work and finds it, another finds nothing', async () => {
    const { account: _, ...fee } = payout();
    const as = <T>(work: Parameters<typeof unitOfWork<T>>[3]) =>
      unitOfWork(world.house, { kind: 'resident', accountId: randomUUID(), name: '陈大榕' }, world.clock.now(), work);
    const ordered = await as((ctx) => orderFee(ctx, fee));
    const found = (personId: string) => as((ctx) => selectByPerson(ctx, payerPass(ctx.house, personId)));
    expect((await found(fee.person.personId)).map(({ id }) => id)).toEqual([ordered.id]);
    expect(await found(randomUUID())).toEqual([]);
  });
});
