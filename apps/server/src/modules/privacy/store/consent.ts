import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ConsentHistoryTable, PrivacyTables } from '../tables.ts';

/** Where the person stands: the newest version for each purpose and source. */
export async function selectConsents(ctx: Context, person: Buffer): Promise<ConsentHistoryTable[]> {
  const { rows } = await sql<ConsentHistoryTable>`
    select distinct on (purpose, source) id, person, purpose, source, version, state, at, receipt
    from privacy.consent_history where person = ${person} order by purpose, source, version desc`.execute(ctx.tx);
  return rows;
}

/** Changes of one person's consent wait for each other, so that versions follow without a gap. */
export async function lockConsents(ctx: Context, person: Buffer) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person.toString('hex')}, 8120742))`.execute(ctx.tx);
}

export async function insertConsent(ctx: Context, row: ConsentHistoryTable) {
  await ctx.tx.withTables<PrivacyTables>().insertInto('privacy.consent_history').values(row).execute();
}
