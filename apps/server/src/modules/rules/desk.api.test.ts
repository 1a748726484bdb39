import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#platform/database.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { checkRules, loadRules, recordDecision, ruleInForce } from './index.ts';
import { workReplay } from './service/replay.ts';
import { allowanceXml } from './specimens.ts';

let world: World;
let editor: Client;
let approver: Client;
let serial = 0;

beforeAll(async () => {
  world = await openWorld();
  const unit = { unit: '350100-command', area: '350100' };
  editor = await world.officer({ ...unit, permissions: ['rule.edit', 'rule.approve'], name: '起草人' });
  approver = await world.officer({ ...unit, permissions: ['rule.approve'], name: '审核人' });
});
afterAll(() => world.close());

/** A rule of its own for each test, as version 1 of a pack. */
async function newRule(): Promise<string> {
  const id = `trial-${++serial}`;
  const pack = { name: 'trial', directory: '', texts: new Map<string, string>(), checksum: '', problems: [] };
  const rules = await checkRules(pack, [{ id, file: `rules/${id}.dmn`, xml: allowanceXml() }]);
  await transact(world.house.database.pool, 'BEGIN', (tx) => loadRules(tx, rules, world.clock.now(), '2026-11-24'));
  world.house.cache.forget('rules');
  return id;
}

const at = (id: string, number: number, rest = '') => `/api/rules/${id}/versions/${number}${rest}`;
const act = (client: Client, id: string, number: number, action: string, body: object = {}) =>
  client.post(at(id, number, `/actions/${action}`), body);

async function draft(id: string): Promise<any> {
  const made = await editor.post(`/api/rules/${id}/versions`, { from: 1 });
  expect(made.status).toBe(201);
  return made.body;
}

/** The draft with the amount of the second row changed, by its cells. */
async function changeAmount(id: string, version: any, amount: string) {
  const [grid] = version.grids;
  const rows = grid.rows.map((row: any, place: number) =>
    place === 1 ? { ...row, outputs: [row.outputs[0], row.outputs[1], amount] } : row,
  );
  return editor.post(at(id, version.number, '/text'), { revision: version.revision, grids: [{ table: grid.table, rows }] });
}

const amountOn = async (id: string, day: string) =>
  (await world.asPlatform((ctx) => ruleInForce(ctx, id, day))).decide({ 年龄: 85, 户籍: 'city' }).outputs.amount_cents;

async function publish(id: string, amount: string, fromOn: string) {
  const version = await draft(id);
  await changeAmount(id, version, amount);
  await act(editor, id, version.number, 'submit');
  await act(approver, id, version.number, 'approve');
  expect(await act(approver, id, version.number, 'publish', { fromOn })).toMatchObject({
    status: 200,
    body: { state: 'published', fromOn },
  });
  return version.number as number;
}

