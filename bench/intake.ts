/**
 * What a report costs: HTTP POST → durable commit of case, timeline line, clock and outbox job, 32 clients, embedded engine with fsync,
 * against a prepared raw-SQL loop of the same writes on a pool of the same size, in turns in one run.
 * Must reach: ≥ 0.5 × raw, p99 < 100 ms. Both share two cores with the load generator; the server is a process of its own.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Figures, measure, median, openSender, row } from './load.ts';
import { startServer } from './server.ts';

const clients = 32;
const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const rounds = 3;

const server = await startServer(20, { BANYAN_ROLES: 'web' });
const send = openSender(server.address, clients);

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
const bodyOf = (client: number, turn: number) => {
  const [lat, lon] = spots[(client + turn) % spots.length] as readonly [number, number];
  return JSON.stringify({
    content: `第${turn}次：路边的雨水井盖破了，车轮容易陷进去，请尽快处理。`,
    matter: 'M01003',
    point: { lat, lon },
    identity: 'named',
    name: '林先生',
    phone: '13805910000',
  });
};

const http = () =>
  measure(clients, seconds * 1000, async (client, turn) => {
    const { status } = await send('POST', '/api/cases', bodyOf(client, turn), { 'idempotency-key': randomUUID() });
    return status === 201;
  });

/** The same rows as one report writes, each statement prepared, in one transaction. */
async function rawReport(connection: pg.PoolClient, turn: number) {
  const [id, lineId, clockId, now] = [randomUUID(), randomUUID(), randomUUID(), new Date()];
  const q = (name: string, text: string, values: unknown[]) => connection.query({ name, text, values });
  await q('raw-begin', 'begin', []);
  await q(
    'raw-case',
    `insert into cases.case_file (region, id, number, state, title, content, nature, matter_code, urgency, channel, area_code, street_code, lat, lon, h3_7, h3_8, identity,
      reporter_name_sealed, reporter_phone_sealed, reporter_phone_tail, pass_hash, desk_unit, involved_units, reported_at)
     values ('350102', $1, $2, 'reported', $3, $3, 'complaint', 'M01003', 'ordinary', 'app', '350102004', '350102004', 26.0869, 119.298, '874a90ad4ffffff', '884a90ad45fffff', 'named', $4, $5, '00', $6, '350102004-street', '{350102004-street}', $7)`,
    [
      id,
      `350102-20261124-${id}`,
      `第${turn}次：路边的雨水井盖破了，车轮容易陷进去，请尽快处理。`,
      randomBytes(40),
      randomBytes(44),
      randomBytes(32).toString('hex'),
      now,
    ],
  );
  await q(
    'raw-line',
    `insert into cases.timeline (region, case_id, step, id, at, action, to_state, round, actor_kind, data, open_to_reporter) values ('350102', $1, 1, $2, $3, 'report', 'reported', 1, 'guest', '{"channel":"app"}', true)`,
    [id, lineId, now],
  );
  await q(
    'raw-clock',
    `insert into cases.clock (region, id, case_id, kind, unit_id, started_at, yellow_at, red_at, due_at, fire_at, basis) values ('350102', $1, $2, 'accept', '350102004-street', $3, $3, $3, $3::timestamptz + interval '2 hours', $3::timestamptz + interval '1 hour', '2h · DB11/T 2021—2022')`,
    [clockId, id, now],
  );
  await q(
    'raw-answer',
    `insert into platform.first_answer (scope, key, operation, request_hash, answer, answered_at) values ('guest', $1, 'POST /api/cases', $2, $3, $4)`,
    [id, randomBytes(32), randomBytes(400), now],
  );
  await q('raw-job', `insert into jobs.job (name, data) values ('notices.sms', $1)`, [
    JSON.stringify({ id: lineId, sealed: randomBytes(260).toString('base64') }),
  ]);
  await q('raw-commit', 'commit', []);
}

const raw = () =>
  measure(clients, seconds * 1000, async (_client, turn) => {
    const connection = await server.pool.connect();
    try {
      await rawReport(connection, turn);
      return true;
    } finally {
      connection.release();
    }
  });

try {
  await measure(
    clients,
    1500,
    async (client, turn) => (await send('POST', '/api/cases', bodyOf(client, turn), { 'idempotency-key': randomUUID() })).status === 201,
  );
  const figures: { http: Figures[]; raw: Figures[] } = { http: [], raw: [] };
  for (let round = 0; round < rounds; round++) {
    figures.raw.push(await raw());
    figures.http.push(await http());
  }
  const floor = await measure(clients, 2000, async () => (await send('GET', '/api/city')).status === 200);
  const middle = (list: Figures[]): Figures => ({
    perSecond: median(list.map((one) => one.perSecond)),
    p50: median(list.map((one) => one.p50)),
    p99: median(list.map((one) => one.p99)),
    errors: list.reduce((sum, one) => sum + one.errors, 0),
  });
  const [viaHttp, rawSql] = [middle(figures.http), middle(figures.raw)];
  console.log(row('raw SQL, same writes, same pool', rawSql));
  console.log(
    row('POST /api/cases', viaHttp, `${(viaHttp.perSecond / rawSql.perSecond).toFixed(2)} × raw (must ≥ 0.50), p99 must < 100 ms`),
  );
  console.log(row('HTTP floor: GET /api/city', floor));
  if (viaHttp.errors > 0) throw new Error('Some reports were not taken.');
} finally {
  await server.stop();
}
