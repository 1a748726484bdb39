import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layCases } from '../../../test/appraisal-month.ts';
import { countByHand } from '../../../test/appraisal-twin.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { countMonth, raiseFlags } from './index.ts';
import { drawSample } from './law/audit-sample.ts';
import { columnOf, measureNames } from './law/measures.ts';
import type { FiguresAnswer, UnitAnswer } from './schema.ts';
import { weighMonth } from './service/count-months.ts';
import { drawNextAudit } from './service/draw-audit.ts';

/** A month of some hundred cases, laid in by SQL, with everything that may befall a case; and a twin that counts it case by case. */

const month = '2026-10-01';
let world: World;
let reviewer: Client;
/** A unit of a county of which much was observed. */
let unit: string;

const read = async <T extends object>(text: string) => (await world.house.database.pool.query<T>(text)).rows;

const kept = async (level: string) => {
  const rows = await read<Record<string, string | number>>(`select * from appraisal.unit_month where level = '${level}'`);
  return new Map(
    rows.flatMap((row) =>
      measureNames.flatMap((name) => {
        const share = { count: Number(row[`${columnOf(name)}_count`]), met: Number(row[`${columnOf(name)}_met`]) };
        return share.count > 0 ? [[`${row.area_code} ${row.unit_id} ${name}`, share] as const] : [];
      }),
    ),
  );
};

const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

beforeAll(async () => {
  world = await openWorld('2026-11-20T10:00:00+08:00');
  await layCases(world.house.database.pool, 1, 500, 500);
  // Some contacts ended with the handling, and were none.
  await world.house.database.pool.query(`update cases.clock k set ended_at = h.ended_at, due_at = h.ended_at + interval '1 hour' from cases.clock h
    where k.kind = 'contact' and h.kind = 'handle' and h.region = k.region and h.case_id = k.case_id and left(k.case_id::text, 1) = '3'`);
  expect(await countMonth(world.house, world.clock.now(), month)).toBe(true);
  const [busiest] = await read<{
    unit: string;
  }>(`select c.lead_unit as unit from cases.timeline t join cases.case_file c on c.id = t.case_id
    where t.action = 'rate' and c.lead_unit not like '%-street' group by 1 order by count(*) desc, 1 limit 1`);
  unit = busiest?.unit ?? '';
  reviewer = await world.officer({ unit: '350100-command', area: '350100', permissions: ['appraisal.read', 'appraisal.review'] });
}, 120_000);
afterAll(() => world?.close());

test('what the database counts is what a twin counts by hand, for every unit, area and measure', async () => {
  const byHand = await countByHand(read);
  expect(byHand.size).toBeGreaterThan(3000);
  expect(sorted(await kept('community'))).toEqual(sorted(byHand));
});

test('streets and counties are the sums of their communities', async () => {
  const communities = await kept('community');
  for (const [level, digits] of [
    ['street', 9],
    ['county', 6],
  ] as const) {
    const sums = new Map<string, { count: number; met: number }>();
    for (const [key, share] of communities) {
      const [area = '', ...rest] = key.split(' ');
      const wider = [area.slice(0, digits), ...rest].join(' ');
      const held = sums.get(wider) ?? { count: 0, met: 0 };
      sums.set(wider, { count: held.count + share.count, met: held.met + share.met });
    }
    expect(sorted(await kept(level))).toEqual(sorted(sums));
  }
});

test('the list behind a figure is as long as the figure says', async () => {
  const { body } = (await reviewer.get(`/api/appraisal/units/${unit}?month=2026-10`)) as { body: UnitAnswer };
  expect(body.figures.length).toBeGreaterThan(8);
  for (const { measure, count, met } of body.figures) {
    const list = async (query: string) =>
      (await reviewer.get(`/api/appraisal/units/${unit}/results?month=2026-10&measure=${measure}&limit=200${query}`)).body.results
        .length as number;
    expect([await list(''), await list('&met=true')], measure).toEqual([count, met]);
  }
});

test('a list goes on where the page before ended', async () => {
  const url = `/api/appraisal/units/${unit}/results?month=2026-10&measure=response`;
  const all = (await reviewer.get(url)).body.results;
  const first = (await reviewer.get(`${url}&limit=2`)).body;
  const second = (await reviewer.get(`${url}&limit=200&cursor=${first.next}`)).body;
  expect([...first.results, ...second.results]).toEqual(all);
});

test('the audit is drawn once, and whoever has its seed draws the same', async () => {
  expect(await drawNextAudit(world.house, world.clock.now())).toBe(1);
  expect(await drawNextAudit(world.house, world.clock.now())).toBe(0);
  const { body } = await reviewer.get('/api/appraisal/audit?month=2026-10&limit=200');
  expect(body.draw.seed).toMatch(/^[0-9a-f]{32}$/);
  const closed = await read<{ number: string; unit: string }>(
    `select distinct c.number, c.lead_unit as unit from cases.timeline t join cases.case_file c on c.id = t.case_id
     where t.action in ('rate', 'close-unrated') and t.at >= '2026-10-01T00:00+08' and t.at < '2026-11-01T00:00+08'`,
  );
  const again = [...Map.groupBy(closed, ({ unit }) => unit)].flatMap(([, cases]) =>
    drawSample(
      body.draw.seed,
      cases.map(({ number }) => number),
    ),
  );
  const drawn = await read<{ number: string }>('select number from appraisal.audit_case');
  expect(drawn.map(({ number }) => number).sort()).toEqual(again.sort());
  expect(body.draw.caseCount).toBe(drawn.length);
});