describe('a change of a rule', () => {
  test('is drafted by cells, approved by another, and decides from its day on', async () => {
    const id = await newRule();
    const version = await draft(id);
    const changed = await changeAmount(id, version, '12000');
    expect(changed.body).toMatchObject({ number: 2, state: 'drafted', problems: [], mayEdit: true });
    expect((await editor.get(at(id, 2, '/changes?with=1'))).body.changes).toEqual([
      {
        decision: '高龄补贴',
        row: 'r2',
        kind: 'changed',
        before: 2,
        after: 2,
        cells: [{ label: 'amount_cents', before: '10000', after: '12000' }],
      },
    ]);
    expect(await act(editor, id, 2, 'submit')).toMatchObject({ status: 200, body: { state: 'submitted', actions: ['return'] } });
    expect(await act(editor, id, 2, 'approve')).toMatchObject({ status: 403, body: { code: 'rule.four_eyes' } });
    expect((await act(approver, id, 2, 'approve')).body).toMatchObject({ state: 'approved', approverName: '审核人' });
    expect(await act(editor, id, 2, 'publish')).toMatchObject({ status: 403, body: { code: 'rule.four_eyes' } });
    expect(await act(approver, id, 2, 'publish', { fromOn: '2026-11-23' })).toMatchObject({ status: 422, body: { code: 'rule.day_past' } });
    await act(approver, id, 2, 'publish', { fromOn: '2026-12-01' });
    expect([await amountOn(id, '2026-11-30'), await amountOn(id, '2026-12-01')]).toEqual([10_000, 12_000]);
    const { history } = (await approver.get(at(id, 2))).body;
    expect(history.map((line: any) => [line.action, line.actorName])).toEqual([
      ['draft', '起草人'],
      ['change', '起草人'],
      ['submit', '起草人'],
      ['approve', '审核人'],
      ['publish', '审核人'],
    ]);
  });

  test('is rolled back with a reason, and the version before decides again', async () => {
    const id = await newRule();
    const number = await publish(id, '15000', '2026-11-24');
    expect(await amountOn(id, '2026-11-24')).toBe(15_000);
    expect(await act(approver, id, number, 'roll-back')).toMatchObject({ status: 422, body: { code: 'rule.note_missing' } });
    expect((await act(approver, id, number, 'roll-back', { note: '金额有误' })).body).toMatchObject({ state: 'withdrawn' });
    expect(await amountOn(id, '2026-11-24')).toBe(10_000);
    expect(await act(approver, id, 1, 'roll-back', { note: '不能没有规则' })).toMatchObject({
      status: 409,
      body: { code: 'rule.none_left' },
    });
  });

  test('is not written over another officer’s, and not changed once it was submitted', async () => {
    const id = await newRule();
    const version = await draft(id);
    await changeAmount(id, version, '1');
    expect(await changeAmount(id, version, '2')).toMatchObject({ status: 409, body: { code: 'rule.changed' } });
    await act(editor, id, 2, 'submit');
    expect(await changeAmount(id, { ...version, revision: 3 }, '3')).toMatchObject({ status: 409, body: { code: 'rule.step_impossible' } });
    expect(await act(editor, id, 2, 'publish')).toMatchObject({ status: 409, body: { code: 'rule.step_impossible' } });
  });

  test('is tried on examples before, with the row that held and its ground', async () => {
    const id = await newRule();
    await draft(id);
    const tried = await editor.post(at(id, 2, '/try'), { inputs: { 年龄: 92, 户籍: 'city' } });
    expect(tried.body).toMatchObject({
      outputs: { outcome: 'approve', amount_cents: 30_000 },
      fired: [{ number: 1, annotation: '细则第2条' }],
      undecided: false,
    });
  });

  test('is seen by officers only until it is published', async () => {
    const id = await newRule();
    await draft(id);
    const guest = world.guest();
    expect((await guest.get(at(id, 2))).status).toBe(404);
    const seen = await guest.get(at(id, 1));
    expect([seen.status, seen.body.history, seen.body.actions]).toEqual([200, [], []]);
    expect((await guest.get('/api/rules')).body.rules.find((rule: any) => rule.id === id).versions).toHaveLength(1);
  });
});

