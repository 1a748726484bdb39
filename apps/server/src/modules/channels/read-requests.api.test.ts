import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, desk, type Filed, street } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { makeKey } from './service/keep-channels.ts';

let world: World;
let key: string;
let otherKey: string;
let atDesk: Client;
let atStreet: Client;
let resident: Client;

const place = { lat: '26.08691234', long: '119.29812345' };
const type = { 'content-type': 'application/x-www-form-urlencoded' };

beforeAll(async () => {
  world = await openWorld('2026-10-01T08:00:00+08:00');
  [key, otherKey] = await world.asPlatform(async (ctx) => [(await makeKey(ctx, 'Client One')).key, (await makeKey(ctx, 'Client Two')).key]);
  await signIn();
});

afterAll(() => world?.close());

/** Sessions end when the clock leaps. */
const signIn = async () => {
  [atDesk, atStreet, resident] = [await world.officer(desk), await world.officer(street), await world.resident()];
};
const get = (path: string) => world.app.inject({ method: 'GET', url: `/open311/v2/${path}` });
const list = async (query = '') => (await get(`requests.json?page_size=500&${query}`)).json() as any[];
const ids = async (query = '') => (await list(query)).map((one) => one.service_request_id);

async function file(more: Record<string, string> = {}): Promise<Filed> {
  const fields = { api_key: key, service_code: 'M01003', ...place, description: '雨水井盖破了', ...more };
  const answer = await world.app.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    payload: new URLSearchParams(fields).toString(),
    headers: type,
  });
  expect(answer.body).toContain('service_request_id');
  const [{ service_request_id: number }] = answer.json();
  const { rows } = await world.house.database.pool.query('select region, id, number from cases.case_file where number = $1', [number]);
  return rows[0];
}

async function done(one: Filed, reply: string) {
  for (const [who, action, input] of [
    [atDesk, 'accept', {}],
    [atDesk, 'dispatch', { unit: street.unit }],
    [atStreet, 'sign', {}],
    [atStreet, 'finish', { reply, note: '已换' }],
    [atDesk, 'approve', {}],
  ] as const) {
    world.clock.advance(60_000);
    expect((await act(who, one, action, input)).status).toBe(200);
  }
}

