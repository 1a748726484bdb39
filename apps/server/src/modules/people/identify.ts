import type { FastifyRequest } from 'fastify';
import type { Actor, House } from '#platform/context.ts';
import { rememberedMs, secondsToMidnight, seenEveryMs, sessions } from './limits.ts';
import { hashToken, tokenIn } from './session.ts';
import { seenSessions } from './store/accounts.ts';
import { type SeenSession, selectSession, touchSession } from './store/sign-in.ts';

type Remembered = { session: SeenSession; until: number; actor: Actor };

/** More sessions than this are not remembered: then all are asked for anew. */
const most = 20_000;

/**
 * Who sends the request: the account of its live session with the posts held today, or a guest. Suspended accounts are guests at once: what is
 * remembered of sessions is forgotten with every change of session, account or post, and never believed longer than `rememberedMs`.
 */
export async function identify(house: House, request: FastifyRequest, now: Date): Promise<Actor> {
  const tokenHash = hashToken(tokenIn(house, request.cookies));
  if (!tokenHash) return { kind: 'guest' };
  const known = await house.cache.get(seenSessions, async () => new Map<string, Remembered>());
  const key = tokenHash.toString('base64');
  const remembered = known.get(key);
  if (remembered && isLive(remembered, now)) return remembered.actor;
  return look(house, known, key, tokenHash, now);
}

function isLive({ session, until }: Remembered, now: Date): boolean {
  const at = now.getTime();
  const idle = at - session.seen_at.getTime();
  // Once a minute the database is asked, so that being seen is written down.
  return at < until && at < session.expires_at.getTime() && idle >= 0 && idle < seenEveryMs && idle < sessions[session.kind].idleMs;
}

async function look(house: House, known: Map<string, Remembered>, key: string, tokenHash: Buffer, now: Date): Promise<Actor> {
  const session = await selectSession(house, tokenHash, now);
  known.delete(key);
  if (!session) return { kind: 'guest' };
  if (now.getTime() - session.seen_at.getTime() >= seenEveryMs) {
    await touchSession(house, tokenHash, now);
    session.seen_at = now;
  }
  const { id: accountId, kind, name, held } = session;
  const actor: Actor = kind === 'officer' ? { kind, accountId, name, appointments: held } : { kind, accountId, name };
  if (known.size >= most) known.clear();
  // A post may end with the day.
  const until = now.getTime() + Math.min(rememberedMs, secondsToMidnight(now) * 1000);
  known.set(key, { session, until, actor });
  return actor;
}
