import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';
import { requireAuthorisation } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

test('a source is used by consent only while it stands; it is withdrawn in one step, and each version has its receipt', async () => {
  const resident = await world.resident();
  const id = resident.accountId ?? '';
  const use = (source: string, purpose = 'prefill-form') => world.asPlatform((ctx) => requireAuthorisation(ctx, id, source, purpose));
  await expect(use('households')).rejects.toMatchObject({ code: 'authorisation.missing' });
  const consent = (state: string) => resident.post('/api/me/consents', { purpose: 'prefill-form', source: 'households', state });
  expect((await consent('given')).body).toMatchObject({
    version: 1,
    state: 'given',
    receipt: expect.stringMatching(/^[\w-]+[.][.][\w-]+$/),
  });
  expect((await consent('given')).body.version).toBe(1);
  expect((await use('households')).basis).toContain('个人信息保护法');
  await expect(use('vehicles')).rejects.toMatchObject({ code: 'authorisation.missing' });
  expect((await consent('withdrawn')).body).toMatchObject({ version: 2, state: 'withdrawn' });
  await expect(use('households')).rejects.toMatchObject({ code: 'authorisation.missing' });
  expect((await resident.get('/api/me/consents')).body).toMatchObject([{ state: 'withdrawn', version: 2 }]);
  expect((await (await world.resident()).get('/api/me/consents')).body).toEqual([]);
});

test('consents that are sent at the same moment make one version', async () => {
  const resident = await world.resident();
  const body = { purpose: 'prefill-form', source: 'households', state: 'given' };
  const answers = await Promise.all(Array.from({ length: 4 }, () => resident.post('/api/me/consents', body)));
  expect(answers.map((answer) => [answer.status, answer.body.version])).toEqual(Array.from({ length: 4 }, () => [200, 1]));
});

test('what the law allows needs no consent, and none is asked for it', async () => {
  const resident = await world.resident();
  const use = world.asPlatform((ctx) => requireAuthorisation(ctx, resident.accountId ?? '', 'households', 'decide-service'));
  expect((await use).basis).toContain('履行法定职责');
  const asked = await resident.post('/api/me/consents', { purpose: 'decide-service', source: 'households', state: 'given' });
  expect(asked.body.code).toBe('consent.not_asked');
});
