import { dayIn } from '#platform/civil-day.ts';
import { type Context, newId, usePass } from '#platform/context.ts';
import { conflict, unprocessable } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import { readAccount } from '../account.ts';
import { mostCents } from '../limits.ts';
import { writeOrderNumber } from '../number.ts';
import { insertOrder, type NewOrder, type OrderKey, type OrderRow, selectByOnce, takeRunning } from '../store/orders.ts';
import type { OrderKind, OrderState } from '../workflow.ts';
import { payerPass, whoActs } from './who-acts.ts';

/** Amounts in cents of CNY, whole and above zero. `onceFor` names the thing it is paid for: twice the same gives the first order. */
export type FeeOrder = {
  region: string;
  person: { personId: string; name: string; maskedName: string };
  amountCents: number;
  /** In words, as the bank statement shows it. */
  purpose: string;
  /** What it belongs to, such as `application:<id>`. */
  about: string;
  unitId: string;
  onceFor: string;
};
export type PayoutOrder = FeeOrder & { account: string };

/** `already` says that it had been placed before. */
export type Ordered = OrderKey & { number: string; state: OrderState; amountCents: number; already: boolean };

function checkAmount(amountCents: number) {
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0 || amountCents > mostCents)
    throw unprocessable('payment.amount_invalid', `An amount is a whole number of cents from 1 to ${mostCents}.`, { amountCents });
}

const told = (row: Pick<OrderRow, 'region' | 'id' | 'number' | 'state' | 'amount_cents'>, already: boolean): Ordered => ({
  region: row.region,
  id: row.id,
  number: row.number,
  state: row.state,
  amountCents: row.amount_cents,
  already,
});

async function draw(ctx: Context, kind: OrderKind, order: FeeOrder, account: string | null): Promise<NewOrder> {
  const { city } = await placesOf(ctx.house);
  return {
    region: order.region,
    id: newId(ctx.now),
    number: writeOrderNumber(order.region, dayIn(city.zone, ctx.now), await takeRunning(ctx)),
    kind,
    amount_cents: order.amountCents,
    purpose: order.purpose,
    about: order.about,
    unit_id: order.unitId,
    payer_pass: payerPass(ctx.house, order.person.personId),
    payee_name_sealed: ctx.house.vault.seal(order.person.name),
    payee_masked: order.person.maskedName,
    account_sealed: account === null ? null : ctx.house.vault.seal(account),
    account_tail: account === null ? null : account.slice(-4),
    once_for: order.onceFor,
    person_id: order.person.personId,
  };
}

const isSame = (first: OrderRow, row: NewOrder) =>
  first.kind === row.kind && first.amount_cents === row.amount_cents && first.payer_pass === row.payer_pass;

async function place(ctx: Context, kind: OrderKind, order: FeeOrder, account: string | null): Promise<Ordered> {
  checkAmount(order.amountCents);
  const row = await draw(ctx, kind, order, account);
  // The policy of the table lets a resident write what he may also read: here his own order.
  usePass(ctx, row.payer_pass);
  try {
    if (await insertOrder(ctx, row, whoActs(ctx))) return told({ ...row, state: 'ordered' }, false);
    const first = await selectByOnce(ctx, order.region, order.onceFor);
    if (!first || !isSame(first, row)) throw conflict('payment.once_taken', 'Another order was placed for this already.');
    return told(first, true);
  } finally {
    usePass(ctx);
  }
}

/** Orders a fee in the caller’s unit of work. Refuses `payment.amount_invalid`, and `payment.once_taken` where that thing has another order. */
export const orderFee = (ctx: Context, order: FeeOrder): Promise<Ordered> => place(ctx, 'fee', order, null);

/** Orders a payout in the caller’s unit of work; as orderFee, and `payment.account_invalid` where the account cannot be one. */
export async function orderPayout(ctx: Context, order: PayoutOrder): Promise<Ordered> {
  const account = readAccount(order.account);
  if (account === undefined)
    throw unprocessable('payment.account_invalid', 'This is no number of a bank account: a digit is missing or was mistyped.');
  return place(ctx, 'payout', order, account);
}
