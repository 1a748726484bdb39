import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, desk, reported, street } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { countNextMonth, forgetMonths } from './index.ts';
import type { FiguresAnswer } from './schema.ts';

const unit = street.unit;
let world: World;

const officers = {
  desk,
  street,
  superior: { unit: '350102-command', area: '350102', permissions: ['case.read', 'case.triage'] },
  city: { unit: '350100-command', area: '350100', permissions: ['appraisal.read', 'appraisal.review'] },
  unit: { unit, area: '350102004', permissions: ['appraisal.contest'] },
  taijiang: { unit: '350103-command', area: '350103', permissions: ['appraisal.read', 'appraisal.review'] },
};
const signedIn = new Map<string, Promise<Client>>();

/** Sessions end with the day's work: whoever acts signs in again when the clock has moved. */
function as(who: keyof typeof officers): Promise<Client> {
  const key = `${who} ${world.clock.now().toISOString()}`;
  const client = signedIn.get(key) ?? world.officer(officers[who]);
  signedIn.set(key, client);
  return client;
}

const set = (at: string) => world.clock.set(`2026-${at}:00+08:00`);

/** A case of the street from its report on the second of a month to its rating on the fifth. */
async function life(
  month: string,
  {
    signAt = '02T10:30',
    finishAt = '02T10:50',
    level = 5,
    contact = true,
  }: { signAt?: string; finishAt?: string; level?: number; contact?: boolean } = {},
) {
  const resident = await world.resident();
  set(`${month}-02T09:00`);
  const one = await reported(resident);
  const step = async (at: string, who: keyof typeof officers | Client, action: string, input: object = {}) => {
    set(`${month}-${at}`);
    const answer = await act(typeof who === 'string' ? await as(who) : who, one, action, input);
    expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200);
  };
  await step('02T09:30', 'desk', 'accept');
  await step('02T10:00', 'desk', 'dispatch', { unit });
  if (contact) await step('02T10:20', 'street', 'contact', { note: '已电话联系' });
  await step(signAt, 'street', 'sign');
  await step(finishAt, 'street', 'finish', { reply: '井盖已复位', note: '现场已处理' });
  await step('03T10:00', 'desk', 'approve');
  await step('05T09:00', resident, 'rate', { level, ...(level <= 2 ? { reasons: ['not-solved'] } : {}) });
  return one;
}

/** Runs the rounds until nothing waits. */
async function count(at = world.clock.now()) {
  while ((await countNextMonth(world.house, at)) > 0);
}