const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><definitions>&b;</definitions>`;
const cycle = allowanceXml().replace(
  '<decisionTable id',
  '<informationRequirement><requiredDecision href="#decision"/></informationRequirement><decisionTable id',
);

describe('a bad text', () => {
  test.each([
    ['an entity bomb', bomb, 'rule.unreadable', 'model.document_type'],
    ['a model of more than four megabytes', `<definitions>${'x'.repeat(4_300_000)}</definitions>`, 'rule.unreadable', 'model.too_large'],
    ['no XML at all', '高龄补贴', 'rule.unreadable', 'model.not_dmn'],
    ['a decision that needs itself', cycle, 'rule.unreadable', 'model.cycle'],
  ])('is not kept: %s', async (_what, xml, code, problem) => {
    const id = await newRule();
    await draft(id);
    const kept = await editor.post(at(id, 2, '/text'), { revision: 1, xml });
    expect(kept).toMatchObject({ status: 422, body: { code } });
    expect(kept.body.problems.map((one: any) => one.code)).toContain(problem);
    expect((await editor.get(at(id, 2))).body.revision).toBe(1);
  });

  test('of ten megabytes is cut off by the server', async () => {
    expect(await editor.post('/api/rules/check', { xml: 'x'.repeat(10_000_000) })).toMatchObject({ status: 413 });
  });

  test.each([
    ['a gap', allowanceXml({ last: null }), 'table.gap', '高龄补贴'],
    ['a wrong type', allowanceXml({ age: '"八十"' }), 'feel.test_type', '高龄补贴 › #2 › 年龄'],
    ['a misspelt name', allowanceXml({ age: '> 年纪' }), 'feel.unknown_name', '高龄补贴 › #2 › 年龄'],
    ['a full-width sign', allowanceXml({ age: '＞ 80' }), 'feel.wide_sign', '高龄补贴 › #2 › 年龄'],
    ['a row that is never reached', allowanceXml({ age: '>= 95' }), 'table.never_reached', '高龄补贴 › #2'],
    [
      'an expression that would run for ever',
      allowanceXml({ last: ['-', '-', '"person"', '"x"', 'sum(for i in 1..1000000000 return i)'] }),
      'rule.too_long',
      '高龄补贴 › #3 › amount_cents',
    ],
  ])('may stand in a draft, is told with its cell, and goes no further: %s', async (_what, xml, code, cell) => {
    const id = await newRule();
    await draft(id);
    const kept = await editor.post(at(id, 2, '/text'), { revision: 1, xml });
    expect(kept.status).toBe(200);
    expect(kept.body.problems.filter((one: any) => one.code === code).map((one: any) => one.cell)[0]).toContain(cell);
    expect(await act(editor, id, 2, 'submit')).toMatchObject({ status: 422, body: { code: 'rule.not_sound' } });
    expect(await amountOn(id, '2026-11-24')).toBe(10_000);
  });
});

describe('a replay', () => {
  test('tells which decisions of the past would change, a page at a time, to officers of the city alone', async () => {
    const id = await newRule();
    const rule = await world.asPlatform((ctx) => ruleInForce(ctx, id, '2026-11-24'));
    await world.asPlatform(async (ctx) => {
      for (let age = 60; age < 100; age += 1)
        recordDecision(ctx, {
          region: age % 2 === 0 ? '350102' : '350103',
          ruleId: id,
          version: 1,
          decided: rule.decide({ 年龄: age, 户籍: 'city' }),
          about: { kind: 'application', id: String(age) },
        });
    });
    const version = await draft(id);
    await changeAmount(id, version, '12000');
    const asked = await editor.post(at(id, 2, '/replays'), { fromOn: '2026-11-01', untilOn: '2026-11-24' });
    expect(asked).toMatchObject({ status: 202, body: { state: 'queued', current: true } });
    for (let time = 0; time < 2; time += 1) await workReplay(world.house, { id: asked.body.id, at: world.clock.now().toISOString() });
    expect((await editor.get(`/api/replays/${asked.body.id}`)).body).toMatchObject({ state: 'done', total: 40, seen: 40, changed: 10 });
    const first = await editor.get(`/api/replays/${asked.body.id}/changes?limit=6`);
    const second = await editor.get(`/api/replays/${asked.body.id}/changes?limit=6&cursor=${first.body.next}`);
    const changes = [...first.body.changes, ...second.body.changes];
    expect([changes.length, second.body.next]).toEqual([10, null]);
    expect(changes[0]).toMatchObject({ before: { amount_cents: 10_000 }, after: { amount_cents: 12_000 }, fired: [{ number: 2 }] });
    const neighbour = await world.officer({ unit: '350103-command', area: '350103', permissions: ['rule.edit'] });
    expect(await neighbour.get(`/api/replays/${asked.body.id}/changes`)).toMatchObject({ status: 403, body: { code: 'rule.not_yours' } });
  });
});
