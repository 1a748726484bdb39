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
    await step('rectified', { reply: '已加固', note: '重新做过' }, 'lead');
    await step('deny', { note: '还是松的' }, 'reporter');
    await step('answer-supervision', { note: '明日返工' }, 'lead');
    await step('rectified', { reply: '已更换', note: '换新' }, 'lead');
    held = await playTimers(ctx, held, new Date(now.getTime() + 60 * day));
    await same();
    expect(held.file.state).toBe('archived');
  });
});

test('requests, rulings, extensions and standstills are worked out as they are read', async () => {
  await world.asPlatform(async (ctx) => {
    const { held: filed } = await fileReport(ctx, { content: '路灯不亮', matter: 'M01037', area: '350102004' }, {});
    let held = filed as Held;
    let now = ctx.now;
    const step = async (
      ...[action, input, as]: [Parameters<typeof playStep>[2], Parameters<typeof playStep>[3], Parameters<typeof playStep>[4]]
    ) => {
      now = new Date(now.getTime() + 60_000);
      held = await playStep({ ...ctx, now }, held, action, input, as);
      expect(plain(held)).toEqual(plain(await selectCase(ctx, held.file.region, held.file.id, false)));
    };
    await step('accept', {}, 'desk');
    await step('consult', { units: ['350102-urban-management'], note: '一起看看归谁' }, 'desk');
    await step('minute', { note: '归街道' }, 'desk');
    await step('dispatch', { unit: '350102004-street', units: ['350102-urban-management'] }, 'desk');
    await step('withdraw-call', { call: held.calls[0]?.id, note: '不需要了' }, 'lead');
    await step('request-return', { reason: 'other-duty', note: '属供电公司' }, 'lead');
    await step('grant-return', { note: '同意' }, 'ruler');
    await step('dispute', { note: '两家都说不是' }, 'desk');
    await step('designate', { unit: '350102-urban-management', note: '按清单由城管' }, 'arbiter');
    await step('sign', {}, 'lead');
    await step('request-extension', { note: '等灯具' }, 'lead');
    await step('grant-extension', { note: '同意' }, 'ruler');
    await step('request-suspension', { reason: 'weather', note: '台风', reviewOn: '2026-12-20' }, 'lead');
    await step('grant-suspension', { note: '同意挂账' }, 'arbiter');
    await step('resume', {}, 'lead');
    await step('supervise', { supervision: 'daily', note: '请抓紧' }, 'overseer');
    await step('end-supervision', { note: '已见成效' }, 'overseer');
    await step('request-termination', { reason: 'no-cooperation', note: '联系不上' }, 'lead');
    await step('grant-termination', { reply: '因无法联系，终止办理', note: '同意' }, 'ruler');
    expect(held.file).toMatchObject({ state: 'terminated', return_count: 1, extension_count: 1, suspension_count: 1, consult_count: 1 });
  });
});