describe('what is shown', () => {
  test('of a request by Open311: its masked words and exact place, and every field of the standard in order', async () => {
    const one = await file({ description: '井盖破了，请打13805917357', address_string: '八一七北路1号', title: '井盖' });
    const [shown] = (await get(`requests/${one.number}.json`)).json();
    expect(Object.keys(shown)).toEqual([
      ...[
        'service_request_id',
        'status',
        'status_notes',
        'service_name',
        'service_code',
        'description',
        'agency_responsible',
        'service_notice',
      ],
      ...['requested_datetime', 'updated_datetime', 'expected_datetime', 'address', 'address_id', 'zipcode', 'lat', 'long', 'media_url'],
    ]);
    expect(shown).toMatchObject({
      description: '井盖破了，请打138******57',
      address: '八一七北路1号',
      lat: 26.08691234,
      long: 119.29812345,
      status: 'open',
    });
    expect(shown).toMatchObject({ requested_datetime: '2026-10-01T08:00:00+08:00', zipcode: null, media_url: null });
  });

  test('of a report by another door: the matter and the place to about a hundred metres, and no word of the reporter', async () => {
    const answer = await resident.post('/api/cases', {
      content: '我家门口的井盖，我姓陈',
      title: '陈家的井盖',
      address: '东街口3座501',
      matter: 'M01003',
      point: { lat: 26.08691234, lon: 119.29812345 },
    });
    const [shown] = (await get(`requests/${answer.body.number}.json?extensions=true`)).json();
    expect(shown).toMatchObject({ description: '雨水井盖异常', address: '鼓楼区东街街道', lat: 26.087, long: 119.298 });
    expect(JSON.stringify(shown)).not.toMatch(/陈|3座|26\.0869/);
  });

  test('nothing confidential, nothing withdrawn, nothing of a category that is not published, nothing unsorted', async () => {
    const matter = { matter: 'M01003', point: { lat: 26.0869, lon: 119.298 } };
    const report = async (more: object, from: Client = resident) => {
      const answer = await from.post('/api/cases', more);
      expect(answer.status).toBe(201);
      return answer.body as Filed;
    };
    const hidden = [
      await report({ content: '请替我保密', identity: 'confidential', ...matter }, await world.resident()),
      await report({ content: '拖欠三个月工资', area: '350102', matter: 'F22001' }),
      await report({ content: '不知道算什么事', area: '350102' }),
    ];
    const other = await world.resident();
    const withdrawn = await report({ content: '不用了', ...matter }, other);
    expect(await ids()).toContain(withdrawn.number);
    expect((await act(other, withdrawn, 'withdraw')).status).toBe(200);
    const shown = await ids();
    const updates = (await get('servicerequestupdates.json')).body;
    for (const { number } of [...hidden, withdrawn]) {
      expect(shown).not.toContain(number);
      expect(updates).not.toContain(number);
      expect((await get(`requests/${number}.json`)).statusCode).toBe(404);
    }
  });

  test('a private request only to the client that filed it', async () => {
    const one = await file({ service_code: 'F22001', description: '工地欠薪' });
    expect(await ids()).not.toContain(one.number);
    expect(await ids(`api_key=${otherKey}`)).not.toContain(one.number);
    expect(await ids(`api_key=${key}`)).toContain(one.number);
  });

  test('the unit’s reply only to the client that filed the request, and only once the desk has approved it', async () => {
    const one = await file({ description: '要答复的' });
    const note = async (query = '') => (await get(`requests/${one.number}.json${query}`)).json()[0].status_notes;
    await done(one, '陈先生，井盖已更换');
    expect(await note()).toBe('已答复，等待诉求人评价。');
    expect(await note(`?api_key=${otherKey}`)).toBe('已答复，等待诉求人评价。');
    expect(await note(`?api_key=${key}`)).toBe('陈先生，井盖已更换');
    const told = async (query: string) =>
      (await get(`servicerequestupdates.json?service_request_id=${one.number}&${query}`)).json() as any[];
    expect((await told('')).map(({ description }) => description)).toEqual([
      '已受理。',
      '已派给承办单位。',
      '承办单位已签收。',
      '已办毕，等待诉求人评价。',
    ]);
    expect((await told(`api_key=${key}`)).at(-1)).toMatchObject({
      description: '陈先生，井盖已更换',
      status: 'in_progress',
      external_status_code: 'judging',
    });
  });

  test('is the same to a signed-in officer as to anyone', async () => {
    expect((await atDesk.get('/open311/v2/requests.json')).body).toEqual((await world.guest().get('/open311/v2/requests.json')).body);
  });
});

