import { afterAll, beforeAll, expect, test } from 'vitest';
import { killNow, pause, postmasterOf, processesOf, until } from './ground.ts';
import { brokenIndexes, changedOf, lostOf, newLedger, reportOn, settle, soundWhole, wholeOf } from './reports.ts';
import { cleanUp, prepare, rounds, type Server, seededDirectory, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

const clients = 16;

/** In turns: the server alone, with its database, with every process of the database. */
function victimsOf({ pid, directory }: Server, round: number): number[] {
  if (round % 3 === 0) return [pid];
  return round % 3 === 1 ? [pid, postmasterOf(directory)] : [pid, ...processesOf(directory)];
}

/** SIGKILL in the middle of the reports. */
async function killInTheMiddle(server: Server, round: number) {
  const ledger = newLedger();
  const reporting = reportOn(server, ledger, clients);
  await until('reports came in', () => ledger.promised.length > clients);
  await pause(100 + Math.random() * 400);
  killNow(...victimsOf(server, round));
  await Promise.all([server.ended, reporting.done]);
  return ledger;
}

test(`killed ${rounds} times while ${clients} residents report, it keeps every promise and nothing is there twice or by half`, {
  timeout: 60_000 + rounds * 60_000,
}, async () => {
  const directory = await seededDirectory();
  const all = newLedger();
  let server = await start({ directory });
  for (let round = 0; round < rounds; round++) {
    const ledger = await killInTheMiddle(server, round);
    expect(ledger.refused).toEqual([]);
    server = await start({ directory });

    const found = await wholeOf(server.query);
    expect(found).toEqual(soundWhole(found.cases));
    const promised = all.promised.length + ledger.promised.length;
    expect(found.cases).toBeGreaterThanOrEqual(promised);
    expect(found.cases).toBeLessThanOrEqual(promised + ledger.open.length);
    expect(ledger.open.length).toBeLessThanOrEqual(clients);
    expect(await lostOf(server, ledger)).toEqual([]);

    // Whoever got no answer asks again, and so do some who got one.
    await settle(server, ledger);
    expect(await changedOf(server, ledger.promised.slice(-3 * clients))).toEqual([]);
    all.promised.push(...ledger.promised);
    expect(await wholeOf(server.query)).toEqual(soundWhole(all.promised.length));
    expect(new Set(all.promised.map(({ reported }) => reported.number)).size).toBe(all.promised.length);
  }
  expect(await brokenIndexes(server.query)).toEqual([]);
  // What no kill can show, because the page cache outlives it: a commit is on the disk before it is acknowledged.
  const safe =
    "select name from pg_settings where setting = 'on' and name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')";
  expect(await server.query(safe)).toHaveLength(4);
  await stop(server);
});
