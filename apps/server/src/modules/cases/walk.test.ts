import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Appointment } from '#platform/context.ts';
import { openPack } from '#platform/pack-file.ts';
import { mattersOfPack, readMatters } from '../matters/index.ts';
import { placesOfPack, readPlaces } from '../places/index.ts';
import { allowedRows, decide } from './decide.ts';
import { rolesOf } from './policy.ts';
import type { ActionInput } from './schema.ts';
import { afterFiling, afterMove } from './service/after-move.ts';
import { startClock } from './service/clocks.ts';
import type { Scene } from './service/effects/effect.ts';
import { factsOf, partsOf } from './service/facts.ts';
import { planMove } from './service/plan-move.ts';
import type { Held, OpenClock } from './store/read.ts';
import type { NewCase } from './store/write.ts';
import { type ActionName, type Field, type Row, requestKinds, whenDue } from './workflow.ts';

/** Ten thousand cases in the hands of random people: whatever they do, in whatever order, the promises of the house hold after every step. */

const cases = 10_000;
const stepsEach = 30;
const hour = 3_600_000;

let scene: Scene;
beforeAll(() => {
  const pack = openPack(join(import.meta.dirname, '../../../../../packs/fuzhou'));
  const places = readPlaces(pack);
  if (!places) throw new Error('The Fuzhou pack cannot be read.');
  scene = { places: placesOfPack(places), matters: mattersOfPack(readMatters(pack, places)) };
});

/** A small linear congruential generator (Numerical Recipes): the same walk every time. */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T };
}
type Dice = ReturnType<typeof dice>;

const units = ['350102004-street', '350102-urban-management', '350100-river-joint'] as const;
const all = ['case.read', 'case.triage', 'case.handle', 'case.call', 'case.callback', 'case.arbitrate', 'case.supervise', 'case.reporter'];
const post = (unitId: string, areaCode: string, areaLevel: string, permissions = all): Appointment => ({
  post: 'p',
  permissions,
  unitId,
  areaCode,
  areaLevel,
});
const officer = (accountId: string, held: Appointment): Actor => ({ kind: 'officer', accountId, name: accountId, appointments: [held] });
const people: readonly Actor[] = [
  { kind: 'resident', accountId: 'reporter', name: '' },
  { kind: 'resident', accountId: 'stranger', name: '' },
  { kind: 'guest' },
  officer('desk', post(units[0], '350102004', 'street')),
  officer('management', post(units[1], '350102', 'county', ['case.read', 'case.handle'])),
  officer('river', post(units[2], '350100', 'city', ['case.read', 'case.handle'])),
  officer('command', post('350102-command', '350102', 'county')),
  officer('hotline', post('350100-hotline', '350100', 'city')),
  officer('neighbour', post('350103-command', '350103', 'county')),
];

function filed(now: Date, reporterId: string | null): Held {
  const spot = { areaCode: '350102004', matterCode: 'M01002', urgency: 'ordinary' };
  const file: NewCase = {
    region: '350102',
    id: 'c',
    number: '350102-1',
    state: 'reported',
    title: 't',
    content: 'c',
    content_sealed: null,
    nature: 'help',
    matter_code: spot.matterCode,
    urgency: spot.urgency,
    channel: 'app',
    area_code: spot.areaCode,
    street_code: spot.areaCode,
    area_approximate: false,
    address: null,
    lat: null,
    lon: null,
    h3_7: null,
    h3_8: null,
    identity: 'named',
    reporter_id: reporterId,
    reporter_name_sealed: null,
    reporter_phone_sealed: null,
    reporter_phone_tail: null,
    no_reply: false,
    pass_hash: null,
    filed_by: null,
    desk_unit: units[0],
    involved_units: [units[0]],
    reported_at: now,
    source_ref: null,
    once_for: null,
  };
  const at = { now, actor: { kind: 'platform' } as const };
  const clock = startClock(at, scene.matters, 'accept', {
    ...spot,
    reportedOn: scene.matters.dayOf(now),
    desk: units[0],
    superior: '350102-command',
    lead: null,
    called: null,
    callId: null,
  });
  return afterFiling(file, [clock], now);
}

