import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSigner } from '#platform/signing.ts';
import { addKinds, cardFor } from '../../../test/licence-scene.ts';
import { type Client, openWorld, type World } from '../../../test/world.ts';
import { checkLicence, checkStatus, standingBy } from './check-licence.ts';
import { licenceType } from './claims.ts';
import {
  issueLicence,
  type LicenceExpiring,
  reinstateLicence,
  reissueLicence,
  remindHolders,
  revokeLicence,
  suspendLicence,
} from './index.ts';
import { closedMs, mostWrongCodes } from './limits.ts';

let world: World;
let holder: Client;
let guest: Client;
const home = mkdtempSync(join(tmpdir(), 'banyan-licences-'));
beforeAll(async () => {
  world = await openWorld();
  await addKinds(world);
  holder = await world.resident();
  guest = world.guest();
});
afterAll(async () => {
  await world.close();
  rmSync(home, { recursive: true });
});

const personOf = (client: Client) => client.accountId ?? '';
const issue = (more: Parameters<typeof cardFor>[1] = {}) => world.asPlatform((ctx) => issueLicence(ctx, cardFor(personOf(holder), more)));
type Key = { region: string; id: string };
const open = async ({ region, id }: Key) => (await holder.get(`/api/licences/mine/${region}/${id}`)).body;
const verify = async (body: object) => (await guest.post('/api/licences/verify', body)).body;
const list = async (number = 0) => String((await guest.get(`/api/licences/status/${number}`)).body);

const flip = (token: string, part: number) => {
  const parts = token.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
};

describe('the public check', () => {
  test('shows by the signed text what the document shows, to anyone', async () => {
    const issued = await issue();
    const { token, licence } = await open(issued);
    expect(await verify({ token })).toEqual({
      genuine: true,
      standing: 'valid',
      shown: {
        number: issued.number,
        city: '350100',
        name: '老年人优待证',
        nameEn: 'Senior card',
        issuer: licence.issuer,
        holder: '陈*榕',
        from: '2026-11-24',
        until: '2031-11-23',
        fields: licence.fields,
      },
    });
  });

  test('by the printed code shows only what the code carries', async () => {
    const issued = await issue();
    const { code } = await open(issued);
    expect(code.text).toMatch(/^https?:\/\/[^#]+\/verify#[\w.-]+$/);
    expect(code.rows.length).toBeGreaterThan(60);
    expect(code.rows.every((row: string) => row.length === code.rows.length)).toBe(true);
    expect(await verify({ token: code.text })).toMatchObject({
      genuine: true,
      standing: 'valid',
      shown: { number: issued.number, holder: '陈*榕', fields: [], issuer: null },
    });
  });

  test('by number and check code opens the licence, and closes the number to whoever tries codes', async () => {
    const issued = await issue();
    const { licence } = await open(issued);
    const typed = { number: issued.number, code: `${licence.checkCode.slice(0, 5)}-${licence.checkCode.slice(5).toLowerCase()}` };
    expect(await verify(typed)).toMatchObject({ genuine: true, shown: { number: issued.number } });
    for (let tried = 0; tried < mostWrongCodes; tried++)
      expect(await verify({ number: issued.number, code: `WRONG0000${tried}` })).toEqual({ genuine: false, why: 'unknown' });
    const closed = await guest.post('/api/licences/verify', typed);
    expect(closed).toMatchObject({ status: 429, body: { code: 'licence.verify_closed' } });
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(0);
    world.clock.advance(closedMs + 1000);
    expect(await verify(typed)).toMatchObject({ genuine: true });
  });

  test('refuses a number with a mistyped digit, and what is no licence', async () => {
    expect(await guest.post('/api/licences/verify', { number: '350102-2026-0000001-0', code: 'X' })).toMatchObject({
      status: 422,
      body: { code: 'licence.number_mistyped' },
    });
    expect(await verify({ token: 'a'.repeat(40) })).toEqual({ genuine: false, why: 'not-a-licence' });
    expect(await guest.post('/api/licences/verify', {})).toMatchObject({ status: 400 });
  });

  test('finds a tampered licence, one of another key, one with an unknown key id, and another kind of token', async () => {
    const { token } = await open(await issue());
    expect(await verify({ token: flip(token, 1) })).toEqual({ genuine: false, why: 'altered' });
    expect(await verify({ token: flip(token, 2) })).toEqual({ genuine: false, why: 'altered' });
    const forger = await openSigner(join(home, 'forger'), true);
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));
    const forged = await forger.signToken(licenceType, claims);
    expect(await verify({ token: forged })).toEqual({ genuine: false, why: 'unknown-key' });
    const [, payload, signature] = forged.split('.');
    const borrowed = [token.split('.')[0], payload, signature].join('.');
    expect(await verify({ token: borrowed })).toEqual({ genuine: false, why: 'altered' });
    const other = await world.house.signer.signToken('banyan-case+jwt', claims);
    expect(await verify({ token: other })).toEqual({ genuine: false, why: 'not-a-licence' });
    const unsigned = [
      Buffer.from(JSON.stringify({ alg: 'none', kid: world.house.signer.keyId, typ: licenceType })).toString('base64url'),
      payload,
      '',
    ].join('.');
    expect(await verify({ token: unsigned })).toEqual({ genuine: false, why: 'not-a-licence' });
  });

  test('a number that is replayed over other words, though signed by us, is not what is on file', async () => {
    const { token } = await open(await issue());
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));
    const replayed = await world.house.signer.signToken(licenceType, { ...claims, holder: '林*' });
    expect(await verify({ token: replayed })).toEqual({ genuine: false, why: 'unknown' });
    const invented = await world.house.signer.signToken(licenceType, { ...claims, jti: '350102-2026-9999999-1' });
    expect(await verify({ token: invented })).toEqual({ genuine: false, why: 'unknown' });
  });
});

