import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allowance, apply, registerSenior, registerTrader, sole } from '../../../test/service-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { askSources, changedSources, type SourceGateway } from './jobs.ts';
import { drawAudit } from './service/draw-audit.ts';

let world: World;
let officer: Client;
let unit: string;
beforeAll(async () => {
  world = await openWorld();
  const client = await doubtful();
  const { unitName, ...one } = await client.view();
  const { rows } = await world.house.database.pool.query<{ unit_id: string }>('select unit_id from services.application where id = $1', [
    one.id,
  ]);
  unit = rows[0]?.unit_id ?? '';
  officer = await world.officer({ unit, area: '350102', permissions: ['application.decide'] });
});
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));
afterAll(() => world.close());

/** Somebody whose stated day of birth is not the one that is held. */
async function doubtful() {
  const client = await world.resident();
  await registerSenior(world, `person:${client.accountId}`);
  return following(client, allowance({ form: { ...allowance().form, birth_on: '1940-01-01' } }));
}
async function clear() {
  const client = await world.resident();
  await registerSenior(world, `person:${client.accountId}`);
  return following(client, allowance());
}
let trades = 0;
async function trader() {
  const client = await world.resident();
  const trade = { name: `小榕${++trades}号店`, premises: `鼓楼区东街${trades}号` };
  await registerTrader(world, `person:${client.accountId}`, trade);
  return following(client, sole(trade));
}
async function following(client: Client, body: object) {
  const answer = await apply(client, body);
  const one = answer.body.applications[0];
  const at = `/api/applications/${one.region}/${one.id}`;
  return {
    client,
    at,
    id: one.id as string,
    view: async (by = client) => (await by.get(at)).body,
    act: (action: string, input: object = {}, by = client) => by.post(`${at}/actions/${action}`, input),
  };
}
const decided = { note: '已与户籍底册核对', ground: '《老年人权益保障法》第三十三条' };
const actionsOf = (view: { timeline: { action: string }[] }) => view.timeline.map(({ action }) => action);