function inputFor(row: Row, held: Held, roll: Dice): ActionInput {
  const reasons = (list: 'reject' | 'return' | 'suspend' | 'terminate') => roll.of(scene.matters.reasons(list)).code;
  const lists = {
    reject: 'reject',
    'request-return': 'return',
    'request-suspension': 'suspend',
    'request-termination': 'terminate',
  } as const;
  const value: Partial<Record<Field, unknown>> = {
    note: '说明',
    reply: '答复内容',
    reason: row.action in lists ? reasons(lists[row.action as keyof typeof lists]) : undefined,
    unit: roll.of(units),
    units: [roll.of(units)],
    matter: 'M01037',
    call: roll.of(held.calls)?.id,
    level: 1 + Math.floor(roll.next() * 5),
    reviewOn: '2026-12-15',
    outcome: 'no-answer',
    supervision: roll.of(['daily', 'listed', 'summons']),
    officer: 'desk',
    whistle: roll.of(['work', 'hard']),
  };
  const wanted = [
    ...(row.needs ?? []),
    ...(row.takes ?? []).filter((field) => field !== 'photos' && field !== 'accused' && field !== 'area' && roll.next() < 0.5),
  ];
  return Object.fromEntries(wanted.map((field) => [field, value[field]])) as ActionInput;
}

type Tally = { steps: number; refused: number; rules: Map<string, number>; states: Map<string, number> };
const stands = (clock: OpenClock) => clock.pauses.at(-1)?.[1] === null;

/** Vitest's own expectations cost more than the steps they check. */
function must(holds: boolean, what: string) {
  if (!holds) throw new Error(`A promise was broken: ${what}.`);
}

const handlers = ['dispatched', 'handling', 'suspended', 'reviewing'];
const standing = ['contact', 'handle', 'rehandle', 'promise'];

/** No step brings a deadline forward, and a clock stands only while the case is suspended. */
function clocksMustHold(before: Held, after: Held) {
  for (const clock of after.clocks) {
    const was = before.clocks.find((one) => one.id === clock.id);
    must(!was || Date.parse(clock.due_at) >= Date.parse(was.due_at), `${clock.kind} was brought forward`);
    must(stands(clock) === (after.file.state === 'suspended' && standing.includes(clock.kind)), `${clock.kind} in ${after.file.state}`);
  }
  const own = after.clocks.filter((clock) => clock.call_id === null).map((clock) => clock.kind);
  must(new Set(own).size === own.length, `two clocks of a kind: ${own.join()}`);
  const waits = handlers.includes(after.file.state) || after.file.state === 'disputed';
  must(!waits || own.includes('promise'), `the resident lost his clock in ${after.file.state}`);
  must(own.length > 0 === (after.file.state !== 'archived'), `clocks in ${after.file.state}`);
}

function countsMustHold(before: Held, { file }: Held, row: Row) {
  must(file.version === before.file.version + 1, 'one line, one version');
  must(file.round - before.file.round === (row.counts === 'round' ? 1 : 0), 'rounds are counted');
  must(file.extension_count <= 2 && file.suspension_count <= 2 && file.consult_count <= 2 && file.return_count <= 3, 'counters have ends');
  must(file.round < 3 || row.counts !== 'round' || file.supervised !== null, 'the third round is supervised');
}

/** What must be true of a case after each step, whoever took it. */
function mustHold(before: Held, after: Held, action: ActionName, row: Row) {
  const { file } = after;
  clocksMustHold(before, after);
  countsMustHold(before, after, row);
  must(before.file.promise_at === null || file.promise_at !== null, 'a promise is kept in the file');
  must(file.state !== 'closed' || ['reporter', 'callback', 'platform'].includes(row.by), `${row.by} closed a case`);
  must(file.rating_level === before.file.rating_level || action === 'rate', `${action} changed the rating`);
  must(!(before.file.designated && action === 'grant-return'), 'a designated unit returned the case');
  must(file.lead_unit !== null || !handlers.includes(file.state), `${file.state} without a lead`);
  must(file.outcome !== 'unreached' || file.rating_level === null, 'who was not reached has not rated');
}

/** Steps that end a walk before it has begun: taken seldom. */
const early: readonly ActionName[] = [
  'withdraw',
  'reject',
  'answer',
  'note',
  'urge',
  'recuse',
  'order-recusal',
  'demand-recusal',
  'supervise',
];

