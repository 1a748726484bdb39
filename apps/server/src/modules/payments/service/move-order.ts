import '../events.ts';
import type { Context } from '#platform/context.ts';
import { conflict, notFound, unprocessable } from '#platform/refusal.ts';
import { type MoveMore, moveOrderRow, type OrderKey, type OrderRow, selectOrder } from '../store/orders.ts';
import { type OrderAction, type OrderStep, officerActionsFrom, stepFrom } from '../workflow.ts';
import { whoActs } from './who-acts.ts';

/** Moves an order that was read by one step of the workflow table. Refuses `payment.step_impossible`, `payment.reason_missing`, `payment.changed`. */
export async function moveOrder(ctx: Context, row: OrderRow, action: OrderAction, why: string | null, more: MoveMore): Promise<void> {
  const step: OrderStep | undefined = stepFrom(row.state, action);
  if (!step)
    throw conflict('payment.step_impossible', `An order that is ${row.state} cannot be changed so.`, {
      state: row.state,
      allowed: officerActionsFrom(row.state, row.attempts),
    });
  const reason = why?.trim() || null;
  if (step.reason && reason === null) throw unprocessable('payment.reason_missing', 'Say in a sentence why.');
  const change = { region: row.region, id: row.id, version: row.version, action, from: row.state, to: step.to, reason };
  if (!(await moveOrderRow(ctx, { ...change, ...more, nextRound: step.counter === 'round' }, whoActs(ctx))))
    throw conflict('payment.changed', 'Someone else changed this order meanwhile.');
  await ctx.house.announcements.announce(ctx, 'payment.moved', {
    region: row.region,
    id: row.id,
    number: row.number,
    kind: row.kind,
    amountCents: row.amount_cents,
    purpose: row.purpose,
    about: row.about,
    personId: row.person_id,
    accountTail: more.account?.tail ?? row.account_tail,
    action,
    to: step.to,
    reason,
  });
}

/** Cancels an order that was not handed over yet. One that was sent, or may have been, is refused with `payment.handed_over`. */
export async function cancelOrder(ctx: Context, key: OrderKey, reason: string): Promise<void> {
  const row = await selectOrder(ctx, key);
  if (!row) throw notFound('payment');
  if (row.state === 'ordered' && row.attempts > 0)
    throw conflict('payment.handed_over', 'The order was handed to the payment system, which has not said what became of it.');
  await moveOrder(ctx, row, 'cancel', reason, { dueAt: null });
}
