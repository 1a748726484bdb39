/**
 * A page of the work list and of all cases at 10⁵ and 10⁶ cases, inside the server (without HTTP): p95 must stay < 20 ms and flat.
 * The cases are laid in by SQL from a described distribution: 13 counties, 186 streets, one in ten open, three clocks an open case.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHouse, closeHouse, loadCity, openApp } from '../apps/server/src/app.ts';
import { addOfficer, appoint, hashPassword } from '../apps/server/src/modules/people/index.ts';
import { unitOfWork } from '../apps/server/src/platform/context.ts';
import { openDatabase } from '../apps/server/src/platform/database.ts';
import { readSettings } from '../apps/server/src/platform/settings.ts';

const sizes = (process.env.BENCH_SIZES ?? '100000,1000000').split(',').map(Number);
const directory = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
const settings = { ...readSettings({ ...process.env, BANYAN_DATA: directory, BANYAN_DEMO: '0', BANYAN_LOG: 'silent' }), poolSize: 8 };
const database = await openDatabase(settings);
const house = await buildHouse(database, settings);
await loadCity(house, settings);
const app = await openApp(house, settings);

async function lay(from: number, to: number) {
  await database.pool.query(
    `with s as (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_streets from places.area where level = 'street'),
     g as (select i, gen_random_uuid() as id, s.code as street, left(s.code, 6) as region, now() - (i % 5000000) * interval '13 seconds' as at, i % 10 = 0 as open
           from generate_series($1::int, $2::int) i join s on s.n = (i * 7919::bigint) % s.all_streets),
     f as (insert into cases.case_file (region, id, number, state, title, content, nature, matter_code, channel, area_code, street_code, identity, desk_unit, lead_unit, involved_units, reported_at, closed_at, dispatched_at)
       select region, id, region || '-' || to_char(at, 'YYYYMMDD') || '-' || lpad(i::text, 7, '0') || '-0', case when open then 'handling' else 'closed' end, '第' || i || '件：井盖松动', '井盖松动，请处理', 'complaint',
         'M01003', 'app', street, street, 'anonymous', street || '-street', region || '-urban-management', array[street || '-street', region || '-urban-management'], at, case when open then null else at + interval '2 days' end, at from g)
     insert into cases.clock (region, id, case_id, kind, unit_id, started_at, yellow_at, red_at, due_at, ended_at, fire_at, basis)
       select region, gen_random_uuid(), id, k.kind, case when k.kind = 'accept' then street || '-street' else region || '-urban-management' end, at, at + interval '1 day', at + interval '2 days', at + k.days * interval '1 day',
         case when open and k.kind <> 'accept' then null else at + interval '1 hour' end, null, 'bench'
       from g cross join (values ('accept', 1), ('contact', 2), ('handle', 5)) k(kind, days)`,
    [from, to],
  );
}

async function cookieOf(login: string, unit: string, area: string, level: 'city' | 'county', post: string): Promise<string> {
  const hash = await hashPassword('bench-password');
  await unitOfWork(house, { kind: 'platform' }, new Date(), async (ctx) => {
    const accountId = await addOfficer(ctx, { login, name: '测量员', passwordHash: hash });
    await appoint(ctx, { accountId, post, unit: { id: unit }, area: { code: area, level } });
  });
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { login, password: 'bench-password' } });
  return String(answer.headers['set-cookie']).split(';')[0] as string;
}

async function p95(url: string, cookie: string): Promise<string> {
  const times: number[] = [];
  let next: string | null = null;
  for (let turn = 0; turn < 120; turn++) {
    const address: string = next ? `${url}${url.includes('?') ? '&' : '?'}cursor=${next}` : url;
    const start = performance.now();
    const answer = await app.inject({ method: 'GET', url: address, headers: { cookie } });
    times.push(performance.now() - start);
    if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.body}`);
    next = turn % 4 === 3 ? null : (answer.json() as { next: string | null }).next;
  }
  times.splice(0, 20);
  times.sort((a, b) => a - b);
  return `p50 ${(times[50] ?? 0).toFixed(1).padStart(6)}  p95 ${(times[95] ?? 0).toFixed(1).padStart(6)} ms`;
}

try {
  const department = await cookieOf('bench-department', '350102-urban-management', '350102', 'county', 'department-officer');
  const county = await cookieOf('bench-county', '350102-command', '350102', 'county', 'supervisor');
  const city = await cookieOf('bench-city', '350100-hotline', '350100', 'city', 'hotline-agent');
  const pages: [string, string, string][] = [
    ['work list of a department', '/api/work-list', department],
    ['work list, one kind', '/api/work-list?kind=handle', department],
    ['all cases of a county', '/api/cases', county],
    ['all cases of a street', '/api/cases?area=350102004', county],
    ['all cases of the city', '/api/cases', city],
    ['open cases of a county', '/api/cases?state=handling', county],
    ['counts of the work list', '/api/work-list/counts', department],
  ];
  let have = 0;
  for (const size of sizes) {
    for (; have < size; have += 50_000) await lay(have + 1, have + 50_000);
    await database.pool.query('analyze cases.case_file, cases.clock');
    console.log(`${size.toExponential()} cases, ${(size * 3).toExponential()} clocks`);
    for (const [name, url, cookie] of pages) console.log(`  ${name.padEnd(28)} ${await p95(url, cookie)}   (must p95 < 20 ms)`);
  }
} finally {
  await app.close();
  await closeHouse(house);
  rmSync(directory, { recursive: true, force: true });
}
