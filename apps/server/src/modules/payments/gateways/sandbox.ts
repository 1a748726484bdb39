import { createHash } from 'node:crypto';
import { type House, unitOfWork } from '#platform/context.ts';
import type { Outcome, PaymentGateway } from '../gateway.ts';
import { type SandboxEntry, selectEntry, settleEntry, takeEntry } from '../store/sandbox.ts';

/** How long the sandbox takes to settle. */
const settlesAfterMs = 10_000;

/** Accounts that end so are closed in the sandbox, so that a demonstration has something to pay again. */
const closedTail = '9999';

const told = ({ state, reference, reason }: SandboxEntry): Outcome => ({ state, reference, reason });

/** Stands in for a payment system in a demonstration: it pays nobody, remembers every key once in a transaction of its own, and settles after ten seconds. */
export const sandboxGateway = (house: House, now: Date): PaymentGateway => ({
  async send({ key, kind, amountCents, account }) {
    const isClosed = account?.endsWith(closedTail) === true;
    const reference = `SB-${createHash('sha256').update(key).digest('hex').slice(0, 12).toUpperCase()}`;
    const entry: SandboxEntry = {
      key,
      kind,
      amount_cents: amountCents,
      reference,
      state: isClosed ? 'failed' : 'accepted',
      reason: isClosed ? '账户已销户（模拟）' : null,
      taken_at: now,
    };
    return unitOfWork(house, { kind: 'platform' }, now, async (ctx) => told(await takeEntry(ctx, entry)));
  },
  ask: (key) =>
    unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
      const entry = await selectEntry(ctx, key);
      if (!entry) return { state: 'unknown', reference: null, reason: null };
      const isSettled = entry.state === 'accepted' && now.getTime() - entry.taken_at.getTime() >= settlesAfterMs;
      if (isSettled) await settleEntry(ctx, key);
      return told(isSettled ? { ...entry, state: 'settled' } : entry);
    }),
});
