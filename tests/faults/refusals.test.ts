import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDirectory, processesOf } from './ground.ts';
import { lostOf, newLedger, report, reportOf, soundWhole, wholeOf } from './reports.ts';
import { cleanUp, prepare, refuse, seededDirectory, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

const oneSentence = /^[^\n]+\n$/;

test('a missing key ring is not replaced, that of another city and one that others may read are not used; with the ring back as it was, all is there', async () => {
  const directory = await seededDirectory();
  const ring = join(directory, 'keys/ring.json');
  const first = await start({ directory });
  const ledger = newLedger();
  await report(first, ledger, randomUUID(), { ...reportOf(1), identity: 'named', name: '林先生', phone: '13805910000' });
  await stop(first);

  renameSync(ring, `${ring}.away`);
  const missing = await refuse({ directory });
  expect(missing.code).toBe(1);
  expect(missing.said).toMatch(oneSentence);
  expect(missing.said).toContain(`The key ring ${ring} is missing`);
  expect(readdirSync(join(directory, 'keys'))).toEqual(['ring.json.away', 'signing.json']);

  writeFileSync(
    ring,
    JSON.stringify({ current: '1', keys: { 1: Buffer.alloc(32, 1).toString('base64') }, index: Buffer.alloc(32, 2).toString('base64') }),
    { mode: 0o600 },
  );
  const foreign = await refuse({ directory });
  expect(foreign.code).toBe(1);
  expect(foreign.said).toMatch(oneSentence);
  expect(foreign.said).toContain(`The key ring in ${join(directory, 'keys')} is not the one with which this database was used.`);

  renameSync(`${ring}.away`, ring);
  chmodSync(ring, 0o644);
  expect(await refuse({ directory })).toMatchObject({
    code: 1,
    said: `The key ring ${ring} can be read by others. Run: chmod 600 ${ring}\n`,
  });

  expect(processesOf(directory)).toEqual([]);
  chmodSync(ring, 0o600);
  const again = await start({ directory });
  expect(await lostOf(again, ledger)).toEqual([]);
  expect(await wholeOf(again.query)).toEqual(soundWhole(1));
  await stop(again);
});

test('a mistaken setting is one sentence that names it, and nothing is made', async () => {
  const mistakes: [Record<string, string>, string][] = [
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, not "abc".\n'],
    [{ BANYAN_ROLES: 'web,x' }, 'BANYAN_ROLES knows "web" and "jobs", not "x".\n'],
    [{ BANYAN_POOL: '-1' }, 'BANYAN_POOL must be a whole number from 0 to 500, not "-1".\n'],
    [{ HOST: '192.0.2.1' }, 'Port '],
  ];
  const answers = await Promise.all(
    mistakes.map(async ([env, expected]) => {
      const directory = newDirectory();
      const { said, code } = await refuse({ directory, env });
      return { said: said.slice(0, expected.length), expected, lines: said.split('\n').length, code, made: readdirSync(directory) };
    }),
  );
  for (const { said, expected, lines, code, made } of answers)
    expect({ said, lines, code, made }).toEqual({ said: expected, lines: 2, code: 1, made: [] });
});

test('a database server that cannot be reached is one sentence that names the setting and no password, and nothing is made', async () => {
  const addresses: [string, string][] = [
    ['postgres://clerk:word@127.0.0.1:1/city', 'ECONNREFUSED'],
    ['postgres://clerk:word@localhost:1/city', 'ECONNREFUSED'],
    ['postgres://clerk:word@database.invalid/city', 'database.invalid'],
    ['postgres://clerk:word@x/city?host=/nowhere', '/nowhere'],
  ];
  const answers = await Promise.all(
    addresses.map(async ([address, cause]) => {
      return { address, cause, ...(await refuse({ env: { DATABASE_URL: address } })) };
    }),
  );
  for (const { address, cause, directory, said, code, afterMs } of answers) {
    expect({ address, code }).toEqual({ address, code: 1 });
    expect(said).toMatch(oneSentence);
    expect(said).toMatch(/^The database that DATABASE_URL names cannot be used: /);
    expect(said).toContain(cause);
    expect(said).not.toContain('word');
    expect(afterMs).toBeLessThan(15_000);
    expect(existsSync(join(directory, 'postgres'))).toBe(false);
  }
});
