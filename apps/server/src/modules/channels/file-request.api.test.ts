import { XMLParser } from 'fast-xml-parser';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desk, see } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { repeatMs } from './service/answer-once.ts';
import { endKey, makeKey } from './service/keep-channels.ts';

let world: World;
let key: string;
let atDesk: Client;

beforeAll(async () => {
  world = await openWorld();
  ({ key } = await world.asPlatform((ctx) => makeKey(ctx, 'FixMyStreet')));
  atDesk = await world.officer({ unit: '350100-hotline', area: '350100', permissions: desk.permissions });
});

afterAll(() => world?.close());

const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
type Fields = Record<string, string> | [string, string][];
const pairs = (fields: Fields): [string, string][] => (Array.isArray(fields) ? fields : Object.entries(fields));
const form = (...parts: Fields[]) => new URLSearchParams(parts.flatMap(pairs)).toString();
const post = (payload: string | Buffer | FormData, headers: Record<string, string> = type, path = 'v2/requests.json') =>
  world.app.inject({ method: 'POST', url: `/open311/${path}`, payload: payload as string, headers });
let turn = 0;
const sound = () => ({ api_key: key, service_code: 'M01003', lat: '26.0869', long: '119.298', description: `第${++turn}个雨水井盖破了` });
const faultsOf = (answer: { json: () => unknown }) => (answer.json() as { description: string }[]).map(({ description }) => description);
const numberOf = (answer: { json: () => unknown }) => (answer.json() as { service_request_id: string }[])[0]?.service_request_id ?? '';
const caseOf = async (number: string) => (await atDesk.get(`/api/cases/by-number/${number}`)).body;