describe('what was taken back', () => {
  const standings = async (key: Key, number: string) => {
    const { token, code, licence } = await open(key);
    const found = await Promise.all([{ token }, { token: code.text }, { number, code: licence.checkCode }].map(verify));
    return new Set(found.map(({ standing }) => standing));
  };

  test('is seen at once by every way of checking', async () => {
    const issued = await issue();
    const move = (errand: typeof suspendLicence) => world.asPlatform((ctx) => errand(ctx, issued, '复核'));
    await move(suspendLicence);
    expect(await standings(issued, issued.number)).toEqual(new Set(['suspended']));
    await move(reinstateLicence);
    expect(await standings(issued, issued.number)).toEqual(new Set(['valid']));
    await move(revokeLicence);
    expect(await standings(issued, issued.number)).toEqual(new Set(['revoked']));
  });

  test('and what was replaced or is over is told so', async () => {
    const old = await issue();
    await world.asPlatform((ctx) => reissueLicence(ctx, old, cardFor(personOf(holder)), '信息变更'));
    expect(await standings(old, old.number)).toEqual(new Set(['replaced']));
    const short = await issue({ validFrom: '2026-11-01', validTo: '2026-11-02' });
    expect(await standings(short, short.number)).toEqual(new Set(['expired']));
  });

  test('is in the signed status list, by which a licence is judged without asking us', async () => {
    const issued = await issue();
    const { token } = await open(issued);
    const { keys } = world.house.signer;
    const check = await checkLicence(Buffer.from(token), keys);
    if (!check.genuine) throw new Error(check.why);
    const statusBy = async (listToken?: string) => checkStatus(check.shown, listToken, keys, world.clock.now());
    const before = await list();
    expect(await statusBy(before)).toEqual({ known: true, state: 'valid' });
    await world.asPlatform((ctx) => revokeLicence(ctx, issued, '承诺不实'));
    const after = await list();
    expect(await statusBy(after)).toEqual({ known: true, state: 'revoked' });
    expect(standingBy(check.shown, await statusBy(after), '2026-11-25')).toBe('revoked');
    expect(await statusBy(flip(after, 1))).toEqual({ known: false, why: 'list-untrusted' });
    expect(await statusBy(token)).toEqual({ known: false, why: 'list-untrusted' });
    expect(await checkStatus(check.shown, after, keys, new Date(world.clock.now().getTime() + 2 * 86_400_000))).toEqual({
      known: false,
      why: 'list-old',
    });
    expect(await guest.get('/api/licences/status/999')).toMatchObject({ status: 404, body: { code: 'status_list.unknown' } });
  });
});

