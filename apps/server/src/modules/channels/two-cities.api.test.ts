import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, desk, type Filed, reported, see, street } from '../../../test/case-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { open311Peer, readXml } from './gateways/open311-peer.ts';
import { fetchUpdates } from './service/fetch-updates.ts';
import { connectPeer, makeKey } from './service/keep-channels.ts';
import { sendPushes } from './service/send-pushes.ts';

let theirKey = '';
let [near, far] = [{} as World, {} as World];
let [nearDesk, nearStreet, farDesk, farStreet, resident] = [] as unknown as [Client, Client, Client, Client, Client];

beforeAll(async () => {
  [near, far] = [await openWorld(), await openWorld()];
  await far.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = far.app.server.address() as AddressInfo;
  theirKey = (await far.asPlatform((ctx) => makeKey(ctx, 'The near city'))).key;
  await near.asPlatform((ctx) =>
    connectPeer(ctx, {
      name: 'The far city',
      address: `http://127.0.0.1:${port}/open311/v2`,
      area: '350102',
      services: '*==',
      key: theirKey,
      jurisdiction: '350100',
    }),
  );
  [nearDesk, nearStreet, resident] = [await near.officer(desk), await near.officer(street), await near.resident()];
  [farDesk, farStreet] = [await far.officer(desk), await far.officer(street)];
});

afterAll(async () => {
  await near.close();
  await far.close();
});

const minutes = (count: number) => {
  for (const world of [near, far]) world.clock.advance(count * 60_000);
};
async function exchange() {
  minutes(2);
  while ((await sendPushes(near.house, near.clock.now(), open311Peer)) > 0);
  await fetchUpdates(near.house, near.clock.now(), open311Peer);
}

test('a case goes to another city over the wire, is handled there, comes back, is refused and handled again, and nobody hears his own echo', async () => {
  const one = await reported(resident, { content: '井盖翘起来了 & <危险>', title: '"井盖"' });
  await act(nearDesk, one, 'accept');
  expect((await act(nearDesk, one, 'dispatch', { unit: street.unit })).status).toBe(200);
  await act(nearStreet, one, 'sign');
  await exchange();
  const { rows } = await far.house.database.pool.query<Filed>('select region, id, number from cases.case_file');
  expect(rows).toHaveLength(1);
  const there = rows[0] as Filed;
  expect(await see(farDesk, there)).toMatchObject({
    title: '"井盖"',
    content: '井盖翘起来了 & <危险>',
    matter: { code: 'M01002' },
    reporter: { identity: 'anonymous' },
  });
  expect((await see(farDesk, there)).timeline.at(-1)).toMatchObject({ action: 'note', note: '【The near city】承办单位已签收。' });

  for (const [who, action, input] of [
    [farDesk, 'accept', {}],
    [farDesk, 'dispatch', { unit: street.unit }],
    [farStreet, 'sign', {}],
    [farStreet, 'finish', { reply: '已换新井盖 <好>', note: '已换' }],
    [farDesk, 'approve', {}],
  ] as const)
    expect((await act(who, there, action, input)).status).toBe(200);
  await exchange();
  expect(await see(nearDesk, one)).toMatchObject({ state: 'reviewing', reply: '已换新井盖 <好>' });
  await act(nearDesk, one, 'approve');
  await exchange();

  expect((await act(resident, one, 'refuse', { note: '还是松的' })).status).toBe(200);
  await exchange();
  expect(await see(farDesk, there)).toMatchObject({ state: 'handling', round: 2 });
  await exchange();
  await exchange();
  const acts = (view: any) => view.timeline.map(({ action }: any) => action);
  expect(acts(await see(nearDesk, one)).filter((action: string) => action === 'note')).toHaveLength(3);
  expect(acts(await see(nearDesk, one)).at(-1)).toBe('refuse');
  expect(acts(await see(farDesk, there)).at(-1)).toBe('refuse');
});

test('the key there is sealed in the database', async () => {
  const { rows } = await near.house.database.pool.query("select string_agg(to_jsonb(p)::text, '') as text from channels.peer p");
  expect(rows[0].text).toContain('The far city');
  expect(rows[0].text).not.toContain(theirKey);
});

describe('what a strange server answers', () => {
  const answering = async (body: string, status = 200) => {
    const server = createServer((_request, reply) => void reply.writeHead(status, { 'content-type': 'text/xml' }).end(body));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const door = { address, jurisdiction: null, key: null };
    return { door, close: () => new Promise((done) => server.close(done)) };
  };
  const update = { onceKey: 'x', requestId: '1', updateId: '2', at: '2026-11-24T10:00:00Z', status: 'OPEN', description: 'x' };
  const bomb = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}">]><service_request_updates>&b;</service_request_updates>`;

  test.each<[string, string, number, string]>([
    ['an entity bomb', bomb, 200, 'carries a document type'],
    ['no XML', 'it works', 200, 'is not XML'],
    ['half of it', '<service_request_updates><request_update>', 200, ''],
    ['a failure of its own', '<html>Bad gateway</html>', 502, '502: Bad gateway'],
    [
      'a refusal in the standard’s form',
      '<errors><error><code>400</code><description>status &amp; such</description></error></errors>',
      400,
      '400: status & such',
    ],
  ])('%s is an error in words, and nothing is taken from it', async (_what, body, status, said) => {
    const { door, close } = await answering(body, status);
    await expect(open311Peer.sendUpdate(door, update)).rejects.toThrow(said);
    await close();
  });

  test('entities that are no entities of XML stay as written', () => {
    expect(readXml('<a><b>&lt;&copy;&#x4e95;&amp;amp;</b></a>')).toEqual({ a: { b: '&lt;&copy;&#x4e95;&amp;amp;' } });
  });

  test('updates without an id are passed by, single ones and empty lists are read', async () => {
    const list = (inside: string) => `<?xml version="1.0"?><service_request_updates>${inside}</service_request_updates>`;
    const single = await answering(
      list(
        '<request_update><update_id>7</update_id><service_request_id>1</service_request_id><status>fixed</status><description>a&#x26;b</description></request_update>',
      ),
    );
    expect(await open311Peer.fetchUpdates(single.door, 'a', 'b')).toEqual([
      { id: '7', requestId: '1', status: 'fixed', state: null, description: 'a&b' },
    ]);
    await single.close();
    for (const inside of ['', '<request_update><status>fixed</status></request_update>']) {
      const other = await answering(list(inside));
      expect(await open311Peer.fetchUpdates(other.door, 'a', 'b')).toEqual([]);
      await other.close();
    }
  });
});
