import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act, desk, inHand, management, reported, river, see, street } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { fireTimers, leadFollowers, releaseFollower, viewCase } from './index.ts';

const hour = 3_600_000;
const day = 24 * hour;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

const command = {
  unit: '350102-command',
  area: '350102',
  permissions: ['case.read', 'case.triage', 'case.supervise', 'case.arbitrate', 'case.callback', 'case.reporter'],
};
const hotline = { unit: '350100-hotline', area: '350100', permissions: ['case.read', 'case.callback', 'case.reporter'] };
type Line = { action: string; by: { kind: string } };
type Clock = { kind: string; endedAt: string | null; dueAt: string; light: string; extended: number };

const open = (clocks: Clock[], kind: string) => clocks.find((clock) => clock.kind === kind && clock.endedAt === null);
const drain = async () => {
  while ((await fireTimers(world.house, world.clock.now())) > 0);
};
const seen = (key: { region: string; id: string }) => world.asPlatform((ctx) => viewCase(ctx, key.region, key.id));

async function dispatched(client: Client, unit: string) {
  const [atDesk, atCommand] = [await world.officer(desk), await world.officer(command)];
  const one = await reported(client);
  await act(atDesk, one, 'accept');
  expect((await act(atDesk, one, 'dispatch', { unit })).status).toBe(200);
  return { one, atDesk, atCommand };
}

describe('a return', () => {
  test('is asked for with its ground, ruled on by somebody else’s desk, and does not touch the resident’s clock', async () => {
    const { one, atDesk, atCommand } = await dispatched(world.guest(), street.unit);
    const atStreet = await world.officer(street);
    const promise = open((await seen(one)).clocks as Clock[], 'promise')?.dueAt;
    expect((await act(atStreet, one, 'request-return', { reason: 'because', note: '不归我' })).body.code).toBe('reason.unknown');
    expect((await act(atStreet, one, 'request-return', { reason: 'other-duty', note: '井盖属排水公司' })).body.request).toMatchObject({
      kind: 'return',
    });
    // The desk is the same street's: it does not rule on what its own unit asks.
    expect((await act(atDesk, one, 'grant-return', { note: '同意' })).body.code).toBe('case.not_your_part');
    world.clock.advance(hour);
    const granted = await act(atCommand, one, 'grant-return', { note: '属实' });
    expect(granted.body).toMatchObject({ state: 'accepted', leadUnit: null, returnCount: 1, returnedUnitNames: [expect.any(String)] });
    await act(atDesk, one, 'dispatch', { unit: management.unit });
    expect(open((await seen(one)).clocks as Clock[], 'promise')?.dueAt).toBe(promise);
  });

  test('refused once is not asked for again; the third goes to the arbiter, whose unit may not return', async () => {
    const { one, atDesk, atCommand } = await dispatched(world.guest(), management.unit);
    const units = [management, river, management];
    for (const [turn, unit] of units.entries()) {
      const officer = await world.officer(unit);
      if (turn > 0) await act(atDesk, one, 'dispatch', { unit: unit.unit });
      expect((await act(officer, one, 'request-return', { reason: 'overlap', note: '职能交叉' })).status).toBe(200);
      expect((await act(atCommand, one, 'grant-return', { note: '再议' })).body.state).toBe(turn < 2 ? 'accepted' : 'disputed');
    }
    expect((await act(atDesk, one, 'designate', { unit: river.unit, note: '指定' })).body.code).toBe('case.not_your_part');
    expect((await act(atCommand, one, 'designate', { unit: river.unit, note: '按清单指定' })).body).toMatchObject({
      state: 'dispatched',
      designated: true,
    });
    const atRiver = await world.officer(river);
    expect((await act(atRiver, one, 'request-return', { reason: 'overlap', note: '还是不归我' })).body).toMatchObject({
      condition: '!designated',
    });
    const other = await dispatched(world.guest(), river.unit);
    await act(atRiver, other.one, 'request-return', { reason: 'other-area', note: '不在辖区' });
    await act(other.atCommand, other.one, 'refuse-return', { note: '按清单第M01002项由贵单位办理' });
    expect((await act(atRiver, other.one, 'request-return', { reason: 'other-area', note: '再退' })).body).toMatchObject({
      condition: '!returnRefused',
    });
  });
});

