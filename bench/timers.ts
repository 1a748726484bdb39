/**
 * 100,000 timers wait, 1,000 of them come due in one second, two server processes look for them. Must reach: all fired, each once, within 5 s of
 * being due; and while nothing is due the looking costs less than 1 % of a core.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

const pending = 100_000;
const due = 1000;
const idleSeconds = 20;

const first = await startServer(20);
const data = String(first.pool.options.host).replace(/\/run$/, '');
const second = mkdtempSync(join(tmpdir(), 'banyan-bench-second-'));
// The second process has the same key ring, as any process of one city has.
cpSync(join(data, 'keys'), join(second, 'keys'), { recursive: true });

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

async function startSecond() {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/server/src/main.ts')], {
    env: {
      ...process.env,
      BANYAN_DATA: second,
      DATABASE_URL: `postgres://banyan@/postgres?host=${encodeURIComponent(join(data, 'run'))}`,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      BANYAN_DEMO: '0',
      BANYAN_LOG: 'error',
      BANYAN_POOL: '20',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`The second server ended with ${code}.`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('is ready')) ready();
    });
  });
  return child;
}

/** Cases that wait for a rating in a week. */
const lay = () =>
  first.pool.query(
    `with g as (select i, gen_random_uuid() as id from generate_series(1, $1::int) i),
     f as (insert into cases.case_file (region, id, number, state, title, content, channel, area_code, street_code, identity, desk_unit, lead_unit, involved_units, reported_at, dispatched_at, matter_code)
       select '350102', id, '350102-20260101-' || lpad(i::text, 7, '0') || '-0', 'judging', '第' || i || '件', '井盖松动', 'app', '350102004', '350102004', 'anonymous', '350102004-street',
         '350102-urban-management', array['350102004-street', '350102-urban-management'], now() - interval '3 days', now() - interval '3 days', 'M01003' from g),
     t as (insert into cases.timeline (region, case_id, step, id, at, action, to_state, round, actor_kind, open_to_reporter)
       select '350102', id, 1, gen_random_uuid(), now(), 'approve', 'judging', 1, 'officer', true from g)
     insert into cases.clock (region, id, case_id, kind, started_at, yellow_at, red_at, due_at, fire_at, basis, time_limit)
       select '350102', gen_random_uuid(), id, 'rate', now(), d.at, d.at, d.at, d.at, '7d · bench', '7d'
       from g cross join (select now() + interval '7 days' as at) d`,
    [pending],
  );

/** Makes some of them due at one instant. */
const dueAt = (at: Date) =>
  first.pool.query(
    `update cases.clock set yellow_at = $1, red_at = $1, due_at = $1, fire_at = $1
     where (region, id) in (select region, id from cases.clock where kind = 'rate' order by region, id limit $2)`,
    [at, due],
  );

/** Processor milliseconds of a process since it began (Linux). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const other = await startSecond();
try {
  await lay();
  await first.pool.query('analyze cases.case_file, cases.clock, cases.timeline');
  const at = new Date(Date.now() + (idleSeconds + 6) * 1000);
  await dueAt(at);
  await new Promise((done) => setTimeout(done, 3000));
  const pids = [first.pid, other.pid as number];
  const before = pids.map(cpuOf);
  await new Promise((done) => setTimeout(done, idleSeconds * 1000));
  const spent = pids.map((pid, index) => (cpuOf(pid) - (before[index] ?? 0)) / (idleSeconds * 10));
  await new Promise((done) => setTimeout(done, Math.max(0, at.getTime() - Date.now())));
  let left = due;
  while (left > 0 && Date.now() - at.getTime() < 60_000) {
    const { rows } = await first.pool.query<{ left: number }>(
      'select count(*)::int as left from cases.clock where fire_at is not null and due_at <= $1',
      [at],
    );
    left = rows[0]?.left ?? 0;
    await new Promise((done) => setTimeout(done, 50));
  }
  const seconds = (Date.now() - at.getTime()) / 1000;
  const { rows } = await first.pool.query<{ closed: number; lines: number; most: number }>(
    `select count(*)::int as closed, sum(n)::int as lines, max(n)::int as most
     from (select case_id, count(*) as n from cases.timeline where action = 'close-unrated' group by case_id) c`,
  );
  const fired = rows[0];
  if (fired?.closed !== due || fired.lines !== due || fired.most !== 1)
    throw new Error(`Of ${due} timers ${fired?.closed} fired, ${fired?.lines} times, one of them ${fired?.most} times.`);
  console.log(`${pending} pending timers, ${due} due at one instant, two processes`);
  console.log(`  all fired, each once, after      ${seconds.toFixed(1)} s   (must ≤ 5 s)`);
  console.log(`  idle, per process                ${spent.map((share) => share.toFixed(2)).join(' and ')} % of a core   (must < 1 %)`);
} finally {
  const ended = new Promise((done) => other.once('exit', done));
  other.kill('SIGINT');
  await ended;
  await first.stop();
  rmSync(second, { recursive: true, force: true });
}