describe('a request', () => {
  test('becomes a case like any other: same desk, same clock, and its sender is told id and query code', async () => {
    const answer = await post(form(sound(), { first_name: '大榕', last_name: '陈', phone: '138 0591 0000', email: 'chen@example.org' }));
    expect(answer.statusCode).toBe(201);
    const [made] = answer.json();
    expect(Object.keys(made)).toEqual(['service_request_id', 'service_notice', 'account_id']);
    expect(made.service_request_id).toMatch(/^350102-20261124-\d{6}-\d$/);
    const view = await caseOf(made.service_request_id);
    expect(view).toMatchObject({ state: 'reported', channel: 'other', deskUnit: '350102004-street', matter: { code: 'M01003' } });
    expect(view.reporter).toMatchObject({ identity: 'named', name: '陈**', phoneMasked: '*********00' });
    expect(view.clocks).toEqual([expect.objectContaining({ kind: 'accept', light: 'green' })]);
    const code = /查询码 ([0-9A-Z]{10}) /.exec(made.service_notice)?.[1];
    expect((await world.guest().post('/api/track', { number: made.service_request_id, code })).body).toMatchObject({ id: view.id });
  });

  test('is answered in XML with the same fields', async () => {
    const answer = await post(form(sound()), type, 'v2/requests.xml');
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
    const { service_requests } = new XMLParser({ parseTagValue: false }).parse(answer.body);
    expect(Object.keys(service_requests.request)).toEqual(['service_request_id', 'service_notice', 'account_id']);
    expect(service_requests.request.account_id).toBe('');
  });

  test('without a name or a phone is anonymous, and an unreadable phone fails nothing', async () => {
    const view = await caseOf(numberOf(await post(form(sound(), { phone: 'ask my neighbour' }))));
    expect(view.reporter).toMatchObject({ identity: 'anonymous', name: null, phoneMasked: null });
  });

  test('may come as JSON and with its key in the address', async () => {
    const { api_key, ...rest } = sound();
    const body = { ...rest, lat: 26.0869, long: 119.298, attribute: { asset_tag: 'GL-0117' } };
    const answer = await post(JSON.stringify(body), { 'content-type': 'application/json' }, `v2/requests.json?api_key=${api_key}`);
    expect(answer.statusCode).toBe(201);
    expect((await caseOf(numberOf(answer))).content).toContain('设施编号：GL-0117');
  });

  test('answers to attributes of every kind stand readable in the case; what nobody asked fails nothing', async () => {
    const answer = await post(
      form(sound(), { service_code: 'F31001' }, [
        ['attribute[hours][]', 'night'],
        ['attribute[hours][]', 'evening'],
        ['attribute[machine]', 'press'],
        ['attribute[distance]', '12.5'],
        ['attribute[heard_at]', '2026-11-23 22:30'],
        ['attribute[detail]', '每晚都有\n一直到凌晨'],
        ['attribute[title]', '冲床半夜还在响'],
        ['attribute[fixmystreet_id]', '4711'],
        ['attribute[nobody_knows]', 'x'],
        ['nobody_knows', 'y'],
        ['easting', '1'],
      ]).replace('service_code=M01003&', ''),
    );
    expect(answer.statusCode).toBe(201);
    const { title, content } = await caseOf(numberOf(answer));
    expect(title).toBe('冲床半夜还在响');
    for (const line of [
      '影响时段：夜间、傍晚',
      '声源：冲床',
      '距离（米）：12.5',
      '发生时间：2026-11-23T22:30:00+08:00',
      '补充说明：每晚都有',
    ])
      expect(content).toContain(line);
    expect(content).not.toContain('4711');
  });

  test('of words alone goes to the desk of the jurisdiction; the code of an area is an address_id', async () => {
    const { lat: _, long: __, ...placeless } = sound();
    const ofCounty = await post(form(placeless, { address_string: '东街口天桥下', jurisdiction_id: '350102' }));
    expect(await caseOf(numberOf(ofCounty))).toMatchObject({ area: '350102', address: '东街口天桥下', point: null });
    const ofStreet = await post(form(placeless, { address_id: '350102004' }));
    expect(await caseOf(numberOf(ofStreet))).toMatchObject({ area: '350102004', deskUnit: '350102004-street' });
  });

  test('with photos keeps them, freed of what was hidden in them, and shows them to anyone', async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#1f5e48' } })
      .withExif({ IFD0: { Artist: 'chen' } })
      .jpeg()
      .toBuffer();
    const boundary = 'x----x';
    const field = (name: string, value: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const file = (name: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
    const body = Buffer.concat([
      Buffer.from(
        Object.entries(sound())
          .map(([name, value]) => field(name, value))
          .join(''),
      ),
      Buffer.from(file('media')),
      photo,
      Buffer.from(`\r\n${file('photo1')}`),
      photo,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const answer = await post(body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
    expect(answer.statusCode).toBe(201);
    const [shown] = (await world.app.inject(`/open311/v2/requests/${numberOf(answer)}.json?extensions=true`)).json();
    expect(shown.extended_attributes.media_urls).toHaveLength(2);
    const media = await world.app.inject(new URL(shown.media_url).pathname);
    expect(media.headers['content-type']).toBe('image/jpeg');
    expect(media.rawPayload.includes('chen')).toBe(false);
    expect((await see(atDesk, await caseOf(numberOf(answer)))).photos).toHaveLength(2);
  });
});

describe('a repetition', () => {
  test('of the same body within minutes gets the first answer, also when both come at once', async () => {
    const body = form(sound());
    const answers = await Promise.all([post(body), post(body), post(body)]);
    world.clock.advance(repeatMs - 1000);
    answers.push(await post(body));
    expect(new Set(answers.map((one) => one.body)).size).toBe(1);
    world.clock.advance(2 * repeatMs);
    expect(numberOf(await post(body))).not.toBe(numberOf(answers[0] as never));
  });

  test('of another client is no repetition', async () => {
    const other = await world.asPlatform((ctx) => makeKey(ctx, 'Another App'));
    const body = sound();
    await expect.poll(async () => (await post(form({ ...sound(), api_key: other.key }))).statusCode).toBe(201);
    expect(numberOf(await post(form(body)))).not.toBe(numberOf(await post(form({ ...body, api_key: other.key }))));
  });

  test('by Idempotency-Key gets the first answer whenever it comes, and the key serves no other body', async () => {
    const body = form(sound());
    const headers = { ...type, 'idempotency-key': 'fms-report-4711' };
    const first = await post(body, headers);
    world.clock.advance(3_600_000);
    expect((await post(body, headers)).body).toBe(first.body);
    const other = await post(form(sound()), headers);
    expect([other.statusCode, faultsOf(other)]).toEqual([
      400,
      ['This Idempotency-Key came with another request. Use a new key for a new request.'],
    ]);
  });
});

describe('is refused with what is wrong', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(sound()).filter(([one]) => one !== name));
  test.each<[string, () => Record<string, string>, number, string[]]>([
    ['no key', () => without('api_key'), 403, ['api_key required']],
    ['an empty key', () => ({ ...sound(), api_key: '' }), 403, ['api_key required']],
    ['a forged key', () => ({ ...sound(), api_key: `${key}x` }), 403, ['api_key is not valid']],
    ['no service', () => without('service_code'), 400, ['service_code required']],
    ['an unknown service', () => ({ ...sound(), service_code: 'POTHOLE' }), 404, ['service_code POTHOLE not found']],
    ['an unknown jurisdiction', () => ({ ...sound(), jurisdiction_id: 'x' }), 404, ['jurisdiction_id x not found']],
    ['no long', () => without('long'), 400, ['long required: lat and long come together']],
    ['no place', () => ({ api_key: key, service_code: 'M01003' }), 400, ['lat and long, address_string or address_id required']],
    ['a place at sea', () => ({ ...sound(), lat: '25', long: '125' }), 400, ['lat and long lie outside 福州市']],
    ['a lat of words', () => ({ ...sound(), lat: 'north' }), 400, ['lat: "north" is not a number of degrees (WGS84)']],
    [
      'a place in another county',
      () => ({ ...sound(), jurisdiction_id: '350122' }),
      400,
      ['the place lies outside the jurisdiction 350122 连江县'],
    ],
    ['too many words', () => ({ ...sound(), description: '长'.repeat(4001) }), 400, ['description: longer than 4000 characters']],
    [
      'a media_url that is none',
      () => ({ ...sound(), media_url: 'file:///etc/passwd' }),
      400,
      ['media_url: "file:///etc/passwd" is not an address of http or https'],
    ],
    ['no required attribute', () => ({ ...sound(), service_code: 'F31001' }), 400, ['hours required']],
    [
      'unfit attributes, all told at once',
      () => ({
        ...sound(),
        service_code: 'F31001',
        'attribute[hours]': 'noon',
        'attribute[distance]': 'far',
        'attribute[heard_at]': 'often',
      }),
      400,
      [
        'heard_at: "often" is not a date and time such as 2026-11-24T10:00:00+08:00',
        'hours: "noon" is not one of day, evening, night',
        'distance: "far" is not a number',
      ],
    ],
  ])('%s', async (_what, fields, status, faults) => {
    const answer = await post(form(fields()));
    expect([answer.statusCode, faultsOf(answer)]).toEqual([status, faults]);
    for (const one of answer.json()) expect(one.code).toBe(status);
  });

  const billion = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${'bcdefghi'
    .split('')
    .map((name, place) => `<!ENTITY ${name} "${`&${'abcdefgh'[place]};`.repeat(10)}">`)
    .join('')}]><request>&i;</request>`;
  test.each<[string, string | Buffer, Record<string, string>]>([
    ['another encoding', Buffer.from(`api_key=${'x'}&description=%C4%E3%BA%C3`), type],
    ['a named other charset', 'description=x', { 'content-type': 'application/x-www-form-urlencoded; charset=gbk' }],
    ['raw bytes that are not UTF-8', Buffer.from([0x61, 0x3d, 0xff, 0xfe]), type],
    ['an entity bomb', billion, { 'content-type': 'application/xml' }],
    ['text/xml', '<request/>', { 'content-type': 'text/xml' }],
    ['half of JSON', '{"api_key": ', { 'content-type': 'application/json' }],
    ['a list of JSON', '[]', { 'content-type': 'application/json' }],
    ['objects 40,000 deep', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, { 'content-type': 'application/json' }],
    ['a body too large', `description=${'x'.repeat(400_000)}`, type],
    ['a thousand fields', Array.from({ length: 1000 }, (_, one) => `f${one}=1`).join('&'), type],
    ['U+0000', 'description=a%00b', type],
    ['parts without a boundary', 'x', { 'content-type': 'multipart/form-data' }],
  ])('%s is refused as 400 and nothing of it is expanded', async (_what, body, headers) => {
    const answer = await post(body, headers);
    expect([answer.statusCode, answer.json()]).toEqual([400, [{ code: 400, description: expect.stringMatching(/.{5,}/) }]]);
  });

  test('a file that is no photo, and one that is too large', async () => {
    const send = (bytes: Buffer) => {
      const head = Object.entries(sound())
        .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('');
      const start = '--b\r\nContent-Disposition: form-data; name="media"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
      return post(Buffer.concat([Buffer.from(head + start), bytes, Buffer.from('\r\n--b--\r\n')]), {
        'content-type': 'multipart/form-data; boundary=b',
      });
    };
    const [noPhoto, large] = [await send(Buffer.from('not a photo')), await send(Buffer.alloc(13 * 1024 * 1024))];
    expect([noPhoto.statusCode, faultsOf(noPhoto)]).toEqual([400, [expect.stringContaining('not a photo')]]);
    expect([large.statusCode, faultsOf(large)]).toEqual([400, ['media: larger than 12 MB']]);
  });

  test('the key of a system that was ended', async () => {
    const gone = await world.asPlatform((ctx) => makeKey(ctx, 'Gone App'));
    const status = async () => (await post(form({ ...sound(), api_key: gone.key }))).statusCode;
    await expect.poll(status).toBe(201);
    await world.asPlatform((ctx) => endKey(ctx, 'Gone App'));
    await expect.poll(status).toBe(403);
  });
});

test('the test endpoint checks and answers like the other, and keeps nothing', async () => {
  const answer = await post(form(sound()), type, 'test/v2/requests.json');
  expect(answer.statusCode).toBe(201);
  expect((await atDesk.get(`/api/cases/by-number/${numberOf(answer)}`)).status).toBe(404);
  expect(faultsOf(await post(form({ api_key: key }), type, 'test/v2/requests.json'))).toEqual(['service_code required']);
});

test('a key stands nowhere in the database, only its hash', async () => {
  const { rows } = await world.house.database.pool.query("select string_agg(to_jsonb(c)::text, '') as text from channels.client c");
  expect(rows[0].text).toContain('FixMyStreet');
  expect(rows[0].text).not.toContain(key);
});
