import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';
import { chatEndpoint } from './gateways/chat-endpoint.ts';
import { fakeEndpoint } from './gateways/fake-endpoint.ts';
import { backModel, selectModels, trainNext } from './index.ts';
import { renewTopics } from './service/find-topics.ts';
import { learnCase, readCase } from './service/read-case.ts';
import { writeDraft } from './service/write-draft.ts';
import { insertModel, selectPacked } from './store.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  expect(await trainNext(world.house, world.clock.now())).toBe(1);
});

afterAll(() => world.close());

const point = { lat: 26.0317, lon: 119.3068 };
const region = '350104';

async function report(content: string, more: object = {}) {
  const { body } = await (await world.resident()).post('/api/cases', { content, point, ...more });
  await world.asPlatform((ctx) => readCase(ctx, body));
  return body as { region: string; id: string; number: string };
}

const desk = () => world.officer({ unit: `${region}-command`, area: region, permissions: ['case.triage', 'case.read', 'case.handle'] });
const chief = () => world.officer({ unit: `${region}-command`, area: region, permissions: ['command.read'] });
const stranger = () => world.officer({ unit: '350181-command', area: '350181', permissions: ['case.triage', 'case.read', 'command.read'] });

type Cluster = { id: string; leadId: string; caseCount: number; cases: { id: string; mayJoin: boolean }[] };
const numberOf = (filed: readonly { number: string }[], at: number) => filed[at]?.number ?? '';
const clusterOf = (clusters: Cluster[], id: string) => clusters.find(({ cases }) => cases.some((one) => one.id === id));

test('three reports of one problem form a cluster by themselves, and accepting it joins them as the law lets', async () => {
  const texts = [
    '江滨新苑门口烧烤店深夜油烟呛人，睡不着',
    '江滨新苑门口烧烤店深夜油烟呛人，没法开窗',
    '江滨新苑门口烧烤店深夜油烟呛人扰民，请管管',
  ];
  const filed = [];
  for (const text of texts) filed.push(await report(text));
  const [first = '', second = '', third = ''] = filed.map(({ id }) => id);
  const officer = await desk();
  const { body } = await officer.get('/api/triage/clusters');
  const found = clusterOf(body.clusters, first);
  expect(found).toMatchObject({ caseCount: 3, leadId: first });
  expect(found?.cases.filter(({ mayJoin }) => mayJoin).map(({ id }) => id)).toEqual([second, third]);
  const foreign = await stranger();
  expect((await foreign.get('/api/triage/clusters')).body.clusters).toEqual([]);
  expect((await foreign.post(`/api/triage/clusters/${region}/${found?.id}/accept`, { note: '同一家店' })).status).toBe(404);
  const { body: done } = await officer.post(`/api/triage/clusters/${region}/${found?.id}/accept`, { note: '同一家店的油烟' });
  expect(done).toEqual({ lead: numberOf(filed, 0), joined: [numberOf(filed, 1), numberOf(filed, 2)], left: [] });
  expect((await officer.get(`/api/cases/${region}/${first}`)).body.followerCount).toBe(2);
  expect((await officer.get(`/api/cases/${region}/${third}`)).body).toMatchObject({ state: 'joined', joinedTo: first });
  expect((await officer.post(`/api/triage/clusters/${region}/${found?.id}/accept`, { note: '再来一次' })).body.code).toBe(
    'case_cluster.unknown',
  );
  const late = await report('江滨新苑门口烧烤店深夜油烟呛人，又来了');
  const again = clusterOf((await officer.get('/api/triage/clusters')).body.clusters, late.id);
  expect(again?.leadId, 'a late report is proposed to the lead').toBe(first);
});

