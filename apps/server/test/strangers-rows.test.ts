import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Actor, type Appointment, beginText } from '../src/platform/context.ts';
import { countByFloor, listedFor, readTruth, type Truth } from './strangers/oracle.ts';
import { type Planted, plant } from './strangers/planted.ts';
import { openWorld, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
let planted: Planted;
let truth: Truth;
let pass: string;

const post = (unitId: string, areaCode: string, areaLevel: string, permissions: string[] = ['case.read', 'case.handle']): Appointment => ({
  post: 'x',
  permissions,
  unitId,
  areaCode,
  areaLevel,
});
const nobodyKnown = '00000000-0000-7000-8000-000000000000';
const officer = (...appointments: Appointment[]): Actor => ({ kind: 'officer', accountId: nobodyKnown, name: '某某', appointments });
const triage = ['case.read', 'case.triage', 'case.supervise'];

beforeAll(async () => {
  world = await openWorld();
  planted = await plant(world);
  const resident = await world.resident();
  for (const [area, content] of [
    ['350103', '台江的路灯不亮'],
    ['350103', '台江的井盖坏了'],
    ['350104', '仓山的垃圾没有清'],
    ['350122', '连江的码头太滑'],
    ['350102005', '南街的树倒了'],
    ['350100', '不知道在哪里'],
  ])
    expect((await resident.post('/api/cases', { content, area })).status).toBe(201);
  expect((await world.guest().post('/api/cases', { content: '路过看到的', area: '350104' })).status).toBe(201);
  // A unit of Cangshan is called into a case of Gulou: it sees that case, and nothing else there.
  const street = await world.officer({
    unit: '350102004-street',
    area: '350102004',
    permissions: ['case.read', 'case.handle', 'case.call'],
  });
  expect(
    (
      await street.post(`/api/cases/${planted.open.region}/${planted.open.id}/actions/call`, {
        units: ['350104-urban-management'],
        note: '请来一趟',
      })
    ).status,
  ).toBe(200);
  truth = await readTruth(world);
  pass = truth.cases.find(({ id }) => id === planted.anonymous.id)?.pass ?? '';
});

afterAll(() => world?.close());

/** Runs statements as the given actor would, and undoes them. */
async function asActor<T>(
  actor: Actor,
  held: string | undefined,
  work: (query: (text: string) => Promise<{ rows: T[]; rowCount: number | null }>) => Promise<T[] | number>,
) {
  const client = await world.house.database.pool.connect();
  try {
    await client.query(beginText(actor, held));
    return await work((text) => client.query(text) as never);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const countAs = (actor: Actor, table: string, held?: string) =>
  asActor<{ n: number }>(actor, held, async (query) => Number((await query(`select count(*)::int as n from ${table}`)).rows[0]?.n));

const actors = (): [string, Actor, string?][] => [
  ['nobody', { kind: 'guest' }],
  ['a guest with a wrong pass', { kind: 'guest' }, 'f'.repeat(64)],
  ['a guest with the pass of one case', { kind: 'guest' }, pass],
  ['a resident without reports', { kind: 'resident', accountId: nobodyKnown, name: '某某' }],
  ['a resident with the pass of one case', { kind: 'resident', accountId: nobodyKnown, name: '某某' }, pass],
  ['the reporter', { kind: 'resident', accountId: planted.accountIds[0] ?? '', name: '某某' }],
  ['an officer without a post', officer()],
  ['the county of the case', officer(post('350102-command', '350102', 'county', triage))],
  ['the neighbouring county', officer(post('350103-command', '350103', 'county', triage))],
  ['a street of the neighbouring county', officer(post('350104002-street', '350104002', 'street', triage))],
  ['a called unit of another county', officer(post('350104-urban-management', '350104', 'county'))],
  [
    'an officer with posts in two counties',
    officer(post('350103-command', '350103', 'county'), post('350122-command', '350122', 'county')),
  ],
  ['a unit of the city', officer(post('350100-river-joint', '350100', 'city'))],
  ['the platform', { kind: 'platform' }],
];

describe('the floor under every query', () => {
  test('shows each actor exactly the rows that an oracle of its own counts for him', async () => {
    const seen: Record<string, Record<string, number>> = {};
    const due: Record<string, Record<string, number>> = {};
    for (const [name, actor, held] of actors()) {
      due[name] = countByFloor(truth, actor, held);
      seen[name] = {};
      for (const table of Object.keys(due[name])) seen[name][table] = (await countAs(actor, table, held)) as number;
    }
    expect(seen).toEqual(due);
    // The oracle tells the actors apart, so it would notice a policy that is too wide or too narrow.
    const cases = Object.fromEntries(Object.entries(due).map(([name, counts]) => [name, counts['cases.case_file']]));
    expect(cases).toMatchObject({
      nobody: 0,
      'a guest with a wrong pass': 0,
      'a guest with the pass of one case': 1,
      'the reporter': 3,
      'the neighbouring county': 2,
      'the county of the case': 5,
      'a called unit of another county': 3,
      'the platform': truth.cases.length,
    });
  });

  test('published views show no more than the tables under them', async () => {
    for (const [name, actor, held] of actors()) {
      const counts = countByFloor(truth, actor, held);
      for (const [view, table] of [
        ['figure_case', 'case_file'],
        ['figure_clock', 'clock'],
        ['figure_call', 'case_call'],
      ])
        expect(await countAs(actor, `cases.${view}`, held), `${view} for ${name}`).toBe(counts[`cases.${table}`]);
    }
  });

  test('lets an actor change no row that he does not see, even without a condition', async () => {
    const changes = {
      'cases.case_file': 'urge_count = 99',
      'cases.clock': "basis = 'x'",
      'cases.case_call': "note = 'x'",
      'notices.message': "read_at = '2026-11-24T00:00:00Z'",
    };
    const wrong: string[] = [];
    for (const [name, actor, held] of actors())
      for (const [table, change] of Object.entries(changes)) {
        const changed = await asActor(actor, held, async (query) => (await query(`update ${table} set ${change}`)).rowCount ?? 0);
        const mayChange = countByFloor(truth, actor, held)[table];
        if (changed !== mayChange) wrong.push(`${name} changed ${changed} rows of ${table} and sees ${mayChange}`);
      }
    expect(wrong).toEqual([]);
  });
});

test('the lists of an officer hold exactly the cases of his units and of the area he oversees', async () => {
  const held = [
    post('350102-command', '350102', 'county', triage),
    post('350103-command', '350103', 'county', triage),
    post('350102004-street', '350102004', 'street', triage),
    post('350102005-street', '350102005', 'street'),
    post('350104-urban-management', '350104', 'county'),
    post('350100-hotline', '350100', 'city', triage),
    post('350102-education', '350102', 'county', ['case.read']),
  ];
  for (const one of held) {
    const client = await world.officer({ unit: one.unitId, area: one.areaCode, permissions: one.permissions });
    const { cases, next } = (await client.get('/api/cases?limit=100')).body as { cases: { id: string }[]; next: string | null };
    expect(next).toBeNull();
    expect(cases.map(({ id }) => id).sort(), one.unitId).toEqual(listedFor(truth, [one]));
  }
  expect(held.map((one) => listedFor(truth, [one]).length)).toEqual([5, 2, 4, 1, 1, truth.cases.length, 0]);
});
