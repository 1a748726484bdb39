import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isFree, postmasterOf, processesOf, until } from './ground.ts';
import { lostOf, newLedger, report, reportOf, reportOn } from './reports.ts';
import { cleanUp, launch, prepare, refuse, type Server, seededDirectory, signalGroup, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

async function expectNothingLeft(server: Server) {
  expect(processesOf(server.directory)).toEqual([]);
  expect(await isFree(server.port)).toBe(true);
  expect(existsSync(join(server.directory, 'banyan.lock'))).toBe(false);
  expect(existsSync(join(server.directory, 'postgres/postmaster.pid'))).toBe(false);
}

test('the first start says where everything is, and Ctrl-C stops everything', async () => {
  const server = await start();
  for (const path of ['/', '/officer/', '/command/', '/openapi.json'])
    expect(server.output()).toContain(`http://localhost:${server.port}${path}\n`);
  expect(server.output()).toContain('Stop with Ctrl-C.');
  const contract = await server.get('/openapi.json');
  expect([contract.status, contract.body.openapi]).toEqual([200, '3.1.0']);
  expect(contract.body.paths['/api/cases'].post.operationId).toBe('reportCase');

  expect(processesOf(server.directory)).toContain(postmasterOf(server.directory));
  for (const inner of ['run', 'postgres', 'keys']) expect(statSync(join(server.directory, inner)).mode & 0o077).toBe(0);

  signalGroup(server, 'SIGINT');
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
  await expectNothingLeft(server);
  expect(server.output().split('Stop with Ctrl-C.')[1]?.trim()).toBe('');
});

test('a stop in the middle of work loses nothing that was promised', async () => {
  const directory = await seededDirectory();
  const server = await start({ directory });
  const ledger = newLedger();
  const reporting = reportOn(server, ledger, 8);
  await until('some had reported', () => ledger.promised.length > 50);
  const told = performance.now();
  expect((await stop(server)).code).toBe(0);
  expect(performance.now() - told).toBeLessThan(8000);
  await reporting.stop();
  await expectNothingLeft(server);
  expect(ledger.refused).toEqual([]);
  const again = await start({ directory });
  expect(await lostOf(again, ledger)).toEqual([]);
  await stop(again);
});

test('Ctrl-C in the middle of the first start stops everything, and the next start is as good as the first', async () => {
  const server = await launch();
  await until('the database was being made', () => readdirSync(server.directory).some((name) => name.startsWith('postgres')));
  signalGroup(server, 'SIGINT');
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
  expect(server.output()).toBe('');
  await expectNothingLeft(server);
  const again = await start({ directory: server.directory });
  expect((await again.get('/api/city')).status).toBe(200);
  await stop(again);
});

test('a second start on the same data is told who holds it, and the first is not disturbed', async () => {
  const directory = await seededDirectory();
  const first = await start({ directory });
  const second = await refuse({ directory });
  expect(second.code).toBe(1);
  expect(second.afterMs).toBeLessThan(10_000);
  expect(second.said).toBe(
    `Another Banyan (process ${first.pid}) is running on ${directory}. Stop it, or set BANYAN_DATA to another directory.\n`,
  );
  expect(await report(first, newLedger(), randomUUID(), reportOf(1))).toBe(201);
  expect((await stop(first)).code).toBe(0);
  await expectNothingLeft(first);
});

test('of two that start at the same moment where a killed run left its lock, one runs and the other is told', async () => {
  const directory = await seededDirectory();
  writeFileSync(join(directory, 'banyan.lock'), '4194304 1');
  const all = await Promise.all([launch({ directory }), launch({ directory })]);
  const isReady = (server: Server) => server.output().includes('is ready');
  await Promise.all(all.map((server) => Promise.race([server.ended, until('it was ready', () => isReady(server))])));
  const [winner, ...more] = all.filter(isReady);
  expect(more).toEqual([]);
  for (const server of all)
    if (server !== winner) expect(server.output()).toMatch(/^Another Banyan .+ Stop it, or set BANYAN_DATA to another directory\.\n$/);
  expect(await report(winner as Server, newLedger(), randomUUID(), reportOf(1))).toBe(201);
  expect((await stop(winner as Server)).code).toBe(0);
});

test('a busy port is named before anything is made, with what to do', async () => {
  const occupant = createServer();
  await new Promise<void>((done) => occupant.listen(0, '127.0.0.1', done));
  const { port } = occupant.address() as { port: number };
  const server = await refuse({ port });
  occupant.close();
  expect(server.code).toBe(1);
  expect(server.said).toBe(`Port ${port} is in use by another program. Stop that program, or choose another port: PORT=8090 npm start\n`);
  expect(readdirSync(server.directory)).toEqual([]);
});
