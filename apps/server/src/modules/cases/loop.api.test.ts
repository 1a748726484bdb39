import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { fireTimers, viewCase } from './index.ts';

const gulou = { point: { lat: 26.0869, lon: 119.298 } };
const desk = { unit: '350102004-street', area: '350102004', permissions: ['case.read', 'case.triage', 'case.reporter', 'case.report'] };
const street = { unit: '350102004-street', area: '350102004', permissions: ['case.read', 'case.handle', 'case.call', 'case.reporter'] };
const river = { unit: '350100-river-joint', area: '350100', permissions: ['case.read', 'case.handle'] };
const management = { unit: '350102-urban-management', area: '350102', permissions: ['case.read', 'case.handle'] };
const hour = 3_600_000;
const day = 24 * hour;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

const act = (client: Client, one: { region: string; id: string }, action: string, input: object = {}, headers?: Record<string, string>) => client.post(`/api/cases/${one.region}/${one.id}/actions/${action}`, input, headers);
const see = async (client: Client, one: { region: string; id: string }) => (await client.get(`/api/cases/${one.region}/${one.id}`)).body;

async function reported(client: Client, more: object = {}) {
  const answer = await client.post('/api/cases', { content: '河边的井盖翘起来了，晚上很危险', matter: 'M01002', ...gulou, ...more });
  expect(answer.status).toBe(201);
  return answer.body as { region: string; id: string; number: string; queryCode: string | null };
}

/** A case that the street has in hand. */
async function inHand(client: Client) {
  const [atDesk, atStreet] = [await world.officer(desk), await world.officer(street)];
  const one = await reported(client);
  expect((await act(atDesk, one, 'accept')).status).toBe(200);
  expect((await act(atDesk, one, 'dispatch', { unit: street.unit })).status).toBe(200);
  expect((await act(atStreet, one, 'sign')).status).toBe(200);
  return { one, atDesk, atStreet };
}

describe('the loop', () => {
  test('runs from the report through the call to the reporter’s judgement, and every hand-over is visible to him', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(resident);
    const [atRiver, atManagement] = [await world.officer(river), await world.officer(management)];
    const called = await act(atStreet, one, 'call', { units: [river.unit, management.unit], note: '请到三叉街桥头一起看', whistle: 'work' });
    expect(called.body.calls.map((call: { state: string }) => call.state)).toEqual(['called', 'called']);
    for (const [department, unit] of [[atRiver, river.unit], [atManagement, management.unit]] as const) {
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
    expect(rated.body.timeline.map((line: { action: string }) => line.action)).toEqual(['report', 'accept', 'dispatch', 'sign', 'call', 'sign-call', 'contact-caller', 'report-in', 'finish-call', 'sign-call', 'contact-caller', 'report-in', 'finish-call', 'finish', 'approve', 'rate']);
    expect(rated.body.clocks.filter((clock: { kind: string; light: string }) => clock.kind.startsWith('call-') || clock.kind === 'on-site').every((clock: { light: string }) => clock.light === 'met')).toBe(true);
  });

  test('the reporter refuses the closing and the case goes round again, counted', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(resident);
    await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
    await act(atDesk, one, 'approve');
    const refused = await act(resident, one, 'refuse', { note: '根本没有换', reasons: ['not-done'] });
    expect(refused.body).toMatchObject({ state: 'handling', round: 2 });
    expect((await see(atStreet, one)).clocks.some((clock: { kind: string; endedAt: string | null }) => clock.kind === 'rectify' && clock.endedAt === null)).toBe(true);
  });

  test('a unit that lets the time pass does not decide the end: the reporter is asked, and his word closes the case', async () => {
    const resident = await world.resident();
    const { one } = await inHand(resident);
    expect((await act(resident, one, 'rate', { level: 4 })).body.code).toBe('case.condition_unmet');
    world.clock.advance(20 * day);
    await drainTimers();
    const asked = await see(resident, one);
    expect(asked.askedAt).not.toBeNull();
    expect(asked.state).toBe('handling');
    const messages = (await resident.get('/api/messages')).body.messages;
    expect(messages[0].number).toBe(one.number);
    expect((await act(resident, one, 'rate', { level: 2, reasons: ['slow'] })).body).toMatchObject({ state: 'closed', rating: { level: 2 } });
    const { clocks } = await world.asPlatform((ctx) => viewCase(ctx, one.region, one.id));
    expect(clocks.find((clock) => clock.kind === 'handle')?.light).toBe('missed');
  });

  test('unrated is closed as unrated, later archived, and never counted as satisfied', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(resident);
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
    const { one } = await inHand(resident);
    world.clock.advance(20 * day);
    await Promise.all([fireTimers(world.house, world.clock.now()), fireTimers(world.house, world.clock.now()), fireTimers(world.house, world.clock.now())]);
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
    expect((await act(atDesk, one, 'approve')).body).toMatchObject({ code: 'case.wrong_state', allowed: expect.arrayContaining(['accept', 'reject', 'answer']) });
  });

  test('a rejection without a known reason and words for the reporter is refused, and nothing is written', async () => {
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest());
    expect((await act(atDesk, one, 'reject', { reason: 'not-government' })).body).toMatchObject({ code: 'case.field_missing', field: 'reply' });
    expect((await act(atDesk, one, 'reject', { reason: 'because', reply: '不受理' })).body).toMatchObject({ code: 'reason.unknown', allowed: expect.arrayContaining(['not-government']) });
    expect((await see(atDesk, one)).timeline).toHaveLength(1);
    expect((await act(atDesk, one, 'reject', { reason: 'not-government', reply: '不属于政府职责，可向消费者协会反映' })).body.state).toBe('rejected');
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
    const { one, atStreet } = await inHand(world.guest());
    await act(atStreet, one, 'call', { units: [river.unit], note: '请到场' });
    expect((await act(atStreet, one, 'call', { units: [river.unit], note: '请到场' })).body.code).toBe('call.already_open');
    expect((await act(atStreet, one, 'finish', { reply: '好了', note: '好了' })).body).toMatchObject({ code: 'case.condition_unmet', condition: '!openCalls' });
  });
});

