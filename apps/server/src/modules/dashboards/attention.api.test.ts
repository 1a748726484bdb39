import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, openWorld, type World } from '../../../test/world.ts';

const dongjie = { point: { lat: 26.0869, lon: 119.298 } };
const lamp = 'M01037';
const gasCover = 'M01011'; // an emergency: to be signed for within half an hour
const street = '350102004-street';
const river = '350100-river-joint';

type Case = { region: string; id: string; number: string; queryCode: string };
type Entry = {
  kind: string;
  severity: string;
  title: string;
  titleEn: string;
  detail: string;
  detailEn: string;
  numbers: Record<string, number>;
  caseId: string | null;
  number: string | null;
  areaName: string;
  at: string;
  cell: string | null;
  query: string;
};
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const set = (at: string) => world.clock.set(`2026-11-${at}:00+08:00`);

async function report(at: string, matter: string, more: object = dongjie): Promise<Case> {
  set(at);
  const { status, body } = await world.guest().post('/api/cases', { content: '请尽快来看一下', matter, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function act(at: string, one: Case, action: string, unit: string | null, input: object = {}) {
  set(at);
  const url = `/api/cases/${one.region}/${one.id}/actions/${action}`;
  const client = unit
    ? await world.officer({
        unit,
        area: unit.split('-')[0] as string,
        permissions: ['case.read', 'case.triage', 'case.handle', 'case.call'],
      })
    : world.guest();
  const answer = await client.post(url, input, unit ? undefined : { 'x-query-code': one.queryCode });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const viewer = (area = '350100') =>
  world.officer({ unit: `${area}-command`, area, permissions: ['case.read', 'case.supervise', 'command.read'] });
const attention = async (client: Client, query = ''): Promise<Entry[]> => {
  const answer = await client.get(`/api/command/attention${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const kinds = (entries: Entry[]) => entries.map((entry) => entry.kind);

test('a quiet city needs no attention', async () => {
  await report('24T09:00', lamp);
  set('24T09:05');
  expect(await attention(await viewer())).toEqual([]);
});

test('five reports of one category in one hexagon within a day are a cluster, with the numbers and the list behind it', async () => {
  for (const minute of ['00', '10', '20', '30']) await report(`24T09:${minute}`, lamp);
  set('24T09:35');
  expect(kinds(await attention(await viewer()))).not.toContain('cluster');
  await report('24T09:40', 'M01002');
  set('24T09:45');
  const command = await viewer();
  const [cluster] = (await attention(command)).filter((entry) => entry.kind === 'cluster') as [Entry];
  expect(cluster).toMatchObject({
    severity: 'amber',
    title: '市政公用设施聚集',
    detail: '24 小时内 5 件，此前 28 天没有',
    detailEn: '5 in 24 hours, none in the 28 days before',
    numbers: { count: 5, usualPerDay: 0 },
    areaName: '鼓楼区东街街道',
  });
  expect(new Date(cluster.at).toISOString()).toBe('2026-11-24T01:40:00.000Z');
  const listed = await command.get(`/api/cases?${cluster.query}`);
  expect(listed.body.cases).toHaveLength(5);
  expect(await attention(await viewer('350103'))).toEqual([]);
});

test('what is usual for a hexagon is no cluster there', async () => {
  // 56 lamps in the 28 days before are two a day; five are not three times as many, six are.
  for (let day = 27; day <= 31; day++) for (let at = 0; at < 10; at++) await reportInOctober(day, at);
  for (let at = 0; at < 6; at++) await report(`20T10:${10 + at}`, lamp);
  for (const minute of ['00', '10', '20', '30', '40']) await report(`24T09:${minute}`, lamp);
  set('24T09:45');
  expect(kinds(await attention(await viewer()))).not.toContain('cluster');
  await report('24T09:50', lamp);
  set('24T09:55');
  const [cluster] = (await attention(await viewer())).filter((entry) => entry.kind === 'cluster') as [Entry];
  expect(cluster).toMatchObject({
    title: '路灯异常聚集',
    detail: '24 小时内 6 件，为平日的 3 倍（此前 28 天日均 2 件）',
    numbers: { count: 6, usualPerDay: 2 },
  });
});

async function reportInOctober(day: number, at: number) {
  world.clock.set(`2026-10-${day}T10:${10 + at}:00+08:00`);
  const answer = await world.guest().post('/api/cases', { content: '路灯不亮', matter: lamp, ...dongjie });
  expect(answer.status).toBe(201);
}

test('a matter that comes back five times in a week, or is rated badly twice, is recurring', async () => {
  for (const day of ['18', '19', '20', '21']) await report(`${day}T09:00`, lamp);
  set('22T09:00');
  expect(kinds(await attention(await viewer()))).not.toContain('recurring');
  await report('22T10:00', lamp);
  for (const level of [1, 2]) {
    const one = await report('22T11:00', 'M01002');
    await act('22T11:05', one, 'answer', street, { reply: '已转有关单位' });
    await act('22T12:00', one, 'rate', null, { level, reasons: ['not-solved'] });
  }
  set('24T09:00');
  const command = await viewer();
  const recurring = (await attention(command)).filter((entry) => entry.kind === 'recurring');
  expect(recurring.map((entry) => [entry.title, entry.detail, entry.numbers])).toEqual([
    ['路灯异常反复出现', '7 天内同一片区 5 件', { count: 5, lowRatings: 0 }],
    ['污水井盖异常反复出现', '7 天内同一片区 2 件，2 件差评', { count: 2, lowRatings: 2 }],
  ]);
  expect((await command.get(`/api/cases?${recurring[1]?.query}`)).body.cases).toHaveLength(2);
});

test('an emergency is amber while its time runs out and red when it has; an ordinary case is neither', async () => {
  const gas = await report('24T09:00', gasCover);
  await report('24T09:00', lamp);
  // Gulou accepts within ten minutes: red from the eighth on.
  set('24T09:07');
  expect(await attention(await viewer())).toEqual([]);
  set('24T09:09');
  expect(await attention(await viewer())).toMatchObject([
    {
      kind: 'urgent',
      severity: 'amber',
      title: '燃气井盖异常即将超时',
      number: gas.number,
      caseId: gas.id,
      areaName: expect.stringContaining('东街街道'),
    },
  ]);
  set('24T09:30');
  expect(await attention(await viewer())).toMatchObject([
    {
      kind: 'urgent',
      severity: 'red',
      title: '燃气井盖异常超时未受理',
      titleEn: expect.stringContaining('not accepted in time'),
      numbers: { minutesOverdue: 19 },
    },
  ]);
  await act('24T09:31', gas, 'accept', street);
  await act('24T09:32', gas, 'dispatch', street, { unit: street });
  expect(await attention(await viewer())).toEqual([]);
  set('24T10:05');
  expect(await attention(await viewer())).toMatchObject([
    { severity: 'red', title: '燃气井盖异常超时未签收', detail: expect.stringMatching(/^已超时 \d+ 分钟，.*办事处未签收$/) },
  ]);
});

test('a called unit that does not sign in time is named with its caller', async () => {
  const one = await report('24T09:00', lamp);
  await act('24T09:05', one, 'accept', street);
  await act('24T09:10', one, 'dispatch', street, { unit: street });
  await act('24T09:15', one, 'sign', street);
  await act('24T09:20', one, 'call', street, { units: [river], note: '请到现场' });
  set('24T10:00');
  expect(await attention(await viewer())).toEqual([]);
  set('24T11:00');
  expect(await attention(await viewer())).toMatchObject([
    {
      kind: 'call',
      severity: 'amber',
      caseId: one.id,
      number: one.number,
      numbers: { count: 1, minutesOverdue: 40 },
      detail: expect.stringMatching(/呼叫，已超时 40 分钟$/),
    },
  ]);
});

test('a call is answered by who signs or comes, not by its being taken back or by the end of the case', async () => {
  const one = await report('24T09:00', lamp);
  await act('24T09:05', one, 'accept', street);
  await act('24T09:10', one, 'dispatch', street, { unit: street });
  await act('24T09:15', one, 'sign', street);
  const units = [river, '350102-urban-management', '350102-water', '350102-landscaping'];
  const { calls } = await act('24T09:20', one, 'call', street, { units, note: '请到现场' });
  const callOf = (unit: string | undefined) => calls.find((call: { unit: string }) => call.unit === unit).id;
  await act('24T09:30', one, 'sign-call', river, { call: callOf(river) });
  await act('24T09:40', one, 'withdraw-call', street, { call: callOf(river), note: '已另行安排' });
  await act('24T09:45', one, 'withdraw-call', street, { call: callOf(units[1]), note: '呼叫有误' });
  await act('24T09:50', one, 'report-in', units[2] as string, { call: callOf(units[2]), note: '已到现场' });
  await act('24T09:55', one, 'withdraw', null);
  const answer = await (await viewer()).get('/api/command/today');
  // The river centre after 10 minutes, though taken back later; the water bureau came after 30; the other two never answered.
  expect(answer.body).toMatchObject({ called: 4, answeredCalls: 2, medianAnswerMinutes: 20 });
});

test('a unit with five overdue duties is named, with the overdue cases behind it', async () => {
  for (const minute of ['00', '01', '02', '03', '04']) await report(`24T09:${minute}`, lamp, { area: '350102004' });
  set('24T12:00');
  const command = await viewer('350102');
  const [unit] = (await attention(command)) as [Entry];
  expect(unit).toMatchObject({
    kind: 'unit',
    severity: 'amber',
    numbers: { count: 5 },
    detail: expect.stringContaining('5 项任务超期'),
    query: 'area=350102004&overdue=true',
  });
  expect((await command.get(`/api/cases?${unit.query}`)).body.cases).toHaveLength(5);
});

test('danger stands first and no kind crowds out the others', async () => {
  for (let at = 10; at < 15; at++) await report(`24T09:${at}`, 'M01002'); // urgent, never accepted
  const gas = await report('24T09:20', gasCover);
  // An emergency that still has a minute is more serious than an urgent case whose time is over.
  set('24T09:29');
  const [first, second] = await attention(await viewer());
  expect([first, second]).toMatchObject([
    { kind: 'urgent', severity: 'amber', number: gas.number, numbers: { minutesOverdue: -1 } },
    { kind: 'urgent', severity: 'amber', numbers: { minutesOverdue: 8 } },
  ]);
  set('24T12:00');
  const entries = await attention(await viewer());
  expect(entries[0]).toMatchObject({ kind: 'urgent', severity: 'red', number: gas.number });
  expect(entries.length).toBeLessThanOrEqual(8);
  expect(kinds(entries)).toEqual(['urgent', 'urgent', 'urgent', 'urgent', 'cluster', 'unit']);
});
