import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asker, burdenDesk, community, filler, inForce, openForm, write } from '../../../test/form-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';

let world: World;
let atCommunity: Client;
beforeAll(async () => {
  world = await openWorld();
  atCommunity = await world.officer(filler);
});
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));
afterAll(() => world.close());

let facts = 0;
const twoFacts = () => ({
  fields: [1, 2].map((place) => ({ name: `第${++facts}号事实${place}`, kind: 'number', reason: '没有单位登记', required: place === 1 })),
});
const codesOf = (form: { fields: { code: string }[] }) => form.fields.map(({ code }) => code) as [string, string];
const answerTo = (view: { fields: { code: string; value: unknown }[] }, code: string) =>
  view.fields.find((one) => one.code === code)?.value;
const wait = (minutes: number) => world.clock.advance(minutes * 60_000);

test('everything asked of a community stands in one table, with the asking before', async () => {
  const form = await inForce(world, { ...twoFacts(), validFrom: '2026-10-01' });
  const rows = async () => (await atCommunity.get('/api/asked-forms')).body.asked.filter((one: { form: string }) => one.form === form.id);
  expect(await rows()).toMatchObject([
    { period: '2026-10', state: 'open', filling: null },
    { period: '2026-11', from: '2026-11-01', to: '2026-11-30', state: 'open', minutesUsual: 20, unitName: '鼓楼区民政局' },
  ]);
  const late = await openForm(atCommunity, form.id, { period: '2026-10' });
  await write(atCommunity, late, 'submit', { answers: [{ field: codesOf(form)[0], value: 1 }] });
  await openForm(atCommunity, form.id);
  expect((await rows()).map((one: { state: string }) => one.state)).toEqual(['submitted', 'draft']);
});

test('minutes run from opening to sending, a pause is cut, and the filler sees what was measured', async () => {
  const form = await inForce(world, twoFacts());
  const [first] = codesOf(form);
  let view = await openForm(atCommunity, form.id);
  expect(view).toMatchObject({ state: 'draft', idleMinutes: 5, minutesMeasured: 1 });
  wait(4);
  view = (await write(atCommunity, view, 'draft', { answers: [{ field: first, value: 7 }] })).body;
  expect(view.minutesMeasured).toBe(4);
  wait(90);
  view = await openForm(atCommunity, form.id);
  wait(3);
  view = (await write(atCommunity, view, 'draft', { answers: [] })).body;
  expect(view.minutesMeasured).toBe(7);
  wait(60);
  const sent = (await write(atCommunity, view, 'submit')).body;
  expect(sent).toMatchObject({
    state: 'submitted',
    minutesMeasured: 12,
    minutesStated: null,
    history: [{ action: 'submit', minutes: 12 }],
  });
  const corrected = (await write(atCommunity, sent, 'correct', { minutes: 45, reason: '还有入户核对的时间' })).body;
  expect(corrected).toMatchObject({ minutesMeasured: 12, minutesStated: 45 });
  expect(corrected.history.map((one: { minutes: number }) => one.minutes)).toEqual([12, 45]);
});

test('a correction keeps every version, with reason and name', async () => {
  const form = await inForce(world, twoFacts());
  const [first, second] = codesOf(form);
  const sent = (
    await write(atCommunity, await openForm(atCommunity, form.id), 'submit', {
      answers: [
        { field: first, value: 7 },
        { field: second, value: 1 },
      ],
    })
  ).body;
  const { body } = await write(atCommunity, sent, 'correct', {
    answers: [
      { field: first, value: 8 },
      { field: second, value: null },
    ],
    reason: '漏了一户',
  });
  expect([answerTo(body, first), answerTo(body, second)]).toEqual([8, null]);
  expect(
    body.history.map((one: { action: string; reason: string | null; answers: object[] }) => [one.action, one.reason, one.answers.length]),
  ).toEqual([
    ['submit', null, 2],
    ['correct', '漏了一户', 1],
  ]);
  expect((await write(atCommunity, sent, 'correct', { reason: '再改一次' })).body).toMatchObject({ status: 409, code: 'filling.changed' });
});

