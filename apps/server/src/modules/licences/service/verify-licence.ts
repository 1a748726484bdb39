import type { Context } from '#platform/context.ts';
import { tooMany, unprocessable } from '#platform/refusal.ts';
import { checkText, type Distrust } from '../check-licence.ts';
import type { Shown } from '../claims.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { closedForSeconds, closedMs, type Gate, passGate } from '../limits.ts';
import { readCode, readNumber, regionOfLicence } from '../number.ts';
import { type LicenceRow, selectByCheck } from '../store/licences.ts';
import { countWrongCode, selectWrongCodes } from '../store/wrong-codes.ts';
import { type Standing, standingOn } from '../workflow.ts';
import { checkCode, checkPass, numberIndex } from './passes.ts';
import { shownOf, todayOf } from './view-licences.ts';

/** By the signed text (whole, short, or the address it came in), or by what is printed on it. */
export type VerifyInput = { token: string } | { number: string; code: string };

export type Verified = { genuine: true; standing: Standing; shown: Omit<Shown, 'running'> } | { genuine: false; why: Distrust | 'unknown' };

const gates = new WeakMap<object, Gate>();

/** One process checks so many a second; the crowd behind is asked to wait. */
function admit(ctx: Context) {
  const gate = passGate(gates.get(ctx.house), ctx.now.getTime());
  if (!gate) throw tooMany('licence.verify_busy', 'Many licences are being checked. Try again in a moment.', 2);
  gates.set(ctx.house, gate);
}

async function told(ctx: Context, row: LicenceRow, { running: _, ...shown }: Shown): Promise<Verified> {
  return { genuine: true, standing: standingOn(await todayOf(ctx), row.valid_from, row.valid_until, row.state), shown };
}

async function verifyToken(ctx: Context, text: string): Promise<Verified> {
  const check = await checkText(text, ctx.house.signer.keys);
  if (!check.genuine) return check;
  const { number } = check.shown;
  const region = regionOfLicence(number);
  const pass = checkPass(ctx.house, number, checkCode(ctx.house, number));
  const row = region === null ? undefined : await selectByCheck(ctx, region, number, pass);
  // Signed by us, but not what is stored under its number: from another database with the same keys.
  const isStored = row && (check.form === 'short' || row.token_hash.toString('hex') === fingerprintOf(check.token));
  return isStored ? told(ctx, row, check.shown) : { genuine: false, why: 'unknown' };
}

async function verifyNumber(ctx: Context, typed: string, code: string): Promise<Verified> {
  const number = readNumber(typed);
  const region = regionOfLicence(number);
  if (region === null) throw unprocessable('licence.number_mistyped', 'A digit of this number is missing or mistyped.');
  const index = numberIndex(ctx.house, number);
  const wait = closedForSeconds(await selectWrongCodes(ctx, index), ctx.now);
  if (wait > 0) throw tooMany('licence.verify_closed', 'Too many wrong check codes for this number. Wait, or scan the printed code.', wait);
  const row = await selectByCheck(ctx, region, number, checkPass(ctx.house, number, readCode(code)));
  if (row) return told(ctx, row, shownOf(ctx.house, row));
  await countWrongCode(ctx, index, new Date(ctx.now.getTime() - closedMs));
  return { genuine: false, why: 'unknown' };
}

/**
 * Tells anyone whether a licence is genuine and how it stands, and what the document itself shows. Refuses `licence.verify_busy`, a number that cannot be
 * one (`licence.number_mistyped`), and a number for which too many codes were tried (`licence.verify_closed`).
 */
export function verifyLicence(ctx: Context, input: VerifyInput): Promise<Verified> {
  admit(ctx);
  return 'token' in input ? verifyToken(ctx, input.token) : verifyNumber(ctx, input.number, input.code);
}
