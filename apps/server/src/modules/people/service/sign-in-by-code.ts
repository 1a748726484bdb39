import { randomInt } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { Refusal, tooMany, unprocessable } from '#platform/refusal.ts';
import * as limits from '../limits.ts';
import { maskPhone, readCode, readName, readPhone, unnamed } from '../policy.ts';
import type { CodeSent, CodeSignIn } from '../schema.ts';
import { type Account, updateName, upsertResident } from '../store/accounts.ts';
import { selectCode, tryCode, upsertCode } from '../store/sign-in.ts';
import { type Browser, openSession, type SignedIn } from './keep-session.ts';
import { suspended, type Work } from './sign-in.ts';

/** The number in E.164 form; refuses what cannot be sent a code. */
export function phoneFrom(written: string): string {
  const phone = readPhone(written);
  if (!phone)
    throw unprocessable(
      'phone.malformed',
      'This is not a mobile number that a code can be sent to. Without one, call 12345 or come to the counter.',
    );
  return phone;
}

function nameFrom(written: string | undefined): string | undefined {
  if (written === undefined || written.trim() === '') return undefined;
  const name = readName(written);
  if (!name) throw unprocessable('name.malformed', 'A name has 1 to 40 characters, without control characters.');
  return name;
}

/** Six digits are soon tried out against a plain digest, so the digest is keyed, and bound to the phone. */
const hashCode = (ctx: Context, phone: string, code: string) => ctx.house.vault.blindIndex(`code ${phone} ${code}`);

/**
 * Makes a six-digit code for a phone and announces it for sending; an older code stops working. The answer is the same whether the phone
 * has an account or not. Refuses with `phone.malformed` (422), `code.too_soon` and `code.too_many` (429 with retryAfterSeconds).
 */
export async function requestCode(ctx: Context, written: string): Promise<CodeSent> {
  const phone = phoneFrom(written);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const phoneIndex = ctx.house.vault.blindIndex(phone);
  const made = await upsertCode(ctx, { phoneIndex, codeHash: hashCode(ctx, phone, code) });
  if (!made) throw await whyNot(ctx, phoneIndex);
  await ctx.house.announcements.announce(ctx, 'code.made', { phone, code });
  return { sentTo: maskPhone(phone), retryAfterSeconds: limits.code.everyMs / 1000, ...(ctx.house.demo ? { demoCode: code } : {}) };
}

async function whyNot(ctx: Context, phoneIndex: Buffer): Promise<Refusal> {
  const earlier = await selectCode(ctx, phoneIndex);
  if (earlier && earlier.sent_today >= limits.code.aDay)
    return tooMany(
      'code.too_many',
      `No more than ${limits.code.aDay} codes a day are sent to one phone.`,
      limits.secondsToMidnight(ctx.now),
    );
  const made = earlier?.made_at ?? ctx.now;
  return tooMany(
    'code.too_soon',
    'A code was sent a moment ago. Wait a little before asking for another.',
    limits.secondsUntil(made.getTime() + limits.code.everyMs, ctx.now),
  );
}

/**
 * Signs a resident in by the code sent to his phone; on the first visit the account is made. A try is counted and committed even when it is
 * wrong; a code opens one session and no second. Refuses with `code.wrong` (401 with triesLeft), `code.spent` (401: used, too old, tried
 * out or replaced), `phone.malformed`, `code.malformed`, `name.malformed` (422) and `account.suspended` (403).
 */
export async function signInByCode(work: Work, input: CodeSignIn, browser: Browser): Promise<SignedIn> {
  const phone = phoneFrom(input.phone);
  const name = nameFrom(input.name);
  const code = readCode(input.code);
  if (!code) throw unprocessable('code.malformed', 'A code has six digits.');
  const outcome = await work((ctx) => useCode(ctx, phone, code, name, browser));
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** Refusals are returned, not thrown: the count of the try must be committed. */
async function useCode(ctx: Context, phone: string, code: string, name: string | undefined, browser: Browser): Promise<SignedIn | Refusal> {
  const tried = await tryCode(ctx, ctx.house.vault.blindIndex(phone), hashCode(ctx, phone, code));
  if (!tried) return new Refusal(401, 'code.spent', 'This code no longer works. Ask for a new one.');
  if (!tried.right) return new Refusal(401, 'code.wrong', 'The code is wrong.', { triesLeft: limits.code.tries - tried.tries });
  const account = await residentOf(ctx, phone, name);
  return account.status === 'active' ? openSession(ctx, account, browser) : suspended();
}

/** The resident of a phone in E.164 form, made when new; a name given replaces the one known. The phone must have been proved. */
export async function residentOf(ctx: Context, phone: string, name?: string): Promise<Account> {
  const { vault } = ctx.house;
  const account = await upsertResident(ctx, {
    id: newId(ctx.now),
    kind: 'resident',
    login: null,
    password_hash: null,
    name: name ?? unnamed(phone),
    phone_sealed: vault.seal(phone),
    phone_index: vault.blindIndex(phone),
  });
  if (name === undefined || name === account.name || account.status !== 'active') return account;
  await updateName(ctx, account.id, name);
  return { ...account, name };
}
