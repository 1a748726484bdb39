import { type Selectable, sql } from 'kysely';
import { type Context, usePass } from '#platform/context.ts';
import { areasOf, wholeCity } from '../policy.ts';
import type { OrderHistoryTable, OrderTable, PaymentsTables } from '../tables.ts';
import type { OrderAction, OrderKind, OrderState } from '../workflow.ts';

const own = (ctx: Context) => ctx.tx.withTables<PaymentsTables>();

export type OrderRow = Selectable<OrderTable>;
export type OrderKey = Pick<OrderRow, 'region' | 'id'>;
export type OrderActor = { kind: string; id: string | null; name: string | null };

export async function takeRunning(ctx: Context): Promise<number> {
  const { rows } = await sql<{ running: number }>`select nextval('payments.running_number') as running`.execute(ctx.tx);
  if (!rows[0]) throw new Error('The database gave no running number.');
  return rows[0].running;
}

export type NewOrder = Pick<
  OrderRow,
  | 'region'
  | 'id'
  | 'number'
  | 'kind'
  | 'amount_cents'
  | 'purpose'
  | 'about'
  | 'unit_id'
  | 'payer_pass'
  | 'payee_name_sealed'
  | 'payee_masked'
  | 'account_sealed'
  | 'account_tail'
  | 'once_for'
  | 'person_id'
>;

/** Places an order with the first line of its record; false when one was placed for the same thing already. */
export async function insertOrder(ctx: Context, one: NewOrder, by: OrderActor): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with placed as (
      insert into payments.payment_order (region, id, number, kind, state, amount_cents, purpose, about, unit_id, payer_pass, payee_name_sealed, payee_masked, account_sealed, account_tail, ordered_at, due_at, once_for, person_id)
      values (${one.region}, ${one.id}::uuid, ${one.number}, ${one.kind}, 'ordered', ${one.amount_cents}::bigint, ${one.purpose}, ${one.about}, ${one.unit_id}, ${one.payer_pass}, ${one.payee_name_sealed},
        ${one.payee_masked}, ${one.account_sealed}, ${one.account_tail}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${one.once_for}, ${one.person_id})
      on conflict (region, once_for) do nothing returning region, id
    )
    insert into payments.order_history (region, order_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, reason)
    select region, id, 1, ${ctx.now}::timestamptz, 'order', null, 'ordered', ${by.kind}, ${by.id}::uuid, ${by.name}, null from placed`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export const selectByOnce = (ctx: Context, region: string, onceFor: string): Promise<OrderRow | undefined> =>
  own(ctx).selectFrom('payments.payment_order').selectAll().where('region', '=', region).where('once_for', '=', onceFor).executeTakeFirst();

/** An order that the caller may see; the row-level policy keeps the county. */
export const selectOrder = (ctx: Context, { region, id }: OrderKey): Promise<OrderRow | undefined> =>
  own(ctx).selectFrom('payments.payment_order').selectAll().where('region', '=', region).where('id', '=', id).executeTakeFirst();

/** Every order of a person, the newest first. */
export async function selectByPerson(ctx: Context, pass: string): Promise<OrderRow[]> {
  usePass(ctx, pass);
  try {
    return await own(ctx)
      .selectFrom('payments.payment_order')
      .selectAll()
      .where('payer_pass', '=', pass)
      .orderBy('id', 'desc')
      .limit(200)
      .execute();
  } finally {
    usePass(ctx);
  }
}

export type Filter = {
  number: string | undefined;
  state: OrderState | undefined;
  kind: OrderKind | undefined;
  after: string | undefined;
  limit: number;
};

/** The orders that an officer’s posts show, the newest first. */
export async function selectVisible(ctx: Context, filter: Filter): Promise<OrderRow[]> {
  const areas = areasOf(ctx.actor);
  const { rows } = await sql<OrderRow>`select * from payments.payment_order
    where (${areas.includes(wholeCity)} or region = any (${areas}::text[]))
      and (${filter.number ?? null}::text is null or number = ${filter.number ?? null}::text)
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null}::text)
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null}::text)
      and (${filter.after ?? null}::uuid is null or id < ${filter.after ?? null}::uuid)
    order by id desc limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

export const selectHistory = (ctx: Context, { region, id }: OrderKey): Promise<Selectable<OrderHistoryTable>[]> =>
  own(ctx)
    .selectFrom('payments.order_history')
    .selectAll()
    .where('region', '=', region)
    .where('order_id', '=', id)
    .orderBy('step')
    .execute();

/** What changes beside the state. */
export type MoveMore = {
  dueAt: Date | null;
  reference?: string | null;
  error?: string | null;
  nextRound?: boolean;
  /** Another account for the next round. */
  account?: { sealed: Buffer; tail: string } | undefined;
};
export type Move = OrderKey & { version: number; action: OrderAction; from: OrderState; to: OrderState; reason: string | null } & MoveMore;

/** Moves an order and writes the line in the same statement; false when someone else moved it first. */
export async function moveOrderRow(ctx: Context, move: Move, by: OrderActor): Promise<boolean> {
  const next = move.nextRound === true;
  const { numAffectedRows } = await sql`
    with moved as (
      update payments.payment_order set state = ${move.to}, version = version + 1, due_at = ${move.dueAt}::timestamptz, leased_until = null, error = ${move.error ?? null},
        reference = case when ${next} then null else coalesce(${move.reference ?? null}::text, reference) end, round = round + ${next ? 1 : 0}::int, attempts = 0,
        account_sealed = coalesce(${move.account?.sealed ?? null}::bytea, account_sealed), account_tail = coalesce(${move.account?.tail ?? null}::text, account_tail),
        sent_at = case when ${move.to} = 'sent' then ${ctx.now}::timestamptz when ${next} then null else sent_at end,
        settled_at = case when ${move.to} = 'settled' then ${ctx.now}::timestamptz else null end
      where region = ${move.region} and id = ${move.id}::uuid and version = ${move.version}::int and state = ${move.from} returning region, id, version
    )
    insert into payments.order_history (region, order_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, reason)
    select region, id, version, ${ctx.now}::timestamptz, ${move.action}, ${move.from}, ${move.to}, ${by.kind}, ${by.id}::uuid, ${by.name}, ${move.reason} from moved`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}
