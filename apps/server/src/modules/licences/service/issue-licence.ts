import '../events.ts';
import { dayIn } from '#platform/civil-day.ts';
import { type Context, newId, usePass } from '#platform/context.ts';
import { conflict, unprocessable } from '#platform/refusal.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { type LicenceClaims, type LicenceField, licenceType } from '../claims.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { writeLicenceNumber } from '../number.ts';
import { daysBefore, remindDays } from '../policy.ts';
import { placeOf } from '../status-list.ts';
import { kindsOf, type LicenceKind } from '../store/kinds.ts';
import { insertLicence, type LicenceKey, type LicenceRow, type NewLicence, selectByOnce, takeRunning } from '../store/licences.ts';
import { announceMove } from './announce-move.ts';
import { checkCode, checkPass, holderPass } from './passes.ts';
import { whoActs } from './who-acts.ts';

/** Days are `YYYY-MM-DD`, both ends included; `validTo` null is for good. `onceFor` names the thing it is issued for: twice the same gives the first licence. */
export type LicenceOrder = {
  region: string;
  kind: string;
  /** Who holds it, and the name as the licence shows it. */
  holder: { personId: string; maskedName: string };
  /** Values by the codes of the kind's fields; others are refused. */
  fields: Readonly<Record<string, string>>;
  validFrom: string;
  validTo: string | null;
  issuerUnit: string;
  onceFor: string;
};

/** `already` says that it had been issued before. */
export type Issued = LicenceKey & { number: string; kind: string; already: boolean };

/** The address of a status list; a path where the house has no address of its own. */
export const statusAddress = ({ house }: Context, list: number): string => `${house.address ?? ''}/api/licences/status/${list}`;

function fieldsOf(kind: LicenceKind, given: LicenceOrder['fields']): LicenceField[] {
  const known = new Set(kind.fields.map(({ code }) => code));
  const unknown = Object.keys(given).find((code) => !known.has(code));
  if (unknown !== undefined)
    throw unprocessable('licence.field_unknown', 'A licence of this kind does not show this field.', {
      field: unknown,
      allowed: [...known],
    });
  return kind.fields.flatMap(({ code, name, nameEn }) => {
    const value = given[code];
    return value === undefined ? [] : [{ name, nameEn, value }];
  });
}

async function kindOf(ctx: Context, order: LicenceOrder): Promise<LicenceKind> {
  const kind = (await kindsOf(ctx.house)).get(order.kind);
  if (!kind) throw unprocessable('licence.kind_unknown', 'The pack of the city knows no such kind of licence.', { kind: order.kind });
  if (order.validTo !== null && order.validTo < order.validFrom)
    throw unprocessable('licence.term_invalid', 'The last day of a licence is not before its first.', {
      validFrom: order.validFrom,
      validTo: order.validTo,
    });
  return kind;
}

function claimsOf(ctx: Context, places: Places, order: LicenceOrder, kind: LicenceKind, running: number): LicenceClaims {
  const year = dayIn(places.city.zone, ctx.now).slice(0, 4);
  const unit = order.issuerUnit;
  const { list, entry } = placeOf(running);
  return {
    iss: places.city.code,
    jti: writeLicenceNumber(order.region, year, running),
    iat: Math.floor(ctx.now.getTime() / 1000),
    kind: kind.code,
    name: kind.name,
    nameEn: kind.nameEn,
    issuer: { unit, name: places.unitName(unit), nameEn: places.unitName(unit, 'en') },
    holder: order.holder.maskedName,
    from: order.validFrom,
    until: order.validTo,
    fields: fieldsOf(kind, order.fields),
    ...(kind.statusList ? { status: { status_list: { idx: entry, uri: statusAddress(ctx, list) } } } : {}),
  };
}

async function draw(ctx: Context, order: LicenceOrder, replaces: string | null): Promise<NewLicence> {
  const kind = await kindOf(ctx, order);
  const places = await placesOf(ctx.house);
  const running = await takeRunning(ctx);
  const claims = claimsOf(ctx, places, order, kind, running);
  const token = await ctx.house.signer.signToken(licenceType, claims);
  return {
    region: order.region,
    id: newId(ctx.now),
    number: claims.jti,
    kind: kind.code,
    issuer_unit: claims.issuer.unit,
    holder_pass: holderPass(ctx.house, order.holder.personId),
    check_pass: checkPass(ctx.house, claims.jti, checkCode(ctx.house, claims.jti)),
    token_hash: Buffer.from(fingerprintOf(token), 'hex'),
    token_sealed: ctx.house.vault.seal(token),
    valid_from: order.validFrom,
    valid_until: order.validTo,
    running: kind.statusList ? running : null,
    replaces,
    issued_at: ctx.now,
    remind_on: order.validTo === null ? null : daysBefore(order.validTo, remindDays),
    once_for: order.onceFor,
    person_id: order.holder.personId,
  };
}

const told = ({ region, id, number, kind }: Pick<LicenceRow, 'region' | 'id' | 'number' | 'kind'>, already: boolean): Issued => ({
  region,
  id,
  number,
  kind,
  already,
});

/** Writes a licence that is drawn; the first one where the same thing had one already. */
export async function writeLicence(ctx: Context, order: LicenceOrder, replaces: string | null = null): Promise<Issued> {
  const row = await draw(ctx, order, replaces);
  // The policy of the table lets a resident write what he may also read: here the licence of this holder.
  usePass(ctx, row.holder_pass);
  try {
    if (await insertLicence(ctx, row, whoActs(ctx))) {
      await announceMove(ctx, row, 'issue', 'valid', null);
      return told(row, false);
    }
    const first = await selectByOnce(ctx, order.region, order.onceFor);
    if (first?.kind !== row.kind || first.holder_pass !== row.holder_pass)
      throw conflict('licence.once_taken', 'Another licence was issued for this already.');
    return told(first, true);
  } finally {
    usePass(ctx);
  }
}

/**
 * Issues a licence in the caller's unit of work: numbered, signed, with its place in the status lists. The same `onceFor` gives the first licence. Refuses
 * `licence.kind_unknown`, `licence.field_unknown`, `licence.term_invalid`, and `licence.once_taken` where that thing belongs to another holder or kind.
 */
export const issueLicence = (ctx: Context, order: LicenceOrder): Promise<Issued> => writeLicence(ctx, order);
