import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, desk, reported, street } from '../../../test/case-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const command = { unit: '350102-command', area: '350102', permissions: ['case.read', 'case.triage', 'case.arbitrate'] };

/** A case of Dongjie street that was suspended for the weather, as its reporter gave it. */
async function suspend(more: object = {}, reviewOn = '2026-12-08') {
  const [atDesk, atStreet, atCommand] = [await world.officer(desk), await world.officer(street), await world.officer(command)];
  const one = await reported(await world.resident(), { title: '老王家门口的井盖', ...more });
  await act(atDesk, one, 'accept');
  await act(atDesk, one, 'dispatch', { unit: street.unit });
  await act(atStreet, one, 'sign');
  await act(atStreet, one, 'request-suspension', { reason: 'weather', note: '台风，等水退', reviewOn });
  expect((await act(atCommand, one, 'grant-suspension', { note: '同意，先设警示' })).body.state).toBe('suspended');
  return { one, atStreet, atCommand };
}

const published = async (query = '') => (await world.guest().get(`/api/suspended${query}`)).body;
const numbers = async (query = '') => (await published(query)).suspended.map(({ number }: { number: string }) => number);

test('a suspension is published to everyone with what, where, since when, until which day and why, and nothing else', async () => {
  const { one, atStreet, atCommand } = await suspend();
  const line = {
    number: one.number,
    matter: 'M01002',
    matterName: expect.stringContaining('井盖'),
    matterNameEn: expect.any(String),
    area: '350102004',
    areaName: '鼓楼区东街街道',
    areaNameEn: expect.stringContaining('Gulou District'),
    since: '2026-11-24T02:00:00.000Z',
    reviewOn: '2026-12-08',
    cause: { code: 'weather', zh: '天气或季节条件不允许', en: 'Weather or season' },
  };
  const answer = await published();
  expect(answer).toEqual({ suspended: [line], next: null });
  expect(JSON.stringify(answer)).not.toMatch(/老王|翘起来|台风|陈大榕|警示/);
  for (const client of [await world.resident(), atStreet]) expect((await client.get('/api/suspended')).body).toEqual(answer);
  await act(atStreet, one, 'resume');
  expect(await numbers()).toEqual([]);
  // Suspended a second time, it is told as it is now.
  world.clock.advance(3_600_000);
  await act(atStreet, one, 'request-suspension', { reason: 'funding', note: '经费待批', reviewOn: '2026-12-10' });
  await act(atCommand, one, 'grant-suspension', { note: '同意' });
  expect((await published()).suspended).toEqual([
    expect.objectContaining({
      number: one.number,
      since: '2026-11-24T03:00:00.000Z',
      reviewOn: '2026-12-10',
      cause: expect.objectContaining({ code: 'funding' }),
    }),
  ]);
  await act(atStreet, one, 'resume');
});

test('a confidential report is not among them', async () => {
  const { one, atStreet } = await suspend({ identity: 'confidential', name: '陈大榕', phone: '13800001111' });
  expect(await numbers()).toEqual([]);
  await act(atStreet, one, 'resume');
});

test('the list is read page by page, and by county and street', async () => {
  const suspended = [await suspend(), await suspend(), await suspend()];
  const wanted = suspended.map(({ one }) => one.number).sort();
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: { suspended: { number: string }[]; next: string | null } = await published(`?limit=1${next && `&cursor=${next}`}`);
    expect(page.suspended).toHaveLength(1);
    seen.push(...page.suspended.map(({ number }) => number));
    next = page.next;
  }
  expect(seen.sort()).toEqual(wanted);
  for (const area of ['350100', '350102', '350102004']) expect((await numbers(`?area=${area}`)).sort(), area).toEqual(wanted);
  for (const area of ['350103', '350102001']) expect(await numbers(`?area=${area}`), area).toEqual([]);
  expect((await world.guest().get('/api/suspended?area=999999')).body.code).toBe('area.unknown');
  expect((await world.guest().get('/api/suspended?area=350102004001')).status).toBe(400);
  expect((await world.guest().get('/api/suspended?cursor=abc')).body.code).toBe('request.cursor_invalid');
});
