import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Order, OrderRecord, Reconciliation } from './payment-calls.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [
  Fits<Answer<'listPayments'>, { payments: Order[]; next: string | null }>,
  Fits<Answer<'viewPayment'>, OrderRecord>,
  Fits<Answer<'actOnPayment'>, OrderRecord>,
  Fits<Answer<'reconcilePayments', 201>, Reconciliation>,
];
