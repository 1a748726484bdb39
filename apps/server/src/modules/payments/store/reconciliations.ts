import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { areasOf, wholeCity } from '../policy.ts';
import type { Difference, Verdict } from '../reconcile.ts';
import type { OrderKey, OrderRow } from './orders.ts';

/** One line that does not match, as it is kept and told. */
export type KeptLine = {
  verdict: Verdict;
  why: Difference;
  key: string;
  line: number | null;
  oursCents: number | null;
  theirsCents: number | null;
  ours: string | null;
  theirs: string | null;
};

export type ReconciliationRow = {
  region: string;
  id: string;
  day: string;
  file_hash: string;
  read_at: Date;
  matched: number;
  missing: number;
  extra: number;
  differing: number;
  lines: KeptLine[];
};

const mine = (ctx: Context) => {
  const areas = areasOf(ctx.actor);
  return sql<boolean>`(${areas.includes(wholeCity)} or region = any (${areas}::text[]))`;
};

/** The orders that were sent on a day of the city’s zone and have not been paid by a later round. */
export async function selectSentOn(ctx: Context, day: string, zone: string, limit: number): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select * from payments.payment_order
    where ${mine(ctx)} and sent_at >= (${day}::date)::timestamp at time zone ${zone} and sent_at < (${day}::date + 1)::timestamp at time zone ${zone}
    order by number limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectByNumbers(ctx: Context, numbers: readonly string[]): Promise<OrderRow[]> {
  const { rows } =
    await sql<OrderRow>`select * from payments.payment_order where ${mine(ctx)} and number = any (${numbers}::text[])`.execute(ctx.tx);
  return rows;
}

export async function insertReconciliation(ctx: Context, row: ReconciliationRow, accountId: string | null) {
  await sql`insert into payments.reconciliation (region, id, day, file_hash, read_at, account_id, matched, missing, extra, differing, lines)
    values (${row.region}, ${row.id}::uuid, ${row.day}::date, ${row.file_hash}, ${row.read_at}, ${accountId}::uuid, ${row.matched}, ${row.missing}, ${row.extra}, ${row.differing},
      ${JSON.stringify(row.lines)}::jsonb)`.execute(ctx.tx);
}

const columns = sql<ReconciliationRow>`region, id, day::text as day, file_hash, read_at, matched, missing, extra, differing, lines`;

/** The last readings, the newest first. */
export async function selectReconciliations(ctx: Context, limit: number): Promise<ReconciliationRow[]> {
  const { rows } = await sql<ReconciliationRow>`select ${columns} from payments.reconciliation
    where ${mine(ctx)} order by id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectReconciliation(ctx: Context, { region, id }: OrderKey): Promise<ReconciliationRow | undefined> {
  const { rows } = await sql<ReconciliationRow>`select ${columns} from payments.reconciliation
    where ${mine(ctx)} and region = ${region} and id = ${id}::uuid`.execute(ctx.tx);
  return rows[0];
}
