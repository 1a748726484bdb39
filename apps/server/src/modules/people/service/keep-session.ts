import type { Context } from '#platform/context.ts';
import { notFound } from '#platform/refusal.ts';
import { sessions as limits } from '../limits.ts';
import { shortAgent } from '../policy.ts';
import type { Me, Sessions } from '../schema.ts';
import { type Cookies, hashToken, newToken, tokenIn } from '../session.ts';
import type { Account } from '../store/accounts.ts';
import { deleteSession, deleteSessionsOf, insertSession, selectSessionsOf } from '../store/sign-in.ts';
import { accountOf, describe } from './me.ts';

/** What a browser brings to a sign-in: its User-Agent, and the cookie of the session that the new one takes the place of. */
export type Browser = { agent: string | undefined; cookies: Cookies };

/** The token goes into the cookie and nowhere else. */
export type SignedIn = { token: string; lastsSeconds: number; me: Me };

/** Opens a session under a new token and ends the browser's old one (OWASP ASVS 5.0, 7.2.4). */
export async function openSession(ctx: Context, account: Pick<Account, 'id' | 'kind'>, browser: Browser): Promise<SignedIn> {
  await signOut(ctx, browser.cookies);
  const token = newToken();
  const { lastsMs } = limits[account.kind];
  await insertSession(ctx, {
    token_hash: hashToken(token) as Buffer,
    account_id: account.id,
    expires_at: new Date(ctx.now.getTime() + lastsMs),
    agent: shortAgent(browser.agent),
  });
  return { token, lastsSeconds: lastsMs / 1000, me: await describe(ctx, account.id) };
}

/** Ends the session of the cookie; a cookie that opens none is no matter. */
export async function signOut(ctx: Context, cookies: Cookies) {
  const tokenHash = hashToken(tokenIn(ctx.house, cookies));
  if (tokenHash) await deleteSession(ctx, tokenHash);
}

/** One's own live sessions, the last used first. */
export async function listSessions(ctx: Context, cookies: Cookies): Promise<Sessions> {
  const current = hashToken(tokenIn(ctx.house, cookies))?.toString('hex');
  const idle = ctx.actor.kind === 'officer' ? limits.officer.idleMs : limits.resident.idleMs;
  const rows = await selectSessionsOf(ctx, accountOf(ctx.actor), idle);
  return {
    sessions: rows.map((row) => ({
      id: row.token_hash.toString('hex'),
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      agent: row.agent,
      current: row.token_hash.toString('hex') === current,
    })),
  };
}

/** Ends one of one's own sessions, by its id; someone else's is unknown. */
export async function endSession(ctx: Context, id: string) {
  const ended = await deleteSessionsOf(ctx, accountOf(ctx.actor), Buffer.from(id, 'hex'));
  if (ended === 0) throw notFound('session');
}
