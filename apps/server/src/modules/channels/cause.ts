import type { Context } from '#platform/context.ts';

/** Who made a step from outside: what a client or a peer said is not told back to it as news of ours. */
export type Cause = { clientId?: string; peerId?: string; updateId?: string };

const causes = new WeakMap<Context, Cause>();

/** The same unit of work under a sender’s name, so that what it moves is known as his. */
export function causedBy(ctx: Context, cause: Cause): Context {
  const sent: Context = { ...ctx, actor: { kind: 'guest' } };
  causes.set(sent, cause);
  return sent;
}

export const causeOf = (ctx: Context): Cause => causes.get(ctx) ?? {};
