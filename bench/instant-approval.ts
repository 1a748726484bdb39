/**
 * What an approval at once costs: HTTP POST → five registers asked, each field verified, the rule decided, the registers asked again → durable commit of right,
 * application, first line, signed licence with its record, decision, a ledger line a register and first answer. Sole traders register, each once; 32 clients,
 * embedded engine with fsync, against a prepared raw-SQL loop of the same reads and writes on a pool of the same size, in turns in one run.
 * Must reach: ≥ 300/s, p99 < 150 ms. Both share two cores with the load generator; the server is a process of its own.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { hashToken, newToken } from '../apps/server/src/modules/people/session.ts';
import { openVault } from '../apps/server/src/platform/vault.ts';
import { type Figures, measure, median, openSender, row } from './load.ts';
import { startServer } from './server.ts';

const clients = 32;
const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const rounds = 3;
const people = Number(process.env.BENCH_PEOPLE ?? 16_000);
const shops = 500;

const server = await startServer(20, { BANYAN_ROLES: 'web', BANYAN_DEMO: '1' });
const send = openSender(server.address, clients);
const vault = openVault(join(server.directory, 'keys'), false);
const subjectIndex = (source: string, subject: string) => vault.blindIndex(`source:${source}:${subject}`);

type Person = { id: string; token: string };
const persons: Person[] = Array.from({ length: people }, () => ({ id: randomUUID(), token: newToken() }));

type Held = [source: string, subject: string, fields: object];
const heldOf = ({ id }: Person): Held[] => [
  ['household-register', `person:${id}`, { name: '林小榕', birth_on: '1990-05-04', household_local: true, alive_state: '在世' }],
  ['id-cards', `person:${id}`, { card_state: '有效', face_match: '一致' }],
  ['barred-persons', `person:${id}`, { barred: false }],
];
const shopHeld = (shop: number): Held[] => [
  ['market-names', `firm:榕树${shop}号小吃店`, { name_state: '可用' }],
  ['premises', `address:鼓楼区东街${shop}号`, { premises_state: '一致' }],
];

async function lay(held: readonly Held[]) {
  await server.pool.query(
    'insert into services.source_record (source, subject_index, fields_sealed, recorded_at) select source, i, f, now() from unnest($1::text[], $2::bytea[], $3::bytea[]) as r(source, i, f)',
    [
      held.map(([source]) => source),
      held.map(([source, subject]) => subjectIndex(source, subject)),
      held.map(([, , fields]) => vault.seal(JSON.stringify(fields))),
    ],
  );
}

async function layIn() {
  for (let from = 0; from < people; from += 2000) {
    const some = persons.slice(from, from + 2000);
    await server.pool.query(
      "insert into people.account (id, kind, name, created_at) select id, 'resident', '林小榕', now() from unnest($1::uuid[]) id",
      [some.map(({ id }) => id)],
    );
    await server.pool.query(
      "insert into people.session (token_hash, account_id, created_at, seen_at, expires_at, agent) select t, id, now(), now(), now() + interval '1 day', 'bench' from unnest($1::bytea[], $2::uuid[]) as r(t, id)",
      [some.map(({ token }) => hashToken(token)), some.map(({ id }) => id)],
    );
    await lay(some.flatMap(heldOf));
  }
  await lay(Array.from({ length: shops }, (_, shop) => shopHeld(shop)).flat());
  await server.pool.query('vacuum analyze services.source_record, people.account, people.session');
}

const bodies = Array.from({ length: shops }, (_, shop) =>
  JSON.stringify({
    item: 'S003',
    area: '350102004',
    answers: { has_name: 'yes', promise_premises: 'yes' },
    form: {
      trade_name: `榕树${shop}号小吃店`,
      scope_kind: '一般',
      scope: '餐饮配送',
      premises: `鼓楼区东街${shop}号`,
      operation_form: '个人经营',
      phone: '13805910000',
    },
    authorised: ['household-register', 'id-cards', 'barred-persons', 'market-names', 'premises'],
    materials: [{ id: 'promise-premises', how: 'promised' }],
  }),
);

let next = 0;
const withPerson: string[] = [];
const http = (ms: number) =>
  measure(clients, ms, async () => {
    const place = next++;
    const person = persons[place];
    if (!person) throw new Error('There are too few people: raise BENCH_PEOPLE.');
    const headers = { cookie: `banyan_session=${person.token}`, 'idempotency-key': randomUUID() };
    const { status, text } = await send('POST', '/api/applications', bodies[place % shops], headers);
    if (status !== 201 || !text.includes('"approved"')) withPerson.push(text);
    return status === 201;
  });

/** The same rows as one approval reads and writes, each statement prepared. */
async function rawApproval(connection: pg.PoolClient, turn: number) {
  const [id, licence, now, hex] = [randomUUID(), randomUUID(), new Date(), randomBytes(32).toString('hex')];
  const q = (name: string, text: string, values: unknown[]) => connection.query({ name, text, values });
  const sources = ['household-register', 'id-cards', 'barred-persons', 'market-names', 'premises'];
  const person = persons[turn % people] as Person;
  const indexes = [...heldOf(person), ...shopHeld(turn % shops)].map(([source, subject]) => subjectIndex(source, subject));
  const look =
    'select r.fields_sealed, r.recorded_at from unnest($1::text[], $2::bytea[]) as k(s, i) join services.source_record r on r.source = k.s and r.subject_index = k.i';
  await q('raw-look', look, [sources, indexes]);
  await q('raw-look', look, [sources, indexes]);
  await q('raw-begin', 'begin', []);
  await q('raw-right', "insert into services.held_right (once_for, application_region, application_id) values ($1, '350102', $2)", [
    hex,
    id,
  ]);
  await q(
    'raw-licence',
    `with issued as (insert into licences.licence (region, id, number, kind, state, issuer_unit, holder_pass, check_pass, token_hash, token_sealed, valid_from, issued_at, once_for)
       values ('350102', $1, $2, 'business-licence', 'valid', '350102-market-regulation', $3, $3, $4, $5, now(), $6, $2) returning id)
     insert into licences.licence_history (region, licence_id, step, at, action, to_state, actor_kind) select '350102', id, 1, $6, 'issue', 'valid', 'resident' from issued`,
    [licence, `raw-${id}`, hex, randomBytes(32), randomBytes(1100), now],
  );
  await q(
    'raw-application',
    `with taken as (insert into services.application (region, id, number, state, item, area_code, unit_id, channel, applicant_id, person_id, person_masked, answers, situation, values_sealed, checks,
       causes, decision, materials, by_machine, once_for, licence_id, licence_number, submitted_at, decided_at)
       values ('350102', $1, $2, 'approved', 'S003', '350102004', '350102-market-regulation', 'web', $3, $3, '林*榕', '{"has_name":"yes"}', 'named', $4, $5, '[]', $6, '[]', true, $7, $8, $2, $9, $9))
     insert into services.application_timeline (region, application_id, step, at, action, to_state, actor_kind) values ('350102', $1, 1, $9, 'approve-at-once', 'approved', 'platform')`,
    [id, `raw-${id}`, person.id, randomBytes(500), JSON.stringify(checks), JSON.stringify(decision), hex, licence, now],
  );
  await q(
    'raw-decision',
    "insert into rules.decision (region, id, at, rule_id, number, inputs, outputs, about_kind, about_id) values ('350102', $1, $2, 'sole-trader-open', 1, $3, $4, 'application', $5)",
    [randomUUID(), now, JSON.stringify(decision.inputs), '{"outcome":"approve","reason":"trader-complete"}', id],
  );
  await q(
    'raw-ledger',
    `with kept as (insert into privacy.ledger (region, id, at, actor_name, unit_id, purpose, basis, person, about_kind, about_id, fields, traits, salt)
       values ('350102', $1, $2, '', '350102-market-regulation', 'decide-service', '《政务数据共享条例》', $3, 'application', $4, $5, '{}', $3))
     insert into privacy.unsequenced (region, id, commitment) values ('350102', $1, $3)`,
    [randomUUID(), now, randomBytes(32), id, sources],
  );
  await q(
    'raw-answer',
    `insert into platform.first_answer (scope, key, operation, request_hash, answer, answered_at) values ($1, $2, 'POST /api/applications', $3, $4, $5)`,
    [person.id, id, createHash('sha256').update(id).digest(), randomBytes(300), now],
  );
  await q('raw-commit', 'commit', []);
}

