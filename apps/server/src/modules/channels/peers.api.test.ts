import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act, desk, type Filed, reported, see, street } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { type FakePeer, fakePeer } from './gateways/fake-peer.ts';
import { fetchUpdates } from './service/fetch-updates.ts';
import { connectPeer, disconnectPeer, makeKey } from './service/keep-channels.ts';
import { sendPushes } from './service/send-pushes.ts';

let world: World;
let peer: FakePeer;
let atDesk: Client;
let atStreet: Client;
let resident: Client;
let keeper: Client;
let key: string;

const name = 'Gulou FixMyStreet';

beforeAll(async () => {
  world = await openWorld();
  await world.asPlatform(async (ctx) => {
    ({ key } = await makeKey(ctx, 'Gulou App'));
    await connectPeer(ctx, {
      name,
      address: 'https://gulou.example/open311/v2/',
      area: '350102',
      services: 'M01002=covers,*=other',
      key: 'secret there',
      jurisdiction: 'gulou',
      client: 'Gulou App',
    });
  });
  [atDesk, atStreet, resident] = [await world.officer(desk), await world.officer(street), await world.resident()];
  keeper = await world.officer({ unit: '350100-hotline', area: '350100', permissions: ['pack.manage'] });
});

beforeEach(() => {
  peer = fakePeer();
});

afterAll(() => world?.close());

const send = () => sendPushes(world.house, world.clock.now(), peer);
const sendAll = async () => {
  while ((await send()) > 0);
};
const fetchAll = () => {
  world.clock.advance(61_000);
  return fetchUpdates(world.house, world.clock.now(), peer);
};
const minutes = (count: number) => world.clock.advance(count * 60_000);

async function dispatched(more: object = {}): Promise<Filed> {
  // The same person would be asked what is new.
  resident = await world.resident();
  const one = await reported(resident, more);
  expect((await act(atDesk, one, 'accept')).status).toBe(200);
  expect((await act(atDesk, one, 'dispatch', { unit: street.unit })).status).toBe(200);
  return one;
}

async function handled(one: Filed) {
  for (const [who, action, input] of [
    [atStreet, 'sign', {}],
    [atStreet, 'finish', { reply: '已换新井盖', note: '已换' }],
    [atDesk, 'approve', {}],
  ] as const)
    expect((await act(who, one, action, input)).status).toBe(200);
}

