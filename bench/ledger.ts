/**
 * What a line of the ledger costs beside the read that it belongs to: one read and its line a unit of work with 32 clients, 500 lines a unit of work,
 * and how fast the tree takes them up; against the same read without a line on the same pool.
 * Must reach: ≥ 1,500/s single, ≥ 8,000 lines/s batched, and a sequencer that keeps up with both.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { buildHouse, closeHouse } from '../apps/server/src/app.ts';
import { recordLook, sequenceLines, verifyLedger } from '../apps/server/src/modules/privacy/index.ts';
import { type Context, unitOfWork } from '../apps/server/src/platform/context.ts';
import { openDatabase } from '../apps/server/src/platform/database.ts';
import { measure } from './load.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 8);
const clients = 32;
const dataDirectory = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
const settings = { dataDirectory, poolSize: clients, databaseUrl: undefined, demo: false, https: false };
const house = await buildHouse(await openDatabase(settings), settings);
const people = Array.from({ length: 1000 }, () => randomUUID());

const inUnit = (work: (ctx: Context) => Promise<void>) =>
  unitOfWork(house, { kind: 'platform' }, new Date(), work).then(
    () => true,
    () => false,
  );
const read = (ctx: Context) => sql`select value from platform.fact where name = 'vault.used'`.execute(ctx.tx);
const look = (ctx: Context, turn: number) =>
  recordLook(ctx, {
    region: '350102',
    personId: people[turn % people.length] ?? null,
    purpose: 'call-back',
    fields: ['name', 'phone'],
    about: { kind: 'case', id: people[turn % people.length] ?? '' },
    unitId: '350102004-street',
  });

async function drain(): Promise<{ lines: number; perSecond: number }> {
  let lines = 0;
  const began = performance.now();
  for (let did = await sequenceLines(house, new Date()); did > 0; did = await sequenceLines(house, new Date())) lines += did;
  return { lines, perSecond: (lines * 1000) / (performance.now() - began) };
}

const rate = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;
let failed = false;
const say = (what: string, value: number, least?: number) => {
  if (least !== undefined && value < least) failed = true;
  console.log(`${what.padEnd(44)} ${rate(value).padStart(12)}${least === undefined ? '' : `   must reach ${rate(least)}`}`);
};

try {
  const bare = await measure(clients, seconds * 500, () => inUnit(async (ctx) => void (await read(ctx))));
  const single = await measure(clients, seconds * 1000, (_, turn) =>
    inUnit(async (ctx) => {
      await look(ctx, turn);
      await read(ctx);
    }),
  );
  const afterSingle = await drain();
  const batched = await measure(4, seconds * 1000, (_, turn) =>
    inUnit(async (ctx) => {
      for (let line = 0; line < 500; line++) await look(ctx, turn * 500 + line);
    }),
  );
  const afterBatched = await drain();
  say('a read alone', bare.perSecond);
  say('a read with its line', single.perSecond, 1500);
  say('lines, 500 a unit of work', batched.perSecond * 500, 8000);
  say('sequenced, tree and signed heads', (afterSingle.perSecond + afterBatched.perSecond) / 2, batched.perSecond * 500);
  const check = await unitOfWork(house, { kind: 'platform' }, new Date(), (ctx) => verifyLedger(ctx));
  if (!check.valid || single.errors + batched.errors > 0) throw new Error(`The ledger does not hold: ${JSON.stringify(check)}`);
  console.log(`${check.lines} lines recomputed: the ledger holds.`);
} finally {
  await closeHouse(house);
  rmSync(dataDirectory, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