describe('time', () => {
  test('is extended before it ends, the second time by a higher post, and the reporter is told the new end', async () => {
    const resident = await world.resident();
    const { one } = await inHand(world, resident);
    const [atStreet, atCommand] = [await world.officer(street), await world.officer(command)];
    const before = open((await seen(one)).clocks as Clock[], 'promise') as Clock;
    await act(atStreet, one, 'request-extension', { note: '等材料' });
    expect((await act(atStreet, one, 'finish', { reply: '好了', note: '好了' })).body).toMatchObject({ condition: '!requestOpen' });
    const granted = await act(atCommand, one, 'grant-extension', { note: '同意一次' });
    const after = open(granted.body.clocks, 'promise') as Clock;
    expect(after.extended).toBe(1);
    expect(Date.parse(after.dueAt) - Date.parse(before.dueAt)).toBeGreaterThanOrEqual(5 * day);
    await act(atStreet, one, 'request-extension', { note: '再等' });
    const plain = await world.officer({ ...command, permissions: ['case.read', 'case.triage'] });
    expect((await act(plain, one, 'grant-extension', { note: '同意' })).body).toMatchObject({ condition: '!extended' });
    expect((await act(atCommand, one, 'grant-extension', { note: '上级同意' })).body.extensionCount).toBe(2);
    expect((await act(atStreet, one, 'request-extension', { note: '三延' })).body).toMatchObject({ condition: '!twiceExtended' });
    world.clock.advance(40 * day);
    const late = await inHand(world, world.guest());
    world.clock.advance(20 * day);
    expect((await act(await world.officer(street), late.one, 'request-extension', { note: '晚了' })).body).toMatchObject({
      condition: '!late',
    });
  });

  test('stands still while the case is suspended by a higher post, and goes on by itself on the day of review', async () => {
    const { one, atStreet } = await inHand(world, await world.resident());
    const atCommand = await world.officer(command);
    const before = open((await seen(one)).clocks as Clock[], 'handle') as Clock;
    expect((await act(atStreet, one, 'request-suspension', { reason: 'weather', note: '台风', reviewOn: '2027-06-01' })).body.code).toBe(
      'review.out_of_range',
    );
    await act(atStreet, one, 'request-suspension', { reason: 'weather', note: '台风', reviewOn: '2026-12-08' });
    const suspended = await act(atCommand, one, 'grant-suspension', { note: '台风过后复核' });
    expect(suspended.body).toMatchObject({ state: 'suspended', reviewOn: '2026-12-08' });
    expect(open(suspended.body.clocks, 'promise')?.light).toBe('paused');
    // Still counted as open, and published as such.
    const listed = await atCommand.get('/api/cases?open=true&state=suspended');
    expect(listed.body.cases.map((line: { id: string }) => line.id)).toContain(one.id);
    world.clock.set('2026-12-08T00:00:01+08:00');
    await drain();
    const resumed = await seen(one);
    expect(resumed.state).toBe('handling');
    // The limit of this matter counts hours, and all of them stood still.
    expect(Date.parse((open(resumed.clocks as Clock[], 'handle') as Clock).dueAt) - Date.parse(before.dueAt)).toBe(
      Date.parse('2026-12-08T00:00:01+08:00') - Date.parse('2026-11-24T10:00:00+08:00'),
    );
    expect(resumed.timeline.at(-1)).toMatchObject({ action: 'resume', by: { kind: 'platform' } });
  });

  test('asks the reporter when it ends, even while the desk sits on a finished case', async () => {
    const resident = await world.resident();
    const { one, atStreet } = await inHand(world, resident);
    await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
    world.clock.advance(20 * day);
    await drain();
    const asked = await see(resident, one);
    expect(asked).toMatchObject({ state: 'reviewing', askedAt: expect.any(String) });
    expect((await act(resident, one, 'rate', { level: 5 })).body).toMatchObject({ state: 'closed', outcome: 'rated' });
  });
});

