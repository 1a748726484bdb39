import type { Context } from '#platform/context.ts';
import { forbidden, Refusal, tooMany } from '#platform/refusal.ts';
import * as limits from '../limits.ts';
import { verifyPassword } from '../password.ts';
import { readLogin } from '../policy.ts';
import type { PasswordSignIn } from '../schema.ts';
import { lockAccount, selectPassword } from '../store/accounts.ts';
import { countAttempt, deleteAttempts, selectLastAttempt } from '../store/sign-in.ts';
import { type Browser, openSession, type SignedIn } from './keep-session.ts';

/** Runs one unit of work, as `request.unitOfWork` does: for errands that must not hold a transaction throughout. */
export type Work = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

type Attempt =
  | { closed: true; retryAfterSeconds: number }
  | { closed: false; last: boolean; account: { id: string; password_hash: string | null } | undefined };

export const suspended = () =>
  forbidden('account.suspended', 'This account is suspended. Ask the administrator of your unit, or call 12345.');

const closed = (retryAfterSeconds: number) =>
  tooMany('sign_in.closed', 'Too many wrong passwords. Wait, or ask your administrator.', retryAfterSeconds);

/**
 * Signs an officer in by login and password. The attempt is counted and committed before the password is checked, so that attempts
 * in parallel cannot outrun the count, and no transaction is open while it is. Refuses with `sign_in.wrong` (401; the same for an unknown
 * login), `sign_in.closed` (429 with retryAfterSeconds) and, only to who knows the password, `account.suspended` (403).
 */
export async function signIn(work: Work, input: PasswordSignIn, browser: Browser): Promise<SignedIn> {
  const login = readLogin(input.login);
  const attempt = await work((ctx) => beginAttempt(ctx, login));
  if (attempt.closed) throw closed(attempt.retryAfterSeconds);
  const right = await verifyPassword(attempt.account?.password_hash, input.password);
  if (!right || !attempt.account) {
    if (attempt.last) throw closed(limits.login.closedMs / 1000);
    throw new Refusal(401, 'sign_in.wrong', 'Login or password is wrong.');
  }
  const { id } = attempt.account;
  const signedIn = await work((ctx) => finish(ctx, login, id, browser));
  if (!signedIn) throw suspended();
  return signedIn;
}

const indexOf = (ctx: Context, login: string) => ctx.house.vault.blindIndex(`login ${login}`);

async function beginAttempt(ctx: Context, login: string): Promise<Attempt> {
  const failures = await countAttempt(ctx, indexOf(ctx, login));
  if (failures === undefined) {
    const last = await selectLastAttempt(ctx, indexOf(ctx, login));
    return { closed: true, retryAfterSeconds: limits.secondsUntil((last ?? ctx.now).getTime() + limits.login.closedMs, ctx.now) };
  }
  return { closed: false, last: failures >= limits.login.failures, account: await selectPassword(ctx, login) };
}

async function finish(ctx: Context, login: string, accountId: string, browser: Browser): Promise<SignedIn | undefined> {
  await deleteAttempts(ctx, indexOf(ctx, login));
  const account = await lockAccount(ctx, accountId);
  return account?.status === 'active' ? openSession(ctx, account, browser) : undefined;
}
