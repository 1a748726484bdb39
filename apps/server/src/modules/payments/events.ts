import type { OrderAction, OrderKind, OrderState } from './workflow.ts';

/** What the module announces; heard inside the unit of work that made it true. */
export type PaymentMoved = {
  region: string;
  id: string;
  number: string;
  kind: OrderKind;
  amountCents: number;
  purpose: string;
  /** What it belongs to, as it was ordered. */
  about: string;
  personId: string | null;
  /** Last four digits of the account, null for a fee. */
  accountTail: string | null;
  action: OrderAction;
  to: OrderState;
  reason: string | null;
};

declare module '#platform/events.ts' {
  interface Facts {
    'payment.moved': PaymentMoved;
  }
}