describe('the call-back', () => {
  async function judged() {
    const { one, atDesk, atStreet } = await inHand(world, await world.resident());
    await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
    await act(atDesk, one, 'approve');
    return one;
  }

  test('is made by somebody who did not handle the case; three attempts over two days, and then it is “not reached”, never “satisfied”', async () => {
    const one = await judged();
    const [atHotline, atStreet] = [
      await world.officer(hotline),
      await world.officer({ ...street, permissions: [...street.permissions, 'case.callback'] }),
    ];
    expect((await act(atStreet, one, 'attempt', { outcome: 'no-answer' })).body.code).toBe('case.not_your_part');
    for (const outcome of ['no-answer', 'busy', 'no-answer']) {
      expect((await act(atHotline, one, 'close-unreached')).body).toMatchObject({ condition: 'attemptsDone' });
      expect((await act(atHotline, one, 'attempt', { outcome })).status).toBe(200);
      world.clock.advance(0.5 * hour);
    }
    expect((await act(atHotline, one, 'close-unreached')).body).toMatchObject({ condition: 'attemptsDone' });
    world.clock.advance(day);
    expect((await act(await world.officer(hotline), one, 'close-unreached')).body).toMatchObject({
      state: 'closed',
      outcome: 'unreached',
      rating: null,
      attemptCount: 3,
    });
  });

  test('writes down what the reporter says; a bad rating is rectified and asked about again, and stands', async () => {
    const one = await judged();
    const [atHotline, atStreet] = [await world.officer(hotline), await world.officer(street)];
    const bad = await act(atHotline, one, 'rate', { level: 1, reasons: ['not-solved'] });
    expect(bad.body).toMatchObject({ state: 'rectifying', rating: { level: 1 } });
    // Fifteen working days from 24 November: until 15 December.
    expect(open(bad.body.clocks, 'rectify')?.dueAt.slice(0, 10)).toBe('2026-12-15');
    const rectified = await act(atStreet, one, 'rectified', { reply: '已返工', note: '返工' });
    expect(rectified.body.state).toBe('confirming');
    expect(open((await seen(one)).clocks as Clock[], 'callback')).toBeDefined();
    expect((await act(atHotline, one, 'confirm')).body).toMatchObject({ state: 'closed', outcome: 'rectified', rating: { level: 1 } });
  });
});

describe('supervision', () => {
  test('is opened, raised, answered and ended; the third round opens it without asking', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(world, resident);
    const atCommand = await world.officer(command);
    expect((await act(atCommand, one, 'supervise', { supervision: 'daily', note: '请抓紧' })).body).toMatchObject({ supervised: 'daily' });
    await act(atStreet, one, 'answer-supervision', { note: '明天完成' });
    expect((await act(atCommand, one, 'end-supervision', { note: '已见进展' })).body.supervised).toBeNull();
    for (const round of [2, 3]) {
      await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
      await act(atDesk, one, 'approve');
      expect((await act(resident, one, 'refuse', { note: '没有好' })).body.round).toBe(round);
    }
    expect(await seen(one)).toMatchObject({ supervised: 'listed', round: 3 });
    expect((await act(atCommand, one, 'supervise', { supervision: 'daily', note: '降级' })).body).toMatchObject({ condition: 'raises' });
  });
});