describe('the reporter', () => {
  test('who is not signed in follows and judges the case with number and query code, and nobody without it', async () => {
    const guest = world.guest();
    const one = await reported(guest);
    expect(one.queryCode).toMatch(/^[0-9A-Z]{10}$/);
    const code = one.queryCode as string;
    expect((await guest.post('/api/track', { number: one.number, code })).body.number).toBe(one.number);
    expect((await guest.post('/api/track', { number: one.number, code: 'AAAAAAAAAA' })).body.code).toBe('case.unknown');
    expect((await guest.get(`/api/cases/${one.region}/${one.id}`)).status).toBe(401);
    expect((await guest.get(`/api/cases/${one.region}/${one.id}`, { 'x-query-code': 'AAAAAAAAAA' })).status).toBe(404);
    expect((await act(guest, one, 'urge', {}, { 'x-query-code': code })).body.urgeCount).toBe(1);
    expect((await act(guest, one, 'withdraw')).status).toBe(401);
  });

  test('a mistyped number is told apart from an unknown one', async () => {
    const guest = world.guest();
    const one = await reported(guest);
    const last = Number(one.number.at(-1));
    const mistyped = `${one.number.slice(0, -1)}${(last + 1) % 10}`;
    expect((await guest.post('/api/track', { number: mistyped, code: one.queryCode })).body.code).toBe('number.mistyped');
  });

  test('gets the first answer again when he sends the same report twice, also at the same moment', async () => {
    const guest = world.guest();
    const key = { 'idempotency-key': randomUUID() };
    const body = { content: '路灯不亮', ...gulou };
    const [first, second] = await Promise.all([guest.post('/api/cases', body, key), guest.post('/api/cases', body, key)]);
    const third = await guest.post('/api/cases', body, key);
    expect(new Set([first.body.number, second.body.number, third.body.number]).size).toBe(1);
    expect(third.body.queryCode).toBe(first.body.queryCode);
    expect((await guest.post('/api/cases', { ...body, content: '别的事' }, key)).body.code).toBe('request.idempotency_key_reused');
  });

  test('who asked for confidentiality is opened by the desk only, with a purpose, and sees who looked', async () => {
    const resident = await world.resident();
    const [atDesk, atStreet] = [await world.officer(desk), await world.officer(street)];
    const one = await reported(resident, { identity: 'confidential', phone: '13805911234', name: '王某某' });
    await act(atDesk, one, 'accept');
    await act(atDesk, one, 'dispatch', { unit: street.unit });
    expect((await atStreet.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'contact-reporter' })).body.code).toBe('reporter.sealed');
    expect((await atDesk.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'curiosity' })).body.code).toBe('purpose.unknown');
    expect((await atDesk.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'contact-reporter' })).body.phone).toBe('13805911234');
    const looks = (await resident.get(`/api/cases/${one.region}/${one.id}/looks`)).body;
    expect(looks).toHaveLength(1);
    expect(looks[0]).toMatchObject({ purposeCode: 'contact-reporter', fields: ['name', 'phone'] });
  });

  test('his phone number in the text is masked before anybody reads it', async () => {
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest(), { content: '请打我电话13805911234，井盖坏了' });
    expect((await see(atDesk, one)).content).toBe('请打我电话138******34，井盖坏了');
  });

  test('adds a photo that loses its hidden data; a stranger does not see it', async () => {
    const guest = world.guest();
    const sharp = (await import('sharp')).default;
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#1f5e48' } }).withExif({ IFD0: { ImageDescription: 'at home' } }).jpeg().toBuffer();
    const stored = await world.app.inject({ method: 'POST', url: '/api/photos', headers: { 'content-type': 'image/jpeg' }, payload: bytes });
    expect(stored.statusCode).toBe(201);
    const photo = stored.json();
    const one = await reported(guest, { photos: [{ id: photo.id, claim: photo.claim }] });
    expect((await guest.get(`/api/photos/${photo.id}`)).status).toBe(404);
    const shown = await guest.get(`/api/photos/${photo.id}?code=${one.queryCode}`);
    expect(shown.status).toBe(200);
    expect((await sharp(shown.body).metadata()).exif).toBeUndefined();
    expect((await guest.post('/api/cases', { content: '偷照片', ...gulou, photos: [{ id: photo.id, claim: 'guessed' }] })).body.code).toBe('photo.unknown');
    expect((await world.app.inject({ method: 'POST', url: '/api/photos', headers: { 'content-type': 'image/png' }, payload: Buffer.from('not a picture') })).json().code).toBe('photo.unreadable');
  });
});

