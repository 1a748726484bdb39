import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BodySchema, type OpenApi, type Operation, type OperationObject, readContract } from '../../../tools/generate/contract.ts';
import { permissions } from '../src/modules/people/index.ts';
import { type Planted, plant } from './strangers/planted.ts';
import { samples } from './strangers/samples.ts';
import { type Answer, type Client, openWorld, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
let planted: Planted;
let document: OpenApi;
let operations: Operation[];
let officer: Client;
let resident: Client;

beforeAll(async () => {
  world = await openWorld();
  ({ document, operations } = await readContract(world.house));
  planted = await plant(world);
  // Someone who may do everything everywhere, so that what is malformed is refused for what it is.
  officer = await world.officer({ unit: '350100-hotline', area: '350100', permissions: Object.keys(permissions), name: '总台' });
  resident = await world.resident();
});

afterAll(() => world?.close());

type Posted = { id: string; url: string; client: Client; body: unknown; schema: BodySchema | undefined };

const objectOf = ({ method, path }: Operation): OperationObject | undefined => document.paths[path]?.[method.toLowerCase()];

/** Every operation that takes a body, with a sound one and someone who may send it. */
const posted = (): Posted[] =>
  operations
    .filter((operation) => operation.method === 'POST' && objectOf(operation)?.requestBody)
    .map((operation) => {
      const sample = samples[operation.operationId]?.requests(planted).find((request) => request.body !== undefined);
      const path: Record<string, string> = { ...sample?.path, region: planted.open.region, id: planted.open.id };
      return {
        id: operation.operationId,
        url: operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => path[name] ?? ''),
        client: operation.access === 'resident' ? resident : officer,
        body: sample?.body,
        schema: objectOf(operation)?.requestBody?.content?.['application/json']?.schema,
      };
    });

const json = { 'content-type': 'application/json' };

/** Whether the answer is a refusal that a program can read, and not a crash. */
function faultOf(answer: Answer): string | undefined {
  if (answer.status >= 500) return `answered ${answer.status} ${answer.body?.code}`;
  if (answer.status < 400) return undefined;
  const { status, code, title } = answer.body as { status?: number; code?: string; title?: string };
  const sound =
    String(answer.headers['content-type']).startsWith('application/problem+json') &&
    status === answer.status &&
    /^[a-z_]+[.][a-z_]+$/.test(code ?? '') &&
    (title ?? '').length > 5;
  return sound ? undefined : `answered ${answer.status} without a problem: ${JSON.stringify(answer.body).slice(0, 120)}`;
}

const mustRefuse = (answer: Answer) => faultOf(answer) ?? (answer.status < 400 ? `took it with ${answer.status}` : undefined);

const deep = (open: string, close: string, times: number) => `${open.repeat(times)}1${close.repeat(times)}`;

const broken: [string, string | Buffer, Record<string, string>][] = [
  ['nothing', '', json],
  ['null', 'null', json],
  ['a number', '42', json],
  ['a text', '"text"', json],
  ['an empty list', '[]', json],
  ['a list of objects', '[{}]', json],
  ['half an object', '{"content": "x', json],
  ['a prototype', '{"__proto__": {"isAdmin": true}}', json],
  ['a constructor', '{"constructor": {"prototype": {"isAdmin": true}}}', json],
  ['a field that nobody knows', '{"nobodyKnowsThis": 1}', json],
  ['300 kB', JSON.stringify({ content: 'x'.repeat(300_000) }), json],
  ['lists 100,000 deep', deep('[', ']', 100_000), json],
  ['objects 40,000 deep', deep('{"a":', '}', 40_000), json],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), json],
  ['XML', '<case/>', { 'content-type': 'application/xml' }],
  ['plain text', 'case', { 'content-type': 'text/plain' }],
  ['a form', 'content=x', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a type that is none', '{}', { 'content-type': 'nonsense' }],
];

test.each(broken)('a body that is %s is refused by every operation', async (_what, body, headers) => {
  const wrong: string[] = [];
  for (const { id, url, client } of posted()) {
    const fault = mustRefuse(await client.post(url, body, headers));
    if (fault) wrong.push(`${id} ${fault}`);
  }
  expect(wrong).toEqual([]);
});

const odd: unknown[] = [null, true, -1, 1e308, '', 'x'.repeat(5000), {}, [], [null], { a: { b: 1 } }, '\ud800', '𝕏‮'];

/** The sound body with one field replaced, once for each odd value. */
const oddBodies = (one: Posted): object[] => {
  if (typeof one.body !== 'object' || one.body === null) return [];
  const body = one.body;
  return Object.keys(one.schema?.properties ?? {}).flatMap((field) => odd.map((value) => ({ ...body, [field]: value })));
};

describe('a sound body with one odd field', () => {
  test('is taken or refused in words, never with a crash', async () => {
    const wrong: string[] = [];
    let sent = 0;
    for (const one of posted())
      for (const body of oddBodies(one)) {
        sent += 1;
        const fault = faultOf(await one.client.post(one.url, body));
        if (fault) wrong.push(`${one.id} ${fault} to ${JSON.stringify(body).slice(0, 150)}`);
      }
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(200);
  });

  test('is refused when the field holds U+0000, wherever it stands', async () => {
    const wrong: string[] = [];
    for (const one of posted()) {
      if (typeof one.body !== 'object' || one.body === null) continue;
      for (const [field, property] of Object.entries(one.schema?.properties ?? {})) {
        if (property.type !== 'string') continue;
        const fault = mustRefuse(await one.client.post(one.url, { ...one.body, [field]: '甲\u0000乙' }));
        if (fault) wrong.push(`${one.id}.${field} ${fault}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('odd queries, addresses and headers are refused in words, never with a crash', async () => {
  const values = ['%00', 'x'.repeat(3000), '-1', '1e999', 'NaN', '%F0%28', "'; drop table x; --", '..%2F..%2Fetc', '[]', '%E2%80%AE'];
  const wrong: string[] = [];
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const sample = samples[operation.operationId]?.requests(planted)[0];
    const fill = (given: Record<string, string>) => operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => given[name] ?? '');
    const sound: Record<string, string> = { ...sample?.path };
    const parameters = objectOf(operation)?.parameters ?? [];
    const addresses = parameters.flatMap(({ name, in: where }) =>
      values.flatMap((value) => {
        if (where === 'path') return [fill({ ...sound, [name]: value })];
        if (where === 'query')
          return [`${fill(sound)}?${name}=${value}`, `${fill(sound)}?${name}=1&${name}=2`, `${fill(sound)}?${name}[a]=${value}`];
        return [];
      }),
    );
    const client = operation.access === 'resident' ? resident : officer;
    for (const address of addresses) {
      const fault = faultOf(
        await client.get(address, {
          'x-query-code': 'ZZZZZZZZZZ',
          'accept-language': '\u00ff;q=x',
          'if-none-match': '"',
          cookie: 'banyan_session=%%%; a=b',
        }),
      );
      if (fault) wrong.push(`${operation.operationId} ${fault} to ${address.slice(0, 120)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('an idempotency key of the wrong form is refused before anything is done', async () => {
  const guest = world.guest();
  for (const key of ['short', 'x'.repeat(129), 'with a space in it', '榕树榕树榕树榕树榕树榕树'])
    expect(
      (await guest.post('/api/cases', { content: '路灯不亮', area: '350102' }, { 'idempotency-key': Buffer.from(key).toString('latin1') }))
        .body.code,
    ).toBe('request.idempotency_key_invalid');
});
