import './events.ts';
import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** Fees to the city and payouts by it: ordered with the fact, sent by rounds, reconciled with the gateway’s own file. */
export const payments: Module = { name: 'payments', routes, rounds };

export type { PaymentMoved } from './events.ts';
export { cancelOrder } from './service/move-order.ts';
export { type FeeOrder, type Ordered, orderFee, orderPayout, type PayoutOrder } from './service/order-payment.ts';
export { type Reconciliation, reconcileDay, writeOwnFile } from './service/reconcile-day.ts';
