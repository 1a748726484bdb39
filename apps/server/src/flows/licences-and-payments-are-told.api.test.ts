import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addKinds, cardFor } from '../../test/licence-scene.ts';
import { type Client, openWorld, type World } from '../../test/world.ts';
import { issueLicence, reinstateLicence, remindHolders, revokeLicence, suspendLicence } from '../modules/licences/index.ts';
import { orderPayout } from '../modules/payments/index.ts';

let world: World;
let holder: Client;
beforeAll(async () => {
  world = await openWorld();
  await addKinds(world);
  holder = await world.resident();
});
afterAll(() => world.close());

const titles = async () => (await holder.get('/api/messages')).body.messages.map(({ title }: { title: string }) => title);

test('a holder hears when his licence is taken back, given again, or about to expire; nobody hears of a person without an account', async () => {
  const cards = await Promise.all(
    [holder.accountId ?? '', randomUUID()].map((personId) =>
      world.asPlatform((ctx) => issueLicence(ctx, cardFor(personId, { validTo: '2026-12-31' }))),
    ),
  );
  for (const card of cards) {
    await world.asPlatform((ctx) => suspendLicence(ctx, card, '材料待核实'));
    await world.asPlatform((ctx) => reinstateLicence(ctx, card, '已核实'));
  }
  await remindHolders(world.house, world.clock.now());
  for (const card of cards) await world.asPlatform((ctx) => revokeLicence(ctx, card, '承诺不实'));
  expect(await titles()).toEqual(
    expect.arrayContaining([
      '您的老年人优待证已暂停使用',
      '您的老年人优待证已恢复使用',
      '您的老年人优待证快到期了',
      '您的老年人优待证已被吊销',
    ]),
  );
  const { rows } = await world.house.database.pool.query('select count(*)::int as count from notices.message where template like $1', [
    'licence.%',
  ]);
  expect(rows).toEqual([{ count: 4 }]);
});

test('who is owed a payout hears that it was paid', async () => {
  const order = await world.asPlatform((ctx) =>
    orderPayout(ctx, {
      region: '350102',
      person: { personId: holder.accountId ?? '', name: '陈大榕', maskedName: '陈*榕' },
      amountCents: 20_050,
      purpose: '高龄津贴',
      about: 'x',
      unitId: '350102-command',
      account: '6222020000000000000',
      onceFor: randomUUID(),
    }),
  );
  const officer = await world.officer({ unit: '350102-command', area: '350102', permissions: ['payment.manage'] });
  await world.house.database.pool.query('update payments.payment_order set attempts = 1 where id = $1', [order.id]);
  const file = `key,amount_cents,state\n${order.number},20050,settled\n`;
  expect((await officer.post('/api/reconciliations?day=2026-11-24', file, { 'content-type': 'text/csv' })).body).toMatchObject({
    matched: 1,
  });
  const { messages } = (await holder.get('/api/messages')).body;
  expect(messages).toContainEqual(
    expect.objectContaining({ title: '高龄津贴已发放', text: `200.50 元已付到您尾号 0000 的账户。单号 ${order.number}。` }),
  );
});
