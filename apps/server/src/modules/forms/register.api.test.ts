import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asked, asker, burdenDesk, decide, filler, inForce, openForm, wanted, write } from '../../../test/form-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { rounds } from './jobs.ts';

let world: World;
let unit: Client;
let desk: Client;
beforeAll(async () => {
  world = await openWorld();
  unit = await world.officer(asker);
  desk = await world.officer(burdenDesk);
});
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));
afterAll(() => world.close());

/** Each test asks about a fact of its own, so that no form of another test stands in its way. */
let facts = 0;
const ownFact = () => ({ fields: [{ name: `第${++facts}号自建指标`, kind: 'number', reason: '没有单位登记' }] });

test('a form comes into force by two persons of two units, and its record says so', async () => {
  const form = await inForce(world, ownFact());
  const seen = (await unit.get(`/api/forms/${form.id}`)).body;
  expect(seen).toMatchObject({ state: 'approved', unitName: '鼓楼区民政局', areaName: '鼓楼区', actions: ['end'] });
  expect(seen.history.map((one: { action: string; state: string }) => [one.action, one.state])).toEqual([
    ['ask', 'proposed'],
    ['approve', 'approved'],
  ]);
});

test('the asker does not approve his own form, nor does a colleague of the same unit', async () => {
  const both = await world.officer({ ...asker, permissions: ['form.ask', 'form.approve'] });
  const form = await asked(both, ownFact());
  const colleague = await world.officer({ ...asker, permissions: ['form.approve'] });
  for (const client of [both, colleague])
    expect((await decide(client, form.id, 'approve')).body).toMatchObject({ status: 403, code: 'form.four_eyes' });
  const atDesk = await world.officer({ ...burdenDesk, permissions: ['form.ask', 'form.approve'] });
  const own = await asked(atDesk, ownFact());
  expect((await decide(atDesk, own.id, 'approve')).body.code).toBe('form.four_eyes');
  expect((await decide(desk, form.id, 'approve')).body.state).toBe('approved');
});

test.each([
  ['no law', { basis: { law: '领导要求', article: '第一条' } }, 'form.basis_missing'],
  ['no article', { basis: { law: '《统计法》', article: '' } }, 'form.basis_missing'],
  ['a check-in', { fields: [{ name: '每日打卡人数', kind: 'number', reason: '督促' }] }, 'form.metric_banned'],
  ['an install rate in its title', { title: '某应用安装率统计' }, 'form.metric_banned'],
  ['a known field as a new one', { fields: [{ name: '最低生活保障人数', kind: 'number', reason: '要用' }] }, 'form.field_known'],
  ['an unknown code', { fields: [{ code: 'no-such-field' }] }, 'form.field_unknown'],
  ['a new field without a reason', { fields: [{ name: '楼道灯数', kind: 'number' }] }, 'form.reason_missing'],
  ['a choice without choices', { fields: [{ name: '楼道状况', kind: 'choice', reason: '巡查' }] }, 'form.field_incomplete'],
  ['a field twice', { fields: [{ code: 'vacant-homes' }, { code: 'vacant-homes' }] }, 'form.field_twice'],
  ['a term that is over', { validFrom: '2026-01-01', validUntil: '2026-11-23' }, 'form.term_invalid'],
  ['a term longer than the pack allows', { validFrom: '2026-11-01', validUntil: '2027-11-03' }, 'form.term_invalid'],
  ['a day that is none', { validFrom: '2026-02-30' }, 'form.term_invalid'],
  ['nobody to fill it', { area: '350102004001', fillers: ['street'] }, 'form.nobody_asked'],
  ['an unknown area', { area: '999999' }, 'area.unknown'],
])('a form with %s is refused', async (_what, more, code) => {
  expect((await unit.post('/api/forms', wanted(more))).body).toMatchObject({ status: 422, code });
});

test('what registers hold is not asked again: the refusal lists the fields, the holders and the law', async () => {
  const { body } = await unit.post(
    '/api/forms',
    wanted({ fields: [{ code: 'minimum-living-people' }, { code: 'disabled-people' }, { code: 'volunteer-teams' }] }),
  );
  expect(body).toMatchObject({ status: 422, code: 'form.overlaps', share: 2 / 3, threshold: { value: 0.2, status: 'drafted' } });
  expect(
    body.overlaps.map((one: { name: string; heldBy: { holder: string; basis: string }[] }) => [
      one.name,
      one.heldBy[0]?.holder,
      one.heldBy[0]?.basis,
    ]),
  ).toEqual([
    ['低保人数', '民政部门', expect.stringContaining('《社会救助暂行办法》')],
    ['持证残疾人数', '残联', expect.stringContaining('《残疾人保障法》')],
  ]);
});

