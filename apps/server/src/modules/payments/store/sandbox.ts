import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { PaymentsTables } from '../tables.ts';

export type SandboxEntry = PaymentsTables['payments.sandbox_entry'];

/** What the sandbox has under a key, written first where it has nothing. */
export async function takeEntry(ctx: Context, entry: SandboxEntry): Promise<SandboxEntry> {
  await sql`insert into payments.sandbox_entry (key, kind, amount_cents, reference, state, reason, taken_at)
    values (${entry.key}, ${entry.kind}, ${entry.amount_cents}::bigint, ${entry.reference}, ${entry.state}, ${entry.reason}, ${entry.taken_at}) on conflict (key) do nothing`.execute(
    ctx.tx,
  );
  return (await selectEntry(ctx, entry.key)) ?? entry;
}

export const selectEntry = (ctx: Context, key: string): Promise<SandboxEntry | undefined> =>
  ctx.tx.withTables<PaymentsTables>().selectFrom('payments.sandbox_entry').selectAll().where('key', '=', key).executeTakeFirst();

export async function settleEntry(ctx: Context, key: string) {
  await sql`update payments.sandbox_entry set state = 'settled' where key = ${key} and state = 'accepted'`.execute(ctx.tx);
}
