import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { OrderKey, OrderRow } from './orders.ts';

/** Orders that a round takes up now: to be sent, or to be asked about. Taken one by one with `leaseOrder`. */
export async function selectDueOrders(ctx: Context, limit: number): Promise<OrderKey[]> {
  const { rows } = await sql<OrderKey>`select region, id from payments.payment_order
    where due_at <= ${ctx.now} and (leased_until is null or leased_until < ${ctx.now}) order by due_at, id limit ${limit}`.execute(ctx.tx);
  return rows;
}

/**
 * Takes one for this process until `until`; undefined when another has it. The attempt is counted before the gateway is called, so that what may have been
 * paid is known by its count even if this process dies.
 */
export async function leaseOrder(ctx: Context, { region, id }: OrderKey, until: Date): Promise<OrderRow | undefined> {
  const { rows } =
    await sql<OrderRow>`update payments.payment_order set leased_until = ${until}, attempts = attempts + 1, version = version + 1
    where region = ${region} and id = ${id}::uuid and due_at <= ${ctx.now} and (leased_until is null or leased_until < ${ctx.now}) returning *`.execute(
      ctx.tx,
    );
  return rows[0];
}

/** Puts a leased order back until `dueAt`; nothing when someone else moved it meanwhile. */
export async function postponeOrder(
  ctx: Context,
  { region, id, version }: Pick<OrderRow, 'region' | 'id' | 'version'>,
  dueAt: Date,
  error: string | null,
) {
  await sql`update payments.payment_order set leased_until = null, due_at = ${dueAt}, error = ${error}
    where region = ${region} and id = ${id}::uuid and version = ${version}`.execute(ctx.tx);
}
