import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { cases } from '../cases/index.ts';
import { addPost, appoint } from '../people/index.ts';

/**
 * A small city whose figures can be counted by hand. Today is Tuesday 24 November 2026, 15:00. Gulou accepts within ten minutes, Taijiang within two hours.
 * The letters are the cases; what each one adds to a figure stands beside it.
 */
const now = '2026-11-24T15:00:00+08:00';
const dongjie = { point: { lat: 26.0869, lon: 119.298 } };
const yingzhou = { area: '350103001' };
const lamp = 'M01037';
const hydrant = 'M01013';
const street = '350102004-street';
const river = '350100-river-joint';
const management = '350102-urban-management';

type Case = { region: string; id: string; queryCode: string; desk: string };
type Step = [at: string, action: string, by: string, input?: object];
let world: World;
let city: Client;

const set = (at: string) => world.clock.set(`2026-11-${at}:00+08:00`);

/** A report of someone who is not signed in: the query code is his key to the case. */
async function report(at: string, more: object = dongjie, matter: string | null = lamp): Promise<Case> {
  set(at);
  const { status, body } = await world
    .guest()
    .post('/api/cases', { content: '路灯不亮，晚上看不清路', ...(matter ? { matter } : {}), ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return { ...body, desk: body.area.slice(0, 9) };
}

/** Each step by its own person, signed in at its own time: the desk of the street, the reporter, or the unit that is named. */
async function play(one: Case, ...steps: Step[]) {
  for (const [at, action, by, input] of steps) {
    set(at);
    const url = `/api/cases/${one.region}/${one.id}/actions/${action}`;
    const unit = by === 'desk' ? `${one.desk}-street` : by;
    const permissions = ['case.read', by === 'desk' ? 'case.triage' : 'case.handle', 'case.call'];
    const client = by === 'reporter' ? world.guest() : await world.officer({ unit, area: unit.split('-')[0] as string, permissions });
    const answer = await client.post(url, input, by === 'reporter' ? { 'x-query-code': one.queryCode } : undefined);
    expect(answer.status, `${action} at ${at}: ${JSON.stringify(answer.body)}`).toBe(200);
  }
}

const done = { reply: '已更换灯具', note: '已到现场处理' };
const viewer = (area: string, permissions = ['case.read', 'command.read']) => world.officer({ unit: `${area}-command`, area, permissions });
const figures = async <T = Record<string, never>>(client: Client, path: string): Promise<T> => {
  const answer = await client.get(`/api/command/${path}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as T;
};

/** A, C and D run through the whole loop on one day. */
async function loop(day: string, hour: number, ratedAt: string, level: number) {
  const at = (minutes: number) => `${day}T${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  const one = await report(at(0));
  await play(one, [at(5), 'accept', 'desk'], [at(10), 'dispatch', 'desk', { unit: street }], [at(20), 'sign', street]);
  await play(one, [at(40), 'finish', street, done], [at(50), 'approve', 'desk'], [`${day}T${ratedAt}`, 'rate', 'reporter', { level }]);
}

async function live() {
  const i = await report('16T09:00', dongjie, null);
  await play(i, ['16T09:03', 'answer', 'desk', { reply: '您好，路灯由城管局管养' }]);
  const j = await report('16T10:00');
  await loop('17', 9, '14:00', 4); // A
  const b = await report('17T16:00');
  await play(b, ['17T16:30', 'withdraw', 'reporter']);
  await play(j, ['18T09:00', 'accept', 'desk'], ['18T09:05', 'withdraw', 'reporter']);
  const g = await report('23T10:30', dongjie, hydrant);
  await play(
    g,
    ['23T10:35', 'accept', 'desk'],
    ['23T11:00', 'dispatch', 'desk', { unit: management }],
    ['23T11:10', 'sign', management],
    ['23T11:20', 'contact', management, { note: '已联系' }],
  );
  await loop('24', 8, '11:00', 5); // C
  await loop('24', 9, '12:00', 2); // D
  const e = await report('24T09:30', yingzhou);
  const own = '350103001-street';
  await play(e, ['24T09:35', 'accept', 'desk'], ['24T09:40', 'dispatch', 'desk', { unit: own }], ['24T09:50', 'sign', own]);
  await play(e, ['24T10:30', 'call', own, { units: [river, management], note: '请一起到现场', whistle: 'work' }]);
  await play(e, ['24T10:50', 'sign-call', river, { call: await callOf(e, river) }]);
  await report('24T10:00'); // F
  const h = await report('24T13:00');
  await play(h, ['24T13:05', 'accept', 'desk'], ['24T13:20', 'withdraw', 'reporter']);
  set('24T14:10');
  for (const round of cases.rounds ?? []) await round.run(world.house, world.clock.now()); // I was asked for a week and did not rate
}

async function callOf(one: Case, unit: string): Promise<string> {
  const officer = await world.officer({ unit, area: '350100', permissions: ['case.read', 'case.handle'] });
  const { calls } = (await officer.get(`/api/cases/${one.region}/${one.id}`)).body as { calls: { id: string; unit: string }[] };
  return calls.find((call) => call.unit === unit)?.id ?? '';
}

beforeAll(async () => {
  world = await openWorld();
  await live();
  world.clock.set(now);
  city = await viewer('350100');
}, 120_000);
afterAll(() => world?.close());
beforeEach(() => world.clock.set(now));

describe('the figures of the day', () => {
  test('are what a person would count', async () => {
    const today = await figures(city, 'today');
    expect(today).toMatchObject({
      date: '2026-11-24',
      reported: 5, // C D E F H
      closed: 2, // C, and I unrated; D was rated low and is being rectified; H withdrew
      rated: 2,
      satisfaction: 3.5, // 5 and 2; I did not rate and is in neither number
      onTimeCases: 3, // C and D ended, G fell due at 11:00
      overdueOpen: 3, // F not accepted, G not finished, E whose called unit has not signed
      open: 4,
      called: 2,
      answeredCalls: 1,
      medianAnswerMinutes: 20,
    });
    expect(today.onTimeRate).toBeCloseTo(2 / 3);
  });

  test('compare with the same weekday last week up to the same time of day', async () => {
    const { deltas } = await figures<{ deltas: Record<string, number> }>(city, 'today');
    // On the 17th by 15:00: A reported at 9:00, in time, rated 4 at 14:00; J overdue. B came at 16:00 and does not count yet.
    expect(deltas).toMatchObject({ reported: 4, closed: 1, satisfaction: -0.5, overdueOpen: 2 });
    expect(deltas.onTimeRate).toBeCloseTo(2 / 3 - 1);
  });

  test('fall into the hours of the local day, and the whole day of last week stands beside them', async () => {
    const { hours } = await figures<{ hours: { hour: number; reported: number; closed: number; lastWeekReported: number }[] }>(
      city,
      'today',
    );
    expect(hours).toHaveLength(24);
    expect(hours.filter((hour) => hour.reported + hour.closed + hour.lastWeekReported > 0)).toEqual([
      { hour: 8, reported: 1, closed: 0, lastWeekReported: 0 },
      { hour: 9, reported: 2, closed: 0, lastWeekReported: 1 },
      { hour: 10, reported: 1, closed: 0, lastWeekReported: 0 },
      { hour: 11, reported: 0, closed: 1, lastWeekReported: 0 },
      { hour: 13, reported: 1, closed: 0, lastWeekReported: 0 },
      { hour: 14, reported: 0, closed: 1, lastWeekReported: 0 },
      { hour: 16, reported: 0, closed: 0, lastWeekReported: 1 },
    ]);
  });

  test('are null, not 100 %, where nothing was due or rated', async () => {
    const today = await figures(await viewer('350122'), 'today');
    expect(today).toMatchObject({
      reported: 0,
      onTimeRate: null,
      onTimeCases: 0,
      satisfaction: null,
      rated: 0,
      medianAnswerMinutes: null,
      deltas: { reported: 0, onTimeRate: null, satisfaction: null },
    });
  });

  test('have fourteen days behind them, the last of them today', async () => {
    const { spark } = await figures<{ spark: Record<string, (number | null)[]> }>(city, 'today');
    expect(spark.reported).toEqual([0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 1, 5]);
    expect(spark.closed).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2]);
    expect(spark.satisfaction).toEqual([null, null, null, null, null, null, 4, null, null, null, null, null, null, 3.5]);
    // A ended on the 17th what was due on the 18th, and is on time on both days.
    expect(spark.onTimeRate?.slice(5, 13)).toEqual([null, 1, 1, null, null, null, null, null]);
    // J was overdue when the 16th and the 17th ended.
    expect(spark.overdueOpen).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 3]);
  });
});

