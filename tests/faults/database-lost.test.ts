import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killNow, pause, postmasterOf, processesOf, until } from './ground.ts';
import { type Outside, openOutside } from './outside.ts';
import { lostOf, newLedger, report, reportOf, reportOn, soundWhole, wholeOf } from './reports.ts';
import { cleanUp, prepare, refuse, seededDirectory, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

const oneProblem = {
  status: expect.toSatisfy((status: number) => status === 500 || status === 503),
  type: expect.stringContaining('application/problem+json'),
};

test('when its own database is killed the server says so and ends, so that its supervisor starts it again', async () => {
  const directory = await seededDirectory();
  const server = await start({ directory });
  const ledger = newLedger();
  const reporting = reportOn(server, ledger, 8, { stopAtRefusal: true });
  await until('reports came in', () => ledger.promised.length > 20);
  killNow(postmasterOf(directory));
  const killed = performance.now();
  const end = await server.ended;
  expect(end.code).toBe(1);
  expect(performance.now() - killed).toBeLessThan(15_000);
  expect(server.output()).toContain('The embedded database has stopped unexpectedly.');
  await reporting.done;
  for (const { status, type } of ledger.refused) expect({ status, type }).toEqual(oneProblem);
  expect(processesOf(directory)).toEqual([]);

  const again = await start({ directory });
  expect(await lostOf(again, ledger)).toEqual([]);
  await stop(again);
});

describe('on a database server of its own choosing', () => {
  let outside: Outside;
  let options: { directory: string; env: Record<string, string> };

  beforeAll(async () => {
    outside = await openOutside();
    options = { directory: outside.directory, env: { DATABASE_URL: outside.url } };
  });

  test('a database or a role that is not there is one sentence that names the setting', async () => {
    for (const [wrong, cause] of [
      [outside.url.replace('banyan@', 'clerk@'), 'role "clerk" does not exist'],
      [outside.url.replace('/postgres?', '/nowhere?'), 'database "nowhere" does not exist'],
    ] as const) {
      const { said, code } = await refuse({ env: { DATABASE_URL: wrong } });
      expect({ said, code }).toEqual({ said: `The database that DATABASE_URL names cannot be used: ${cause}\n`, code: 1 });
    }
  });

  test('the server outlives the loss of it: who asks is told at once, and when it is back within ten seconds all goes on', async () => {
    const server = await start(options);
    const ledger = newLedger();
    const reporting = reportOn(server, ledger, 8);
    await until('reports came in', () => ledger.promised.length > 20);
    await outside.kill();
    await pause(3000);
    const asked = performance.now();
    for (const answer of [await server.get('/api/city'), await server.get('/api/areas'), await server.post('/api/cases', reportOf(1))])
      expect(answer).toMatchObject(oneProblem);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect((await server.get('/openapi.json')).status).toBe(200);
    await outside.start();

    const before = ledger.promised.length;
    await until('reports came in again', () => ledger.promised.length > before + 20, 10_000);
    await reporting.stop();
    expect(ledger.open).toEqual([]);
    for (const { status, type } of ledger.refused) expect({ status, type }).toEqual(oneProblem);
    expect(await lostOf(server, ledger)).toEqual([]);
    const whole = await wholeOf(outside.query);
    expect(whole).toEqual(soundWhole(whole.cases));
    expect(whole.cases - ledger.promised.length).toBeLessThanOrEqual(8);

    // Jobs go on as well: a message that was asked for now is taken up.
    await report(server, newLedger(), 'a-named-report-after-all', {
      ...reportOf(2),
      identity: 'named',
      name: '林先生',
      phone: '13805910000',
    });
    await until(
      'the message was taken up',
      async () => (await outside.query("select from jobs.job where name not like '\\_\\_%' and started_on is not null")).length > 0,
      20_000,
    );
    expect(server.output()).not.toMatch(/^\s+at /m);
    expect((await stop(server)).code).toBe(0);
  });

  test('the server can be stopped while it is away', async () => {
    const server = await start(options);
    await outside.kill();
    const told = performance.now();
    expect((await stop(server)).code).toBe(0);
    expect(performance.now() - told).toBeLessThan(10_000);
  });
});
