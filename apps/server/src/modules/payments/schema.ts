import { type TSchema, Type } from 'typebox';
import { verdicts } from './reconcile.ts';
import { officerActions, orderKinds, orderStates } from './workflow.ts';

/** The shapes in which orders to pay cross the HTTP border. Amounts in cents of CNY, days `YYYY-MM-DD`, instants ISO 8601. */

const words = <const T extends string[]>(list: readonly [...T]) => Type.Enum([...list]);
const maybe = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const at = Type.String({ format: 'date-time' });
const uuid = Type.String({ format: 'uuid' });
const region = Type.String({ pattern: '^[0-9]{6}$' });
const cents = Type.Integer({ minimum: 0 });
const day = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

export const OrderView = Type.Object({
  region,
  id: uuid,
  number: Type.String(),
  kind: words(orderKinds),
  state: words(orderStates),
  round: Type.Integer({ minimum: 1 }),
  amountCents: cents,
  currency: Type.Literal('CNY'),
  purpose: Type.String(),
  person: Type.String({ description: 'The masked name.' }),
  account: maybe(Type.String({ description: 'The last four digits.' })),
  unitId: Type.String(),
  orderedAt: at,
  sentAt: maybe(at),
  settledAt: maybe(at),
  dueAt: maybe(at),
  error: maybe(Type.String()),
  reference: maybe(Type.String()),
});

export const OrderQuery = Type.Object({
  state: Type.Optional(words(orderStates)),
  kind: Type.Optional(words(orderKinds)),
  number: Type.Optional(Type.String({ maxLength: 40 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export const OrderPage = Type.Object({ payments: Type.Array(OrderView), next: maybe(Type.String()) });
export const OrderKeyParams = Type.Object({ region, id: uuid });

export const OrderRecord = Type.Object({
  payment: OrderView,
  history: Type.Array(
    Type.Object({
      at,
      action: Type.String(),
      from: maybe(words(orderStates)),
      to: words(orderStates),
      by: maybe(Type.String()),
      reason: maybe(Type.String()),
    }),
  ),
  actions: Type.Array(words(officerActions)),
});

export const OrderActionParams = Type.Object({ region, id: uuid, action: words(officerActions) });
export const OrderActionInput = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }), account: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
);

export const DayQuery = Type.Object({ day });

const counts = { matched: cents, missing: cents, extra: cents, differing: cents };
export const Reconciliation = Type.Object({
  region,
  id: uuid,
  day,
  readAt: at,
  ...counts,
  lines: Type.Array(
    Type.Object({
      verdict: words(verdicts),
      why: Type.String({ description: 'amount, state, twice, round, never-handed, unknown or not-in-file.' }),
      key: Type.String(),
      line: maybe(Type.Integer()),
      oursCents: maybe(cents),
      theirsCents: maybe(cents),
      ours: maybe(Type.String()),
      theirs: maybe(Type.String()),
    }),
  ),
});
export const ReconciliationList = Type.Object({
  reconciliations: Type.Array(Type.Object({ region, id: uuid, day, readAt: at, ...counts })),
});
