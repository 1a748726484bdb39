import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { LicencesTables } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<LicencesTables>();

export type WrongCodes = { failedCount: number; lastAt: Date };

export async function selectWrongCodes(ctx: Context, index: Buffer): Promise<WrongCodes | undefined> {
  const row = await own(ctx).selectFrom('licences.wrong_code').selectAll().where('number_index', '=', index).executeTakeFirst();
  return row && { failedCount: row.failed_count, lastAt: row.last_at };
}

/** Counts a wrong code in one statement, so that codes tried at once all count; a count from before `since` begins anew. */
export async function countWrongCode(ctx: Context, index: Buffer, since: Date) {
  await sql`insert into licences.wrong_code as w (number_index, failed_count, last_at) values (${index}, 1, ${ctx.now})
    on conflict (number_index) do update set last_at = excluded.last_at,
      failed_count = case when w.last_at < ${since} then 1 else w.failed_count + 1 end`.execute(ctx.tx);
}

/** Forgets counts from before an instant. */
export async function removeWrongCodes(ctx: Context, before: Date) {
  await own(ctx).deleteFrom('licences.wrong_code').where('last_at', '<', before).execute();
}
