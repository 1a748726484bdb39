import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the city says in both languages what may be chosen, and why a report may be refused', async () => {
  const { body } = await world.guest().get('/api/city');
  expect(body).toMatchObject({ name: '福州市', nameEn: 'Fuzhou', code: '350100', center: { lat: expect.any(Number) }, demo: true });
  expect(body.natures.map(({ code }: { code: string }) => code)).toContain('complaint');
  expect(body.rejectReasons).toHaveLength(11);
  for (const reason of body.rejectReasons) expect(reason.told_zh && reason.told_en).toBeTruthy();
  expect(body.rateReasons.every(({ levels }: { levels: number[] }) => levels.every((level) => level <= 2))).toBe(true);
});

test('a resident’s words find a matter, a category narrows the list, and a county shows its own limits', async () => {
  const found = await world.guest().get(`/api/matters?q=${encodeURIComponent('路灯不亮')}&limit=5`);
  expect(found.body.matters.map(({ name }: { name: string }) => name)).toContain('路灯异常');
  const rubbish = async (area: string) => (await world.guest().get(`/api/matters?q=M06010&area=${area}&limit=1`)).body.matters[0];
  expect(await rubbish('350122')).toMatchObject({ code: 'M06010', handle: '1wd' });
  expect(await rubbish('350102')).toMatchObject({ code: 'M06010', handle: '4wh' });
  expect((await world.guest().get('/api/matters?limit=1000')).status).toBe(400);
  expect((await world.guest().get('/api/matters?q=%00')).status).toBe(200);
});

test('the categories count the whole list', async () => {
  const { body } = await world.guest().get('/api/matter-categories');
  const total = body.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  expect(total).toBeGreaterThanOrEqual(499);
  expect(body.every(({ count }: { count: number }) => count > 0)).toBe(true);
});
