import type { Round } from '#platform/module.ts';
import { sandboxGateway } from './gateways/sandbox.ts';
import { sendOrders } from './service/send-orders.ts';

/** Orders go to the gateway by a round. A demonstration has its sandbox; until a city connects a payment system, its orders wait and nothing is said to be paid. */
export const rounds: readonly Round[] = [
  {
    name: 'payments.send',
    everyMs: 2000,
    run: async (house, now) => (house.demo ? sendOrders(house, now, sandboxGateway(house, now)) : 0),
  },
];
