import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHouse, closeHouse } from '../../apps/server/src/app.ts';
import { orderPayout } from '../../apps/server/src/modules/payments/index.ts';
import { unitOfWork } from '../../apps/server/src/platform/context.ts';
import { connectTo } from '../../apps/server/src/platform/database.ts';
import { killNow, pause, until } from './ground.ts';
import { cleanUp, prepare, rounds, type Server, seededDirectory, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

const orders = 60;
/** One where time is short: a kill here is a kill between the same few statements each time. */
const kills = Math.ceil(rounds / 3);

/** Places orders on the database of a running server, as a service would. */
async function place({ directory }: Server) {
  const database = connectTo({ host: join(directory, 'run'), user: 'banyan', database: 'postgres' }, 4);
  const house = await buildHouse(database, { dataDirectory: directory, demo: true, https: false });
  const person = { personId: randomUUID(), name: '陈大榕', maskedName: '陈*榕' };
  const more = { region: '350102', person, amountCents: 20_000, purpose: '高龄津贴', about: 'x', unitId: '350102-command' };
  await unitOfWork(house, { kind: 'platform' }, new Date(), async (ctx) => {
    for (let count = 0; count < orders; count++) await orderPayout(ctx, { ...more, account: '350101000123', onceFor: randomUUID() });
  });
  await closeHouse(house);
}

const count = async ({ query }: Server, text: string) =>
  (await query<{ count: number }>(`select count(*)::int as count from ${text}`))[0]?.count;

test(`killed ${kills} times while it pays, it loses no order and hands none over twice`, {
  timeout: 120_000 + kills * 60_000,
}, async () => {
  const env = { BANYAN_DEMO: '1' };
  let server = await start({ directory: await seededDirectory(), env });
  for (let round = 1; round <= kills; round++) {
    await place(server);
    const taken = orders * (round - 1);
    await until('some were handed over', async () => ((await count(server, 'payments.sandbox_entry')) ?? 0) > taken);
    await pause(Math.random() * 120);
    killNow(server.pid);
    await server.ended;
    server = await start({ directory: server.directory, env });
    // Stands for the two minutes after which a lease is nobody's.
    await server.query('update payments.payment_order set leased_until = null, due_at = now() where leased_until is not null');
    await until(
      'all were sent',
      async () => (await count(server, "payments.payment_order where state in ('sent', 'settled')")) === orders * round,
    );
    expect(await count(server, 'payments.sandbox_entry')).toBe(orders * round);
    expect(
      await count(server, 'payments.payment_order o where not exists (select 1 from payments.sandbox_entry e where e.key = o.number)'),
    ).toBe(0);
    const twice = "(select order_id from payments.order_history where action = 'send' group by order_id having count(*) <> 1) as twice";
    expect(await count(server, twice)).toBe(0);
  }
  await stop(server);
});
