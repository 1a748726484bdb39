import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { dashboards, forgetDays } from './index.ts';
import { mayCount } from './store/days.ts';

const now = '2026-11-24T15:00:00+08:00';
const dongjie = '350102004';
const yingzhou = '350103001';
const paths = ['today', 'counties', 'today?area=350102', `today?area=${dongjie}`, `counties?area=${dongjie}`, `counties?area=${yingzhou}`];

type Today = { spark: { reported: number[]; overdueOpen: number[] } };
let world: World;
let city: Client;

const set = (at: string) => world.clock.set(`2026-11-${at}:00+08:00`);

async function report(at: string, area: string) {
  set(at);
  const { status, body } = await world.guest().post('/api/cases', { content: '路灯不亮，晚上看不清路', matter: 'M01037', area });
  expect(status).toBe(201);
  return body as { region: string; id: string; queryCode: string };
}

/** Answered by the desk and rated by the reporter. */
async function settle(
  one: { region: string; id: string; queryCode: string },
  desk: string,
  answeredAt: string,
  ratedAt: string,
  level: number,
) {
  const url = `/api/cases/${one.region}/${one.id}/actions`;
  set(answeredAt);
  const officer = await world.officer({ unit: `${desk}-street`, area: desk, permissions: ['case.read', 'case.triage'] });
  expect((await officer.post(`${url}/answer`, { reply: '已更换灯具' })).status).toBe(200);
  set(ratedAt);
  expect((await world.guest().post(`${url}/rate`, { level }, { 'x-query-code': one.queryCode })).status).toBe(200);
}

const figures = async <T>(path: string): Promise<T> => (await city.get(`/api/command/${path}`)).body as T;
const today = () => figures<Today>('today');
const round = async (at = world.clock.now()) => {
  let counted = 0;
  for (const one of dashboards.rounds ?? []) counted += await one.run(world.house, at);
  return counted;
};
const countAll = async () => {
  while ((await round()) > 0);
};
const kept = async () =>
  (await world.house.database.pool.query<{ days: number }>('select count(distinct on_day)::int as days from dashboards.day')).rows[0]?.days;

beforeAll(async () => {
  world = await openWorld();
  await settle(await report('10T09:00', dongjie), dongjie, '10T09:05', '12T10:00', 5);
  await settle(await report('12T09:00', dongjie), dongjie, '12T11:00', '12T12:00', 2);
  await settle(await report('17T09:00', yingzhou), yingzhou, '17T10:00', '18T00:00', 4);
  await report('20T09:00', yingzhou);
  await report('24T09:00', dongjie);
  world.clock.set(now);
  city = await world.officer({ unit: '350100-command', area: '350100', permissions: ['command.read'] });
}, 60_000);
afterAll(() => world?.close());
beforeEach(async () => {
  world.clock.set(now);
  await world.asPlatform(forgetDays);
});

test('finished days give the same figures counted beforehand as counted on the spot', async () => {
  const before = await Promise.all(paths.map((path) => figures(path)));
  expect((await today()).spark.reported).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1]);
  await countAll();
  // 10th, 12th, 17th, 18th, and 20th to 23rd with a case that stays overdue.
  expect(await kept()).toBe(8);
  expect(await Promise.all(paths.map((path) => figures(path)))).toEqual(before);
  expect((await today()).spark.overdueOpen).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2]);
});

test('the figures of counted days are read, not counted again', async () => {
  await countAll();
  await world.house.database.pool.query("update dashboards.day set reported = reported + 40 where on_day = '2026-11-17'");
  expect((await today()).spark.reported[6]).toBe(41);
});

test('a county reads no counted day of another', async () => {
  await countAll();
  const taijiang = await world.officer({ unit: '350103-command', area: '350103', permissions: ['command.read'] });
  expect(((await taijiang.get('/api/command/today')).body as Today).spark.reported).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]);
});

test('today is not counted, nor a day that has just ended', async () => {
  set('25T00:00');
  await countAll();
  expect(await kept()).toBe(8);
  set('25T00:02');
  await countAll();
  expect(await kept()).toBe(9);
});

test('a day that held nothing when it was counted still shows a history brought in later', async () => {
  await countAll();
  await report('14T09:00', yingzhou);
  world.clock.set(now);
  expect((await today()).spark.reported[3]).toBe(1);
});

test('days are counted again in turn, so that facts that came late are found within the month’s round', async () => {
  await countAll();
  await report('10T10:00', yingzhou); // its accept duty is the fourth, after those of the 14th, 17th and 20th
  world.clock.set(now);
  for (let turn = 1; turn < 30; turn++) await round(new Date(world.clock.now().getTime() + turn * 10_000));
  const counties = await figures<{ code: string; petals: { accept: { n: number } } }[]>('counties');
  expect(counties.find((one) => one.code === '350103')?.petals.accept.n).toBe(4);
});

test('one process counts at a time', async () => {
  await world.asPlatform(async (ctx) => {
    expect(await mayCount(ctx)).toBe(true);
    expect(await round()).toBe(0);
  });
  expect(await round()).toBe(1);
});
