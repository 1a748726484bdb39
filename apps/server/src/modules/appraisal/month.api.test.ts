import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layCases } from '../../../test/appraisal-month.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { countMonth, raiseFlags } from './index.ts';
import { drawSample } from './law/audit-sample.ts';
import { columnOf, type MeasureName, measureNames } from './law/measures.ts';
import type { FiguresAnswer, UnitAnswer } from './schema.ts';
import { drawNextAudit } from './service/draw-audit.ts';

/** A month of some hundred cases, laid in by SQL, with everything that may befall a case; and a twin that counts it case by case. */

const month = '2026-10-01';
const from = Date.parse('2026-09-30T16:00:00Z');
const until = Date.parse('2026-10-31T16:00:00Z');
let world: World;
let reviewer: Client;
/** A unit of a county of which much was observed. */
let unit: string;

type Clock = {
  case_id: string;
  kind: string;
  unit_id: string;
  call_id: string | null;
  started_at: Date;
  due_at: Date;
  ended_at: Date | null;
};
type File = { id: string; number: string; area_code: string; lead_unit: string; desk_unit: string; nature: string };
type Line = { case_id: string; at: Date; action: string; data: { unit?: string; level?: number; reasons?: string[] } };
type Call = { case_id: string; unit_id: string; caller_unit: string; state: string; called_at: Date; ended_at: Date | null };

const read = async <T extends object>(text: string) => (await world.house.database.pool.query<T>(text)).rows;
const inMonth = (at: Date | null) => at !== null && at.getTime() >= from && at.getTime() < until;

const measureOfKind: Record<string, MeasureName> = {
  sign: 'response',
  contact: 'contact',
  handle: 'on-time',
  rehandle: 'rectify',
  accept: 'accept',
  dispatch: 'dispatch',
  review: 'review',
  'call-sign': 'call-sign',
  'call-contact': 'call-contact',
  'on-site': 'report-in',
  'call-handle': 'call-finish',
};

type Scene = {
  files: ReadonlyMap<string, File>;
  clocks: Clock[];
  lines: Line[];
  calls: Call[];
  observe: (caseId: string, unit: string, measure: MeasureName, met: boolean) => void;
};

const isInTime = (clock: Clock): clock is Clock & { ended_at: Date } => clock.ended_at !== null && clock.ended_at <= clock.due_at;
const endsWith = (clock: Clock, other: { ended_at: Date | null }) => clock.ended_at?.getTime() === other.ended_at?.getTime();

function countDuties({ clocks, calls, observe }: Scene) {
  for (const clock of clocks) {
    const sameCase = clocks.filter(({ case_id }) => case_id === clock.case_id);
    const settledIn = isInTime(clock) ? inMonth(clock.ended_at) : clock.due_at.getTime() > from && clock.due_at.getTime() <= until;
    const takenBack = calls.some(
      (call) => call.case_id === clock.case_id && call.state === 'withdrawn' && clock.call_id !== null && endsWith(clock, call),
    );
    const byFinish = clock.kind === 'contact' && sameCase.some((other) => other.kind === 'handle' && endsWith(clock, other));
    const measure = measureOfKind[clock.kind];
    if (measure && settledIn && !(takenBack && isInTime(clock)))
      observe(clock.case_id, clock.unit_id, measure, isInTime(clock) && !byFinish);
  }
}

function countOrders({ files, clocks, lines, observe }: Scene) {
  for (const order of clocks.filter(({ kind, started_at }) => kind === 'sign' && inMonth(started_at))) {
    const ofCase = lines.filter(({ case_id }) => case_id === order.case_id);
    const granted = (action: string) =>
      ofCase.some((line) => line.action === action && line.data.unit === order.unit_id && line.at >= order.started_at);
    observe(order.case_id, order.unit_id, 'return', granted('grant-return'));
    observe(order.case_id, order.unit_id, 'extension', granted('grant-extension'));
    observe(order.case_id, order.unit_id, 'suspension', granted('grant-suspension'));
    observe(
      order.case_id,
      order.unit_id,
      'rehandle',
      clocks.some(({ case_id, kind }) => case_id === order.case_id && kind === 'rehandle'),
    );
    observe(
      order.case_id,
      files.get(order.case_id)?.desk_unit ?? '',
      'first-dispatch',
      !ofCase.some(({ action }) => action === 'grant-return'),
    );
  }
}

function countCalls({ calls, observe }: Scene) {
  for (const call of calls.filter(({ called_at }) => inMonth(called_at))) {
    observe(call.case_id, call.caller_unit, 'call-withdrawn', call.state === 'withdrawn');
    observe(call.case_id, call.caller_unit, 'call-error', false);
  }
}

function countJudgements({ files, lines, observe }: Scene) {
  for (const line of lines.filter(({ at, action }) => inMonth(at) && (action === 'rate' || action === 'close-unrated'))) {
    const file = files.get(line.case_id);
    const lead = file?.lead_unit ?? '';
    observe(line.case_id, lead, 'coverage', line.action === 'rate');
    if (line.action !== 'rate') continue;
    observe(line.case_id, lead, 'satisfaction', (line.data.level ?? 0) >= 3);
    if (file?.nature !== 'consult') observe(line.case_id, lead, 'resolution', !line.data.reasons?.includes('not-solved'));
  }
}

/** Counts the month one observation after the other, without a single join. */
async function countByHand(): Promise<Map<string, { count: number; met: number }>> {
  const files = new Map((await read<File>('select * from cases.case_file')).map((file) => [file.id, file]));
  const found = new Map<string, { count: number; met: number }>();
  const scene: Scene = {
    files,
    clocks: await read<Clock>('select * from cases.clock'),
    lines: await read<Line>('select * from cases.timeline'),
    calls: await read<Call>('select * from cases.case_call'),
    observe: (caseId, ofUnit, measure, met) => {
      const key = `${files.get(caseId)?.area_code} ${ofUnit} ${measure}`;
      const held = found.get(key) ?? { count: 0, met: 0 };
      found.set(key, { count: held.count + 1, met: held.met + Number(met) });
    },
  };
  for (const countFamily of [countDuties, countOrders, countCalls, countJudgements]) countFamily(scene);
  return found;
}

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
  const byHand = await countByHand();
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
