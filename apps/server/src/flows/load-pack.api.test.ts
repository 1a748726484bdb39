import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { act, inHand, see, street } from '../../test/case-scene.ts';
import { openWorld, root, type World } from '../../test/world.ts';
import { mattersOf } from '../modules/matters/index.ts';
import { placesOf } from '../modules/places/index.ts';
import { loadPack } from './load-pack.ts';

let world: World;
const copies: string[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});
afterAll(() => world.close());

function copyOf(...changes: [file: string, change: (text: string) => string][]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'banyan-pack-')), 'fuzhou');
  copies.push(join(folder, '..'));
  cpSync(join(root, 'packs/fuzhou'), folder, { recursive: true });
  for (const [file, change] of changes) {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${file} was not changed.`);
    writeFileSync(path, after);
  }
  return folder;
}

/** Everything that a pack writes, as one text. */
async function contents(): Promise<string> {
  const tables = [
    'places.city',
    'places.area',
    'places.boundary',
    'places.unit_kind',
    'places.unit',
    'places.responsibility',
    'matters.category',
    'matters.matter',
    'matters.limit_rule',
    'matters.reason',
    'matters.word',
    'matters.calendar',
    'people.post',
    'cases.law_change',
  ];
  const parts = await Promise.all(
    tables.map((table) =>
      world.house.database.pool.query(`select coalesce(jsonb_agg(t order by t::text), '[]')::text as rows from ${table} t`),
    ),
  );
  return parts.map(({ rows }) => rows[0].rows).join('\n');
}

/** The limits by which the clocks of a case run, with what was granted to them. */
async function limitsOf({ region, id }: { region: string; id: string }): Promise<Record<string, string>> {
  const { rows } = await world.house.database.pool.query<{ kind: string; limits: string }>(
    "select kind, array_to_string(array[time_limit] || extensions, ' +') as limits from cases.clock where region = $1 and case_id = $2",
    [region, id],
  );
  return Object.fromEntries(rows.map(({ kind, limits }) => [kind, limits]));
}

test('an unchanged pack is not loaded again', async () => {
  await loadPack(world.house, copyOf());
  expect(await loadPack(world.house, copyOf())).toMatchObject({ changed: false, name: 'fuzhou' });
});

test('one faulty cell refuses the whole pack with its place, and nothing changes', async () => {
  const before = await contents();
  const folder = copyOf(
    ['limits.csv', (text) => text.replace('archive,default,,30d', 'archive,default,,30 days')],
    ['units.csv', (text) => text.replace('福州市水利局', '福州市水务局')],
  );
  await expect(loadPack(world.house, folder)).rejects.toMatchObject({
    code: 'pack.refused',
    detail: { problems: expect.arrayContaining([expect.objectContaining({ file: 'limits.csv', line: 23, column: 'limit' })]) },
  });
  expect(await contents()).toBe(before);
});

test('a database that fails half-way keeps the city it had', async () => {
  const before = await contents();
  const { pool } = world.house.database;
  await pool.query("create function matters.fail() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$");
  await pool.query('create trigger fail before insert on matters.calendar execute function matters.fail()');
  try {
    await expect(loadPack(world.house, copyOf(['units.csv', (text) => text.replace('福州市水利局', '福州市水务局')]))).rejects.toThrow(
      'disk full',
    );
  } finally {
    await pool.query('drop function matters.fail cascade');
  }
  expect(await contents()).toBe(before);
});

test('what a new pack no longer holds is put out of use, and old cases still name it', async () => {
  const folder = copyOf(
    ['areas/communities.csv', (text) => text.replace(/^350102001001,.*\n/m, '')],
    ['units.csv', (text) => text.replace(/^city,sports,.*\n/m, '').replace('福州市水利局', '福州市水务局')],
  );
  expect((await loadPack(world.house, folder)).changed).toBe(true);
  await expect.poll(async () => (await placesOf(world.house)).unitName('350100-water')).toBe('福州市水务局');
  const places = await placesOf(world.house);
  expect(places.below('350102001').map(({ code }) => code)).not.toContain('350102001001');
  expect(places.areaName('350102001001')).toBe('鼓楼区鼓东街道中山社区');
  expect(places.findUnits({ kinds: ['sports'], limit: 9 })).toEqual([]);
  expect(places.unitName('350100-sports')).toBe('福州市体育局');
});

test('two processes that load at once load it once', async () => {
  const folder = copyOf(['pack.json', (text) => text.replace('"2026.1"', '"2026.2"')]);
  const loaded = await Promise.all([loadPack(world.house, folder), loadPack(world.house, folder), loadPack(world.house, folder)]);
  expect(loaded.map(({ changed }) => changed).sort()).toEqual([false, false, true]);
  await expect.poll(async () => (await placesOf(world.house)).city.packVersion).toBe('2026.2');
});

test('a surveyed boundary outlives a new pack', async () => {
  const officer = await world.officer({ unit: '350100-command', area: '350100', permissions: ['places.import'] });
  const ring = [
    [119.29, 26.09],
    [119.295, 26.09],
    [119.295, 26.095],
    [119.29, 26.095],
    [119.29, 26.09],
  ];
  const survey = JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code: '350102001', name: '' }, geometry: { type: 'Polygon', coordinates: [ring] } }],
  });
  const answer = await officer.post('/api/places/boundaries', survey, { 'content-type': 'application/geo+json' });
  expect(answer.status).toBe(200);
  await loadPack(world.house, copyOf(['pack.json', (text) => text.replace('"2026.1"', '"2026.3"')]));
  await expect.poll(async () => (await placesOf(world.house)).city.packVersion).toBe('2026.3');
  expect((await placesOf(world.house)).locate({ lat: 26.0925, lon: 119.2925 })).toMatchObject({ street: '350102001', approximate: false });
});

test('a limit changed in the pack holds for the next case', async () => {
  await loadPack(world.house, copyOf(['limits.csv', (text) => text.replace('review,default,,1wd', 'review,default,,2wd')]));
  await expect.poll(async () => (await mattersOf(world.house)).limit('350102', 'review', {}).limit.value).toBe(2);
});

test('a limit holds for the cases reported from its day on, and older cases keep theirs for every clock still to come', async () => {
  world.clock.set('2026-12-21T23:00:00+08:00');
  const before = await inHand(world, world.guest());
  const dated = (rule: string, limit: string, was: string) => (text: string) =>
    text.replace(`${rule},default,,${was},`, `${rule},default,,${limit},2026-12-22,试行,试验,drafted\n${rule},default,,${was},`);
  const folder = copyOf(
    ['limits.csv', dated('review', '3wd', '1wd')],
    ['limits.csv', dated('extension', '2wd', '5wd')],
    ['limits.csv', dated('suspension', '10d', '60d')],
    ['counties/350102/limits.csv', dated('accept', '1h', '0.1667h')],
  );
  await loadPack(world.house, folder);
  await expect.poll(async () => (await mattersOf(world.house)).limit('350102', 'review', {}).limit.value).toBe(3);
  world.clock.set('2026-12-22T00:30:00+08:00');
  const after = await inHand(world, world.guest());
  const atCommand = await world.officer({
    unit: '350102-command',
    area: '350102',
    permissions: ['case.read', 'case.triage', 'case.supervise', 'case.arbitrate'],
  });
  const atStreet = await world.officer(street);
  for (const { one } of [before, after]) {
    const inThreeWeeks = await act(atStreet, one, 'request-suspension', { reason: 'weather', note: '台风', reviewOn: '2027-01-10' });
    expect(inThreeWeeks.body.code).toBe(one === before.one ? undefined : 'review.out_of_range');
    if (one === before.one) await act(atCommand, one, 'refuse-suspension', { note: '不同意' });
    await act(atStreet, one, 'request-extension', { note: '等材料' });
    expect((await act(atCommand, one, 'grant-extension', { note: '同意' })).status).toBe(200);
    expect((await act(atStreet, one, 'finish', { reply: '已更换井盖', note: '办结' })).status).toBe(200);
  }
  expect(await limitsOf(before.one)).toMatchObject({ accept: '0.1667h', handle: '4h +5wd', review: '1wd' });
  expect(await limitsOf(after.one)).toMatchObject({ accept: '1h', handle: '4h +2wd', review: '3wd' });
});

test('a district’s law narrows the common one from its day on, and older cases keep theirs', async () => {
  world.clock.set('2026-12-31T10:00:00+08:00');
  const before = await inHand(world, world.guest());
  const folder = copyOf();
  writeFileSync(
    join(folder, 'counties/350102/workflow.csv'),
    'row,change,guard,from_on,basis,source,status\nrequest-extension,guard,extensions < 1 and urgency != null,2027-01-01,鼓楼区本级规定,试验,drafted\nnote,off,,2027-01-01,鼓楼区本级规定,试验,drafted\n',
  );
  await loadPack(world.house, folder);
  world.clock.set('2027-01-04T10:00:00+08:00');
  const after = await inHand(world, world.guest());
  const atCommand = await world.officer({
    unit: '350102-command',
    area: '350102',
    permissions: ['case.read', 'case.triage', 'case.arbitrate'],
  });
  for (const { one, atStreet } of [{ ...before, atStreet: await world.officer(street) }, after]) {
    expect((await act(atStreet, one, 'request-extension', { note: '等材料' })).status).toBe(one === before.one ? 409 : 200);
    await act(atCommand, one, 'grant-extension', { note: '同意' });
  }
  // The older case ran late over the holiday; of the newer one the district grants no second extension, and says so.
  const second = await act(after.atStreet, after.one, 'request-extension', { note: '再等' });
  expect(second.body).toMatchObject({ code: 'case.condition_unmet' });
  expect(second.body.title).toContain('district');
  const offered = (await see(after.atStreet, after.one)).actions.map(({ action }: { action: string }) => action);
  expect(offered).not.toContain('request-extension');
});
