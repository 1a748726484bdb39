import { decodeJwt } from 'jose';
import { dayIn } from '#platform/civil-day.ts';
import type { Context, House } from '#platform/context.ts';
import { notFound } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import { readLicence, type Shown } from '../claims.ts';
import { listSize } from '../status-list.ts';
import { type LicenceKey, type LicenceRow, selectByHolder, selectOwnLicence } from '../store/licences.ts';
import { type Standing, standingOn } from '../workflow.ts';
import { checkCode, holderPass } from './passes.ts';

/** A licence as its holder sees it. */
export type LicenceOf = LicenceKey &
  Omit<Shown, 'running' | 'city'> & { kind: string; standing: Standing; issuedAt: string; checkCode: string };

/** What a stored licence says, opened from its seal. */
export function shownOf(house: Pick<House, 'vault'>, row: Pick<LicenceRow, 'token_sealed'>): Shown {
  const shown = readLicence(decodeJwt(house.vault.open(row.token_sealed)), listSize);
  if (!shown) throw new Error('A stored licence does not read as one.');
  return shown;
}

export function licenceView(house: Pick<House, 'vault'>, today: string, row: LicenceRow): LicenceOf {
  const { running: _, city: __, ...shown } = shownOf(house, row);
  return {
    region: row.region,
    id: row.id,
    kind: row.kind,
    ...shown,
    standing: standingOn(today, row.valid_from, row.valid_until, row.state),
    issuedAt: row.issued_at.toISOString(),
    checkCode: checkCode(house, row.number),
  };
}

export const todayOf = async (ctx: Context): Promise<string> => dayIn((await placesOf(ctx.house)).city.zone, ctx.now);

/** Every licence of a person, the newest first; at most 200. The caller has made sure that who acts is the person, or acts for him. */
export async function selectLicencesOf(ctx: Context, personId: string): Promise<LicenceOf[]> {
  const today = await todayOf(ctx);
  const rows = await selectByHolder(ctx, holderPass(ctx.house, personId));
  return rows.map((row) => licenceView(ctx.house, today, row));
}

/** One licence of a person with its signed text; refuses `licence.unknown`. */
export async function openOwnLicence(
  ctx: Context,
  personId: string,
  key: LicenceKey,
): Promise<{ view: LicenceOf; token: string; row: LicenceRow }> {
  const row = await selectOwnLicence(ctx, key, holderPass(ctx.house, personId));
  if (!row) throw notFound('licence');
  return { view: licenceView(ctx.house, await todayOf(ctx), row), token: ctx.house.vault.open(row.token_sealed), row };
}