test('what another form asks of the same communities is not asked again, and that form is named', async () => {
  const first = await inForce(
    world,
    { ...ownFact(), title: '空置房摸底', fields: [{ code: 'vacant-homes' }] },
    { ...asker, unit: '350102-housing-construction' },
  );
  const { body } = await unit.post('/api/forms', wanted({ area: '350102004', fields: [{ code: 'vacant-homes' }] }));
  expect(body).toMatchObject({
    code: 'form.overlaps',
    overlaps: [{ field: 'vacant-homes', heldBy: [{ kind: 'form', id: first.id, name: '空置房摸底', holder: '鼓楼区建设局' }] }],
  });
  expect((await decide(desk, first.id, 'end', '改用共享数据')).body).toMatchObject({ state: 'ended', endedOn: '2026-11-24' });
  expect((await asked(unit, { area: '350102004', fields: [{ code: 'vacant-homes' }] })).state).toBe('proposed');
});

test('an overlap below the threshold is carried along, and nobody must fill it', async () => {
  const own = Array.from({ length: 5 }, () => ownFact().fields[0]);
  const form = await asked(unit, { fields: [{ code: 'aged-60', required: true }, ...own] });
  expect(form.fields.map(({ required, heldBy }) => [required, heldBy.length])).toEqual([[false, 1], ...own.map(() => [true, 0])]);
});

test('of two forms that ask the same, the second is refused when it is approved', async () => {
  const code = 'flood-points';
  const [first, second] = [await asked(unit, { fields: [{ code }] }), await asked(unit, { fields: [{ code }] })];
  expect((await decide(desk, first.id, 'approve')).status).toBe(200);
  expect((await decide(desk, second.id, 'approve')).body).toMatchObject({ status: 422, code: 'form.overlaps' });
  expect((await decide(desk, second.id, 'refuse', '已有同样的表')).body).toMatchObject({ state: 'refused' });
});

test('a new field of an approved form is in the dictionary, and a second unit finds it held', async () => {
  const fact = ownFact();
  const form = await inForce(world, fact);
  const { fields } = (await world.guest().get('/api/form-fields')).body;
  expect(fields.find((one: { name: string }) => one.name === fact.fields[0]?.name)).toMatchObject({
    code: form.fields[0]?.code,
    originForm: form.id,
    freshDays: 31,
  });
  expect(
    (await unit.post('/api/forms', wanted({ fields: [{ name: fact.fields[0]?.name, kind: 'number', reason: '也要' }] }))).body,
  ).toMatchObject({
    code: 'form.field_known',
    known: [{ code: form.fields[0]?.code }],
  });
});

test('the check tells everything at once and asks nothing', async () => {
  const count = async () => (await unit.get('/api/forms?limit=100')).body.forms.length;
  const before = await count();
  const { body, status } = await unit.post(
    '/api/forms/check',
    wanted({
      basis: { law: '', article: '' },
      frequency: 'daily',
      minutes: 60,
      fields: [{ code: 'aged-60' }, { name: '独居老人户数', kind: 'number', reason: '探访' }],
    }),
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ acceptable: false, lacks: 'law', share: 0.5, similar: [{ code: 'living-alone-elders' }] });
  expect(body.offices).toBeGreaterThan(60);
  expect(body.heaviest).toMatchObject({ passes: expect.arrayContaining(['forms', 'minutes']) });
  expect(body.heaviest.after.asked - body.heaviest.before.asked).toBe(21);
  expect(await count()).toBe(before);
});

test('a county’s department asks nothing of another county, nor for another unit', async () => {
  expect((await unit.post('/api/forms', wanted({ area: '350103' }))).body).toMatchObject({ status: 403, code: 'form.area_not_yours' });
  expect((await unit.post('/api/forms', wanted({ unit: '350102-education' }))).body).toMatchObject({
    status: 403,
    code: 'form.area_not_yours',
  });
});

test('a form proposed or refused is for officers; what is in force anybody reads, without the names in its record', async () => {
  const form = await asked(unit, ownFact());
  expect((await world.guest().get(`/api/forms/${form.id}`)).body).toMatchObject({ status: 404, code: 'form.unknown' });
  await decide(desk, form.id, 'approve');
  const { body } = await world.guest().get(`/api/forms/${form.id}`);
  expect(body).toMatchObject({ state: 'approved', history: [], actions: [], basis: { law: '《老年人权益保障法》' } });
  expect(JSON.stringify(body)).not.toContain('林一线');
  const states = (await world.guest().get('/api/forms?limit=100')).body.forms.map((one: { state: string }) => one.state);
  expect(states.filter((state: string) => ['proposed', 'refused', 'withdrawn'].includes(state))).toEqual([]);
});