describe('an officer of the leading unit', () => {
  test('finds what waits for the unit, what is due first, with the number of differences', async () => {
    const one = await doubtful();
    const { applications } = (await officer.get('/api/application-queue?limit=100')).body;
    expect(applications.find(({ id }: { id: string }) => id === one.id)).toMatchObject({
      differences: 1,
      state: 'with-person',
      for: '陈*榕',
    });
    const dues = applications.map(({ dueAt }: { dueAt: string }) => dueAt);
    expect(dues).toEqual([...dues].sort());
    const page = (await officer.get('/api/application-queue?limit=1')).body;
    expect(page.applications).toHaveLength(1);
    const next = (await officer.get(`/api/application-queue?limit=1&after=${page.next}`)).body;
    expect(next.applications[0].id).not.toBe(page.applications[0].id);
  });

  test('sees what was said beside what is held, and that he looked is written down', async () => {
    const one = await doubtful();
    const view = await one.view(officer);
    expect(view.fields.find(({ name }: { name: string }) => name === 'birth_on')).toMatchObject({
      claimed: '1940-01-01',
      value: '1945-03-08',
      result: 'mismatch',
      sourceName: '户籍登记',
    });
    const { rows } = await world.house.database.pool.query(
      'select purpose, fields from privacy.ledger where about_id = $1 and actor_id is not null',
      [one.id],
    );
    expect(rows).toEqual([{ purpose: 'decide-service', fields: ['application'] }]);
  });

  test('approves on a ground, and the allowance is ordered once', async () => {
    const one = await doubtful();
    expect((await one.act('approve', {}, officer)).body.code).toBe('application.ground_missing');
    const { status, body } = await one.act('approve', decided, officer);
    expect([status, body.state, body.byMachine]).toEqual([200, 'approved', false]);
    expect(body.paymentNumber).toMatch(/^350102-/);
    expect((await one.act('approve', decided, officer)).body.code).toBe('application.step_impossible');
  });

  test('refuses with reason, ground and the ways to contest it, and the right is free again', async () => {
    const one = await doubtful();
    expect((await one.act('refuse', { ground: decided.ground }, officer)).body.code).toBe('application.note_missing');
    await one.act('refuse', decided, officer);
    const view = await one.view();
    expect(view).toMatchObject({ state: 'refused', remedy: { reconsiderDays: 60, suitMonths: 6 } });
    expect(view.timeline.at(-1)).toMatchObject({ action: 'refuse', note: decided.note, ground: decided.ground, name: null });
    expect((await apply(one.client, allowance())).status).toBe(201);
  });

  test('extends the time once, by ten working days, with the reason told', async () => {
    const one = await doubtful();
    const before = await one.view();
    const { body } = await one.act('extend', { note: '需向外地核对' }, officer);
    expect([before.dueAt.slice(0, 10), body.dueAt.slice(0, 10)]).toEqual(['2026-12-01', '2026-12-15']);
    expect((await one.act('extend', { note: '还需' }, officer)).body.code).toBe('application.step_impossible');
  });

  test('of two who decide at once, one does', async () => {
    const one = await doubtful();
    const answers = await Promise.all([one.act('approve', decided, officer), one.act('refuse', decided, officer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('of another unit sees nothing of it', async () => {
    const one = await doubtful();
    const other = await world.officer({ unit: '350103-command', area: '350103', permissions: ['application.decide'] });
    const neighbour = await world.officer({ unit: '350102-command', area: '350102', permissions: ['application.decide'] });
    for (const stranger of [other, neighbour, await world.resident()]) {
      expect((await stranger.get(one.at)).status).toBe(404);
      expect((await one.act('approve', decided, stranger)).status).toBe(404);
    }
  });
});

describe('whoever applied', () => {
  test('withdraws while it is open, and may apply anew', async () => {
    const one = await doubtful();
    expect((await one.act('withdraw')).body.state).toBe('withdrawn');
    expect((await apply(one.client, allowance())).body.applications[0].state).toBe('approved');
  });

  test('asks a person to look at a decision by machine, once, and is answered', async () => {
    const one = await clear();
    expect((await one.act('ask-review', { note: '金额是怎么算的？' })).body).toMatchObject({ reviewAsked: true, state: 'approved' });
    expect((await officer.get('/api/application-queue?limit=100')).body.applications.map(({ id }: { id: string }) => id)).toContain(one.id);
    await one.act('answer-review', { note: '八十周岁档每月一百元' }, officer);
    const view = await one.view();
    expect(view).toMatchObject({ reviewAsked: false, allowed: [] });
    expect(view.timeline.at(-1)).toMatchObject({ action: 'answer-review', note: '八十周岁档每月一百元' });
    expect((await one.act('ask-review', { note: '再问' })).body.code).toBe('application.step_impossible');
  });

  test('is heard again after a refusal, where the unit finds reason', async () => {
    const one = await doubtful();
    await one.act('refuse', decided, officer);
    expect((await one.act('reconsider', { note: '先看' }, officer)).body.code).toBe('application.step_impossible');
    await one.act('ask-review', { note: '户口本在这里' });
    expect((await one.act('reconsider', { note: '属实' }, officer)).body.state).toBe('with-person');
    expect((await one.act('approve', decided, officer)).body.state).toBe('approved');
  });

  test('finds own applications, the newest first, and nobody else’s', async () => {
    const one = await clear();
    world.clock.advance(60_000);
    const { applications } = (await one.client.get('/api/applications')).body;
    expect(applications.map(({ id }: { id: string }) => id)).toEqual([one.id]);
  });
});

describe('afterwards', () => {
  test('a false pledge is to be put right, then the licence is suspended, reinstated or revoked, each with a reason', async () => {
    const one = await trader();
    const { rows } = await world.house.database.pool.query<{ unit_id: string; licence_id: string }>(
      'select unit_id, licence_id from services.application where id = $1',
      [one.id],
    );
    const { unit_id = '', licence_id = '' } = rows[0] ?? {};
    const market = await world.officer({ unit: unit_id, area: '350102', permissions: ['application.decide'] });
    const licence = async () =>
      (await world.house.database.pool.query<{ state: string }>('select state from licences.licence where id = $1', [licence_id])).rows[0]
        ?.state;
    expect((await one.act('order-correction', { note: '场所为住宅' }, market)).body).toMatchObject({
      state: 'correcting',
      correctBy: expect.stringMatching(/^2026-12-08/),
    });
    expect((await one.act('confirm-correction', {}, market)).body.state).toBe('approved');
    expect((await one.act('order-correction', { note: '又来' }, market)).body.code).toBe('application.step_impossible');
    await one.act('suspend', { note: '逾期未改' }, market);
    expect(await licence()).toBe('suspended');
    await one.act('reinstate', { note: '已改' }, market);
    expect(await licence()).toBe('valid');
    const { body } = await one.act('revoke', { note: '虚假承诺', ground: '行政许可法第六十九条' }, market);
    expect([body.state, body.allowed, await licence()]).toEqual(['revoked', [], 'revoked']);
    expect(actionsOf(body)).toEqual(['approve-at-once', 'order-correction', 'confirm-correction', 'suspend', 'reinstate', 'revoke']);
  });

  test('a sample of a day’s decisions by machine is drawn once, and one that is wrong is reversed', async () => {
    const [kept, wrong] = [await clear(), await clear()];
    world.clock.set('2026-11-25T00:10:00+08:00');
    expect(await drawAudit(world.house, world.clock.now())).toBeGreaterThanOrEqual(2);
    expect(await drawAudit(world.house, world.clock.now())).toBe(0);
    await world.house.database.pool.query(
      "insert into services.audit_draw (region, application_id, day, drawn_at) select '350102', id, '2026-11-24', now() from unnest($1::uuid[]) id on conflict do nothing",
      [[kept.id, wrong.id]],
    );
    const auditor = await world.officer({ unit: '350102-command', area: '350102', permissions: ['application.audit'] });
    expect((await auditor.get('/api/application-audit')).body.applications.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([kept.id, wrong.id]),
    );
    expect((await kept.act('keep', {}, auditor)).body).toMatchObject({ state: 'approved', allowed: [] });
    expect((await kept.act('keep', {}, auditor)).body.code).toBe('application.not_yours_to_do');
    const { body } = await wrong.act('reverse', { note: '核实为重复发放', ground: '行政许可法第六十九条' }, auditor);
    expect(body).toMatchObject({ state: 'revoked', remedy: { suitMonths: 6 } });
    const left = (await auditor.get('/api/application-audit')).body.applications.map(({ id }: { id: string }) => id);
    expect(left.filter((id: string) => [kept.id, wrong.id].includes(id))).toEqual([]);
    const paid = await world.house.database.pool.query<{ state: string }>('select state from payments.payment_order where about = $1', [
      `application:${wrong.id}`,
    ]);
    expect(paid.rows).toEqual([{ state: 'cancelled' }]);
  });
});

describe('a register that wavers', () => {
  const asked = [{ source: 'household-register', subject: 'person:x' }];
  const answering = (marks: (string | null)[]): SourceGateway => ({
    fetch: async () => {
      const mark = marks.shift() ?? null;
      return [mark === null ? null : { fields: { name: '陈大榕' }, asOf: new Date('2026-11-01'), mark }];
    },
  });

  test('is told apart when its record changed between check and issue, vanished or fell silent', async () => {
    const look = async (gateway: SourceGateway, later = gateway) => {
      const seen = await askSources(world.house, asked, gateway);
      return [...(await changedSources(world.house, asked, seen, later))];
    };
    const down: SourceGateway = { fetch: () => Promise.reject(new Error('down')) };
    expect(await look(answering(['1', '1']))).toEqual([]);
    expect(await look(answering(['1', '2']))).toEqual(['household-register']);
    expect(await look(answering(['1', null]))).toEqual(['household-register']);
    expect(await look(answering(['1']), down)).toEqual(['household-register']);
  });

  test('counts as silent when it is down or takes longer than three seconds', async () => {
    const down: SourceGateway = { fetch: () => Promise.reject(new Error('down')) };
    const slow: SourceGateway = { fetch: () => new Promise(() => undefined) };
    for (const gateway of [down, slow])
      expect([...(await askSources(world.house, asked, gateway)).values()]).toEqual([{ state: 'silent', why: 'down' }]);
  });
});
