import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, root, type World } from '../../test/world.ts';
import { loadDemoForms } from './forms.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('2026-11-24T15:00:00+08:00');
});
afterAll(() => world.close());

test('the demonstration asks, approves and fills forms once, and the meter shows them', async () => {
  const load = () => loadDemoForms(world.house, join(root, 'packs/fuzhou'), world.clock.now());
  expect([await load(), await load()]).toEqual([5, 0]);
  const burden = (await world.guest().get('/api/burden?area=350102')).body;
  expect(burden.filled).toBeGreaterThan(20);
  expect(burden.units.length).toBeGreaterThan(2);
  const desk = await world.officer({ unit: '350102-command', area: '350102', permissions: ['form.approve'] });
  const waiting = (await desk.get('/api/forms?state=proposed')).body.forms;
  expect(waiting.map(({ title }: { title: string }) => title)).toEqual(['志愿服务队伍月报']);
  const inForce = (await desk.get('/api/forms?state=approved')).body.forms;
  expect(inForce.filter(({ usedAt }: { usedAt: string | null }) => usedAt === null)).toEqual([]);
});
