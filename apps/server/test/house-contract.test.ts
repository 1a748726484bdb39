import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clockKinds as namedClocks } from '../../../packages/api-client/src/law-names.ts';
import { type OpenApi, type Operation, readContract } from '../../../tools/generate/contract.ts';
import { announcedFacts } from '../../../tools/generate/map.ts';
import { collectRefusals, readWords } from '../../../tools/generate/refusals.ts';
import { filesBelow, readSource } from '../../../tools/generate/sources.ts';
import { buildHouse, closeHouse, modules } from '../src/app.ts';
import { states, workflow } from '../src/modules/cases/index.ts';
import { clockKinds } from '../src/modules/matters/index.ts';
import { permissions } from '../src/modules/people/index.ts';
import type { House } from '../src/platform/context.ts';
import { connectTo } from '../src/platform/database.ts';
import { openHttp } from '../src/platform/http.ts';
import { copyTemplate } from './copy.ts';

let house: House;
let document: OpenApi;
let operations: Operation[];

beforeAll(async () => {
  const engine = inject('engine');
  house = await buildHouse(connectTo(await copyTemplate(engine), 4), { dataDirectory: engine.dataDirectory, demo: false, https: false });
  ({ document, operations } = await readContract(house));
});

afterAll(() => closeHouse(house));

const objects = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

describe('every operation of the contract', () => {
  test('has a name of its own, a tag, and says what it answers', () => {
    expect(objects().length).toBeGreaterThan(20);
    for (const { name, operation } of objects()) {
      expect(operation.operationId, name).toMatch(/^[a-z][a-zA-Z]+$/);
      expect(operation.tags?.length, name).toBeGreaterThan(0);
      expect(
        Object.keys(operation.responses ?? {}).some((status) => status.startsWith('2')),
        name,
      ).toBe(true);
    }
    const names = objects().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test('is hung in by a module, and says who may use it and why the data is touched', () => {
    const known = new Map(operations.map((one) => [one.operationId, one]));
    const grants = new Set(['anyone', 'signed-in', 'resident', 'officer', ...Object.keys(permissions)]);
    for (const { name, operation } of objects()) {
      const hung = known.get(operation.operationId ?? '');
      expect(hung, name).toBeDefined();
      expect(grants.has(hung?.access ?? ''), `${name} is for "${hung?.access}"`).toBe(true);
      expect(hung?.purpose.length, name).toBeGreaterThanOrEqual(4);
    }
    expect(operations.length).toBe(objects().length);
  });

  test('takes only what it names: no body lets unknown fields through', () => {
    const open = objects().filter(({ operation }) => {
      const schema = operation.requestBody?.content?.['application/json']?.schema as
        | { type?: string; additionalProperties?: unknown }
        | undefined;
      return schema?.type === 'object' && schema.additionalProperties !== false;
    });
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});

test.each([
  ['access', { config: { purpose: 'p' }, schema: { operationId: 'x', response: {} } }],
  ['purpose', { config: { access: 'anyone' as const }, schema: { operationId: 'x', response: {} } }],
  ['a name', { config: { access: 'anyone' as const, purpose: 'p' }, schema: { response: {} } }],
  ['answers', { config: { access: 'anyone' as const, purpose: 'p' }, schema: { operationId: 'x' } }],
])('a route without %s does not boot', async (_what, options) => {
  const app = await openHttp(
    house,
    { logLevel: 'silent', https: false },
    async () => ({ kind: 'guest' }),
    () => new Date(0),
  );
  const unfinished = { method: 'GET', url: '/api/unfinished', handler: () => ({}), ...options } as Parameters<typeof app.route>[0];
  expect(() => app.route(unfinished)).toThrow('must declare access, purpose, operationId and its answers');
  await app.close();
});

describe('refusals', () => {
  test('every code that the source can throw has its words in both languages, and no words stand for nothing', () => {
    const words = readWords();
    expect(Object.keys(words).sort()).toEqual(collectRefusals().map(({ code }) => code));
    for (const [code, { zh, zhNext, en, enNext }] of Object.entries(words)) {
      expect(`${zh}${zhNext}`, code).toMatch(/\p{Script=Han}.*[。）]$/u);
      for (const said of [en, enNext]) expect(said, code).toMatch(/^[A-Z`].*[.]$/);
    }
  });

  test('the web translates only codes that exist', () => {
    const files = ['apps/web', 'packages/ui'].flatMap(filesBelow).filter((file) => /(problem|refusal)-words[.]ts$/.test(file));
    expect(files.length).toBeGreaterThan(0);
    const known = readWords();
    const named = files.flatMap((file) =>
      [...readSource(file).matchAll(/^\s+'([a-z_]+[.][a-z_]+)': /gm)].map(([, code]) => ({ file, code: code ?? '' })),
    );
    expect(named.length).toBeGreaterThan(10);
    // A server that is not reached gives no code; the client has two of its own for that.
    expect(named.filter(({ code }) => !(code in known) && !code.startsWith('network.'))).toEqual([]);
  });

  test('a code belongs to one situation: it has one status, or a second for the same thing asked for by its address', () => {
    for (const { code, statuses } of collectRefusals())
      expect([1, ...(code.endsWith('.unknown') ? [2] : [])], `${code} ${statuses.join()}`).toContain(statuses.length);
  });
});

/** The code names of docs/glossary.md: what stands between backticks in the third column. */
const glossary = () =>
  new Set(
    readSource('docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.split('|').length === 6)
      .flatMap((line) => [...(line.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')),
  );

test('the faces know every kind of clock, of which the contract says only that it is a text', () => {
  expect([...namedClocks]).toEqual([...clockKinds]);
});

describe('the glossary', () => {
  const words: [string, () => readonly string[]][] = [
    ['module', () => modules.map(({ name }) => name)],
    ['state of a case', () => states],
    ['step of the workflow', () => workflow.map(({ action }) => action)],
    ['party of a case', () => workflow.map(({ by }) => by)],
    ['kind of clock', () => clockKinds],
    ['permission', () => Object.keys(permissions)],
    ['announced fact', () => announcedFacts().map(({ name }) => name)],
  ];

  test.each(words)('has every %s', (_what, listed) => {
    const known = glossary();
    expect([...new Set(listed())].filter((word) => !known.has(word))).toEqual([]);
  });

  test('has every table of the modules', () => {
    const known = glossary();
    const named = readSource('schema.sql').matchAll(/^create table (\w+)[.](\w+) /gm);
    const missing = [...named]
      .filter(([, schema, table]) => schema !== 'platform' && !known.has(table ?? ''))
      .map(([, schema, table]) => `${schema}.${table}`);
    expect(missing).toEqual([]);
  });

  test('says each thing once, with Chinese, English and a source', () => {
    const rows = readSource('docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| 中文'));
    for (const row of rows) for (const cell of row.split('|').slice(1, 5)) expect(cell.trim(), row).not.toBe('');
    const chinese = rows.map((row) => row.split('|')[1]?.trim());
    expect(chinese.filter((word, place) => chinese.indexOf(word) !== place)).toEqual([]);
  });
});
