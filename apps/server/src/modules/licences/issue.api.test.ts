import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unitOfWork } from '#platform/context.ts';
import { checkToken } from '#platform/signing.ts';
import { addKinds, cardFor } from '../../../test/licence-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { licenceType } from './claims.ts';
import {
  issueLicence,
  type LicenceOrder,
  reinstateLicence,
  reissueLicence,
  revokeLicence,
  selectLicencesOf,
  suspendLicence,
} from './index.ts';
import { regionOfLicence } from './number.ts';
import { openOwnLicence } from './service/view-licences.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await addKinds(world);
});
afterAll(() => world.close());

const issue = (order: LicenceOrder) => world.asPlatform((ctx) => issueLicence(ctx, order));
const licencesOf = (personId: string) => world.asPlatform((ctx) => selectLicencesOf(ctx, personId));
const refusal = (code: string) => expect.objectContaining({ code });

describe('issuing a licence', () => {
  test('gives it a number with a check digit and a signature over what it shows', async () => {
    const personId = randomUUID();
    const issued = await issue(cardFor(personId));
    expect(issued.already).toBe(false);
    expect(regionOfLicence(issued.number)).toBe('350102');
    const { token, view } = await world.asPlatform((ctx) => openOwnLicence(ctx, personId, issued));
    const check = await checkToken(token, licenceType, world.house.signer.keys);
    expect(check).toMatchObject({
      valid: true,
      claims: { jti: issued.number, holder: '陈*榕', from: '2026-11-24', until: '2031-11-23', status: { status_list: {} } },
    });
    expect(view.fields).toEqual([
      { name: '出生年份', nameEn: 'Year of birth', value: '1946' },
      { name: '所属街道', nameEn: 'Street', value: '鼓东街道' },
    ]);
  });

  test('a resident is issued one in his own unit of work, sees it, and another sees nothing of it', async () => {
    const [personId, other] = [randomUUID(), randomUUID()];
    const as = <T>(work: Parameters<typeof unitOfWork<T>>[3]) =>
      unitOfWork(world.house, { kind: 'resident', accountId: randomUUID(), name: '陈大榕' }, world.clock.now(), work);
    const issued = await as((ctx) => issueLicence(ctx, cardFor(personId)));
    expect(await as((ctx) => selectLicencesOf(ctx, personId))).toMatchObject([{ number: issued.number, standing: 'valid' }]);
    expect(await as((ctx) => selectLicencesOf(ctx, other))).toEqual([]);
    await expect(as((ctx) => suspendLicence(ctx, issued, '冒充'))).rejects.toEqual(refusal('licence.unknown'));
  });

  test('two who ask for the same thing at once get one licence', async () => {
    const personId = randomUUID();
    const order = cardFor(personId);
    const both = await Promise.all(Array.from({ length: 6 }, () => issue(order)));
    expect(new Set(both.map(({ number }) => number)).size).toBe(1);
    expect(both.filter(({ already }) => !already)).toHaveLength(1);
    expect(await licencesOf(personId)).toHaveLength(1);
  });

  test('what was issued for one person is not handed to another who names the same thing', async () => {
    const order = cardFor(randomUUID());
    await issue(order);
    await expect(issue({ ...order, holder: { personId: randomUUID(), maskedName: '林*' } })).rejects.toEqual(refusal('licence.once_taken'));
  });

  test('refuses a kind that the pack does not know, a field the kind does not show, and a term that ends before it begins', async () => {
    await expect(issue(cardFor(randomUUID(), { kind: 'crown' }))).rejects.toEqual(refusal('licence.kind_unknown'));
    await expect(issue(cardFor(randomUUID(), { fields: { salary: '1' } }))).rejects.toEqual(refusal('licence.field_unknown'));
    await expect(issue(cardFor(randomUUID(), { validTo: '2020-01-01' }))).rejects.toEqual(refusal('licence.term_invalid'));
  });

  test('a transaction that fails after issuing leaves no licence behind', async () => {
    const personId = randomUUID();
    const failing = world.asPlatform(async (ctx) => {
      await issueLicence(ctx, cardFor(personId));
      throw new Error('the rest went wrong');
    });
    await expect(failing).rejects.toThrow('the rest went wrong');
    expect(await licencesOf(personId)).toEqual([]);
  });
});

describe('the life of a licence', () => {
  const standingOf = async (personId: string) => (await licencesOf(personId)).map(({ standing }) => standing);

  test('is suspended, reinstated and revoked, each with a reason, and never leaves revocation', async () => {
    const personId = randomUUID();
    const issued = await issue(cardFor(personId));
    const move = (errand: typeof suspendLicence, reason: string) => world.asPlatform((ctx) => errand(ctx, issued, reason));
    await expect(move(suspendLicence, '  ')).rejects.toEqual(refusal('licence.reason_missing'));
    await move(suspendLicence, '材料待核实');
    expect(await standingOf(personId)).toEqual(['suspended']);
    await move(reinstateLicence, '已核实');
    expect(await standingOf(personId)).toEqual(['valid']);
    await move(revokeLicence, '承诺不实');
    expect(await standingOf(personId)).toEqual(['revoked']);
    await expect(move(reinstateLicence, '再议')).rejects.toEqual(refusal('licence.step_impossible'));
  });

  test('of two officers who move it at once one is refused', async () => {
    const issued = await issue(cardFor(randomUUID()));
    const ends = await Promise.allSettled([1, 2].map(() => world.asPlatform((ctx) => revokeLicence(ctx, issued, '承诺不实'))));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is replaced by a new one for its holder alone, and only once', async () => {
    const [personId, order] = [randomUUID(), { onceFor: `reissue:${randomUUID()}` }];
    const first = await issue(cardFor(personId));
    const again = () => world.asPlatform((ctx) => reissueLicence(ctx, first, cardFor(personId, order), '遗失补办'));
    const second = await again();
    expect(second.number).not.toBe(first.number);
    expect(await again()).toMatchObject({ number: second.number, already: true });
    expect(await standingOf(personId)).toEqual(['valid', 'replaced']);
    const stranger = world.asPlatform((ctx) => reissueLicence(ctx, second, cardFor(randomUUID()), '遗失补办'));
    await expect(stranger).rejects.toEqual(refusal('licence.unknown'));
  });

  test('is not yet good before its first day, good through its last, and expired after', async () => {
    const personId = randomUUID();
    await issue(cardFor(personId, { validFrom: '2026-11-25', validTo: '2026-11-26' }));
    const on = async (at: string) => {
      world.clock.set(at);
      return (await standingOf(personId))[0];
    };
    expect(await on('2026-11-24T23:59:59+08:00')).toBe('not-yet');
    expect(await on('2026-11-25T00:00:00+08:00')).toBe('valid');
    expect(await on('2026-11-26T23:59:59+08:00')).toBe('valid');
    expect(await on('2026-11-27T00:00:00+08:00')).toBe('expired');
    world.clock.set('2026-11-24T10:00:00+08:00');
  });
});
