/** The life of an order to pay as a table. Pure. */

export const orderStates = ['ordered', 'sent', 'settled', 'failed', 'returned', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

/** A fee is paid to the city, a payout by it. */
export const orderKinds = ['fee', 'payout'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** The platform through its rounds and a reconciliation, an officer, and whoever placed the order. */
export type OrderParty = 'platform' | 'officer' | 'orderer';

export type OrderStep = {
  readonly action: string;
  readonly from: OrderState;
  readonly to: OrderState;
  readonly by: readonly OrderParty[];
  /** Whether a sentence must say why. */
  readonly reason: boolean;
  /** What counts how often this step was taken, where it leads back. */
  readonly counter?: 'round';
};

export const orderSteps = [
  { action: 'send', from: 'ordered', to: 'sent', by: ['platform'], reason: false },
  { action: 'refuse', from: 'ordered', to: 'failed', by: ['platform'], reason: true },
  { action: 'settle', from: 'sent', to: 'settled', by: ['platform'], reason: false },
  { action: 'fail', from: 'sent', to: 'failed', by: ['platform'], reason: true },
  { action: 'return', from: 'sent', to: 'returned', by: ['platform'], reason: true },
  { action: 'return', from: 'settled', to: 'returned', by: ['platform'], reason: true },
  { action: 'cancel', from: 'ordered', to: 'cancelled', by: ['officer', 'orderer'], reason: true },
  { action: 'cancel', from: 'failed', to: 'cancelled', by: ['officer', 'orderer'], reason: true },
  { action: 'cancel', from: 'returned', to: 'cancelled', by: ['officer', 'orderer'], reason: true },
  { action: 'retry', from: 'failed', to: 'ordered', by: ['officer'], reason: true, counter: 'round' },
  { action: 'retry', from: 'returned', to: 'ordered', by: ['officer'], reason: true, counter: 'round' },
] as const satisfies readonly OrderStep[];

export type OrderAction = (typeof orderSteps)[number]['action'];

/** Steps that an officer takes by name. */
export const officerActions = ['cancel', 'retry'] as const satisfies readonly OrderAction[];
export type OfficerAction = (typeof officerActions)[number];

export const stepFrom = (state: OrderState, action: OrderAction): OrderStep | undefined =>
  orderSteps.find((one) => one.from === state && one.action === action);

/** What an officer may do with an order of a state. One that was handed to the gateway without an answer is not cancelled: it may have been paid. */
export const officerActionsFrom = (state: OrderState, attempts: number): OfficerAction[] =>
  officerActions.filter((action) => stepFrom(state, action) !== undefined && !(action === 'cancel' && state === 'ordered' && attempts > 0));
