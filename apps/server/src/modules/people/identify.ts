import type { FastifyRequest } from 'fastify';
import type { Actor, House } from '#platform/context.ts';
import { seenEveryMs } from './limits.ts';
import { hashToken, tokenIn } from './session.ts';
import { selectSession, touchSession } from './store/sign-in.ts';

/** Who sends the request: the account of its live session with the posts held today, or a guest. Suspended accounts are guests at once. */
export async function identify(house: House, request: FastifyRequest, now: Date): Promise<Actor> {
  const tokenHash = hashToken(tokenIn(house, request.cookies));
  const session = tokenHash && (await selectSession(house, tokenHash, now));
  if (!tokenHash || !session) return { kind: 'guest' };
  if (now.getTime() - session.seen_at.getTime() >= seenEveryMs) await touchSession(house, tokenHash, now);
  const { id: accountId, kind, name, held } = session;
  return kind === 'officer' ? { kind, accountId, name, appointments: held } : { kind, accountId, name };
}
