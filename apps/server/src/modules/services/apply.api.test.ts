import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allowance, apply, register, registerSenior, registerTrader, seniorSources, sole, takenDown } from '../../../test/service-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));
afterAll(() => world.close());

const subjectOf = (client: Client) => `person:${client.accountId}`;
async function senior(more: Parameters<typeof registerSenior>[2] = {}) {
  const client = await world.resident();
  await registerSenior(world, subjectOf(client), more);
  return client;
}
const show = async (client: Client, one: { region: string; id: string }) =>
  (await client.get(`/api/applications/${one.region}/${one.id}`)).body;
async function applied(client: Client, body: object) {
  const answer = await apply(client, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.applications[0];
}
const count = async (text: string, values: unknown[]) =>
  Number((await world.house.database.pool.query<{ n: number }>(text, values)).rows[0]?.n);

describe('the catalogue', () => {
  test('is found by anyone with the words of a resident, and each item names ground, materials and who holds them', async () => {
    const { services } = (await world.guest().get('/api/services?q=高龄津贴')).body;
    expect(services.map(({ id }: { id: string }) => id)).toContain('S001');
    const item = (await world.guest().get('/api/services/S001')).body;
    expect(item).toMatchObject({ name: '高龄津贴申领', mode: 'instant', rule: 'senior-allowance', leadUnit: { kind: 'civil-affairs' } });
    expect(item.materials).toContainEqual(expect.objectContaining({ id: 'identity', heldByName: '户籍登记' }));
    expect((await world.guest().get('/api/services/S999')).body.code).toBe('service.unknown');
  });

  test('comes in pages, each item once', async () => {
    const ids: string[] = [];
    for (let after = ''; ; ) {
      const { services, next } = (await world.guest().get(`/api/services?limit=40${after}`)).body;
      ids.push(...services.map(({ id }: { id: string }) => id));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(ids.length).toBeGreaterThanOrEqual(104);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('guidance', () => {
  test('asks question by question, fills in what the city holds with source and time, and names what must be brought', async () => {
    const client = await senior();
    const prepare = async (answers: object) =>
      (await client.post('/api/applications/preparation', { ...allowance({ answers }), materials: undefined })).body;
    expect((await prepare({})).items[0].next).toBe('for_whom');
    expect((await prepare({ for_whom: 'self' })).items[0]).toMatchObject({ next: 'pay_to', situation: 'own' });
    const { items, sources } = await prepare({ for_whom: 'self', pay_to: 'bank' });
    expect(items[0].next).toBeNull();
    expect(items[0].fields.find(({ name }: { name: string }) => name === 'birth_on').held).toEqual({
      value: '1945-03-08',
      source: 'household-register',
      sourceName: '户籍登记',
      sourceNameEn: 'Household register',
      asOf: takenDown,
    });
    expect(items[0].materials.map(({ id }: { id: string }) => id)).toEqual(['identity', 'account-proof']);
    expect(sources).toContainEqual(expect.objectContaining({ id: 'payment-accounts', state: 'held' }));
  });

  test('asks no register that was not admitted, and leaves a line for each that was', async () => {
    const client = await senior();
    const { body } = await client.post('/api/applications/preparation', {
      ...allowance({ authorised: ['household-register'] }),
      materials: undefined,
    });
    expect(body.sources.find(({ id }: { id: string }) => id === 'payment-accounts').state).toBe('not-authorised');
    const { body: mine } = await client.get('/api/me/looks');
    expect(mine.looks).toMatchObject([
      { purpose: 'prefill-form', fields: ['household'], basis: expect.stringContaining('《户口登记条例》') },
    ]);
  });
});

describe('approval at once', () => {
  test('pays the senior allowance in one request, with the rule, its cells and its ground', async () => {
    const client = await senior();
    const one = await applied(client, allowance());
    expect(one).toMatchObject({ item: 'S001', state: 'approved' });
    const view = await show(client, one);
    expect(view).toMatchObject({
      state: 'approved',
      byMachine: true,
      causes: [],
      decision: { ruleId: 'senior-allowance', version: 1, outcome: 'approve' },
      timeline: [{ action: 'approve-at-once', to: 'approved', by: 'platform' }],
    });
    expect(view.decision.amountCents).toBeGreaterThan(0);
    expect(view.decision.fired[0].annotation).not.toBe('');
    expect(view.decision.fired[0].cells).toContainEqual(expect.objectContaining({ label: '年龄', value: '81' }));
    expect(view.fields.find(({ name }: { name: string }) => name === 'alive_state')).toMatchObject({ result: 'match', asOf: takenDown });
    expect(view.paymentNumber).toMatch(/^350102-/);
    expect(await count("select count(*) as n from rules.decision where about_kind = 'application' and about_id = $1", [one.id])).toBe(1);
    const [look] = (await client.get('/api/me/looks')).body.looks;
    expect(look).toMatchObject({ aboutKind: 'application', aboutId: one.id, fields: ['household', 'allowances', 'bank'] });
    expect(look.sentence.zh).toBe('鼓楼区民政局，为办理您申请的事项，查看了家庭情况、津贴补助、银行账号');
  });

  test('issues a licence that the holder may show', async () => {
    const client = await world.resident();
    const trade = { name: '小榕小吃店', premises: '鼓楼区东街1号' };
    await registerTrader(world, subjectOf(client), trade);
    const view = await show(client, await applied(client, sole(trade)));
    expect(view.causes).toEqual([]);
    expect(view).toMatchObject({ state: 'approved', decision: { ruleId: 'sole-trader-open' }, for: '陈*榕' });
    expect(view.licenceNumber).not.toBeNull();
    expect(view.fields.filter(({ result }: { result: string }) => result === 'match')).toHaveLength(6);
  });

  test('a retried request gets the first answer and nothing twice', async () => {
    const client = await senior();
    const key = 'a-key-of-the-kiosk-1';
    const first = await apply(client, allowance(), key);
    const second = await apply(client, allowance(), key);
    expect(second.body).toEqual(first.body);
    expect(await count('select count(*) as n from services.application where applicant_id = $1', [client.accountId])).toBe(1);
  });

  test('of many who ask for the same right at once, one gets it and the others hear which application it was', async () => {
    const client = await senior();
    const answers = await Promise.all(Array.from({ length: 6 }, () => apply(client, allowance())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const one = answers.find(({ status }) => status === 201)?.body.applications[0];
    for (const { status, body } of answers.filter((answer) => answer.status !== 201))
      expect([status, body]).toEqual([
        409,
        expect.objectContaining({ code: 'application.already_held', application: { region: one.region, id: one.id } }),
      ]);
    expect(await count('select count(*) as n from services.application where applicant_id = $1', [client.accountId])).toBe(1);
    expect(await count('select count(*) as n from payments.payment_order where about = $1', [`application:${one.id}`])).toBe(1);
  });
});

describe('everything that is not clear', () => {
  const cases: [string, Parameters<typeof registerSenior>[2], object, object][] = [
    [
      'what is said is not what is held',
      {},
      { form: { ...allowance().form, birth_on: '1940-01-01' } },
      { code: 'mismatch', field: 'birth_on' },
    ],
    [
      'a register was not admitted',
      {},
      { authorised: seniorSources.slice(1), form: { ...allowance().form, name: '陈大榕', birth_on: '1945-03-08' } },
      { code: 'unavailable', field: 'name' },
    ],
    ['the rule says so', { 'household-register': { household_local: false } }, {}, { code: 'rule' }],
    [
      'a material must be seen',
      {},
      { answers: { for_whom: 'self', pay_to: 'bank' }, materials: [{ id: 'account-proof', how: 'shown' }] },
      { code: 'material-to-see', material: 'account-proof' },
    ],
    [
      'a material follows later',
      {},
      { answers: { for_whom: 'self', pay_to: 'bank' }, materials: [{ id: 'account-proof', how: 'later' }] },
      { code: 'material-later', material: 'account-proof' },
    ],
  ];
  test.each(cases)('goes to a person where %s, with a deadline and with what is known', async (_what, held, change, cause) => {
    const client = await senior(held);
    const one = await applied(client, allowance(change));
    expect(one.state).toBe('with-person');
    const view = await show(client, one);
    expect(view.causes).toContainEqual(expect.objectContaining(cause));
    expect(view.paymentNumber).toBeNull();
    // Five working days after Tuesday 24 November 2026.
    expect(view.dueAt).toMatch(/^2026-12-01T/);
  });

  test('a register without a record', async () => {
    const client = await world.resident();
    await register(world, 'household-register', subjectOf(client), {
      name: '陈大榕',
      birth_on: '1945-03-08',
      household_local: true,
      alive_state: '在世',
    });
    const view = await show(client, await applied(client, allowance()));
    expect(view).toMatchObject({ state: 'with-person' });
    expect(view.causes.map(({ code }: { code: string }) => code)).toContain('not-found');
  });

  test('a pledge is taken where the law lets it, and refused where not', async () => {
    const client = await senior();
    const pledged = { answers: { for_whom: 'self', pay_to: 'bank' }, materials: [{ id: 'account-proof', how: 'promised' }] };
    expect((await applied(client, allowance(pledged))).state).toBe('approved');
  });

  test('everything that is missing is told at once', async () => {
    const client = await world.resident();
    const { status, body } = await apply(client, { ...allowance({ answers: { for_whom: 'self', pay_to: 'bank' } }), form: { wages: 5 } });
    expect([status, body.code]).toEqual([422, 'application.incomplete']);
    expect(body.lacks).toEqual(
      expect.arrayContaining([
        { kind: 'field', id: 'name', problem: 'missing' },
        { kind: 'field', id: 'birth_on', problem: 'missing' },
        { kind: 'field', id: 'phone', problem: 'missing' },
        { kind: 'field', id: 'wages', problem: 'unknown' },
        { kind: 'material', id: 'account-proof', problem: 'missing' },
      ]),
    );
    const unanswered = await apply(client, allowance({ answers: {} }));
    expect(unanswered.body.lacks).toContainEqual({ kind: 'question', id: 'for_whom', problem: 'missing' });
  });

  test('an account that cannot be one refuses the whole application, and the right is free again', async () => {
    const client = await senior();
    const wrong = await apply(client, allowance({ form: { account_no: '6217001820001234561', phone: '1' } }));
    expect(wrong.body.code).toBe('payment.account_invalid');
    expect((await applied(client, allowance())).state).toBe('approved');
  });
});
