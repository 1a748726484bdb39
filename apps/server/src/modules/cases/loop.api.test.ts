import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act, desk, gulou, inHand, management, reported, river, see } from '../../../test/case-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { fireTimers, viewCase } from './index.ts';

const hour = 3_600_000;
const day = 24 * hour;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

describe('the loop', () => {
  test('runs from the report through the call to the reporter’s judgement, and every hand-over is visible to him', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(world, resident);
    const [atRiver, atManagement] = [await world.officer(river), await world.officer(management)];
    const called = await act(atStreet, one, 'call', {
      units: [river.unit, management.unit],
      note: '请到三叉街桥头一起看',
      whistle: 'work',
    });
    expect(called.body.calls.map((call: { state: string }) => call.state)).toEqual(['called', 'called']);
    for (const [department, unit] of [
      [atRiver, river.unit],
      [atManagement, management.unit],
    ] as const) {
      const call = called.body.calls.find((it: { unit: string }) => it.unit === unit).id;
      world.clock.advance(0.3 * hour);
      expect((await act(department, one, 'sign-call', { call })).status).toBe(200);
      expect((await act(department, one, 'contact-caller', { call, note: '下午三点到' })).status).toBe(200);
      world.clock.advance(0.3 * hour);
      expect((await act(department, one, 'report-in', { call, note: '已到现场' })).status).toBe(200);
      expect((await act(department, one, 'finish-call', { call, note: '井盖已换' })).status).toBe(200);
    }
    expect((await act(atStreet, one, 'finish', { reply: '井盖已更换', note: '三方到场，现场复核' })).status).toBe(200);
    expect((await act(atDesk, one, 'approve')).status).toBe(200);
    const rated = await act(resident, one, 'rate', { level: 5 });
    expect(rated.body).toMatchObject({ state: 'closed', outcome: 'rated', rating: { level: 5 } });
    expect(rated.body.timeline.map((line: { action: string }) => line.action)).toEqual([
      'report',
      'accept',
      'dispatch',
      'sign',
      'call',
      'sign-call',
      'contact-caller',
      'report-in',
      'finish-call',
      'sign-call',
      'contact-caller',
      'report-in',
      'finish-call',
      'finish',
      'approve',
      'rate',
    ]);
    expect(
      rated.body.clocks
        .filter((clock: { kind: string; light: string }) => clock.kind.startsWith('call-') || clock.kind === 'on-site')
        .every((clock: { light: string }) => clock.light === 'met'),
    ).toBe(true);
  });

  test('the reporter refuses the closing and the case goes round again, counted', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(world, resident);
    await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
    await act(atDesk, one, 'approve');
    const refused = await act(resident, one, 'refuse', { note: '根本没有换', reasons: ['not-done'] });
    expect(refused.body).toMatchObject({ state: 'handling', round: 2 });
    expect(
      (await see(atStreet, one)).clocks.some(
        (clock: { kind: string; endedAt: string | null }) => clock.kind === 'rehandle' && clock.endedAt === null,
      ),
    ).toBe(true);
  });

  test('a unit that lets the time pass does not decide the end: the reporter is asked, and his word counts', async () => {
    const resident = await world.resident();
    const { one } = await inHand(world, resident);
    expect((await act(resident, one, 'rate', { level: 4 })).body.code).toBe('case.condition_unmet');
    world.clock.advance(20 * day);
    await drainTimers();
    const asked = await see(resident, one);
    expect(asked.askedAt).not.toBeNull();
    expect(asked.state).toBe('handling');
    const messages = (await resident.get('/api/messages')).body.messages;
    expect(messages[0].number).toBe(one.number);
    expect((await act(resident, one, 'rate', { level: 2, reasons: ['slow'] })).body).toMatchObject({
      state: 'rectifying',
      rating: { level: 2 },
    });
    const { clocks } = await world.asPlatform((ctx) => viewCase(ctx, one.region, one.id));
    expect(clocks.find((clock) => clock.kind === 'handle')?.light).toBe('missed');
  });

  test('unrated is closed as unrated, later archived, and never counted as satisfied', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(world, resident);
    await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
    await act(atDesk, one, 'approve');
    world.clock.advance(9 * day);
    await drainTimers();
    expect(await see(resident, one)).toMatchObject({ state: 'closed', outcome: 'unrated', rating: null });
    world.clock.advance(40 * day);
    await drainTimers();
    expect((await world.asPlatform((ctx) => viewCase(ctx, one.region, one.id))).state).toBe('archived');
  });

  test('timers fire once however many processes look', async () => {
    const resident = await world.resident();
    const { one } = await inHand(world, resident);
    world.clock.advance(20 * day);
    await Promise.all([drainTimers(), drainTimers(), drainTimers()]);
    const { timeline } = await see(resident, one);
    expect(timeline.filter((line: { action: string }) => line.action === 'ask')).toHaveLength(1);
  });
});