describe('a cluster', () => {
  test('has one lead case and many reporters, each with his own reply and rating', async () => {
    const [first, second] = [await world.resident(), await world.resident()];
    const { one: head, atDesk, atStreet } = await inHand(world, first);
    const child = await reported(second);
    await act(atDesk, child, 'accept');
    expect((await act(atDesk, child, 'join', { into: child.number, note: '同一井盖' })).body.code).toBe('cluster.unknown');
    expect((await act(atDesk, child, 'join', { into: head.number, note: '同一井盖' })).body).toMatchObject({
      state: 'joined',
      joinedTo: head.id,
    });
    expect(await seen(head)).toMatchObject({ followerCount: 1 });
    await act(atStreet, head, 'finish', { reply: '井盖已更换', note: '已更换' });
    await act(atDesk, head, 'approve');
    const job = { region: head.region, id: head.id, reply: '井盖已更换', leadUnit: street.unit, at: world.clock.now().toISOString() };
    await leadFollowers(world.house, job);
    await leadFollowers(world.house, job);
    expect(await see(second, child)).toMatchObject({ state: 'judging', reply: '井盖已更换' });
    expect((await act(second, child, 'refuse', { note: '我家门口的还没换' })).body).toMatchObject({
      state: 'handling',
      leadUnit: street.unit,
    });
    expect((await act(first, head, 'rate', { level: 5 })).body.state).toBe('closed');
    const lines = (await seen(child)).timeline.filter((line) => line.action === 'follow');
    expect(lines).toHaveLength(1);
  });

  test('lets a reporter go his own way, and sends all on when the lead case ends without an answer', async () => {
    const [first, second, third] = [await world.resident(), await world.resident(), await world.resident()];
    const { one: head, atDesk } = await inHand(world, first);
    const [child, other] = [await reported(second), await reported(third)];
    for (const one of [child, other]) {
      await act(atDesk, one, 'accept');
      await act(atDesk, one, 'join', { into: head.number, note: '同一处' });
    }
    expect((await act(second, child, 'leave', { note: '不是同一个井盖' })).body.state).toBe('accepted');
    await releaseFollower(world.house, { region: head.region, id: head.id, number: child.number, at: world.clock.now().toISOString() });
    expect(await seen(head)).toMatchObject({ followerCount: 1 });
    await act(first, head, 'withdraw');
    await leadFollowers(world.house, {
      region: head.region,
      id: head.id,
      reply: null,
      leadUnit: street.unit,
      at: world.clock.now().toISOString(),
    });
    expect((await seen(other)).state).toBe('accepted');
  });
});

describe('fairness', () => {
  test('who has an interest withdraws and has no part any more; the unit complained of does not handle the case', async () => {
    const { one, atStreet } = await inHand(world, world.guest());
    expect((await act(atStreet, one, 'recuse', { note: '当事人是亲属' })).status).toBe(200);
    expect((await act(atStreet, one, 'finish', { reply: '好了', note: '好了' })).status).not.toBe(200);
    const colleague = await world.officer(street);
    expect((await act(colleague, one, 'contact', { note: '已联系' })).status).toBe(200);
    const atDesk = await world.officer(desk);
    const complaint = await reported(world.guest());
    await act(atDesk, complaint, 'accept', { accused: management.unit });
    expect((await act(atDesk, complaint, 'dispatch', { unit: management.unit })).body.code).toBe('unit.accused');
  });

  test('the same matter reported again by the same person without anything new is answered with its progress', async () => {
    const resident = await world.resident();
    const first = await reported(resident);
    const place = { content: '还是那个井盖', matter: 'M01002', point: { lat: 26.0869, lon: 119.298 } };
    const again = await resident.post('/api/cases', place);
    expect(again).toMatchObject({ status: 409, body: { code: 'case.repeated', number: first.number, state: 'reported' } });
    expect((await resident.post('/api/cases', { ...place, newFacts: '今天有人摔倒了' })).status).toBe(201);
    expect((await (await world.resident()).post('/api/cases', place)).status).toBe(201);
  });

  test('co-units named at dispatch answer to the lead, who finishes when they have', async () => {
    const [atDesk, atRiver, atManagement] = [await world.officer(desk), await world.officer(river), await world.officer(management)];
    const one = await reported(world.guest());
    await act(atDesk, one, 'accept');
    const sent = await act(atDesk, one, 'dispatch', { unit: management.unit, units: [river.unit] });
    expect(sent.body.calls).toMatchObject([{ unit: river.unit, callerUnit: management.unit }]);
    const call = sent.body.calls[0].id;
    await act(atManagement, one, 'sign');
    expect((await act(atManagement, one, 'finish', { reply: '好了', note: '好了' })).body).toMatchObject({ condition: '!openCalls' });
    for (const step of ['sign-call', 'report-in', 'finish-call'])
      expect((await act(atRiver, one, step, { call, note: '办' })).status).toBe(200);
    expect((await act(atManagement, one, 'finish', { reply: '好了', note: '好了' })).body.state).toBe('reviewing');
    expect(((await seen(one)).timeline as Line[]).map((line) => line.action)).toContain('finish-call');
  });
});
