import type { OrderKind } from './workflow.ts';

/** What a payment system is told of one round of an order. `key` makes it idempotent: the same key is paid once, however often it is sent. */
export type Payment = {
  readonly key: string;
  readonly kind: OrderKind;
  readonly amountCents: number;
  readonly currency: 'CNY';
  readonly payee: string;
  /** Digits of the account; null for a fee. */
  readonly account: string | null;
  readonly purpose: string;
};

/** What became of it there. `unknown`: it never arrived. */
export type Outcome = {
  readonly state: 'unknown' | 'accepted' | 'settled' | 'failed' | 'returned';
  /** The gateway’s own number. */
  readonly reference: string | null;
  readonly reason: string | null;
};

/** A payment system: a bank, the treasury, a paying service. A throw means that nobody knows whether it arrived: the same key is sent again. */
export type PaymentGateway = {
  readonly send: (payment: Payment) => Promise<Outcome>;
  readonly ask: (key: string) => Promise<Outcome>;
};