describe('the spread', () => {
  test('counts today’s reports by category and by channel', async () => {
    expect(await figures(city, 'matters')).toEqual([
      { category: 'municipal-utilities', name: '市政公用设施', nameEn: 'Municipal utilities', count: 5, lastWeek: 1 },
    ]);
    expect(await figures(city, 'channels')).toEqual([{ channel: 'app', count: 5 }]);
  });

  test('shows reports by hexagon, with those that are overdue among them, and none without a point', async () => {
    const cells = await figures<{ cell: string; count: number; overdue: number }[]>(city, 'cells');
    expect(cells).toEqual([{ cell: expect.stringMatching(/^88/), count: 4, overdue: 1 }]); // C D F H; F is overdue, E has no point, G came 28 hours ago
    const week = await figures<{ cell: string; count: number; overdue: number }[]>(city, 'cells?res=7&hours=48');
    expect(week).toEqual([{ cell: expect.stringMatching(/^87/), count: 5, overdue: 2 }]);
    set('24T10:05');
    // C D F G: nobody's time has run out yet.
    expect(await figures(await viewer('350100'), 'cells')).toEqual([{ cell: expect.stringMatching(/^88/), count: 4, overdue: 0 }]);
  });

  test('names what nobody has sorted yet', async () => {
    set('16T09:30');
    expect(await figures(await viewer('350100'), 'matters')).toEqual([
      { category: 'unsorted', name: '尚未归类', nameEn: 'Not yet sorted', count: 1, lastWeek: 0 },
    ]);
  });
});

