import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, markers, type Planted, plant, victimPhones } from '../../../test/strangers/planted.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { makeKey } from './service/keep-channels.ts';

let world: World;
let planted: Planted;
let key: string;

beforeAll(async () => {
  world = await openWorld();
  planted = await plant(world);
  ({ key } = await world.asPlatform((ctx) => makeKey(ctx, 'A Stranger')));
});

afterAll(() => world?.close());

/** What no answer may hold: every word of the victims, what opens their cases, and who they are. A public case is known by its number. */
const secrets = () => {
  const numbers = [planted.open, planted.closed, planted.anonymous, planted.rejected].map(({ number }) => number);
  return planted.secrets.filter((secret) => secret !== '' && !numbers.includes(secret));
};
const everyCase = () => [planted.open, planted.closed, planted.anonymous, planted.rejected];
const get = (path: string) => world.app.inject({ method: 'GET', url: `/open311/v2/${path}` });

test('of reports by other doors nobody reads a word, a name, a phone or a code, in whatever form he asks', async () => {
  const paths = ['json', 'xml', 'csv'].flatMap((format) => [
    `requests.${format}?extensions=true`,
    `requests.${format}?extensions=true&api_key=${key}`,
  ]);
  for (const { number, id } of everyCase())
    paths.push(
      `requests/${number}.json?extensions=true&api_key=${key}`,
      `requests.xml?service_request_id=${number}`,
      `tokens/350102-${id}.json`,
      `servicerequestupdates.json?service_request_id=${number}`,
    );
  paths.push('servicerequestupdates.xml', `servicerequestupdates.json?api_key=${key}`, 'requests.json?updated_after=2026-01-01');
  for (const path of paths) {
    const { body } = await get(path);
    const asked = decodeURIComponent(path);
    expect(
      secrets().filter((secret) => body.includes(secret) && !asked.includes(secret)),
      path,
    ).toEqual([]);
    for (const word of [...Object.values(markers), ...victimPhones]) expect(body).not.toContain(word);
  }
  const shown = (await get('requests.json')).json().map((one: any) => one.service_request_id);
  expect(shown).toContain(planted.open.number);
  expect(shown).not.toContain(planted.closed.number);
});

test('a photo of such a report is not shown, under whatever address', async () => {
  const { region, id } = planted.open;
  for (const path of [
    `media/${region}/${id}/1.jpg`,
    `media/${region}/${planted.photo.id}/1.jpg`,
    `media/${planted.photo.id}.jpg`,
    `media/${region}/${id}/0.jpg`,
    `media/x/${id}/1.jpg`,
  ])
    expect((await world.app.inject(`/open311/${path}`)).statusCode, path).toBe(404);
});

test('a stranger with a key moves nothing of theirs: at most he leaves a remark in the file of a public case', async () => {
  const before = await digestOf(world, planted);
  const send = (number: string, more: Record<string, string>) =>
    world.app.inject({
      method: 'POST',
      url: '/open311/v2/servicerequestupdates.json',
      payload: new URLSearchParams({ api_key: key, service_request_id: number, ...more }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  for (const status of ['OPEN', 'CLOSED', 'FIXED', 'REOPEN'])
    for (const { number } of [planted.closed, planted.rejected]) expect([200, 404]).toContain((await send(number, { status })).statusCode);
  expect((await send(planted.open.number, { api_key: 'guessed', description: '陌生人' })).statusCode).toBe(403);
  expect(await digestOf(world, planted)).toBe(before);
  expect((await send(planted.open.number, { description: '陌生人', status: 'CLOSED' })).statusCode).toBe(200);
  const { rows } = await world.house.database.pool.query('select state, round from cases.case_file where id = $1', [planted.open.id]);
  expect(rows).toEqual([{ state: 'handling', round: 1 }]);
});
