import { type Ask, apiUrl, get, newKey, Problem, post, readAnswer, unreachable } from '@banyan/api-client';

export const orderStates = ['ordered', 'sent', 'settled', 'failed', 'returned', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];
export type OrderAction = 'retry' | 'cancel';

/** One order to pay; amounts in cents, instants ISO 8601. */
export type Order = {
  region: string;
  id: string;
  number: string;
  kind: 'fee' | 'payout';
  state: OrderState;
  round: number;
  amountCents: number;
  purpose: string;
  person: string;
  account: string | null;
  orderedAt: string;
  sentAt: string | null;
  settledAt: string | null;
  error: string | null;
  reference: string | null;
};
export type OrderRecord = {
  payment: Order;
  history: { at: string; action: string; to: OrderState; by: string | null; reason: string | null }[];
  actions: OrderAction[];
};

export const verdicts = ['matched', 'missing', 'extra', 'differing'] as const;
export type Verdict = (typeof verdicts)[number];
export type Difference = 'amount' | 'state' | 'twice' | 'round' | 'never-handed' | 'unknown' | 'not-in-file';
export type Reconciliation = { region: string; id: string; day: string; readAt: string } & Record<Verdict, number> & {
    lines: { verdict: Verdict; why: Difference; key: string; line: number | null; oursCents: number | null; theirsCents: number | null }[];
  };

type Key = Pick<Order, 'region' | 'id'>;

export const getOrders = (query: { state?: string; kind?: string; number?: string; cursor?: string | null }, ask?: Ask) =>
  get<{ payments: Order[]; next: string | null }>('/payments', { query, ...ask });
export const getOrder = ({ region, id }: Key, ask?: Ask) => get<OrderRecord>(`/payments/${region}/${id}`, ask);
export const actOnOrder = ({ region, id }: Key, action: OrderAction, body: { reason: string; account?: string }, key: string) =>
  post<OrderRecord>(`/payments/${region}/${id}/actions/${action}`, body, { key });

export const ownFileUrl = (day: string) => apiUrl(`/payments/file?day=${day}`);
export const reconciliationUrl = ({ region, id }: Key) => apiUrl(`/reconciliations/${region}/${id}/file`);

/** Sends the payment system’s file as it is. */
export async function reconcile(day: string, file: Blob): Promise<Reconciliation> {
  const headers = { 'content-type': 'text/csv', accept: 'application/json', 'idempotency-key': newKey() };
  const answer = await fetch(apiUrl(`/reconciliations?day=${day}`), {
    method: 'POST',
    headers,
    body: file,
    credentials: 'same-origin',
  }).catch(() => {
    throw new Problem(0, unreachable, 'The server cannot be reached.');
  });
  return readAnswer<Reconciliation>(answer.status, await answer.text());
}