test('what a community reported once is carried into the next form, with its source and time, and grows no newer by it', async () => {
  const before = await inForce(world, { ...twoFacts(), title: '第一张表' });
  const [shared] = codesOf(before);
  await write(atCommunity, await openForm(atCommunity, before.id), 'submit', { answers: [{ field: shared, value: 41 }] });
  const own = Array.from({ length: 5 }, () => twoFacts().fields[0]);
  wait(60);
  const next = await inForce(world, { fields: [{ code: shared }, ...own] }, { ...asker, unit: '350102-health' });
  const view = await openForm(atCommunity, next.id);
  const field = view.fields[0];
  expect(field).toMatchObject({
    value: 41,
    required: false,
    source: { form: before.id, title: '第一张表', unitName: '鼓楼区民政局', at: '2026-11-24T02:00:00.000Z', same: true },
  });
  const rest = next.fields.slice(1).map(({ code }) => ({ field: code, value: 1 }));
  const sent = (await write(atCommunity, view, 'submit', { answers: rest })).body;
  expect(sent.fields[0]).toMatchObject({ value: 41, source: { form: before.id, at: '2026-11-24T02:00:00.000Z' } });
  const corrected = (await write(atCommunity, sent, 'correct', { answers: [{ field: shared, value: 42 }], reason: '又多一位' })).body;
  expect(corrected.fields[0]).toMatchObject({ value: 42, source: null });
});

test('a value that is no longer fresh is shown no more, and that of another community never', async () => {
  const form = await inForce(world, twoFacts());
  const [first] = codesOf(form);
  await write(atCommunity, await openForm(atCommunity, form.id), 'submit', { answers: [{ field: first, value: 41 }] });
  const neighbour = await world.officer({ ...filler, area: '350102004003', unit: '350102004003-community' });
  expect(answerTo(await openForm(neighbour, form.id, { area: '350102004003' }), first)).toBeNull();
  world.clock.set('2026-12-20T10:00:00+08:00');
  expect(answerTo(await openForm(await world.officer(filler), form.id), first)).toBe(41);
  world.clock.set('2027-02-10T10:00:00+08:00');
  expect(answerTo(await openForm(await world.officer(filler), form.id), first)).toBeNull();
});

test('what a correction takes away is not carried into the next asking', async () => {
  const form = await inForce(world, twoFacts());
  const [first, second] = codesOf(form);
  const answers = [
    { field: first, value: 7 },
    { field: second, value: 9 },
  ];
  const sent = (await write(atCommunity, await openForm(atCommunity, form.id), 'submit', { answers })).body;
  await write(atCommunity, sent, 'correct', { answers: [{ field: second, value: null }], reason: '填错了地方' });
  world.clock.set('2026-12-02T10:00:00+08:00');
  const next = await openForm(await world.officer(filler), form.id);
  expect([answerTo(next, first), answerTo(next, second)]).toEqual([7, null]);
});

test('every kind of answer comes back as it was given', async () => {
  const field = (name: string, kind: string, more: object = {}) => ({ name: `${name}${++facts}`, kind, reason: '没有单位登记', ...more });
  const choices = [{ key: 'good', zh: '良好', en: 'Good' }];
  const form = await inForce(world, {
    fields: [field('数', 'number'), field('文', 'text'), field('日', 'date'), field('选', 'choice', { choices }), field('是否', 'yes-no')],
  });
  const values = [12.5, '两行\n“文字”', '2026-11-24', 'good', false];
  const answers = form.fields.map(({ code }, place) => ({ field: code, value: values[place] }));
  const sent = (await write(atCommunity, await openForm(atCommunity, form.id), 'submit', { answers })).body;
  expect(sent.fields.map(({ value }: { value: unknown }) => value)).toEqual(values);
  expect(sent.history[0].answers.map(({ value }: { value: unknown }) => value)).toEqual(expect.arrayContaining(values));
});

test('two who open the same asking write into one filling, and the slower one is told', async () => {
  const form = await inForce(world, twoFacts());
  const colleague = await world.officer(filler);
  const [mine, theirs] = await Promise.all([openForm(atCommunity, form.id), openForm(colleague, form.id)]);
  expect(mine.id).toBe(theirs.id);
  expect((await write(colleague, theirs, 'draft', { answers: [{ field: codesOf(form)[0], value: 1 }] })).status).toBe(200);
  expect((await write(atCommunity, mine, 'submit', { answers: [{ field: codesOf(form)[0], value: 2 }] })).body.code).toBe(
    'filling.changed',
  );
});