describe('a district', () => {
  test('sees nothing of its neighbour, and a desk does not act there', async () => {
    const one = await reported(world.guest());
    const neighbour = await world.officer({ unit: '350103-command', area: '350103', permissions: ['case.read', 'case.triage', 'case.supervise'] });
    expect((await neighbour.get(`/api/cases/${one.region}/${one.id}`)).status).toBe(404);
    expect((await act(neighbour, one, 'accept')).status).toBe(404);
    expect((await neighbour.get('/api/cases')).body.cases).toEqual([]);
  });

  test('finds its duties nearest deadline first, one line a case, page by page', async () => {
    const unit = '350102005-street';
    const southDesk = await world.officer({ ...desk, unit, area: '350102005' });
    for (let i = 0; i < 5; i++) {
      world.clock.advance(60_000);
      await reported(world.guest(), { point: undefined, area: '350102005', content: `第${i}件` });
    }
    const first = (await southDesk.get('/api/work-list?limit=3')).body;
    const second = (await southDesk.get(`/api/work-list?limit=3&cursor=${first.next}`)).body;
    expect([...first.cases, ...second.cases].map((line: { title: string }) => line.title)).toEqual(['第0件', '第1件', '第2件', '第3件', '第4件']);
    expect(second.next).toBeNull();
    expect((await southDesk.get('/api/work-list/counts')).body).toMatchObject({ total: 5, kinds: { accept: 5 } });
    expect((await southDesk.get('/api/work-list?cursor=rubbish')).body.code).toBe('request.cursor_invalid');
  });
});
