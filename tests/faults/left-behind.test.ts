import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killNow, newDirectory, pause, postmasterOf, processesOf, until } from './ground.ts';
import { lostOf, newLedger, report, reportOf, soundWhole, wholeOf } from './reports.ts';
import { cleanUp, launch, prepare, rounds, seededDirectory, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

/** A server with one report in it, started on what is there. */
async function startWithReport(directory: string) {
  const server = await start({ directory });
  const ledger = newLedger();
  await report(server, ledger, randomUUID(), reportOf(0));
  return { server, ledger };
}

test('the next start recovers what is left, whoever was killed', async () => {
  const directory = await seededDirectory();
  const ledger = newLedger();
  let server = await start({ directory });
  const ways: [string, () => number[]][] = [
    ['the server', () => [server.pid]],
    ['its database with every process', () => processesOf(directory).filter((pid) => pid !== server.pid)],
    ['server and database', () => [server.pid, postmasterOf(directory)]],
  ];
  for (const [index, [who, victims]] of ways.entries()) {
    await report(server, ledger, randomUUID(), reportOf(index));
    killNow(...victims());
    await server.ended;
    server = await start({ directory });
    expect(await lostOf(server, ledger), who).toEqual([]);
    expect(await wholeOf(server.query), who).toEqual(soundWhole(index + 1));
  }
  await stop(server);
  expect(processesOf(directory)).toEqual([]);
});

test('a process of the database that outlived its server is ended before another server writes to the same files', async () => {
  const directory = await seededDirectory();
  const { server, ledger } = await startWithReport(directory);
  // Such a loop never waits, so it does not notice that its server is gone.
  const loop = server.query('do $$ begin loop end loop; end $$').catch(() => undefined);
  let busy = 0;
  await until('the loop was running', async () => {
    const [found] = await server.query<{ pid: number }>("select pid from pg_stat_activity where query like 'do %' and state = 'active'");
    busy = found?.pid ?? 0;
    return found !== undefined;
  });
  // The database first: a dead server would have it shut down in order.
  killNow(postmasterOf(directory), server.pid);
  await server.ended;
  await pause(300);
  expect(processesOf(directory)).toContain(busy);
  const again = await start({ directory });
  expect(processesOf(directory)).not.toContain(busy);
  expect(await lostOf(again, ledger)).toEqual([]);
  await stop(again);
  await loop;
});

test('a lock and a pid file whose numbers belong to nobody, or to another program now, do not keep it from starting', async () => {
  const directory = await seededDirectory();
  const lock = join(directory, 'banyan.lock');
  writeFileSync(lock, '4194304 123');
  writeFileSync(
    join(directory, 'postgres/postmaster.pid'),
    `${process.pid}\n${join(directory, 'postgres')}\n1\n5432\n${join(directory, 'run')}\n\n\nready\n`,
  );
  const server = await start({ directory, env: { BANYAN_ROLES: 'jobs' } });
  expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${server.pid} `));
  expect(processesOf(directory)).toContain(postmasterOf(directory));
  await stop(server);
});

describe('a first start that was killed', () => {
  test('while the cluster was being made leaves nothing that is taken for one, and what stood in its place is set aside', async () => {
    const directory = newDirectory();
    mkdirSync(join(directory, 'postgres/base'), { recursive: true, mode: 0o700 });
    writeFileSync(join(directory, 'postgres/base/half'), 'made');
    const clusters = () => readdirSync(directory).filter((name) => name.startsWith('postgres'));
    const server = await launch({ directory });
    await until('the cluster was half made', () => clusters().some((name) => existsSync(join(directory, name, 'PG_VERSION'))));
    killNow(server.pid);
    await server.ended;
    expect(existsSync(join(directory, 'postgres/PG_VERSION'))).toBe(false);
    await expectGoodStart(directory);
    expect(clusters()).toEqual(['postgres', expect.stringMatching(/^postgres\.set-aside-/)]);
    expect(readFileSync(join(directory, clusters()[1] ?? '', 'base/half'), 'utf8')).toBe('made');
  });

  test('at any moment is completed by the next', { timeout: 60_000 + rounds * 20_000 }, async () => {
    for (let round = 0; round < Math.ceil(rounds / 3); round++) {
      const server = await launch({ env: { BANYAN_ROLES: 'jobs' } });
      await until('the database was up', () => existsSync(join(server.directory, 'run/.s.PGSQL.5432')));
      // Migrations, key ring and pack take about a second from here.
      await pause(Math.random() * 1500);
      killNow(server.pid);
      await server.ended;
      await expectGoodStart(server.directory);
    }
  });
});

async function expectGoodStart(directory: string) {
  const { server, ledger } = await startWithReport(directory);
  expect(ledger.promised).toHaveLength(1);
  expect(await wholeOf(server.query)).toEqual(soundWhole(1));
  const areas = await server.query<{ count: number }>('select count(*)::int as count from places.area');
  expect(areas[0]?.count).toBeGreaterThan(100);
  expect((await stop(server)).code).toBe(0);
}
