import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import type { Outcome, Payment, PaymentGateway } from '../gateway.ts';
import { askAgainMs, leaseMs, pauseMs } from '../limits.ts';
import { keyOf } from '../number.ts';
import { leaseOrder, postponeOrder, selectDueOrders } from '../store/due-orders.ts';
import { type OrderKey, type OrderRow, selectOrder } from '../store/orders.ts';
import { moveOrder } from './move-order.ts';

const platform: Actor = { kind: 'platform' };
const batch = 100;
const lanes = 4;

const paymentOf = ({ vault }: Pick<House, 'vault'>, row: OrderRow): Payment => ({
  key: keyOf(row.number, row.round),
  kind: row.kind,
  amountCents: row.amount_cents,
  currency: row.currency,
  payee: vault.open(row.payee_name_sealed),
  account: row.account_sealed === null ? null : vault.open(row.account_sealed),
  purpose: row.purpose,
});

const later = (ctx: Context, ms: number) => new Date(ctx.now.getTime() + ms);

/** Steps are taken one by one, each on the row as the last left it. */
async function step(ctx: Context, key: OrderKey, action: Parameters<typeof moveOrder>[2], outcome: Outcome) {
  const row = await selectOrder(ctx, key);
  if (!row) throw new Error('An order cannot go away.');
  const dueAt = action === 'send' ? later(ctx, askAgainMs(1)) : null;
  await moveOrder(ctx, row, action, outcome.reason ?? (action === 'settle' || action === 'send' ? null : 'gateway'), {
    dueAt,
    reference: outcome.reference,
  });
}

/** What the gateway’s word means for an order that waits to be sent. */
async function recordSent(ctx: Context, row: OrderRow, outcome: Outcome) {
  if (outcome.state === 'failed') return step(ctx, row, 'refuse', outcome);
  await step(ctx, row, 'send', outcome);
  if (outcome.state === 'settled') await step(ctx, row, 'settle', outcome);
  if (outcome.state === 'returned') await step(ctx, row, 'return', outcome);
}

/** What it means for one that was sent. `unknown` moves nothing: the reconciliation finds what is missing there. */
async function recordAsked(ctx: Context, row: OrderRow, outcome: Outcome) {
  if (outcome.state === 'settled') return step(ctx, row, 'settle', outcome);
  if (outcome.state === 'failed') return step(ctx, row, 'fail', outcome);
  if (outcome.state === 'returned') return step(ctx, row, 'return', outcome);
  const error = outcome.state === 'unknown' ? 'The gateway does not know this key.' : null;
  return postponeOrder(ctx, row, later(ctx, askAgainMs(row.attempts)), error);
}

async function record(ctx: Context, row: OrderRow, outcome: Outcome): Promise<void> {
  const now = await selectOrder(ctx, row);
  // Moved meanwhile, by a reconciliation or by another process that took over: its word stands.
  if (!now || now.version !== row.version) return;
  await (row.state === 'ordered' ? recordSent : recordAsked)(ctx, row, outcome);
}

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 400);

async function takeUp(house: House, now: Date, key: OrderKey, gateway: PaymentGateway): Promise<boolean> {
  const row = await unitOfWork(house, platform, now, (ctx) => leaseOrder(ctx, key, new Date(now.getTime() + leaseMs)));
  if (!row) return false;
  try {
    const outcome = row.state === 'ordered' ? await gateway.send(paymentOf(house, row)) : await gateway.ask(keyOf(row.number, row.round));
    // Sent and not known there: nothing may be concluded but that it has to be sent again.
    if (row.state === 'ordered' && outcome.state === 'unknown') throw new Error('The gateway did not say what became of it.');
    await unitOfWork(house, platform, now, (ctx) => record(ctx, row, outcome));
    return true;
  } catch (error) {
    await unitOfWork(house, platform, now, (ctx) => postponeOrder(ctx, row, later(ctx, pauseMs(row.attempts)), sentence(error)));
    return false;
  }
}

/**
 * Sends what was ordered and asks about what was sent, each order on its own: leased, then the gateway outside any transaction, then recorded. Whoever dies
 * between sending and recording leaves a lease that runs out; the next one sends the same key and gets the same answer. Gives how many moved on.
 */
export async function sendOrders(house: House, now: Date, gateway: PaymentGateway): Promise<number> {
  const due = await unitOfWork(house, platform, now, (ctx) => selectDueOrders(ctx, batch));
  let done = 0;
  const lane = async () => {
    for (let key = due.shift(); key; key = due.shift()) if (await takeUp(house, now, key, gateway)) done += 1;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}
