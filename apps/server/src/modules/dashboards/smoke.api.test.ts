import { expect, test } from 'vitest';
import { openWorld } from '../../../test/world.ts';

test('smoke', async () => {
  const world = await openWorld();
  const viewer = await world.officer({ unit: '350100-command', area: '350100', permissions: ['command.read', 'case.read'] });
  const resident = await world.resident();
  const r = await resident.post('/api/cases', {
    content: '河边的井盖翘起来了，晚上很危险',
    matter: 'M01002',
    point: { lat: 26.0869, lon: 119.298 },
  });
  console.log(r.status, r.body);
  for (const name of ['today', 'cells', 'matters', 'channels', 'counties', 'attention']) {
    const t = performance.now();
    const a = await viewer.get(`/api/command/${name}`);
    console.log(name, a.status, (performance.now() - t).toFixed(1), JSON.stringify(a.body).slice(0, 900));
    expect(a.status).toBe(200);
  }
  await world.close();
});
