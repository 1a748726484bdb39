import type { Static } from 'typebox';
import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { conflict, forbidden, notFound, unprocessable } from '#platform/refusal.ts';
import { maskTail, readAccount } from '../account.ts';
import { coversRegion } from '../policy.ts';
import type { OrderPage, OrderQuery, OrderRecord, OrderView } from '../schema.ts';
import { type OrderKey, type OrderRow, selectHistory, selectOrder, selectVisible } from '../store/orders.ts';
import { type OfficerAction, officerActionsFrom } from '../workflow.ts';
import { moveOrder } from './move-order.ts';

const usualPage = 50;

/** An order as people see it: name and account masked. */
export function orderView(row: OrderRow): Static<typeof OrderView> {
  return {
    region: row.region,
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    round: row.round,
    amountCents: row.amount_cents,
    currency: row.currency,
    purpose: row.purpose,
    person: row.payee_masked,
    account: row.account_tail === null ? null : maskTail(row.account_tail),
    unitId: row.unit_id,
    orderedAt: row.ordered_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    settledAt: row.settled_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    error: row.error,
    reference: row.reference,
  };
}

/** The orders of an officer’s areas, the newest first. */
export async function listOrders(ctx: Context, query: Static<typeof OrderQuery>): Promise<Static<typeof OrderPage>> {
  const limit = query.limit ?? usualPage;
  const after = query.cursor === undefined ? undefined : String(readCursor(query.cursor, 1)[0]);
  const { state, kind, number } = query;
  const rows = await selectVisible(ctx, { state, kind, number, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { payments: page.map(orderView), next: rows.length > limit && last ? writeCursor([last.id]) : null };
}

async function visible(ctx: Context, key: OrderKey): Promise<OrderRow> {
  const row = coversRegion(ctx.actor, key.region) ? await selectOrder(ctx, key) : undefined;
  if (!row) throw notFound('payment');
  return row;
}

/** One order with its record, and what may be done with it. */
export async function viewOrder(ctx: Context, key: OrderKey): Promise<Static<typeof OrderRecord>> {
  const row = await visible(ctx, key);
  const history = await selectHistory(ctx, key);
  return {
    payment: orderView(row),
    history: history.map(({ at, action, from_state, to_state, actor_name, reason }) => ({
      at: at.toISOString(),
      action,
      from: from_state,
      to: to_state,
      by: actor_name,
      reason,
    })),
    actions: officerActionsFrom(row.state, row.attempts),
  };
}

function accountFor(ctx: Context, row: OrderRow, written: string | undefined) {
  if (written === undefined) return undefined;
  const account = row.kind === 'payout' ? readAccount(written) : undefined;
  if (account === undefined)
    throw unprocessable('payment.account_invalid', 'This is no number of a bank account: a digit is missing or was mistyped.');
  return { sealed: ctx.house.vault.seal(account), tail: account.slice(-4) };
}

/** Pays again what failed or came back (to another account where one is given), or cancels what was not handed over. */
export async function actOnOrder(
  ctx: Context,
  key: OrderKey,
  action: OfficerAction,
  { reason, account }: { reason: string; account?: string },
): Promise<Static<typeof OrderRecord>> {
  const row = await visible(ctx, key);
  if (action === 'cancel' && row.state === 'ordered' && row.attempts > 0)
    throw conflict('payment.handed_over', 'The order was handed to the payment system, which has not said what became of it.');
  const isRetry = action === 'retry';
  if (!isRetry && account !== undefined) throw forbidden('payment.not_yours', 'Only what is paid again may go to another account.');
  await moveOrder(ctx, row, action, reason, { dueAt: isRetry ? ctx.now : null, account: accountFor(ctx, row, account) });
  return viewOrder(ctx, key);
}
