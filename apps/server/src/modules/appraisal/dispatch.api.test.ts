import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, desk, reported, street } from '../../../test/case-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { learnCase, readCase, trainNext } from '../triage/index.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await trainNext(world.house, world.clock.now());
});

afterAll(() => world.close());

test('first dispatches count for the person who dispatched and for the version that proposed, to whoever sees the area', async () => {
  const officer = await world.officer(desk);
  const one = await reported(await world.resident());
  await world.asPlatform((ctx) => readCase(ctx, one));
  expect((await act(officer, one, 'accept')).status).toBe(200);
  expect((await act(officer, one, 'dispatch', { unit: street.unit })).status).toBe(200);
  await world.asPlatform((ctx) => learnCase(ctx, { ...one, by: officer.accountId ?? null }));
  const reader = await world.officer({ unit: '350102-command', area: '350102', permissions: ['appraisal.read'] });
  const { status, body } = await reader.get('/api/appraisal/dispatch?month=2026-11');
  expect(status).toBe(200);
  expect(body.dispatchers).toMatchObject([{ account: officer.accountId, name: '林一线', count: 1, kept: { met: 1, rate: 1 } }]);
  expect(body.models).toMatchObject([{ version: 1, count: 1, kept: { met: 1 } }]);
  const stranger = await world.officer({ unit: '350103-command', area: '350103', permissions: ['appraisal.read'] });
  expect((await stranger.get('/api/appraisal/dispatch?month=2026-11')).body).toMatchObject({ dispatchers: [], models: [] });
  expect((await stranger.get('/api/appraisal/dispatch?month=2026-11&area=350102')).status).toBe(403);
});