describe('the filters', () => {
  let [a, b, c] = [{} as Filed, {} as Filed, {} as Filed];
  const [august, october] = ['2026-08-01T08:00:00+08:00', '2026-10-20T08:00:00+08:00'];

  beforeAll(async () => {
    world.clock.set(august);
    a = await file({ description: '八月的' });
    world.clock.set(october);
    b = await file({ description: '十月的', service_code: 'M04002' });
    world.clock.advance(3_600_000);
    c = await file({ description: '连江的', lat: '26.1975', long: '119.5397' });
    world.clock.set('2026-11-10T08:00:00+08:00');
    await signIn();
  });

  test('without any give the last ninety days, the newest first', async () => {
    const shown = await list();
    expect(shown.map((one) => one.service_request_id)).toEqual(expect.arrayContaining([b.number, c.number]));
    expect(shown.map((one) => one.service_request_id)).not.toContain(a.number);
    const times = shown.map((one) => Date.parse(one.requested_datetime));
    expect(times).toEqual([...times].sort((x, y) => y - x));
  });

  test.each<[string, () => string, () => [Filed[], Filed[]]]>([
    ['dates', () => 'start_date=2026-07-30&end_date=2026-08-05T00:00:00Z', () => [[a], [b, c]]],
    ['a date whose plus was not escaped', () => 'start_date=2026-10-20T08:30:00+08:00', () => [[c], [a, b]]],
    ['service codes', () => 'service_code=M04002,M99999', () => [[b], [a, c]]],
    ['ids, which override all others', () => `service_request_id=${a.number},${c.number},nonsense&status=closed`, () => [[a, c], [b]]],
    ['status', () => 'status=closed', () => [[], [a, b, c]]],
    ['both states', () => 'status=open,closed', () => [[b, c], []]],
    ['a county', () => 'jurisdiction_id=350122', () => [[c], [a, b]]],
    ['empty parameters, which are none', () => 'status=&service_code=&start_date=', () => [[b, c], [a]]],
    ['a radius', () => 'lat=26.1975&long=119.5397&radius=500', () => [[c], [b]]],
    ['a box', () => 'bbox=119.5,26.1,119.6,26.3', () => [[c], [b]]],
    ['a detailed status', () => 'detailed_status=received', () => [[b, c], []]],
  ])('by %s', async (_what, query, expected) => {
    const shown = await ids(query());
    const [inside, outside] = expected();
    for (const { number } of inside) expect(shown).toContain(number);
    for (const { number } of outside) expect(shown).not.toContain(number);
  });

  test('by what changed: a told step brings an old request back', async () => {
    const since = 'updated_after=2026-11-10T07:00:00%2B08:00';
    expect(await ids(since)).not.toContain(a.number);
    await act(atDesk, a, 'accept');
    expect(await ids(since)).toEqual([a.number]);
    expect(await ids(`${since}&updated_before=2026-11-10T07:30:00%2B08:00`)).toEqual([]);
    expect((await list(since))[0]).toMatchObject({ updated_datetime: '2026-11-10T08:00:00+08:00', status: 'open' });
    expect(await ids(`updated_before=2026-10-20T08:30:00%2B08:00&updated_after=2026-10-20T07:00:00%2B08:00`)).toEqual([b.number]);
  });

  test('in pages that join without gap or overlap, and name the next one', async () => {
    await file({ description: '再来一个' });
    const all = await ids();
    expect(all.length).toBeGreaterThan(4);
    const paged: string[] = [];
    let next: string | undefined = '/open311/v2/requests.json?page=1&page_size=2&locale=en';
    for (let guard = 0; next && guard < 50; guard++) {
      const answer: Awaited<ReturnType<typeof get>> = await world.app.inject(next);
      expect(answer.json().length).toBeLessThanOrEqual(2);
      paged.push(...answer.json().map((one: any) => one.service_request_id));
      next = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
    }
    expect(paged).toEqual(all);
    expect((await get('requests.json?page=99')).json()).toEqual([]);
  });

  test('as bulk CSV (RFC 4180) with the columns of the bulk format', async () => {
    await file({ description: '=HYPERLINK("http://x"),"引号"\n换行' });
    const answer = await get('requests.csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows = parse(answer.body, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(Object.keys(rows[0] ?? {})).toEqual(
      'service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,source,service_name,service_subtype,description,agency_responsible,address,lat,long'.split(
        ',',
      ),
    );
    expect(rows.map((one) => one.service_request_id)).toEqual(await ids());
    // Two requests of the same instant stand in either order.
    expect(rows.map((one) => one.description)).toContain('\'=HYPERLINK("http://x"),"引号"\n换行');
  });
});

describe('updates', () => {
  test('come in order, each with an id of its own, within the asked time', async () => {
    world.clock.set('2026-11-20T08:00:00+08:00');
    await signIn();
    const one = await file({ description: '跟进的' });
    await done(one, '好了');
    const window = 'start_date=2026-11-20T08:00:00%2B08:00&end_date=2026-11-20T09:00:00%2B08:00';
    const updates = (await get(`servicerequestupdates.json?${window}`)).json() as any[];
    expect(Object.keys(updates[0])).toEqual([
      'update_id',
      'service_request_id',
      'status',
      'updated_datetime',
      'description',
      'media_url',
      'external_status_code',
    ]);
    expect(updates.map(({ status, updated_datetime }) => [status, updated_datetime.slice(11, 16)])).toEqual([
      ['investigating', '08:01'],
      ['in_progress', '08:02'],
      ['in_progress', '08:03'],
      ['in_progress', '08:05'],
    ]);
    expect(new Set(updates.map(({ update_id }) => update_id)).size).toBe(4);
    expect((await get('servicerequestupdates.json?start_date=2026-11-20T08:04:30%2B08:00')).json()).toHaveLength(1);
    expect((await get(`servicerequestupdates.xml?${window}`)).body).toContain('<service_request_updates><request_update><update_id>');
  });

  test('a token is the county and the inner id of a request that a client filed', async () => {
    const one = await file({ description: '有令牌的' });
    const token = `${one.region}-${one.id}`;
    expect((await get(`tokens/${token}.json`)).json()).toEqual([{ service_request_id: one.number, token }]);
    const native = (await resident.post('/api/cases', { content: '别的门进来的', area: '350102', matter: 'M01003' })).body;
    expect(native.id).toBeDefined();
    expect((await get(`tokens/350102-${native.id}.json`)).statusCode).toBe(404);
  });
});
