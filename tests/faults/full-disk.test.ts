import { randomUUID } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountDisk, pause, processesOf, until } from './ground.ts';
import { brokenIndexes, lostOf, newLedger, report, reportOf, reportOn, settle, soundWhole, wholeOf } from './reports.ts';
import { cleanUp, prepare, refuse, seedInto, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

/** Takes what is left of a disk, to the last byte. */
function fill(directory: string): string {
  const path = join(directory, 'filling');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
  return path;
}

test('on a full disk reports are refused and nothing is there by half; with room again it goes on, after the log ran full too', async ({
  skip,
}) => {
  const disk = mountDisk('160m');
  if ('refused' in disk) return skip(disk.refused);
  const { directory } = disk;
  await seedInto(directory);
  const server = await start({ directory });
  const ledger = newLedger();
  await report(server, ledger, randomUUID(), reportOf(0));

  // Tables cannot grow: who reports is refused, who asks is answered.
  const filling = fill(directory);
  await Promise.race([reportOn(server, ledger, 8, { stopAtRefusal: true }).done, pause(30_000)]);
  expect(ledger.refused.length).toBe(8);
  for (const { status, type } of ledger.refused)
    expect({ status, type }).toEqual({
      status: expect.toSatisfy((code: number) => [500, 503, 507].includes(code)),
      type: expect.stringContaining('application/problem+json'),
    });
  expect(ledger.open).toEqual([]);
  expect(await lostOf(server, ledger)).toEqual([]);
  expect(await wholeOf(server.query)).toEqual(soundWhole(ledger.promised.length));
  rmSync(filling);
  expect(await report(server, ledger, randomUUID(), reportOf(1))).toBe(201);

  // The log cannot grow either: the database stops rather than promise what it cannot keep, and the server ends with it.
  fill(directory);
  const reporting = reportOn(server, ledger, 8);
  let code: number | null | undefined;
  void server.ended.then((end) => {
    code = end.code;
  });
  // The files of the log that lie ready are used up one after another.
  await until('the server ended', async () => {
    await server.query('select pg_switch_wal()').catch(() => undefined);
    return code !== undefined;
  });
  expect(code).toBe(1);
  await reporting.stop();
  expect(server.output()).toMatch(/The embedded database has stopped unexpectedly\..*No space left on device/s);
  const full = await refuse({ directory });
  expect(full.said).toMatch(/^The embedded database did not start: .*No space left on device/s);
  expect(processesOf(directory)).toEqual([]);

  rmSync(filling);
  const again = await start({ directory });
  expect(await lostOf(again, ledger)).toEqual([]);
  await settle(again, ledger);
  const whole = await wholeOf(again.query);
  expect(whole).toEqual(soundWhole(whole.cases));
  expect(await brokenIndexes(again.query)).toEqual([]);
  await stop(again);
});
