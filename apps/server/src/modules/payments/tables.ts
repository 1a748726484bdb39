import type { ColumnType, Generated } from 'kysely';
import type { OrderKind, OrderState } from './workflow.ts';

/** A day is read and written as `YYYY-MM-DD`: the store asks for its text. */
type Day = ColumnType<Date, string, string>;
/** JSON is written as its text. */
type Json<T> = ColumnType<T, string, string>;

export type OrderTable = {
  region: string;
  id: string;
  version: Generated<number>;
  number: string;
  kind: OrderKind;
  state: OrderState;
  round: Generated<number>;
  amount_cents: number;
  currency: Generated<'CNY'>;
  purpose: string;
  about: string;
  unit_id: string;
  payer_pass: string;
  payee_name_sealed: Buffer;
  payee_masked: string;
  account_sealed: Buffer | null;
  account_tail: string | null;
  ordered_at: Date;
  due_at: Date | null;
  leased_until: Date | null;
  attempts: Generated<number>;
  error: string | null;
  reference: string | null;
  sent_at: Date | null;
  settled_at: Date | null;
  once_for: string;
  person_id: string | null;
};

export type OrderHistoryTable = {
  region: string;
  order_id: string;
  step: number;
  at: Date;
  action: string;
  from_state: OrderState | null;
  to_state: OrderState;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  reason: string | null;
};

export type ReconciliationTable = {
  region: string;
  id: string;
  day: Day;
  file_hash: string;
  read_at: Date;
  account_id: string | null;
  matched: number;
  missing: number;
  extra: number;
  differing: number;
  lines: Json<object[]>;
};

/** Rows of the schema `payments`. */
export type PaymentsTables = {
  'payments.payment_order': OrderTable;
  'payments.order_history': OrderHistoryTable;
  'payments.reconciliation': ReconciliationTable;
  'payments.sandbox_entry': {
    key: string;
    kind: OrderKind;
    amount_cents: number;
    reference: string;
    state: 'accepted' | 'settled' | 'failed';
    reason: string | null;
    taken_at: Date;
  };
};