describe('a case of the peer’s area', () => {
  test('is sent when it is dispatched, and each later step after it, in order', async () => {
    const one = await dispatched({ content: '井盖翘起来了，电话13805917357', name: '陈大榕' });
    await handled(one);
    await sendAll();
    expect(peer.requests).toEqual([
      expect.objectContaining({
        serviceCode: 'covers',
        description: '井盖翘起来了，电话138******57',
        lat: 26.0869,
        lon: 119.298,
        number: one.number,
      }),
    ]);
    expect(JSON.stringify(peer.requests)).not.toContain('陈大榕');
    expect(peer.updates.map(({ requestId, status }) => [requestId, status])).toEqual([
      ['FMS-1', 'IN_PROGRESS'],
      ['FMS-1', 'IN_PROGRESS'],
    ]);
    await resident.post(`/api/cases/${one.region}/${one.id}/actions/rate`, { level: 5 });
    await sendAll();
    expect(peer.updates.at(-1)).toMatchObject({ requestId: 'FMS-1', status: 'FIXED', description: '诉求人已评价，办结。' });
  });

  test('is not sent when it is confidential, lies elsewhere, or came from the peer itself', async () => {
    await dispatched({ identity: 'confidential' });
    const fields = { api_key: key, service_code: 'M01002', lat: '26.0869', long: '119.298', description: '从那边来的' };
    const answer = await world.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const { rows } = await world.house.database.pool.query('select region, id from cases.case_file where number = $1', [
      answer.json()[0].service_request_id,
    ]);
    await act(atDesk, rows[0], 'accept');
    expect((await act(atDesk, rows[0], 'dispatch', { unit: street.unit })).status).toBe(200);
    await sendAll();
    expect(peer.requests).toEqual([]);
    const { rows: left } = await world.house.database.pool.query(
      'select error from channels.push where sent_at is not null and error is not null',
    );
    expect(left.map(({ error }) => error).sort()).toEqual(['came from there', 'confidential: stays here']);
  });

  test('waits while the peer is down for an hour: nothing is lost, nothing overtakes, and the peer is asked once a pause', async () => {
    peer.state = 'down';
    const cases = [await dispatched(), await dispatched(), await dispatched()];
    for (const one of cases) await handled(one);
    for (let minute = 0; minute < 60; minute++) {
      await send();
      minutes(1);
    }
    expect(peer.attempts).toBeLessThan(12);
    expect(peer.attempts).toBeGreaterThan(4);
    const [{ waiting, dead }] = (await keeper.get('/api/channels/peers')).body;
    expect([waiting, dead]).toEqual([9, 0]);
    peer.state = 'up';
    for (let turn = 0; turn < 40; turn++) {
      await sendAll();
      minutes(1);
    }
    expect(peer.requests.map(({ number }) => number).sort()).toEqual(cases.map(({ number }) => number).sort());
    expect(peer.updates).toHaveLength(6);
    for (const id of ['FMS-1', 'FMS-2', 'FMS-3']) {
      const places = peer.updates.filter(({ requestId }) => requestId === id).map(({ updateId }) => Number(updateId.split('-').at(-1)));
      expect(places).toEqual([...places].sort((x, y) => x - y));
    }
    expect((await keeper.get('/api/channels/peers')).body[0]).toMatchObject({ waiting: 0, dead: 0 });
  });

  test('that the peer refuses waits for a person, holds back its own updates and nobody else’s, and goes when it is sent again', async () => {
    peer.state = 'refusing';
    const one = await dispatched();
    await sendAll();
    await handled(one);
    peer.state = 'up';
    const other = await dispatched();
    await sendAll();
    expect(peer.requests.map(({ number }) => number)).toEqual([other.number]);
    const dead = (await keeper.get('/api/channels/dead-sendings')).body;
    expect(dead).toEqual([
      expect.objectContaining({ caseId: one.id, kind: 'request', peerName: name, error: '400: service_code not found' }),
    ]);
    const { region, peer: id, caseId, place } = dead[0];
    const again = await keeper.post('/api/channels/dead-sendings/resend', { region, peer: id, caseId, place });
    expect([again.status, again.body]).toEqual([200, { waiting: true }]);
    expect((await keeper.post('/api/channels/dead-sendings/resend', { region, peer: id, caseId, place })).body.code).toBe(
      'sending.unknown',
    );
    await sendAll();
    expect(peer.requests.map(({ number }) => number)).toEqual([other.number, one.number]);
    expect(peer.updates.filter(({ requestId }) => requestId === 'FMS-2')).toHaveLength(2);
  });

  test('whose peer answers with a token is followed up once the token has become an id', async () => {
    peer.state = 'tokens';
    const one = await dispatched();
    await act(atStreet, one, 'sign');
    await sendAll();
    expect([peer.requests.length, peer.updates.length]).toEqual([1, 0]);
    peer.state = 'up';
    minutes(2);
    await sendAll();
    expect(peer.updates).toEqual([expect.objectContaining({ requestId: 'FMS-1' })]);
  });

  test('is sent by one of two processes, never by both', async () => {
    const one = await dispatched();
    await Promise.all([send(), send(), send()]);
    await sendAll();
    expect(peer.requests.filter(({ number }) => number === one.number)).toHaveLength(1);
  });

  test('stays in the queue while the peer is disconnected, and goes when it is connected again', async () => {
    const one = await dispatched();
    await world.asPlatform((ctx) => disconnectPeer(ctx, name));
    await sendAll();
    expect(peer.requests).toEqual([]);
    const input = { name, address: 'https://gulou.example/open311/v2', area: '350102', services: '*==', client: 'Gulou App' };
    await world.asPlatform((ctx) => connectPeer(ctx, input));
    await expect.poll(async () => (await send()) + peer.requests.length).toBeGreaterThan(0);
    expect(peer.requests).toEqual([expect.objectContaining({ number: one.number, serviceCode: 'M01002' })]);
  });
});