async function drainTimers() {
  while ((await fireTimers(world.house, world.clock.now())) > 0);
}

describe('refusals', () => {
  test('of two officers who accept together one wins and the other is told by whom', async () => {
    const [first, second] = [await world.officer({ ...desk, name: '林快' }), await world.officer({ ...desk, name: '陈慢' })];
    const one = await reported(world.guest());
    const answers = await Promise.all([act(first, one, 'accept'), act(second, one, 'accept')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const loser = answers.find((answer) => answer.status === 409)?.body;
    expect(loser).toMatchObject({ code: 'case.wrong_state', state: 'accepted' });
    expect(['林快', '陈慢']).toContain(loser.last.by);
    expect(loser.allowed).toContain('dispatch');
  });

  test('departments that answer in the same instant are all heard', async () => {
    const { one, atStreet } = await inHand(world, world.guest());
    const [atRiver, atManagement] = [await world.officer(river), await world.officer(management)];
    const { body } = await act(atStreet, one, 'call', { units: [river.unit, management.unit], note: '请到场' });
    const callOf = (unit: string) => body.calls.find((call: { unit: string }) => call.unit === unit).id;
    const answers = await Promise.all([
      act(atRiver, one, 'sign-call', { call: callOf(river.unit) }),
      act(atManagement, one, 'sign-call', { call: callOf(management.unit) }),
      ...Array.from({ length: 6 }, (_, line) => act(atStreet, one, 'note', { note: `第${line + 1}条` })),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 200));
    const { timeline, version } = await see(atStreet, one);
    expect(timeline).toHaveLength(version);
  });

  test('who saw an older version is told that somebody was faster', async () => {
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest());
    const { version } = await see(atDesk, one);
    await act(atDesk, one, 'note', { note: '电话核实中' });
    expect((await act(atDesk, one, 'accept', { version })).body.code).toBe('case.lost_race');
  });

  test('an action out of turn names what is allowed instead', async () => {
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest());
    expect((await act(atDesk, one, 'approve')).body).toMatchObject({
      code: 'case.wrong_state',
      allowed: expect.arrayContaining(['accept', 'reject', 'answer']),
    });
  });

  test('a rejection without a known reason and words for the reporter is refused, and nothing is written', async () => {
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest());
    expect((await act(atDesk, one, 'reject', { reason: 'not-government' })).body).toMatchObject({
      code: 'case.field_missing',
      field: 'reply',
    });
    expect((await act(atDesk, one, 'reject', { reason: 'because', reply: '不受理' })).body).toMatchObject({
      code: 'reason.unknown',
      allowed: expect.arrayContaining(['not-government']),
    });
    expect((await see(atDesk, one)).timeline).toHaveLength(1);
    expect((await act(atDesk, one, 'reject', { reason: 'not-government', reply: '不属于政府职责，可向消费者协会反映' })).body.state).toBe(
      'rejected',
    );
  });

  test('unknown matter, unit, area and a point outside the city are refused by field', async () => {
    const guest = world.guest();
    expect((await guest.post('/api/cases', { content: '有问题', matter: 'X1' })).body.code).toBe('matter.unknown');
    expect((await guest.post('/api/cases', { content: '有问题', area: '110101' })).body.code).toBe('area.unknown');
    expect((await guest.post('/api/cases', { content: '有问题', point: { lat: 39.9, lon: 116.4 } })).body.code).toBe('place.outside');
    const atDesk = await world.officer(desk);
    const one = await reported(guest);
    await act(atDesk, one, 'accept');
    expect((await act(atDesk, one, 'dispatch', { unit: 'nobody' })).body.code).toBe('unit.unknown');
  });

  test('malformed fields are named, and oversized bodies and NUL characters turned away', async () => {
    const guest = world.guest();
    const malformed = await guest.post('/api/cases', { content: 'x', point: { lat: 'north', lon: 400 } });
    expect(malformed.status).toBe(400);
    expect(malformed.headers['content-type']).toContain('application/problem+json');
    expect(malformed.body.code).toBe('request.invalid');
    expect(malformed.body.fields.length).toBeGreaterThan(0);
    expect((await guest.post('/api/cases', { content: 'x'.repeat(300_000) })).body.code).toBe('request.too_large');
    expect((await guest.post('/api/cases', { content: 'a\u0000b', ...gulou })).body.code).toBe('request.unstorable_text');
  });

  test('a called unit that is already working is not called again, and the lead cannot finish over its head', async () => {
    const { one, atStreet } = await inHand(world, world.guest());
    await act(atStreet, one, 'call', { units: [river.unit], note: '请到场' });
    expect((await act(atStreet, one, 'call', { units: [river.unit], note: '请到场' })).body.code).toBe('call.already_open');
    expect((await act(atStreet, one, 'finish', { reply: '好了', note: '好了' })).body).toMatchObject({
      code: 'case.condition_unmet',
      condition: '!openCalls',
    });
  });
});