test('flags are facts with their cases, and change no figure', async () => {
  const before = await kept('county');
  const rated = await read<{ case_id: string; lead: string }>(
    `select t.case_id, c.lead_unit as lead from cases.timeline t join cases.case_file c on c.id = t.case_id where t.action = 'rate' and c.lead_unit = '${unit}' limit 5`,
  );
  expect(rated).toHaveLength(5);
  const ids = rated.map(({ case_id }) => `'${case_id}'`).join();
  await world.house.database.pool.query(`alter table cases.timeline disable trigger user; update cases.timeline set at = '2026-10-20T10:00:30+08',
    actor_id = '00000000-0000-4000-8000-000000000001' where action = 'rate' and case_id in (${ids}); alter table cases.timeline enable trigger user`);
  await world.asPlatform((ctx) => raiseFlags(ctx, month));
  const { body } = await reviewer.get(`/api/appraisal/flags?month=2026-10&unit=${unit}`);
  const flag = (kind: string) => body.flags.find((one: { kind: string }) => one.kind === kind);
  expect(flag('rating-minute')).toMatchObject({ mark: '2026-10-20T02:00Z', count: 5 });
  expect(flag('rating-device')).toMatchObject({ mark: '1', count: 5 });
  expect(
    flag('rating-minute')
      .evidence.map((one: { caseId: string }) => one.caseId)
      .sort(),
  ).toEqual(rated.map(({ case_id }) => case_id).sort());
  expect(JSON.stringify(body)).not.toContain('00000000-0000-4000-8000-000000000001');
  expect(await kept('county')).toEqual(before);
  const ofUnit = await world.officer({ unit, area: unit.slice(0, 6), permissions: ['appraisal.contest'] });
  expect((await ofUnit.get('/api/appraisal/flags?month=2026-10')).status).toBe(403);
});

test('files hold every figure with its numbers, formula, source and version', async () => {
  const page = (await reviewer.get('/api/appraisal/figures?month=2026-10&area=350102&limit=200')).body as FiguresAnswer;
  const csv = await reviewer.get('/api/appraisal/export?month=2026-10&area=350102&format=csv');
  expect(csv.headers['content-disposition']).toContain('appraisal-2026-10-350102-unit.csv');
  const lines = parse(csv.body as Buffer, { bom: true, columns: true }) as Record<string, string>[];
  expect(lines).toHaveLength(page.rows.reduce((sum, { figures }) => sum + figures.length, 0));
  for (const line of lines) for (const name of ['分母', '公式', '依据', '公式版本', '统计时间']) expect(line[name], name).not.toBe('');
  const xlsx = await reviewer.get('/api/appraisal/export?month=2026-10&area=350102&format=xlsx&language=en');
  expect((xlsx.body as Buffer).subarray(0, 2).toString()).toBe('PK');
});

test('units whose samples suffice have scores within their bounds and ranks among their peers; a unit that cannot be told apart shares the rank', async () => {
  const zero = Object.fromEntries(
    measureNames.flatMap((name) => [`${columnOf(name)}_count`, `${columnOf(name)}_met`].map((column) => [column, 0])),
  );
  const did = (region: string, satisfied: number) => ({
    ...zero,
    region,
    on_month: month,
    level: 'county',
    area_code: region,
    unit_id: `${region}-finance`,
    response_count: 300,
    response_met: 290,
    resolution_count: 300,
    resolution_met: 280,
    satisfaction_count: 300,
    satisfaction_met: satisfied,
  });
  for (const row of [did('350102', 280), did('350103', 279), did('350104', 40)])
    await world.house.database.pool.query(
      'insert into appraisal.unit_month select (jsonb_populate_record(null::appraisal.unit_month, $1)).*',
      [row],
    );
  await world.asPlatform((ctx) => weighMonth(ctx, month));
  const { body } = await reviewer.get('/api/appraisal/units/350103-finance?month=2026-10');
  const [score] = (body as UnitAnswer).scores;
  expect(score).toMatchObject({ post: 'handler', version: '2026-01-01', rank: 1, peerCount: 3, alike: 1, lacks: [] });
  const bounds = [score?.low, score?.score, score?.high].map(Number);
  expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
  const poor = (await reviewer.get('/api/appraisal/units/350104-finance?month=2026-10')).body as UnitAnswer;
  expect(poor.scores[0]).toMatchObject({ rank: 3, alike: 0 });
  const shrunk = poor.figures.find(({ measure }) => measure === 'satisfaction');
  expect(Number(shrunk?.shrunk)).toBeGreaterThan(Number(shrunk?.rate));
});

test('a unit is not told a figure of so few ratings that it would know who rated', async () => {
  const few = await read<{ unit: string }>(
    `select unit_id as unit from appraisal.unit_month where level = 'county' and satisfaction_count between 1 and 4 and unit_id not like '%-street' order by 1 limit 1`,
  );
  const [one] = few;
  const own = await world.officer({ unit: one?.unit ?? '', area: (one?.unit ?? '').slice(0, 6), permissions: ['appraisal.contest'] });
  const figureFor = async (client: Client) =>
    ((await client.get(`/api/appraisal/units/${one?.unit}?month=2026-10`)).body as UnitAnswer).figures.find(
      ({ measure }) => measure === 'satisfaction',
    );
  expect(await figureFor(own)).toMatchObject({ met: null, rate: null, withheld: true });
  expect(await figureFor(reviewer)).toMatchObject({ withheld: false, met: expect.any(Number) });
});
