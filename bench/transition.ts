/**
 * What a step costs: sign-in cookie, law, one statement for case, line and clocks, answer with the whole case, over HTTP with 32 clients,
 * against a prepared raw-SQL loop of the same writes on a pool of the same size, in turns in one run; jobs are left to a process of their own.
 * Must reach: ≥ 0.5 × raw.
 */
import { randomUUID } from 'node:crypto';
import { type Figures, measure, median, openSender, row } from './load.ts';
import { startServer } from './server.ts';

const clients = 32;
const cases = Number(process.env.BENCH_CASES ?? 3000);
const server = await startServer(20, { BANYAN_DEMO: '1', BANYAN_ROLES: 'web' });
const send = openSender(server.address, clients);

const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await send('POST', path, JSON.stringify(body), headers);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer;
};

async function cookieOf(login: string): Promise<{ cookie: string }> {
  const { headers } = await post('/api/sign-in', { login, password: 'banyan-demo' });
  return { cookie: String(headers['set-cookie']).split(';')[0] as string };
}

const [desk, street] = [await cookieOf('desk'), await cookieOf('street')];
type Key = { region: string; id: string };

async function prepare(count: number): Promise<Key[]> {
  const keys: Key[] = [];
  const each = async () => {
    while (keys.length < count) {
      const { text } = await post('/api/cases', { content: '路边的雨水井盖破了，请处理', matter: 'M01003', area: '350102004' });
      keys.push(JSON.parse(text) as Key);
    }
  };
  await Promise.all(Array.from({ length: 16 }, each));
  return keys;
}

/** All clients take cases from one list until it is empty; the time of the whole list gives the rate. */
async function overAll(keys: readonly Key[], work: (key: Key) => Promise<void>): Promise<Figures> {
  const left = [...keys];
  return measureList(left, work);
}

async function measureList(left: Key[], work: (key: Key) => Promise<void>): Promise<Figures> {
  const times: number[] = [];
  const began = performance.now();
  const client = async () => {
    for (let key = left.pop(); key; key = left.pop()) {
      const start = performance.now();
      await work(key);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / ((performance.now() - began) / 1000),
    p50: times[Math.floor(times.length / 2)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    errors: 0,
  };
}

const act = (action: string, input: object, who: { cookie: string }) => (key: Key) =>
  post(`/api/cases/${key.region}/${key.id}/actions/${action}`, input, { ...who, prefer: 'return=minimal' }).then(() => undefined);

/** The writes of `sign`: the case moves, the line is written, the clock ends. */
async function rawStep(key: Key) {
  const connection = await server.pool.connect();
  try {
    const now = new Date();
    const q = (name: string, text: string, values: unknown[]) => connection.query({ name, text, values });
    await q('raw-begin', 'begin', []);
    const { rows } = await q(
      'raw-move',
      'update cases.case_file set state = state, version = version + 1 where region = $1 and id = $2 returning version',
      [key.region, key.id],
    );
    await q(
      'raw-line',
      `insert into cases.timeline (region, case_id, step, id, at, action, from_state, to_state, round, actor_kind, actor_name, unit_id, data, open_to_reporter) values ($1, $2, $3, $4, $5, 'note', 'handling', 'handling', 1, 'officer', '陈一线', '350102004-street', '{}', false)`,
      [key.region, key.id, rows[0].version, randomUUID(), now],
    );
    await q('raw-end', `update cases.clock set ended_at = $3, fire_at = null where region = $1 and case_id = $2 and kind = 'sign' `, [
      key.region,
      key.id,
      now,
    ]);
    await q('raw-commit', 'commit', []);
  } finally {
    connection.release();
  }
}

try {
  const signed: Figures[] = [];
  const raw: Figures[] = [];
  for (let round = 0; round < 3; round++) {
    const keys = await prepare(cases);
    await overAll(keys, act('accept', {}, desk));
    await overAll(keys, act('dispatch', { unit: '350102004-street' }, desk));
    signed.push(await overAll(keys, act('sign', {}, street)));
    raw.push(await overAll(keys, rawStep));
  }
  const middle = (list: Figures[]): Figures => ({
    perSecond: median(list.map((one) => one.perSecond)),
    p50: median(list.map((one) => one.p50)),
    p99: median(list.map((one) => one.p99)),
    errors: 0,
  });
  const [viaHttp, rawSql] = [middle(signed), middle(raw)];
  const floor = await measure(clients, 2000, async () => (await send('GET', '/api/me', undefined, street)).status === 200);
  console.log(row('raw SQL, same writes, same pool', rawSql));
  console.log(row('POST …/actions/sign', viaHttp, `${(viaHttp.perSecond / rawSql.perSecond).toFixed(2)} × raw (must ≥ 0.50)`));
  console.log(row('HTTP floor with a session: GET /api/me', floor));
} finally {
  await server.stop();
}
