import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asker, burdenDesk, community, filler, inForce, openForm, write } from '../../../test/form-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';

let world: World;
let atCommunity: Client;
let desk: Client;
const health = { ...asker, unit: '350102-health' };

beforeAll(async () => {
  world = await openWorld();
  atCommunity = await world.officer(filler);
  desk = await world.officer(burdenDesk);
});
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));
afterAll(() => world.close());

const totals = async (query = 'area=350102', client: Client = world.guest()) => (await client.get(`/api/burden?${query}`)).body;
const offices = async (query = '') => (await desk.get(`/api/burden/offices?limit=200${query}`)).body;
const weekly = (name: string, more: object = {}) => ({
  title: name,
  frequency: 'weekly',
  minutes: 30,
  fields: [{ name, kind: 'number', reason: '没有单位登记' }],
  ...more,
});

test('before any form is asked the meter stands at nought, for everybody', async () => {
  expect(await totals('')).toMatchObject({
    area: '350100',
    name: '福州市',
    asked: 0,
    filled: 0,
    minutes: 0,
    expected: 0,
    units: [],
    formsInForce: 0,
    mostAsked: 0,
    overForms: 0,
  });
  expect(await offices()).toMatchObject({
    over: 0,
    ceilings: { forms: { value: 12, status: 'drafted' }, minutes: { value: 480, status: 'drafted' } },
  });
});

test('the month of a county by asking unit, its trend and its communities, and the forms behind each figure', async () => {
  const before = await totals();
  const form = await inForce(world, weekly('消防通道周报', { area: '350102004' }), health);
  const view = await openForm(atCommunity, form.id);
  world.clock.advance(4 * 60_000);
  const sent = (await write(atCommunity, view, 'submit', { answers: [{ field: form.fields[0]?.code, value: 2 }], minutes: 50 })).body;
  expect(sent.history[0].minutes).toBe(50);
  const after = await totals();
  const communities = (await offices('&area=350102004')).counted;
  expect(communities).toBeGreaterThan(2);
  // Sundays of November 2026 from the first on: 1, 8, 15, 22, 29.
  expect(after.asked - before.asked).toBe(5 * communities);
  expect([after.filled - before.filled, after.minutes - before.minutes, after.expected - before.expected]).toEqual([
    1,
    50,
    (5 * communities - 1) * 30,
  ]);
  expect(after.units[0]).toMatchObject({ unit: '350102-health', name: '鼓楼区卫生健康局', forms: 1, filled: 1, minutes: 50 });
  expect(after.trend).toHaveLength(12);
  expect(after.trend.at(-1)).toMatchObject({ month: '2026-11', filled: after.filled, minutes: after.minutes });
  const mine = (await offices('&area=350102004')).offices.find((one: { code: string }) => one.code === community);
  expect(mine).toMatchObject({ asked: 5, filled: 1, minutes: 50, expected: 120, passes: [] });
  const { forms } = (await desk.get(`/api/burden/forms?area=${community}`)).body;
  expect(forms).toMatchObject([
    { id: form.id, title: '消防通道周报', unitName: '鼓楼区卫生健康局', asked: 5, filled: 1, minutes: 50, expected: 120 },
  ]);
  const behind = (await world.guest().get('/api/burden/forms?area=350102')).body.forms;
  const sum = (name: 'asked' | 'filled' | 'minutes' | 'expected') =>
    behind.reduce((all: number, one: Record<string, number>) => all + (one[name] ?? 0), 0);
  expect([sum('asked'), sum('filled'), sum('minutes'), sum('expected')]).toEqual([
    after.asked,
    after.filled,
    after.minutes,
    after.expected,
  ]);
});

test('corrected minutes replace the first ones in the month', async () => {
  const form = await inForce(world, weekly('楼道堆物周报'), health);
  const view = await openForm(atCommunity, form.id);
  const sent = (await write(atCommunity, view, 'submit', { answers: [{ field: form.fields[0]?.code, value: 2 }], minutes: 50 })).body;
  await write(atCommunity, sent, 'correct', { minutes: 20, reason: '多算了' });
  const of = async (area: string) =>
    (await desk.get(`/api/burden/forms?area=${area}`)).body.forms.find((one: { id: string }) => one.id === form.id);
  for (const area of [community, '350102', '350100']) expect(await of(area), area).toMatchObject({ filled: 1, minutes: 20 });
});

test('communities whose month passes the ceiling are warned of, the heaviest first', async () => {
  await inForce(world, weekly('每日巡查日报', { frequency: 'daily', area: '350102005', minutes: 40 }), health);
  const { over, offices: list } = await offices();
  const inStreet = list.filter((one: { code: string }) => one.code.startsWith('350102005'));
  expect(inStreet.length).toBeGreaterThan(3);
  for (const one of inStreet) expect(one.passes).toEqual(['forms', 'minutes']);
  expect(over).toBe(inStreet.length);
  expect(list[0].code).toMatch(/^350102005/);
  expect(await totals()).toMatchObject({ overForms: inStreet.length, mostAsked: list[0].asked });
});

test('street offices are measured like communities', async () => {
  await inForce(world, weekly('街道值班表', { fillers: ['street'] }), health);
  const { offices: list, level } = await offices('&level=street');
  expect(level).toBe('street');
  expect(list.map((one: { asked: number }) => one.asked)).toEqual(list.map(() => 5));
});

test('an ended form asks nothing more, and a later month asks what is then in force', async () => {
  const asked = async (month: string) => (await totals(`area=350102&month=${month}`)).asked;
  const form = await inForce(world, weekly('一次性排查', { frequency: 'once', validFrom: '2026-11-01', validUntil: '2027-01-15' }), health);
  const due = await asked('2027-01');
  const { body } = await desk.post(`/api/forms/${form.id}/actions/end`, { note: '已有数据' });
  expect(body.state).toBe('ended');
  const communities = (await offices()).counted;
  expect(due - (await asked('2027-01'))).toBe(communities);
  expect(await asked('2028-01')).toBe(0);
});

test('who carries it sees his own, the desk its county, the public no single office', async () => {
  expect((await atCommunity.get('/api/burden/offices')).body).toMatchObject({ counted: 1, offices: [{ code: community }] });
  expect((await atCommunity.get('/api/burden/offices?area=350102005')).body).toMatchObject({ status: 403, code: 'burden.area_not_yours' });
  expect((await desk.get('/api/burden/offices?area=350103')).body.code).toBe('burden.area_not_yours');
  expect((await world.guest().get('/api/burden/offices')).status).toBe(401);
  expect((await world.guest().get(`/api/burden/forms?area=${community}`)).body.code).toBe('burden.area_not_yours');
  expect(await totals(`area=${community}`)).toMatchObject({ status: 422, code: 'burden.area_too_small', allowed: '350102' });
  expect(await totals('area=999999')).toMatchObject({ status: 422, code: 'area.unknown' });
});

test('the meter keeps nothing of persons: no check-in, no activity, no install, and nobody’s name', async () => {
  const { rows } = await world.house.database.pool.query<{ column: string }>(
    "select column_name as column from information_schema.columns where table_schema = 'forms' and table_name = 'burden'",
  );
  expect(rows.map(({ column }) => column).sort()).toEqual(['area_code', 'filled', 'form_id', 'minutes', 'month', 'region']);
  const all = await world.house.database.pool.query<{ column: string }>(
    "select column_name as column from information_schema.columns where table_schema = 'forms'",
  );
  expect(all.rows.filter(({ column }) => /check_?in|punch|login|online|install|active_(users|days)|like_count|rank/.test(column))).toEqual(
    [],
  );
});