test('a cluster that was declined is not proposed again for its cases', async () => {
  for (const end of ['很吵', '太吵了', '吵死了']) await report(`榕树小学操场早操喇叭从六点响起，${end}`);
  const officer = await desk();
  const mine = async () => {
    const { body } = await officer.get('/api/triage/clusters');
    return (body.clusters as (Cluster & { cases: { content: string }[] })[]).filter(({ cases }) => cases[0]?.content.includes('操场'));
  };
  const [found] = await mine();
  expect((await officer.post(`/api/triage/clusters/${region}/${found?.id}/decline`)).body.left).toHaveLength(3);
  await report('榕树小学操场早操喇叭从六点响起，没法睡');
  expect(await mine()).toEqual([]);
});

test('the desk sees three matters with their units, and its likeliest neighbours with what they say', async () => {
  const first = await report('浦上大道绿化带的树枝断了，挡住人行道');
  const second = await report('浦上大道绿化带树枝断了挡住人行道，请清理');
  const { body } = await (await desk()).get(`/api/triage/proposals/${region}/${second.id}`);
  expect(body.matters.length).toBeGreaterThan(1);
  expect(body.matters[0]).toHaveProperty('leadUnitName');
  expect(body.mayMerge).toBe(true);
  expect(body.neighbours[0].brief).toMatchObject({ id: first.id, number: first.number, state: 'reported' });
});

test('a case that nobody has read yet is proposed for when the desk looks', async () => {
  const { body: held } = await (await world.resident()).post('/api/cases', { content: '首山路路灯坏了一个月', point });
  const { body } = await (await desk()).get(`/api/triage/proposals/${region}/${held.id}`);
  expect(body).toMatchObject({ madeAt: null, modelVersion: 1, confirmedMatter: null });
  expect(body.matters[0].name).toBe('路灯异常');
});

test('a topic is named by the words its reports share, with days, places and open cases, and is listed by day', async () => {
  for (const end of ['路面反光', '没法过', '一周没人修']) await report(`金山桥头窨井冒污水，${end}`);
  while ((await renewTopics(world.house, world.clock.now())) === 1);
  const officer = await chief();
  const { body } = await officer.get('/api/triage/topics');
  const topic = body.topics.find(({ name }: { name: string }) => name.includes('污水'));
  expect(topic.name).toMatch(/窨井|桥头|金山/);
  expect(topic).toMatchObject({ region, day: '2026-11-24', caseCount: 3, openCount: 3, byDay: [{ day: '2026-11-24', count: 3 }] });
  expect(body.days).toEqual(['2026-11-24']);
  expect((await officer.get('/api/triage/topics?day=2026-11-23')).body.topics).toEqual([]);
});

test('the same problem at the same place on several days is a recurring one, with its bad ratings', async () => {
  const place = { point: undefined, area: '350104001', address: '上下杭路 88 号门口' };
  for (const [day, flat] of [
    ['20', '路边的路灯不亮，3 楼住户'],
    ['21', '路灯又坏了一盏'],
    ['23', '路灯还是没亮'],
  ] as const) {
    world.clock.set(`2026-11-${day}T09:00:00+08:00`);
    await report(flat, place);
  }
  world.clock.set('2026-11-24T12:00:00+08:00');
  const { body } = await (await chief()).get('/api/triage/recurring');
  const found = body.problems.find(({ matterName }: { matterName: string }) => matterName.includes('路灯'));
  expect(found).toMatchObject({ region, caseCount: 3, dayCount: 3, badCount: 0, openCount: 3 });
  expect((await (await stranger()).get('/api/triage/recurring')).body.problems).toEqual([]);
});

test('a reply that leaves in spite of the check leaves with the reason', async () => {
  const held = await report('首山路积水很深，行人过不去，请尽快疏通。');
  const officer = await desk();
  const url = `/api/triage/replies/${region}/${held.id}`;
  const { body } = await officer.post(url, { reply: '您好，您的留言已收悉。' });
  expect(body.score).toBeLessThan(60);
  const kept = await officer.post(`${url}/overrides`, { reply: '您好，您的留言已收悉。', note: '先行告知，明日补充。' });
  expect(kept.status).toBe(201);
  const { body: told } = await officer.get(`/api/triage/summaries/${region}/${held.id}`);
  expect(told.overrides).toMatchObject([{ note: '先行告知，明日补充。', faults: body.faults }]);
  expect(told.mayDraft).toBe(false);
  expect((await officer.post(`${url}/overrides`, { reply: '好', note: '' })).status).toBe(400);
});

