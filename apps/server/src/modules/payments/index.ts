import type { Module } from '#platform/module.ts';

/** Fees to the city and payouts by it: ordered with the fact, sent by rounds, reconciled with the gateway’s own file. */
export const payments: Module = { name: 'payments' };

export { cancelOrder } from './service/move-order.ts';
export { type FeeOrder, type Ordered, orderFee, orderPayout, type PayoutOrder } from './service/order-payment.ts';
