import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';
import { fileReport, type Held, playStep, playTimers } from './index.ts';
import { selectCase } from './store/read.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const day = 86_400_000;

/** Instants as milliseconds and lists in one order: how a case is read must not matter. */
function plain(held: Held | undefined) {
  const at = (value: unknown) => (value === null || value === undefined ? null : new Date(value as string | Date).getTime());
  return {
    file: Object.fromEntries(
      Object.entries(held?.file ?? {}).map(([name, value]) => [
        name,
        name.endsWith('_at') ? at(value) : Buffer.isBuffer(value) ? value.toString('hex') : value,
      ]),
    ),
    clocks: held?.clocks.map((clock) => [clock.id, clock.kind, clock.unit_id, clock.call_id, at(clock.due_at)].join()).sort(),
    calls: held?.calls
      .map((call) =>
        [call.id, call.unit_id, call.state, at(call.called_at), at(call.contacted_at), at(call.reported_in_at), at(call.ended_at)].join(),
      )
      .sort(),
  };
}

test('what a case is after each step, worked out, is what reading it again gives', async () => {
  await world.asPlatform(async (ctx) => {
    const { held: filed } = await fileReport(ctx, { content: '河边的井盖翘起来了', matter: 'M01002', area: '350102004' }, {});
    let held = filed as Held;
    let now = ctx.now;
    const same = async () => expect(plain(held)).toEqual(plain(await selectCase(ctx, held.file.region, held.file.id, false)));
    const step = async (
      ...[action, input, as]: [Parameters<typeof playStep>[2], Parameters<typeof playStep>[3], Parameters<typeof playStep>[4]]
    ) => {
      now = new Date(now.getTime() + 60_000);
      held = await playStep({ ...ctx, now }, held, action, input, as);
      await same();
    };
    await same();
    await step('accept', {}, 'desk');
    await step('dispatch', { unit: '350102004-street' }, 'desk');
    await step('sign', {}, 'lead');
    await step('call', { units: ['350100-river-joint', '350102-urban-management'], note: '请到场', whistle: 'hard' }, 'caller');
    const [first, second] = held.calls.map((call) => call.id) as [string, string];
    await step('sign-call', { call: first }, 'called');
    await step('contact-caller', { call: first, note: '三点到' }, 'called');
    await step('report-in', { call: first, note: '到了' }, 'called');
    await step('withdraw-call', { call: second, note: '叫错了' }, 'caller');
    await step('finish-call', { call: first, note: '修好了' }, 'called');
    await step('urge', {}, 'reporter');
    await step('finish', { reply: '已修好', note: '现场看过' }, 'lead');
    await step('approve', {}, 'desk');
    await step('refuse', { note: '没有好', reasons: ['not-done'] }, 'reporter');
    held = await playTimers(ctx, held, new Date(now.getTime() + 60 * day));
    await same();
    expect(held.file.asked_at).not.toBeNull();
    now = new Date(now.getTime() + 60 * day);
    await step('rate', { level: 1, reasons: ['slow'], note: '太慢' }, 'reporter');
    held = await playTimers(ctx, held, new Date(now.getTime() + 60 * day));
    await same();
    expect(held.file.state).toBe('archived');
  });
});
