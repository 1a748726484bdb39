import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type OpenApi, readContract } from '../../../tools/generate/contract.ts';
import { permissions } from '../src/modules/people/index.ts';
import { digestOf, type Planted, plant } from './strangers/planted.ts';
import { type Request, samples } from './strangers/samples.ts';
import { type Client, openWorld, type World } from './world.ts';

type Operation = { id: string; method: string; path: string; takesBody: boolean };
type Answer = { status: number; text: string; code: string };

/** Each stranger knocks at every door; on a busy machine that takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
let planted: Planted;
let document: OpenApi;
const strangers = new Map<string, Client>();
const who = ['nobody', 'a stranger', 'the neighbouring district', 'a clerk next door'] as const;

beforeAll(async () => {
  world = await openWorld();
  ({ document } = await readContract(world.house));
  planted = await plant(world);
  const everything = Object.keys(permissions);
  strangers.set('nobody', world.guest());
  strangers.set('a stranger', await world.resident());
  strangers.set(
    'the neighbouring district',
    await world.officer({ unit: '350103-command', area: '350103', permissions: everything, name: '邻区' }),
  );
  // Of the same county, but of a unit that has nothing to do with the cases, and without any post that triages.
  strangers.set(
    'a clerk next door',
    await world.officer({ unit: '350102-education', area: '350102', permissions: ['case.read', 'case.handle', 'case.call'], name: '隔壁' }),
  );
  const own = await strangers.get('a stranger')?.post('/api/cases', { content: '自己家门口的路灯', area: '350103' });
  expect(own?.status).toBe(201);
});

afterAll(() => world?.close());

const operations = (): Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      id: operation.operationId ?? '',
      method: method.toUpperCase(),
      path,
      takesBody: operation.requestBody !== undefined,
    })),
  );

const addressOf = (path: string, request: Request) => {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = request.path?.[name];
    if (value === undefined) throw new Error(`The sample gives no "${name}" for ${path}.`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(request.query).toString();
  return query ? `${filled}?${query}` : filled;
};

async function send(client: Client, operation: Operation, request: Request): Promise<Answer> {
  const url = addressOf(operation.path, request);
  const answer =
    operation.method === 'GET' ? await client.get(url, request.headers) : await client.post(url, request.body, request.headers);
  const text = `${Buffer.isBuffer(answer.body) ? answer.body.toString('latin1') : JSON.stringify(answer.body)} ${JSON.stringify(answer.headers)}`;
  return { status: answer.status, text, code: String(answer.body?.code ?? '') };
}

/** What the request itself said may come back; anything else of the victims may not. */
const leaks = (answer: Answer, url: string, request: Request) => {
  const said = `${url} ${JSON.stringify(request)}`;
  return planted.secrets.filter((secret) => secret !== '' && answer.text.includes(secret) && !said.includes(secret));
};

const isRefused = ({ status, code }: Answer) => [401, 403, 404].includes(status) || (status === 422 && code.endsWith('.unknown'));
const isDone = ({ status }: Answer) => status >= 200 && status < 300;

const meets = {
  public: (answer: Answer) => isDone(answer),
  own: (answer: Answer, name: string) => (name === 'nobody' ? answer.status === 401 : isDone(answer) || isRefused(answer)),
  never: (answer: Answer) => isRefused(answer),
  harmless: (answer: Answer) => answer.status < 500,
};

test('every operation of the contract has been thought about', () => {
  const known = operations().map(({ id }) => id);
  expect(
    known.filter((id) => !(id in samples)),
    'operations without a sample in strangers/samples.ts',
  ).toEqual([]);
  expect(
    Object.keys(samples).filter((id) => !known.includes(id)),
    'samples of operations that are gone',
  ).toEqual([]);
});

test('what is planted is there to be found: its own people see every word of it', async () => {
  const { rows } = await world.house.database.pool.query<{ text: string }>(
    `select string_agg(to_jsonb(c)::text, '') || (select string_agg(to_jsonb(t)::text, '') from cases.timeline t)
       || (select string_agg(to_jsonb(k)::text, '') from cases.case_call k) || (select string_agg(to_jsonb(a)::text, '') from people.account a)
       || (select string_agg(to_jsonb(h)::text, '') from forms.filling_history h) as text from cases.case_file c`,
  );
  // The reporter's name is sealed: not even the owner of the database reads it.
  const missing = planted.secrets.filter((secret) => /^qz/.test(secret) && !rows[0]?.text.includes(secret));
  expect(missing).toEqual(['qzreporter']);
});

describe.each(who)('%s', (name) => {
  test('meets at every operation what he may, sees nothing of the victims, and changes nothing of theirs', async () => {
    const client = strangers.get(name);
    if (!client) throw new Error(`There is no ${name}.`);
    const before = await digestOf(world, planted);
    const wrong: string[] = [];
    for (const operation of operations()) {
      const sample = samples[operation.id];
      // Signing out would end the stranger's own session; he does it last.
      if (!sample || operation.id === 'signOut') continue;
      for (const request of sample.requests(planted)) {
        const answer = await send(client, operation, request);
        const told = leaks(answer, addressOf(operation.path, request), request);
        if (told.length > 0) wrong.push(`${operation.id} told ${told.join(', ')}`);
        const expected = request.expected ?? sample.expected;
        if (!meets[expected](answer, name))
          wrong.push(`${operation.id} (${expected}) answered ${answer.status} ${answer.code} to ${JSON.stringify(request).slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await digestOf(world, planted)).toBe(before);
  });

  test('signs out, and only himself', async () => {
    const before = await digestOf(world, planted);
    expect((await strangers.get(name)?.post('/api/sign-out'))?.body).toEqual({ kind: 'guest' });
    expect(await digestOf(world, planted)).toBe(before);
  });
});