test('a step out of turn is refused with what is allowed, one by a stranger as not his', async () => {
  const form = await asked(unit, ownFact());
  expect((await decide(desk, form.id, 'end', '不要了')).body).toMatchObject({
    status: 409,
    code: 'form.step_impossible',
    allowed: ['approve', 'refuse'],
  });
  expect((await decide(desk, form.id, 'refuse')).body.code).toBe('form.note_missing');
  expect((await decide(unit, form.id, 'approve')).body.code).toBe('form.not_yours');
  const elsewhere = await world.officer({ unit: '350103-command', area: '350103', permissions: ['form.approve'] });
  expect((await decide(elsewhere, form.id, 'approve')).body).toMatchObject({ status: 403, code: 'form.not_yours' });
  expect((await decide(unit, form.id, 'withdraw')).body.state).toBe('withdrawn');
});

test('of two decisions at the same moment one counts', async () => {
  const form = await asked(unit, ownFact());
  const other = await world.officer(burdenDesk);
  const answers = await Promise.all([decide(desk, form.id, 'approve'), decide(other, form.id, 'refuse', '不必要')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await unit.get(`/api/forms/${form.id}`)).body.history).toHaveLength(2);
});

test('the pages of the register hold every form once, the newest first', async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { forms: { id: string }[]; next: string | null } = (await unit.get(`/api/forms?limit=3${cursor && `&cursor=${cursor}`}`))
      .body;
    seen.push(...page.forms.map(({ id }) => id));
    cursor = page.next;
  }
  expect(seen.length).toBeGreaterThan(6);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
});

/** Sessions do not last for weeks: whoever acts later signs in again. */
const later = async (at: string) => {
  world.clock.set(at);
  unit = await world.officer(asker);
  desk = await world.officer(burdenDesk);
};
const close = () => rounds[0]?.run(world.house, world.clock.now());
const stateOf = async (id: string) => (await unit.get(`/api/forms/${id}`)).body.state;

test('a form closes by itself, and one whose answers nobody read a month later is proposed for abolition and not asked again', async () => {
  const term = { validFrom: '2026-11-01', validUntil: '2026-11-30' };
  const [read, unread] = [await inForce(world, { ...ownFact(), ...term }), await inForce(world, { ...ownFact(), ...term })];
  const atCommunity = await world.officer(filler);
  for (const { id, fields } of [read, unread]) {
    const draft = await openForm(atCommunity, id);
    expect((await write(atCommunity, draft, 'submit', { answers: [{ field: fields[0]?.code, value: 3 }] })).status).toBe(200);
  }
  expect((await desk.get(`/api/forms/${unread.id}/fillings`)).body.fillings).toHaveLength(1);
  expect((await unit.get(`/api/forms/${read.id}/fillings`)).body.fillings).toHaveLength(1);
  await later('2026-11-30T23:59:00+08:00');
  await close();
  expect([await stateOf(read.id), await stateOf(unread.id)]).toEqual(['approved', 'approved']);
  await later('2026-12-01T00:05:00+08:00');
  const tooLate = await world.officer(filler);
  expect((await tooLate.post(`/api/forms/${read.id}/fillings`, { area: filler.area })).body.code).toBe('form.closed');
  await close();
  expect([await stateOf(read.id), await stateOf(unread.id)]).toEqual(['expired', 'expired']);
  await later('2026-12-30T09:00:00+08:00');
  await close();
  expect(await stateOf(unread.id)).toBe('expired');
  await later('2026-12-31T09:00:00+08:00');
  await close();
  expect([await stateOf(read.id), await stateOf(unread.id)]).toEqual(['expired', 'unused']);
  const again = { validFrom: '2027-01-01', validUntil: '2027-03-31' };
  const renewal = (form: { id: string; fields: { code: string }[] }) =>
    unit.post('/api/forms', wanted({ ...again, renews: form.id, fields: [{ code: form.fields[0]?.code }] }));
  expect((await renewal(unread)).body).toMatchObject({ status: 422, code: 'form.unused' });
  expect((await renewal(read)).status).toBe(201);
  expect((await decide(desk, unread.id, 'abolish')).body.state).toBe('abolished');
  expect((await decide(desk, unread.id, 'keep', '仍需')).body.code).toBe('form.step_impossible');
});
