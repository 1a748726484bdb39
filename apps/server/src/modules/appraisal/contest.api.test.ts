import { afterAll, beforeAll, expect, test } from 'vitest';
import { layCases } from '../../../test/appraisal-month.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { countMonth, countNextMonth } from './index.ts';
import type { ContestView, UnitAnswer } from './schema.ts';

const month = '2026-10-01';
let world: World;
/** A department of a county, and one of its results that stand against it. */
let unit: string;
let region: string;
const people = () => ({
  unit: { unit, area: region, permissions: ['appraisal.contest'] },
  county: { unit: `${region}-command`, area: region, permissions: ['appraisal.read', 'appraisal.review'] },
  judgeOfOwn: { unit, area: region, permissions: ['appraisal.read', 'appraisal.review'] },
  city: { unit: '350100-command', area: '350100', permissions: ['appraisal.read', 'appraisal.review'] },
});
const clients = new Map<string, Promise<Client>>();
const as = (who: keyof ReturnType<typeof people>) => {
  const client = clients.get(who) ?? world.officer(people()[who]);
  clients.set(who, client);
  return client;
};

const shareOf = async (measure: string) => {
  const { body } = (await (await as('city')).get(`/api/appraisal/units/${unit}?month=2026-10`)) as { body: UnitAnswer };
  const figure = body.figures.find((one) => one.measure === measure);
  return { count: figure?.count, met: figure?.met };
};
const results = async (measure: string, query = '', who: keyof ReturnType<typeof people> = 'unit') =>
  (await (await as(who)).get(`/api/appraisal/units/${unit}/results?month=2026-10&measure=${measure}${query}`)).body.results as {
    region: string;
    caseId: string;
    number: string;
    met: boolean;
    at: string | null;
  }[];
const contest = async (input: object, who: keyof ReturnType<typeof people> = 'unit') =>
  (await as(who)).post('/api/appraisal/contests', { unit, month: '2026-10', note: '有出警记录为证', ...input });
const rule = async (who: keyof ReturnType<typeof people>, one: { region: string; id: string }, granted: boolean) =>
  (await as(who)).post(`/api/appraisal/contests/${one.region}/${one.id}/ruling`, {
    granted,
    ground: 'platform-fault',
    reason: '日志证明平台当日中断',
  });

beforeAll(async () => {
  world = await openWorld('2026-11-10T10:00:00+08:00');
  await layCases(world.house.database.pool, 1, 700, 700);
  const { rows } = await world.house.database.pool.query<{ unit: string; region: string }>(
    `select c.lead_unit as unit, c.region from cases.case_file c where c.lead_unit not like '%-street' group by 1, 2 order by count(*) desc, 1 limit 1`,
  );
  unit = rows[0]?.unit ?? '';
  region = rows[0]?.region ?? '';
  await world.house.database.pool.query(
    `update cases.clock set due_at = ended_at - interval '1 hour' where id in (select id from cases.clock where kind = 'handle' and unit_id = $1 and due_at < '2026-10-30' order by id limit 4)`,
    [unit],
  );
  expect(await countMonth(world.house, world.clock.now(), month)).toBe(true);
}, 120_000);
afterAll(() => world?.close());

test('a granted contest takes one result out of both numbers, and the result stays listed with the rule', async () => {
  const before = await shareOf('on-time');
  const [late] = await results('on-time', '&met=false');
  expect(late).toBeDefined();
  const made = await contest({ caseId: late?.caseId, measure: 'on-time', ground: 'platform-fault' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body).toMatchObject({ number: late?.number, instance: 1, ruling: null });
  expect((await contest({ caseId: late?.caseId, measure: 'on-time', ground: 'platform-fault' })).body.code).toBe('contest.already_made');
  expect((await rule('judgeOfOwn', made.body, true)).body.code).toBe('ruling.own_unit');
  expect(await shareOf('on-time')).toEqual(before);
  const ruled = await rule('county', made.body, true);
  expect(ruled.body.ruling).toMatchObject({ granted: true, reason: '日志证明平台当日中断' });
  expect(ruled.body.ruling.ground.rule).not.toBe('');
  expect((await rule('city', made.body, false)).body.code).toBe('ruling.already_made');
  world.clock.advance(900_000);
  while ((await countNextMonth(world.house, world.clock.now())) > 0);
  expect(await shareOf('on-time')).toEqual({ count: (before.count ?? 0) - 1, met: before.met });
  expect((await results('on-time', '&met=false')).map(({ caseId }) => caseId)).not.toContain(late?.caseId);
  const listed = (await (await as('county')).get('/api/appraisal/contests?month=2026-10&state=granted')).body.contests as ContestView[];
  expect(listed.map(({ caseId }) => caseId)).toEqual([late?.caseId]);
});

test('against a refusal a unit contests once more, and the city rules; then it is over', async () => {
  const [again] = await results('rehandle', '&met=true');
  const input = { caseId: again?.caseId, measure: 'rehandle', ground: 'platform-fault' };
  const first = await contest(input);
  expect((await rule('county', first.body, false)).body.ruling.granted).toBe(false);
  const second = await contest(input);
  expect(second.body).toMatchObject({ instance: 2 });
  expect((await rule('county', second.body, true)).body.code).toBe('ruling.not_higher');
  expect((await rule('city', second.body, false)).status).toBe(200);
  expect((await contest(input)).body.code).toBe('contest.already_made');
});

test('only a result that stands against the unit is contested, by the unit, on a ground of the list, in time', async () => {
  const [good] = await results('on-time', '&met=true');
  expect((await contest({ caseId: good?.caseId, measure: 'on-time', ground: 'platform-fault' })).body.code).toBe('result.unknown');
  const [late] = await results('on-time', '&met=false');
  expect((await contest({ caseId: late?.caseId, measure: 'on-time', ground: 'malicious-rating' })).body.code).toBe(
    'contest.ground_unknown',
  );
  expect((await contest({ caseId: late?.caseId, measure: 'on-time', ground: 'platform-fault', unit: `${region}-finance` })).body.code).toBe(
    'appraisal.unit_not_yours',
  );
});

test('of what reporters judged the unit sees what stands against it, without the moment; a reviewer sees all', async () => {
  const own = await results('satisfaction');
  expect(own.every(({ met, at }) => !met && at === null)).toBe(true);
  const all = await results('satisfaction', '', 'county');
  expect(all.length).toBeGreaterThan(own.length);
  expect(all.every(({ at }) => at !== null)).toBe(true);
});

test('contests and rulings are only added to', async () => {
  const { pool } = world.house.database;
  for (const change of [
    'update appraisal.contest set note = note',
    'delete from appraisal.ruling',
    'truncate appraisal.ruling, appraisal.contest',
    'delete from appraisal.audit_draw',
  ])
    await expect(pool.query(change), change).rejects.toMatchObject({ code: '42501' });
});

test('after the time to contest has ended nothing is contested any more', async () => {
  const [late] = await results('on-time', '&met=false');
  world.clock.set('2026-11-16T10:00:00+08:00');
  clients.clear();
  expect((await contest({ caseId: late?.caseId, measure: 'on-time', ground: 'platform-fault' })).body.code).toBe('contest.too_late');
});