describe('the peer’s updates', () => {
  async function sent(): Promise<Filed> {
    const one = await dispatched();
    await sendAll();
    const { rows } = await world.house.database.pool.query(
      'update channels.peer_request set their_id = $1 where case_id = $2 returning 1',
      [`T-${one.number}`, one.id],
    );
    expect(rows).toHaveLength(1);
    return one;
  }
  const news = (one: Filed, id: string, status: string, description = '') => ({
    id,
    requestId: `T-${one.number}`,
    status,
    state: null,
    description,
  });

  test('that its part is done is the unit’s report: the desk checks it, the reporter judges it, and the peer is not told what it said', async () => {
    const one = await sent();
    peer.news = [news(one, 'a1', 'fixed', '我们换了井盖')];
    expect(await fetchAll()).toBe(1);
    expect(await see(atDesk, one)).toMatchObject({ state: 'reviewing', reply: '我们换了井盖' });
    await sendAll();
    expect(peer.updates).toEqual([]);
    await act(atDesk, one, 'approve');
    await sendAll();
    expect(peer.updates).toHaveLength(1);
  });

  test('are taken in once, however often they are told, and remarks stay remarks', async () => {
    const one = await sent();
    peer.news = [
      news(one, 'b1', 'investigating', '明天去看'),
      news(one, 'b1', 'investigating', '明天去看'),
      news(one, 'b2', 'OPEN', '又坏了'),
    ];
    expect(await fetchAll()).toBe(2);
    expect(await fetchAll()).toBe(0);
    const notes = (await see(atDesk, one)).timeline.filter(({ action }: any) => action === 'note').map(({ note }: any) => note);
    expect(notes).toEqual([`【${name}】明天去看`, `【${name}】又坏了`]);
    expect(await see(atDesk, one)).toMatchObject({ state: 'dispatched' });
  });

  test('that are echoes of our own are passed by, and so is what is not about a case of ours', async () => {
    const one = await sent();
    await act(atStreet, one, 'sign');
    await sendAll();
    peer.news = [
      news(one, 'U-1', 'in_progress', '回声'),
      { id: 'c9', requestId: 'T-else', status: 'fixed', state: null, description: '别人的' },
    ];
    expect(await fetchAll()).toBe(0);
    expect(await see(atDesk, one)).toMatchObject({ state: 'handling' });
  });

  test('that the law does not let through hold nothing up', async () => {
    const [one, other] = [await sent(), await sent()];
    await act(atStreet, one, 'sign');
    await act(atStreet, one, 'call', { units: ['350102-urban-management'], note: '请来' });
    await act(atDesk, other, 'note', { note: '记一笔' });
    peer.news = [news(one, 'd1', 'fixed', '好了'), news(other, 'd2', 'planned', '下周')];
    expect(await fetchAll()).toBe(2);
    expect(await see(atDesk, one)).toMatchObject({ state: 'handling' });
  });

  test('are fetched from where they were left after the peer was down', async () => {
    const one = await sent();
    peer.state = 'down';
    await fetchAll();
    expect((await keeper.get('/api/channels/peers')).body[0].fetchError).toContain('ECONNREFUSED');
    peer.state = 'up';
    peer.news = [news(one, 'e1', 'planned', '排队中')];
    minutes(20);
    expect(await fetchAll()).toBe(1);
    expect((await keeper.get('/api/channels/peers')).body[0].fetchError).toBeNull();
  });
});

test('another county reads nothing of what is queued here', async () => {
  const neighbour = await world.officer({ unit: '350103-command', area: '350103', permissions: ['pack.manage'] });
  peer.state = 'refusing';
  await dispatched();
  await sendAll();
  expect((await keeper.get('/api/channels/dead-sendings')).body.length).toBeGreaterThan(0);
  expect((await neighbour.get('/api/channels/dead-sendings')).body).toEqual([]);
  expect((await neighbour.get('/api/channels/peers')).body[0]).toMatchObject({ waiting: 0, dead: 0 });
});

test.each([
  [{ area: '350199' }, 'There is no area 350199.'],
  [{ services: 'M99999=x' }, 'The responsibility list has no matter M99999.'],
  [{ services: 'potholes' }, 'Services are written as'],
  [{ address: 'gulou' }, 'The address is that of an endpoint'],
  [{ client: 'nobody' }, 'There is no key of "nobody".'],
])('a peer with %j is refused in one sentence', async (fault, sentence) => {
  const input = { name: 'Faulty', address: 'https://x.example/v2', area: '350102', services: '*==', ...fault };
  await expect(world.asPlatform((ctx) => connectPeer(ctx, input))).rejects.toThrow(sentence);
});