const ask = async (who: keyof typeof officers, query: string) => {
  const answer = await (await as(who)).get(`/api/appraisal/figures?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as FiguresAnswer;
};
const figureIn = ({ rows }: FiguresAnswer, key: string, measure: string) =>
  rows.find((row) => row.key === key)?.figures.find((one) => one.measure === measure);

const kept = async () =>
  (
    await world.house.database.pool.query(
      'select to_jsonb(t) as row from appraisal.unit_month t order by region, on_month, level, area_code, unit_id',
    )
  ).rows;

beforeAll(async () => {
  world = await openWorld('2026-10-02T09:00:00+08:00');
  for (let turn = 0; turn < 6; turn++) await life('10');
  await life('10', { signAt: '02T15:00', finishAt: '02T15:20', level: 1 });
  await life('10', { contact: false, level: 2 });
  set('11-20T10:00');
  await count();
}, 120_000);
afterAll(() => world?.close());

test('each rate stands with its numerator, its denominator and its bounds', async () => {
  const answer = await ask('city', 'month=2026-10&area=350102');
  expect(figureIn(answer, unit, 'response')).toMatchObject({ count: 8, met: 7, rate: 7 / 8, withheld: false });
  expect(figureIn(answer, unit, 'contact')).toMatchObject({ count: 8, met: 7 });
  expect(figureIn(answer, unit, 'on-time')).toMatchObject({ count: 8, met: 7 });
  expect(figureIn(answer, unit, 'satisfaction')).toMatchObject({ count: 8, met: 6 });
  expect(figureIn(answer, unit, 'resolution')).toMatchObject({ count: 8, met: 6 });
  expect(figureIn(answer, unit, 'coverage')).toMatchObject({ count: 8, met: 8 });
  expect(figureIn(answer, unit, 'first-dispatch')).toMatchObject({ count: 8, met: 8 });
  const { low, high } = figureIn(answer, unit, 'response') ?? {};
  expect(low).toBeLessThan(7 / 8);
  expect(high).toBeGreaterThan(7 / 8);
  expect(answer).toMatchObject({ formulaVersion: expect.any(String), minimumSample: 30, waits: false });
});

test('a city, its county, the street and the unit show the same numbers', async () => {
  for (const query of ['area=350100', 'area=350102', 'area=350102004'])
    expect(figureIn(await ask('city', `month=2026-10&${query}`), unit, 'response')).toMatchObject({ count: 8, met: 7 });
  expect(figureIn(await ask('city', 'month=2026-10&area=350100&by=area'), '350102', 'response')).toMatchObject({ count: 8, met: 7 });
  expect(figureIn(await ask('city', 'month=2026-10&area=350102&by=area'), '350102004', 'response')).toMatchObject({ count: 8, met: 7 });
  expect(figureIn(await ask('city', 'month=2026-10&by=kind'), 'street', 'response')).toMatchObject({ count: 8, met: 7 });
  expect(figureIn(await ask('city', 'month=2026-10&by=post'), 'handler', 'response')).toMatchObject({ count: 8, met: 7 });
});

test('a unit of eight cases has rates and neither score nor rank', async () => {
  const row = (await ask('city', 'month=2026-10&area=350102')).rows.find(({ key }) => key === unit);
  expect(row?.scores.find(({ post }) => post === 'handler')).toMatchObject({
    score: null,
    rank: null,
    lacks: ['resolution', 'response', 'satisfaction'],
  });
});

test('the rated unit sees its own figures and nobody else’s', async () => {
  const answer = await ask('unit', 'month=2026-10');
  expect(answer.confinedTo).toEqual([unit]);
  expect(answer.rows.map(({ key }) => key)).toEqual([unit]);
  expect((await (await as('unit')).get('/api/appraisal/units/350102-urban-management')).body.code).toBe('appraisal.unit_not_yours');
  const taijiang = await as('taijiang');
  expect((await taijiang.get('/api/appraisal/figures?month=2026-10&area=350102')).body.code).toBe('appraisal.area_not_yours');
  expect((await ask('taijiang', 'month=2026-10')).rows).toEqual([]);
});

test('months kept by rounds are those that a count from nothing gives, whatever came late', async () => {
  set('11-21T10:00');
  await count();
  set('11-21T10:01');
  const one = await reported(await world.resident());
  const step = async (at: string, who: keyof typeof officers, action: string, input: object = {}) => {
    set(at);
    const answer = await act(await as(who), one, action, input);
    expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200);
  };
  await step('11-21T10:02', 'desk', 'accept');
  await step('11-21T10:03', 'desk', 'dispatch', { unit });
  await step('11-21T10:04', 'street', 'sign');
  await step('11-21T10:05', 'street', 'request-return', { reason: 'other-duty', note: '不属于本街道' });
  set('11-21T10:30');
  await count();
  await step('12-03T10:00', 'superior', 'grant-return', { note: '同意' });
  set('12-03T10:05');
  await count();
  expect(figureIn(await ask('city', 'month=2026-11&area=350102'), unit, 'return')).toMatchObject({ count: 1, met: 1 });
  const byRounds = await kept();
  await world.asPlatform(forgetMonths);
  expect(await kept()).toEqual([]);
  await count();
  expect(await kept()).toEqual(byRounds);
});