test('a draft is written by a job from masked words, and every trouble of the endpoint is told', async () => {
  const held = await report('路灯不亮，请打我手机 13805912345，我叫陈小明，住这里');
  const officer = await desk();
  const url = `/api/triage/drafts/${region}/${held.id}`;
  expect((await officer.post(url, { kind: 'reply' })).body.code).toBe('draft.no_endpoint');
  const model = await fakeEndpoint();
  world.house.drafting = { url: model.url, model: 'qwen', key: 'secret' };
  const ask = async () => {
    const { status, body } = await officer.post(url, { kind: 'reply' });
    expect(status).toBe(202);
    await writeDraft(world.house, { region, id: body.id }, world.clock.now(), chatEndpoint(200));
    return (await officer.get(`${url}/${body.id}`)).body;
  };
  expect(await ask()).toMatchObject({ state: 'written', written: '您好，路灯已安排检修。', model: 'qwen' });
  expect(model.asked[0]).toMatchObject({ model: 'qwen', authorization: 'Bearer secret' });
  expect(model.asked[0]?.text).not.toMatch(/13805912345|陈小明/);
  for (const [state, fault] of [
    ['slow', 'timeout'],
    ['refusing', 'refused'],
    ['silent', 'empty'],
    ['broken', 'empty'],
  ] as const) {
    model.state = state;
    expect(await ask()).toMatchObject({ state: 'failed', written: null, fault });
  }
  await model.close();
  expect(await ask()).toMatchObject({ state: 'failed', fault: 'unreachable' });
  world.house.drafting = undefined;
});

test('a retrained version stands beside the one before, and one step goes back', async () => {
  const [used] = await world.asPlatform(selectModels);
  const area = used?.area_code ?? '';
  const keeper = await world.officer({ unit: `${region}-command`, area: '350100', permissions: ['pack.manage'] });
  expect((await keeper.post(`/api/triage/models/${area}/back`)).body.code).toBe('model.no_earlier');
  const packed = await world.asPlatform((ctx) => selectPacked(ctx, 'matter', area));
  const { trained_at, example_count, lesson_count, list_tag } = used as NonNullable<typeof used>;
  const next = {
    task: 'matter',
    area_code: area,
    trained_at,
    example_count,
    lesson_count,
    list_tag,
    packed: packed?.packed ?? Buffer.alloc(0),
  };
  await world.asPlatform((ctx) => insertModel(ctx, { ...next, figures: { held: 40, accuracy: 0.8, before: 0.7 } }, true));
  const { body } = await keeper.get('/api/triage/models');
  expect(
    body.models.map(({ version, state, before }: { version: number; state: string; before: number | null }) => [version, state, before]),
  ).toEqual([
    [2, 'used', 0.7],
    [1, 'retired', null],
  ]);
  expect((await keeper.post(`/api/triage/models/${area}/back`)).body).toEqual({ version: 1 });
  await expect(world.asPlatform((ctx) => backModel(ctx, area))).rejects.toThrow('no earlier');
});

test('what a dispatcher confirmed counts for him and for the model that proposed', async () => {
  const held = await report('首山路路灯坏了，晚上很黑');
  const { rows: matters } = await world.house.database.pool.query(
    "select proposed->'matters'->0->>'code' as code from triage.proposal where case_id = $1",
    [held.id],
  );
  const officer = await desk();
  await officer.post(`/api/cases/${region}/${held.id}/actions/accept`, { matter: matters[0].code });
  await world.asPlatform((ctx) => learnCase(ctx, { ...held, by: officer.accountId ?? null }));
  const { rows } = await world.house.database.pool.query(
    'select dispatched_by, model_version, was_right from triage.figure_dispatch where case_id = $1',
    [held.id],
  );
  expect(rows).toEqual([{ dispatched_by: officer.accountId, model_version: 1, was_right: true }]);
});