type County = { code: string; name: string; count: number; petals: Record<string, { value: number | null; n: number }> };

describe('the five petals', () => {
  test('judge each county by thirty days of duties, each counted once', async () => {
    const counties = await figures<County[]>(city, 'counties');
    expect(counties).toHaveLength(13);
    const gulou = counties.find((one) => one.code === '350102');
    expect(gulou).toMatchObject({
      name: '鼓楼区',
      count: 4,
      petals: {
        accept: { n: 9 }, // A C D G H I in time; B F J late
        dispatch: { value: 1, n: 6 }, // A C D G, and H J whose reporters withdrew in time
        handle: { value: 0.75, n: 4 }, // A C D in time, G fell due
        review: { value: 1, n: 3 },
        rate: { n: 3 },
      },
    });
    expect(gulou?.petals.accept?.value).toBeCloseTo(6 / 9);
    expect(gulou?.petals.rate?.value).toBeCloseTo((4 + 5 + 2) / 3 / 5);
    expect(counties.find((one) => one.code === '350103')?.petals).toEqual({
      accept: { value: 1, n: 1 },
      dispatch: { value: 1, n: 1 },
      handle: { value: null, n: 0 },
      review: { value: null, n: 0 },
      rate: { value: null, n: 0 },
    });
  });
});

describe('who sees what', () => {
  test('a county sees only its own figures, whatever it asks for', async () => {
    const taijiang = await viewer('350103');
    expect(await figures(taijiang, 'today')).toMatchObject({
      areas: [{ code: '350103', name: '台江区' }],
      reported: 1,
      closed: 0,
      called: 2,
      open: 1,
    });
    expect(await figures(taijiang, 'today?area=350100')).toMatchObject({ areas: [{ code: '350103' }], reported: 1 });
    expect((await figures<County[]>(taijiang, 'counties')).map((one) => one.code)).toEqual(['350103']);
    expect(await figures(taijiang, 'cells')).toEqual([]);
    expect(await figures(taijiang, 'channels')).toEqual([{ channel: 'app', count: 1 }]);
    const refused = await taijiang.get('/api/command/today?area=350102');
    expect([refused.status, refused.body.code, refused.body.allowed]).toEqual([403, 'command.area_not_yours', ['350103']]);
  });

  test('a street sees its street, and the city may ask for it', async () => {
    for (const client of [await viewer('350102004'), city]) {
      expect(await figures(client, 'today?area=350102004')).toMatchObject({
        reported: 4,
        closed: 2,
        onTimeCases: 3,
        overdueOpen: 2,
        open: 3,
        called: 0,
      });
      expect(
        (await figures<County[]>(client, 'counties?area=350102004')).map((one) => [one.code, one.count, one.petals.accept?.n]),
      ).toEqual([['350102004', 4, 9]]);
    }
    expect(await figures(await viewer('350102001'), 'today')).toMatchObject({ reported: 0, open: 0, onTimeCases: 0 });
  });

  test('figures go no further down than streets', async () => {
    const answer = await city.get('/api/command/today?area=350102004001');
    expect([answer.status, answer.body.code, answer.body.allowed]).toEqual([422, 'command.area_too_small', '350102004']);
    expect((await (await viewer('350102004001')).get('/api/command/today')).body.code).toBe('command.area_not_yours');
    expect((await city.get('/api/command/today?area=999999')).body.code).toBe('area.unknown');
  });

  test('other officers, residents and guests are refused', async () => {
    for (const path of ['today', 'cells', 'matters', 'channels', 'counties', 'attention']) {
      const supervisor = await viewer('350102', ['case.read', 'case.supervise']);
      expect((await supervisor.get(`/api/command/${path}`)).body.code).toBe('access.no_permission');
      expect((await (await world.resident()).get(`/api/command/${path}`)).status).toBe(403);
      expect((await world.guest().get(`/api/command/${path}`)).status).toBe(401);
    }
  });

  test('the posts that grant no command view do not widen it', async () => {
    const both = await world.officer({ unit: '350103-command', area: '350103', permissions: ['case.read', 'command.read'] });
    await world.asPlatform(async (ctx) => {
      await addPost(ctx, { code: 'handler', name: '承办员', nameEn: 'Handler', permissions: ['case.read', 'case.handle'] });
      await appoint(ctx, {
        accountId: both.accountId ?? '',
        post: 'handler',
        unit: { id: management },
        area: { code: '350102', level: 'county' },
      });
    });
    expect(await figures(both, 'today')).toMatchObject({ reported: 1 });
  });
});