function offersTo(actor: Actor, held: Held, now: Date): Row[] {
  const rows = allowedRows(factsOf(held, {}, now), new Set(rolesOf(actor, partsOf({}, held)).keys())).filter(
    (row) => row.action !== 'join' && row.action !== 'leave',
  );
  const onCalls = held.calls.flatMap((call) =>
    allowedRows(factsOf(held, { call: call.id }, now), new Set(rolesOf(actor, partsOf({}, held, call.id)).keys())).filter((row) =>
      row.needs?.includes('call'),
    ),
  );
  return [...rows, ...onCalls];
}

function walkOne(seed: number, tally: Tally) {
  const roll = dice(seed * 7919 + 1);
  let now = new Date(Date.parse('2026-11-23T09:00:00+08:00') + Math.floor(roll.next() * 100) * hour);
  let held = filed(now, roll.next() < 0.8 ? 'reporter' : null);
  const step = (actor: Actor, row: Row, input: ActionInput) => {
    const roles = rolesOf(actor, partsOf({}, held, input.call));
    const parties = new Set(actor.kind === 'platform' ? (['platform'] as const) : roles.keys());
    const decision = decide(factsOf(held, input, now), row.action, parties, input);
    if (!decision.allowed) {
      tally.refused += 1;
      return;
    }
    const before = held;
    try {
      const { move } = planMove({ now, actor }, scene, {
        held,
        action: row.action,
        input,
        decision,
        as: roles.get(decision.row.by),
        photos: [],
        more: {},
      });
      held = afterMove(held, move, now);
    } catch (refusal) {
      // Only the pack's lists refuse here: a unit already called, a day of review out of range.
      must((refusal as { status?: number }).status === 422, String(refusal));
      tally.refused += 1;
      return;
    }
    tally.steps += 1;
    tally.rules.set(row.action, (tally.rules.get(row.action) ?? 0) + 1);
    mustHold(before, held, row.action, decision.row);
  };
  const fireDue = () => {
    for (let guard = 0; guard < 20; guard++) {
      const due = held.clocks.find((clock) => {
        const action = whenDue[clock.kind];
        return action && !stands(clock) && Date.parse(clock.due_at) <= now.getTime() && !(action === 'ask' && held.file.asked_at);
      });
      if (!due) return;
      step({ kind: 'platform' }, { action: whenDue[due.kind] as ActionName } as Row, {});
    }
    must(false, 'timers fire without end');
  };
  for (let turn = 0; turn < stepsEach && held.file.state !== 'archived'; turn++) {
    now = new Date(now.getTime() + Math.floor(roll.next() ** 4 * 72 * hour));
    fireDue();
    const present = [roll.of(people), roll.of(people), roll.of(people)];
    const offers = present.flatMap((actor) => offersTo(actor, held, now).map((row) => ({ actor, row })));
    const { actor, row } = roll.of(offers.filter(({ row: { action } }) => !early.includes(action) || roll.next() < 0.05)) ?? {};
    if (actor && row) step(actor, row, inputFor(row, held, roll));
  }
  tally.states.set(held.file.state, (tally.states.get(held.file.state) ?? 0) + 1);
}

test('10,000 cases in the hands of random people keep every promise after every step', () => {
  const tally: Tally = { steps: 0, refused: 0, rules: new Map(), states: new Map() };
  for (let seed = 0; seed < cases; seed++) walkOne(seed, tally);
  console.info(
    `random walks: ${cases} cases, ${tally.steps} steps taken, ${tally.refused} refused; ended as ${[...tally.states].map(([state, count]) => `${state} ${count}`).join(', ')}; ` +
      `${tally.rules.size} actions used, the rarest ${[...tally.rules]
        .sort((a, b) => a[1] - b[1])
        .slice(0, 5)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')}`,
  );
  expect(tally.steps).toBeGreaterThan(cases * 5);
  // Every request was asked, granted and refused somewhere on the way.
  for (const kind of requestKinds)
    for (const verb of ['request', 'grant', 'refuse']) expect(tally.rules.has(`${verb}-${kind}`), `${verb}-${kind}`).toBe(true);
}, 120_000);
