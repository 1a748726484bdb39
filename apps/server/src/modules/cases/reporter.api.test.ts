import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act, desk, gulou, inHand, reported, see, street } from '../../../test/case-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

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
    expect((await atStreet.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'contact-reporter' })).body.code).toBe(
      'reporter.sealed',
    );
    expect((await atDesk.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'curiosity' })).body.code).toBe('purpose.unknown');
    expect((await atDesk.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'contact-reporter' })).body.phone).toBe(
      '13805911234',
    );
    const looks = (await resident.get(`/api/cases/${one.region}/${one.id}/looks`)).body;
    expect(looks).toHaveLength(1);
    expect(looks[0]).toMatchObject({ purposeCode: 'contact-reporter', fields: ['name', 'phone'] });
  });

  test('whose judgement is in words tells them to nobody but himself: the rated unit and the desk see the level', async () => {
    const resident = await world.resident();
    const { one, atDesk, atStreet } = await inHand(world, resident);
    await act(atStreet, one, 'finish', { reply: '已处理', note: '已处理' });
    await act(atDesk, one, 'approve');
    const words = '来的人态度很差';
    expect((await act(resident, one, 'rate', { level: 1, reasons: ['attitude'], note: words })).body.rating.note).toBe(words);
    for (const officer of [atStreet, atDesk]) {
      const seen = await see(officer, one);
      expect(seen.rating).toEqual({ level: 1, reasons: ['attitude'], note: null });
      expect(JSON.stringify(seen)).not.toContain(words);
    }
  });

  test('his phone number in the text is masked before anybody reads it', async () => {
    const atDesk = await world.officer(desk);
    const one = await reported(world.guest(), { content: '请打我电话13805911234，井盖坏了' });
    expect((await see(atDesk, one)).content).toBe('请打我电话138******34，井盖坏了');
  });

  test('adds a photo that loses its hidden data; a stranger does not see it', async () => {
    const guest = world.guest();
    const sharp = (await import('sharp')).default;
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#1f5e48' } })
      .withExif({ IFD0: { ImageDescription: 'at home' } })
      .jpeg()
      .toBuffer();
    const stored = await world.app.inject({
      method: 'POST',
      url: '/api/photos',
      headers: { 'content-type': 'image/jpeg' },
      payload: bytes,
    });
    expect(stored.statusCode).toBe(201);
    const photo = stored.json();
    const one = await reported(guest, { photos: [{ id: photo.id, claim: photo.claim }] });
    expect((await guest.get(`/api/photos/${photo.id}`)).status).toBe(404);
    const shown = await guest.get(`/api/photos/${photo.id}?code=${one.queryCode}`);
    expect(shown.status).toBe(200);
    expect((await sharp(shown.body).metadata()).exif).toBeUndefined();
    expect((await guest.post('/api/cases', { content: '偷照片', ...gulou, photos: [{ id: photo.id, claim: 'guessed' }] })).body.code).toBe(
      'photo.unknown',
    );
    expect(
      (
        await world.app.inject({
          method: 'POST',
          url: '/api/photos',
          headers: { 'content-type': 'image/png' },
          payload: Buffer.from('not a picture'),
        })
      ).json().code,
    ).toBe('photo.unreadable');
  });
});

test('a report that names only the city and a point lies where the point is', async () => {
  const one = (await world.guest().post('/api/cases', { content: '路灯不亮', area: '350100', ...gulou })).body;
  expect(one).toMatchObject({ region: '350102' });
  expect((await world.guest().post('/api/cases', { content: '路灯不亮', area: '350103', ...gulou })).body.code).toBe('place.contradiction');
});

describe('a district', () => {
  test('sees nothing of its neighbour, and a desk does not act there', async () => {
    const one = await reported(world.guest());
    const neighbour = await world.officer({
      unit: '350103-command',
      area: '350103',
      permissions: ['case.read', 'case.triage', 'case.supervise'],
    });
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
    expect([...first.cases, ...second.cases].map((line: { title: string }) => line.title)).toEqual([
      '第0件',
      '第1件',
      '第2件',
      '第3件',
      '第4件',
    ]);
    expect(second.next).toBeNull();
    expect((await southDesk.get('/api/work-list/counts')).body).toMatchObject({ total: 5, kinds: { accept: 5 } });
    expect((await southDesk.get('/api/work-list?cursor=rubbish')).body.code).toBe('request.cursor_invalid');
  });
});