const checks = ['name', 'birth_on', 'face_match', 'barred', 'name_state', 'premises_state'].map((field) => ({
  field,
  source: 'household-register',
  result: 'match',
  asOf: '2026-11-01T00:00:00.000Z',
}));
const decision = {
  ruleId: 'sole-trader-open',
  version: 1,
  inputs: { 年龄: 36, 人像比对: '一致', 登记限制: false, 名称核对: '可用', 经营范围类别: '一般', 经营场所核对: '一致' },
  outputs: { outcome: 'approve', reason: 'trader-complete' },
  fired: [{ table: '个体工商户设立', number: 7, rule: 'rule-7', annotation: '《市场主体登记管理条例》第十九条', cells: checks }],
};

let rawTurn = 0;
const raw = (ms: number) =>
  measure(clients, ms, async () => {
    const connection = await server.pool.connect();
    try {
      await rawApproval(connection, rawTurn++);
      return true;
    } finally {
      connection.release();
    }
  });

try {
  await layIn();
  await http(1500);
  const figures: { http: Figures[]; raw: Figures[] } = { http: [], raw: [] };
  for (let round = 0; round < rounds; round++) {
    figures.raw.push(await raw(seconds * 500));
    figures.http.push(await http(seconds * 1000));
  }
  const middle = (list: Figures[]): Figures => ({
    perSecond: median(list.map((one) => one.perSecond)),
    p50: median(list.map((one) => one.p50)),
    p99: median(list.map((one) => one.p99)),
    errors: list.reduce((sum, one) => sum + one.errors, 0),
  });
  const [viaHttp, rawSql] = [middle(figures.http), middle(figures.raw)];
  const count = async (text: string) => (await server.pool.query<{ n: number }>(text)).rows[0]?.n ?? 0;
  const licences = await count("select count(*)::int as n from licences.licence where number not like 'raw-%'");
  const looks = await count(
    "select count(*)::int as n from privacy.ledger l join services.application a on a.id = l.about_id where a.number not like 'raw-%'",
  );
  console.log(row('raw SQL, same reads and writes', rawSql));
  console.log(
    row('POST /api/applications', viaHttp, `${(viaHttp.perSecond / rawSql.perSecond).toFixed(2)} × raw; must ≥ 300/s, p99 must < 150 ms`),
  );
  console.log(`${licences} licences issued and ${looks} applications in the ledger, of ${next} asked for`);
  if (viaHttp.errors > 0 || withPerson.length > 0) throw new Error(`Some were not approved: ${withPerson[0]}`);
  if (licences !== next || looks !== next) throw new Error('Licences and ledger lines are not as many as the approvals.');
} finally {
  await server.stop();
}
