import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, desk, type Filed, see, street } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { makeKey } from './service/keep-channels.ts';

let world: World;
let key: string;
let otherKey: string;
let atDesk: Client;
let atStreet: Client;

beforeAll(async () => {
  world = await openWorld();
  [key, otherKey] = await world.asPlatform(async (ctx) => [
    (await makeKey(ctx, 'FixMyStreet')).key,
    (await makeKey(ctx, 'Client Two')).key,
  ]);
  [atDesk, atStreet] = [await world.officer(desk), await world.officer(street)];
});

afterAll(() => world?.close());

const post = (path: string, fields: Record<string, string>) =>
  world.app.inject({
    method: 'POST',
    url: `/open311/v2/${path}`,
    payload: new URLSearchParams({ api_key: key, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  });
const update = (one: Filed, more: Record<string, string> = {}) =>
  post('servicerequestupdates.json', { service_request_id: one.number, description: '还是坏的', update_id: '17', status: 'OPEN', ...more });

let turn = 0;
async function filed(): Promise<Filed> {
  const answer = await post('requests.json', { service_code: 'M01003', lat: '26.0869', long: '119.298', description: `第${++turn}个` });
  const { rows } = await world.house.database.pool.query('select region, id, number from cases.case_file where number = $1', [
    answer.json()[0].service_request_id,
  ]);
  return rows[0];
}

async function answered(): Promise<Filed> {
  const one = await filed();
  for (const [who, action, input] of [
    [atDesk, 'accept', {}],
    [atDesk, 'dispatch', { unit: street.unit }],
    [atStreet, 'sign', {}],
    [atStreet, 'finish', { reply: '已换', note: '已换' }],
    [atDesk, 'approve', {}],
  ] as const)
    expect((await act(who, one, action, input)).status).toBe(200);
  return one;
}

describe('an update from the client that filed the request', () => {
  test('on an open one is a remark in the file, masked and under the client’s name', async () => {
    const one = await filed();
    const answer = await update(one, { description: '又来了一辆，电话13805917357' });
    expect([answer.statusCode, answer.json()]).toEqual([200, [{ update_id: expect.stringMatching(/^[0-9a-f-]{36}$/), account_id: null }]]);
    expect((await see(atDesk, one)).timeline.at(-1)).toMatchObject({ action: 'note', note: '【FixMyStreet】又来了一辆，电话138******57' });
  });

  test('sends an answered one back, as the reporter may, and is not told back as news of ours', async () => {
    const one = await answered();
    const [{ update_id }] = (await update(one)).json();
    expect(await see(atDesk, one)).toMatchObject({ state: 'handling', round: 2 });
    const told = (await world.app.inject(`/open311/v2/servicerequestupdates.json?service_request_id=${one.number}`)).json();
    expect(told.at(-1)).toMatchObject({ update_id, status: 'open' });
  });

  test('never closes anything, whatever it says', async () => {
    for (const status of ['FIXED', 'CLOSED', 'fixed - council', 'No further action']) {
      const one = await answered();
      expect((await update(one, { status })).statusCode).toBe(200);
      expect(await see(atDesk, one)).toMatchObject({ state: 'judging' });
    }
  });

  test('comes once, however often it is sent', async () => {
    const one = await filed();
    const answers = await Promise.all([update(one), update(one), update(one)]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await see(atDesk, one)).timeline.filter(({ action }: any) => action === 'note')).toHaveLength(1);
    await update(one, { update_id: '18' });
    expect((await see(atDesk, one)).timeline.filter(({ action }: any) => action === 'note')).toHaveLength(2);
  });

  test('counts as happening now, by whatever clock it was written', async () => {
    const one = await filed();
    expect((await update(one, { updated_datetime: '2031-01-01T00:00:00Z' })).statusCode).toBe(200);
    expect((await see(atDesk, one)).timeline.at(-1).at).toBe(world.clock.now().toISOString());
    expect((await update(one, { updated_datetime: 'soon', update_id: '19' })).statusCode).toBe(400);
  });
});

test('another client only adds a remark to a public request, and finds no private one', async () => {
  const one = await answered();
  expect((await update(one, { api_key: otherKey })).statusCode).toBe(200);
  expect(await see(atDesk, one)).toMatchObject({ state: 'judging' });
  const answer = await post('requests.json', { service_code: 'F22001', address_id: '350102004', description: '欠薪' });
  const number = answer.json()[0].service_request_id;
  const fields = { service_request_id: number, description: '我也是' };
  expect((await post('servicerequestupdates.json', { ...fields, api_key: otherKey })).statusCode).toBe(404);
  expect((await post('servicerequestupdates.json', fields)).statusCode).toBe(200);
});

test.each([
  [{ api_key: 'forged' }, 403, 'api_key is not valid'],
  [{ service_request_id: '' }, 400, 'service_request_id required'],
  [{ service_request_id: '350102-20261124-000999-9' }, 404, 'service_request_id 350102-20261124-000999-9 not found'],
  [{ description: '', status: '' }, 400, 'description or status required'],
  [{ status: 'VANISHED' }, 400, expect.stringContaining('"VANISHED" is not one of OPEN, CLOSED')],
])('%j is refused', async (fields, status, description) => {
  const answer = await update(await filed(), fields as Record<string, string>);
  expect([answer.statusCode, answer.json()]).toEqual([status, [{ code: status, description }]]);
});