test('answers that do not fit, are missing or come out of turn are refused by field', async () => {
  const form = await inForce(world, twoFacts());
  const [first] = codesOf(form);
  const view = await openForm(atCommunity, form.id);
  expect((await write(atCommunity, view, 'draft', { answers: [{ field: first, value: 'seven' }] })).body).toMatchObject({
    status: 422,
    code: 'filling.invalid',
    fields: [{ field: first, problem: 'kind' }],
  });
  expect((await write(atCommunity, view, 'draft', { answers: [{ field: 'no-such', value: null }] })).body.fields).toEqual([
    { field: 'no-such', problem: 'unknown' },
  ]);
  expect((await write(atCommunity, view, 'submit')).body).toMatchObject({
    code: 'filling.incomplete',
    fields: [{ field: first, problem: 'missing' }],
  });
  expect((await write(atCommunity, view, 'correct', { reason: '提前改' })).body).toMatchObject({
    status: 409,
    code: 'filling.not_submitted',
  });
  const sent = (await write(atCommunity, view, 'submit', { answers: [{ field: first, value: 0 }] })).body;
  expect((await write(atCommunity, sent, 'draft', { answers: [] })).body.code).toBe('filling.submitted');
  expect((await atCommunity.post(`/api/forms/${form.id}/fillings`, { area: community, period: '2026-09' })).body).toMatchObject({
    code: 'filling.period_closed',
    allowed: ['2026-11'],
  });
});

test('a form of another street is not asked here', async () => {
  const form = await inForce(world, { ...twoFacts(), area: '350102005' });
  expect((await atCommunity.post(`/api/forms/${form.id}/fillings`, { area: community })).body).toMatchObject({
    status: 422,
    code: 'form.not_asked_here',
  });
});

test('a filling is seen by its office, its street, the unit that asked and the desk, and by nobody else', async () => {
  const form = await inForce(world, twoFacts());
  const sent = (
    await write(atCommunity, await openForm(atCommunity, form.id), 'submit', { answers: [{ field: codesOf(form)[0], value: 5 }] })
  ).body;
  const path = `/api/fillings/${sent.region}/${sent.id}`;
  const may = [
    atCommunity,
    await world.officer({ ...filler, unit: '350102004-street', area: '350102004' }),
    await world.officer(asker),
    await world.officer(burdenDesk),
  ];
  for (const client of may) expect((await client.get(path)).body.id).toBe(sent.id);
  const others = [
    await world.officer({ ...filler, area: '350102004003', unit: '350102004003-community' }),
    await world.officer({ ...asker, unit: '350102-education' }),
    await world.officer({ ...burdenDesk, area: '350103', unit: '350103-command' }),
    await world.officer({ unit: '350102-command', area: '350102', permissions: ['command.read'] }),
  ];
  for (const client of others) expect((await client.get(path)).body).toMatchObject({ status: 404, code: 'filling.unknown' });
  expect((await others[1]?.get(`/api/forms/${form.id}/fillings`))?.body.code).toBe('form.not_yours');
  expect((await write(may[2] as Client, sent, 'correct', { reason: '代改' })).body.code).toBe('access.no_permission');
});

test('a retried sending gets the first answer and is counted once', async () => {
  const form = await inForce(world, twoFacts());
  const view = await openForm(atCommunity, form.id);
  const send = () =>
    atCommunity.post(
      `/api/fillings/${view.region}/${view.id}/submit`,
      { version: view.version, answers: [{ field: codesOf(form)[0], value: 5 }] },
      { 'idempotency-key': 'a-sending-of-one-filling' },
    );
  const [first, second] = [await send(), await send()];
  expect(second.body).toEqual(first.body);
  const { body } = await world.guest().get('/api/burden/forms?area=350102');
  expect(body.forms.find((one: { id: string }) => one.id === form.id)).toMatchObject({ filled: 1 });
});
