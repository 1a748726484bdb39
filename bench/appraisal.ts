/**
 * The appraisal of one month at 10⁴, 10⁵ and 10⁶ cases (all in that month): counted cold from the views of cases for all units and areas, scores and ranks
 * included (must ≤ 10 s at 10⁶, growth linear or better), and read from the kept counts inside the server, without HTTP (must p95 < 50 ms).
 * The floor beside it is the plainest count there is: how long the database takes to read the month's clocks and count them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHouse, closeHouse, loadCity, openApp } from '../apps/server/src/app.ts';
import { countMonth, raiseFlags } from '../apps/server/src/modules/appraisal/index.ts';
import { addOfficer, appoint, hashPassword } from '../apps/server/src/modules/people/index.ts';
import { type House, unitOfWork } from '../apps/server/src/platform/context.ts';
import { openDatabase } from '../apps/server/src/platform/database.ts';
import type { App } from '../apps/server/src/platform/http.ts';
import { readSettings } from '../apps/server/src/platform/settings.ts';
import { laidMonth, layCases, withoutIndexes } from '../apps/server/test/appraisal-month.ts';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
const now = new Date('2026-11-25T00:00:00Z');
const platform = { kind: 'platform' } as const;
const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(2).padStart(7);

async function timed(work: () => Promise<unknown>): Promise<string> {
  const start = performance.now();
  await work();
  return seconds(start);
}

async function reviewerOf(house: House, app: App): Promise<string> {
  const hash = await hashPassword('bench-password');
  await unitOfWork(house, platform, now, async (ctx) => {
    const accountId = await addOfficer(ctx, { login: 'bench', name: '测量员', passwordHash: hash });
    await appoint(ctx, { accountId, post: 'appraiser', unit: { id: '350100-command' }, area: { code: '350100', level: 'city' } });
  });
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { login: 'bench', password: 'bench-password' } });
  return String(answer.headers['set-cookie']).split(';')[0] as string;
}

async function reads(app: App, cookie: string, url: string): Promise<string> {
  const times: number[] = [];
  for (let turn = 0; turn < 60; turn++) {
    const start = performance.now();
    const answer = await app.inject({ method: 'GET', url, headers: { cookie } });
    times.push(performance.now() - start);
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  }
  const sorted = times.slice(10).sort((a, b) => a - b);
  return `p50 ${(sorted[25] ?? 0).toFixed(1).padStart(6)}  p95 ${(sorted[47] ?? 0).toFixed(1).padStart(6)} ms`;
}

async function measure(size: number) {
  const directory = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
  const settings = { ...readSettings({ ...process.env, BANYAN_DATA: directory, BANYAN_DEMO: '0', BANYAN_LOG: 'silent' }), poolSize: 4 };
  const database = await openDatabase(settings, { durable: false });
  const house = await buildHouse(database, settings);
  await loadCity(house, settings);
  const app = await openApp(house, settings, () => now);
  try {
    await withoutIndexes(database.pool, async () => {
      for (let have = 0; have < size; have += 100_000) await layCases(database.pool, have + 1, Math.min(size, have + 100_000), size);
    });
    const count = () => countMonth(house, now, `${laidMonth}-01`);
    console.log(`${size.toExponential()} cases in ${laidMonth}`);
    console.log(
      `  floor: reading its clocks    ${await timed(() => database.pool.query('select kind, count(*) from cases.clock where due_at < $1 group by 1', [now]))} s`,
    );
    console.log(`  counted cold, all units      ${await timed(count)} s   (must ≤ 10 s at 10⁶)`);
    console.log(`  counted again                ${await timed(count)} s`);
    console.log(
      `  flags                        ${await timed(() => unitOfWork(house, platform, now, (ctx) => raiseFlags(ctx, `${laidMonth}-01`)))} s`,
    );
    const { rows } = await database.pool.query<{ level: string; lines: number; responses: number }>(
      'select level, count(*)::int as lines, sum(response_count)::int as responses from appraisal.unit_month group by 1 order by 2',
    );
    // A figure that is fast and wrong is worth nothing: every order was signed or fell due.
    for (const { level, responses } of rows) if (responses !== size) throw new Error(`${level}: ${responses} responses of ${size} orders.`);
    console.log(`  kept lines                   ${rows.map(({ level, lines }) => `${level} ${lines}`).join(', ')}`);
    const cookie = await reviewerOf(house, app);
    for (const [name, query] of [
      ['city by unit', 'figures?'],
      ['city by area', 'figures?by=area&'],
      ['county by unit', 'figures?area=350102&'],
      ['county by street', 'figures?area=350102&by=area&'],
      ['street by community', 'figures?area=350102004&by=area&'],
      ['one unit, its areas and months', 'units/350102-ecology?'],
    ] as const)
      console.log(`  ${name.padEnd(31)} ${await reads(app, cookie, `/api/appraisal/${query}month=${laidMonth}`)}   (must p95 < 50 ms)`);
  } finally {
    await app.close();
    await closeHouse(house);
    rmSync(directory, { recursive: true, force: true });
  }
}

for (const size of sizes) await measure(size);