describe('the wallet', () => {
  test('shows its owner his licences and nobody else', async () => {
    const issued = await issue();
    const stranger = await world.resident();
    const mine = await holder.get('/api/licences/mine');
    expect(mine.body.licences.map(({ id }: Key) => id)).toContain(issued.id);
    expect((await stranger.get('/api/licences/mine')).body).toEqual({ licences: [] });
    expect(await stranger.get(`/api/licences/mine/${issued.region}/${issued.id}`)).toMatchObject({
      status: 404,
      body: { code: 'licence.unknown' },
    });
    expect(await guest.get('/api/licences/mine')).toMatchObject({ status: 401 });
  });

  test('gives each as a signed text and as a stamped page that is found out when a byte was changed', async () => {
    const issued = await issue();
    const { token } = await open(issued);
    const { keys } = world.house.signer;
    const address = `/api/licences/mine/${issued.region}/${issued.id}/file`;
    const text = await holder.get(`${address}?format=jws`);
    expect(String(text.body)).toBe(token);
    const pdf = await holder.get(address);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const pages = Buffer.from(pdf.body);
    expect(await checkLicence(pages, keys)).toMatchObject({ genuine: true, form: 'whole', shown: { number: issued.number } });
    const changed = Buffer.from(pages);
    const at = pages.length >> 1;
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect((await checkLicence(changed, keys)).genuine).toBe(false);
    const unstamped = Buffer.from(pages.toString('latin1').replace('banyan-stamp:', 'Banyan-stamp:'), 'latin1');
    expect(await checkLicence(unstamped, keys)).toEqual({ genuine: false, why: 'pages-unstamped' });
  });
});

describe('officers', () => {
  const post = (area: string) => world.officer({ unit: `${area}-command`, area, permissions: ['licence.manage'] });

  test('of the county find, suspend and revoke a licence, and its record says who and why', async () => {
    const issued = await issue();
    const officer = await post('350102');
    const found = await officer.get(`/api/licences?number=${issued.number}`);
    expect(found.body.licences).toMatchObject([{ id: issued.id, holder: '陈*榕', standing: 'valid' }]);
    const address = `/api/licences/${issued.region}/${issued.id}`;
    expect(await officer.post(`${address}/actions/suspend`, { reason: '  ' })).toMatchObject({
      status: 422,
      body: { code: 'licence.reason_missing' },
    });
    const moved = await officer.post(`${address}/actions/suspend`, { reason: '材料待核实' });
    expect(moved.body).toMatchObject({ licence: { standing: 'suspended' }, actions: ['reinstate', 'revoke'] });
    expect(moved.body.history.at(-1)).toMatchObject({ action: 'suspend', by: '林一线', reason: '材料待核实' });
  });

  test('of another county see nothing of it, and those of a street may not move it', async () => {
    const issued = await issue();
    const address = `/api/licences/${issued.region}/${issued.id}`;
    const neighbour = await post('350103');
    expect(await neighbour.get(address)).toMatchObject({ status: 404 });
    expect(await neighbour.post(`${address}/actions/revoke`, { reason: '越权' })).toMatchObject({ status: 404 });
    const street = await world.officer({ unit: '350102004-street', area: '350102004', permissions: ['licence.manage'] });
    expect(await street.post(`${address}/actions/revoke`, { reason: '越权' })).toMatchObject({
      status: 403,
      body: { code: 'licence.not_yours' },
    });
    expect(await holder.get('/api/licences')).toMatchObject({ status: 403 });
  });

  test('page through what was issued', async () => {
    const officer = await post('350102');
    const first = (await officer.get('/api/licences?limit=2')).body;
    const second = (await officer.get(`/api/licences?limit=2&cursor=${first.next}`)).body;
    const ids = [...first.licences, ...second.licences].map(({ id }: Key) => id);
    expect(new Set(ids).size).toBe(4);
  });
});

test('a holder is reminded once, in time, and not of what was revoked', async () => {
  const told: LicenceExpiring[] = [];
  world.house.announcements.on('licence.expiring', async (_ctx, fact) => void told.push(fact));
  const soon = await issue({ validTo: '2026-12-31' });
  const revoked = await issue({ validTo: '2026-12-31' });
  await world.asPlatform((ctx) => revokeLicence(ctx, revoked, '承诺不实'));
  await issue({ validTo: '2030-12-31' });
  world.clock.set('2026-11-25T09:00:00+08:00');
  await Promise.all([remindHolders(world.house, world.clock.now()), remindHolders(world.house, world.clock.now())]);
  await remindHolders(world.house, world.clock.now());
  expect(told.filter(({ id }) => id === soon.id)).toMatchObject([{ number: soon.number, until: '2026-12-31', personId: personOf(holder) }]);
  expect(told.map(({ id }) => id)).not.toContain(revoked.id);
});
