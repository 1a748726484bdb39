import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addKinds, cardFor } from '../../test/licence-scene.ts';
import { openWorld, type World } from '../../test/world.ts';
import { issueLicence, revokeLicence } from '../modules/licences/index.ts';
import { verify } from './licence-verify.ts';

let world: World;
const home = mkdtempSync(join(tmpdir(), 'banyan-licence-'));
beforeAll(async () => {
  world = await openWorld();
  await addKinds(world);
});
afterAll(async () => {
  await world.close();
  rmSync(home, { recursive: true });
});

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await verify(args, { print: (text) => void lines.push(text), tell: () => undefined });
  return { code, text: lines.join('\n') };
}

test('a licence is verified on a machine that knows nothing but the public keys, as PDF, text and printed code, until a list says that it was revoked', async () => {
  const holder = await world.resident();
  const issued = await world.asPlatform((ctx) => issueLicence(ctx, cardFor(holder.accountId ?? '')));
  const own = `/api/licences/mine/${issued.region}/${issued.id}`;
  const keep = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(home, name), bytes);
    return join(home, name);
  };
  const keys = keep('jwks.json', JSON.stringify((await holder.get('/.well-known/jwks.json')).body));
  const { token, code } = (await holder.get(own)).body;
  const files = [
    keep('licence.pdf', Buffer.from((await holder.get(`${own}/file`)).body)),
    keep('licence.jws', `${token}\n`),
    keep('code.txt', code.text),
  ];
  const list = async () => keep('list.jwt', String((await holder.get('/api/licences/status/0')).body));
  const status = await list();
  for (const file of files) {
    expect(await run(file, '--keys', keys, '--on', '2026-11-24'), file).toMatchObject({ code: 0 });
    const judged = await run(file, '--keys', keys, '--status', status, '--on', '2026-11-24', '--json');
    expect(JSON.parse(judged.text)).toMatchObject({
      genuine: true,
      standing: 'valid',
      status: { known: true },
      shown: { number: issued.number },
    });
    expect((await run(file, '--keys', keys, '--on', '2031-11-24')).text).toContain('On 2031-11-24 it is expired.');
  }
  await world.asPlatform((ctx) => revokeLicence(ctx, issued, '承诺不实'));
  await list();
  for (const file of files) {
    const judged = await run(file, '--keys', keys, '--status', status, '--on', '2026-11-24');
    expect(judged, file).toMatchObject({ code: 2, text: expect.stringContaining('On 2026-11-24 it is revoked.') });
  }
  expect(await run(keep('other.txt', 'a.b.c'), '--keys', keys)).toMatchObject({ code: 2, text: expect.stringContaining('not-a-licence') });
  await expect(run(files[0] ?? '', '--keys', keys, '--on', 'tomorrow')).rejects.toThrow('is not a day');
});
