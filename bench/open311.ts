/**
 * What Open311 costs: POST /open311/v2/requests.json against POST /api/cases in turns of one run, 32 clients, embedded engine with fsync (must reach
 * ≥ 0.8 × native); and GET of a page of 100 from 10⁶ cases, through the server without a network (p95 must stay < 30 ms). Cases are laid in by SQL as in
 * the bench of the work list; one in twenty was filed by Open311, one in two has a told step.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHouse, closeHouse, loadCity, openApp } from '../apps/server/src/app.ts';
import { openDatabase } from '../apps/server/src/platform/database.ts';
import { readSettings } from '../apps/server/src/platform/settings.ts';
import { type Figures, measure, median, openSender, row } from './load.ts';
import { startServer } from './server.ts';

const clients = 32;
const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const rounds = 3;
const size = Number(process.env.BENCH_SIZE ?? 1_000_000);
const key = randomBytes(24).toString('base64url');
const addClient = `insert into channels.client (id, name, key_hash, made_at) values ('${randomUUID()}', 'bench', $1, now())`;
const keyHash = createHash('sha256').update(key).digest();

const spots = [
  [26.0869, 119.298],
  [26.0752, 119.2937],
  [26.0989, 119.3036],
  [26.0607, 119.3163],
  [26.0415, 119.3236],
  [26.0823, 119.3275],
  [25.7208, 119.3841],
  [26.1975, 119.5397],
] as const;
const spotOf = (client: number, turn: number) => spots[(client + turn) % spots.length] as readonly [number, number];
let serial = 0;
const words = () => `第${++serial}次：路边的雨水井盖破了，车轮容易陷进去，请尽快处理。`;

async function posting() {
  const server = await startServer(20);
  const send = openSender(server.address, clients);
  await server.pool.query(addClient, [keyHash]);
  const native = (ms: number) =>
    measure(clients, ms, async (client, turn) => {
      const [lat, lon] = spotOf(client, turn);
      const body = { content: words(), matter: 'M01003', point: { lat, lon }, identity: 'named', name: '林先生', phone: '13805910000' };
      return (await send('POST', '/api/cases', JSON.stringify(body), { 'idempotency-key': randomUUID() })).status === 201;
    });
  const open311 = (ms: number) =>
    measure(clients, ms, async (client, turn) => {
      const [lat, long] = spotOf(client, turn);
      const fields = {
        api_key: key,
        service_code: 'M01003',
        lat: String(lat),
        long: String(long),
        description: words(),
        last_name: '林',
        first_name: '先生',
        phone: '13805910000',
      };
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await send('POST', '/open311/v2/requests.json', new URLSearchParams(fields).toString(), headers)).status === 201;
    });
  try {
    for (const warm of [native, open311]) await warm(1500);
    const figures: Record<'native' | 'open311', Figures[]> = { native: [], open311: [] };
    for (let round = 0; round < rounds; round++) {
      figures.native.push(await native(seconds * 1000));
      figures.open311.push(await open311(seconds * 1000));
    }
    const middle = (list: Figures[]): Figures => ({
      perSecond: median(list.map((one) => one.perSecond)),
      p50: median(list.map((one) => one.p50)),
      p99: median(list.map((one) => one.p99)),
      errors: list.reduce((sum, one) => sum + one.errors, 0),
    });
    const [own, theirs] = [middle(figures.native), middle(figures.open311)];
    console.log(row('POST /api/cases', own));
    console.log(row('POST /open311/v2/requests.json', theirs, `${(theirs.perSecond / own.perSecond).toFixed(2)} × native (must ≥ 0.80)`));
    if (own.errors + theirs.errors > 0) throw new Error('Some reports were not taken.');
  } finally {
    await server.stop();
  }
}

const layCases = `
  with s as (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_streets from places.area where level = 'street'),
  m as (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_matters from matters.matter where area_code like '%00' and code like 'M%'),
  g as (select i, gen_random_uuid() as id, s.code as street, left(s.code, 6) as region, now() - (i % 5000000) * interval '13 seconds' as at, i % 10 = 0 as open, m.code as matter
        from generate_series($1::int, $2::int) i join s on s.n = (i * 7919::bigint) % s.all_streets join m on m.n = (i * 104729::bigint) % m.all_matters),
  f as (insert into cases.case_file (region, id, number, state, title, content, nature, matter_code, channel, area_code, street_code, lat, lon, identity, desk_unit, lead_unit,
          involved_units, reported_at, closed_at, dispatched_at)
    select region, id, region || '-' || to_char(at, 'YYYYMMDD') || '-' || lpad(i::text, 7, '0') || '-0', case when open then 'handling' else 'closed' end, '第' || i || '件：井盖松动', '井盖松动，请处理',
      'complaint', matter, 'app', street, street, 26 + (i % 1000) / 2000.0, 119.2 + (i % 777) / 2000.0, case when i % 30 = 0 then 'confidential' else 'anonymous' end, street || '-street',
      region || '-urban-management', array[street || '-street', region || '-urban-management'], at, case when open then null else at + interval '2 days' end, at from g),
  u as (insert into channels.request_update (region, id, case_id, at, action, state) select region, gen_random_uuid(), id, at + interval '1 hour', 'sign', 'handling' from g where i % 2 = 0 and at < now() - interval '1 hour')
  insert into channels.client_request (region, case_id, client_id, filed_at, description, answers, media_urls, photos)
    select region, id, (select id from channels.client limit 1), at, '井盖松动，请处理', '{}', '{}', '{}' from g where i % 20 = 0`;

async function reading() {
  const directory = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
  const settings = { ...readSettings({ ...process.env, BANYAN_DATA: directory, BANYAN_DEMO: '0', BANYAN_LOG: 'silent' }), poolSize: 8 };
  const house = await buildHouse(await openDatabase(settings, { durable: false }), settings);
  await loadCity(house, settings);
  const app = await openApp(house, settings);
  const times = async (url: (turn: number) => string) => {
    const spent: number[] = [];
    for (let turn = 0; turn < 120; turn++) {
      const start = performance.now();
      const answer = await app.inject(`/open311/v2/${url(turn)}`);
      spent.push(performance.now() - start);
      if (answer.statusCode !== 200 || (turn === 0 && answer.body.length < 5000))
        throw new Error(`${url(turn)}: ${answer.body.slice(0, 300)}`);
    }
    const sorted = spent.slice(20).sort((a, b) => a - b);
    return `p50 ${(sorted[50] ?? 0).toFixed(1).padStart(6)}  p95 ${(sorted[95] ?? 0).toFixed(1).padStart(6)} ms`;
  };
  try {
    await house.database.pool.query(addClient, [keyHash]);
    for (let have = 0; have < size; have += 50_000) await house.database.pool.query(layCases, [have + 1, have + 50_000]);
    await house.database.pool.query('vacuum (analyze) cases.case_file, channels.request_update, channels.client_request');
    console.log(`${size.toExponential()} cases`);
    const since = (days: number) => encodeURIComponent(new Date(Date.now() - days * 86_400_000).toISOString());
    const pages: [string, (turn: number) => string][] = [
      ['GET a page of 100', (turn) => `requests.json?page=${1 + (turn % 4)}&page_size=100`],
      ['the same in XML, extended', (turn) => `requests.xml?page=${1 + (turn % 4)}&page_size=100&extensions=true`],
      ['of a county', (turn) => `requests.json?page=${1 + (turn % 4)}&page_size=100&jurisdiction_id=350102`],
      ['open ones', (turn) => `requests.json?page=${1 + (turn % 4)}&page_size=100&status=open`],
      ['of one service', (turn) => `requests.json?page=${1 + (turn % 4)}&page_size=100&service_code=M01003`],
      ['with a key', (turn) => `requests.json?page=${1 + (turn % 4)}&page_size=100&api_key=${key}`],
      ['between dates', (turn) => `requests.json?page=${1 + (turn % 4)}&page_size=100&start_date=${since(80)}&end_date=${since(40)}`],
      ['changed in the last hour', () => `requests.json?page=1&page_size=100&updated_after=${since(1 / 24)}`],
      ['updates of a day', (turn) => `servicerequestupdates.json?page=${1 + (turn % 4)}&page_size=100&start_date=${since(1)}`],
      ['page 100', () => 'requests.json?page=100&page_size=100'],
    ];
    // Once around first, so that the figures are those of a server that has been asked before.
    for (const [, url] of pages) await times(url);
    for (const [name, url] of pages) console.log(`  ${name.padEnd(28)} ${await times(url)}   (must p95 < 30 ms)`);
  } finally {
    await app.close();
    await closeHouse(house);
    rmSync(directory, { recursive: true, force: true });
  }
}

const only = process.env.BENCH_ONLY;
if (only !== 'reading') await posting();
if (only !== 'posting') await reading();
