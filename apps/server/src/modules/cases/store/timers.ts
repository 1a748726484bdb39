import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { CasesTables, ClockTable } from '../tables.ts';

export type DueClock = Pick<
  ClockTable,
  'region' | 'id' | 'case_id' | 'kind' | 'unit_id' | 'call_id' | 'yellow_at' | 'red_at' | 'due_at' | 'fire_at'
>;

export type Due = Pick<DueClock, 'region' | 'id' | 'case_id'>;

const own = (ctx: Context) => ctx.tx.withTables<CasesTables>();

/** Timers that are due, oldest first; a look without locks. */
export async function selectDue(ctx: Context, limit: number): Promise<Due[]> {
  return own(ctx)
    .selectFrom('cases.clock')
    .select(['region', 'id', 'case_id'])
    .where('fire_at', '<=', ctx.now)
    .orderBy('fire_at')
    .limit(limit)
    .execute();
}

/**
 * Takes one due timer for this unit of work; nothing when another process has its case or has fired it. The case is held before its clock, as
 * every step does it: were it the other way round, a timer and a step that ends it could wait for each other. The locks name their region.
 */
export async function lockDue(ctx: Context, region: string, id: string, caseId: string): Promise<DueClock | undefined> {
  const free = await own(ctx)
    .selectFrom('cases.case_file')
    .select('id')
    .where('region', '=', region)
    .where('id', '=', caseId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!free) return undefined;
  return own(ctx)
    .selectFrom('cases.clock')
    .select(['region', 'id', 'case_id', 'kind', 'unit_id', 'call_id', 'yellow_at', 'red_at', 'due_at', 'fire_at'])
    .where('region', '=', region)
    .where('id', '=', id)
    .where('fire_at', '<=', ctx.now)
    .forUpdate()
    .executeTakeFirst();
}

/** Sets when the timer fires next; null when it has done all it had to. */
export async function setFire(ctx: Context, region: string, id: string, fireAt: Date | null): Promise<void> {
  await sql`update cases.clock set fire_at = ${fireAt}::timestamptz where region = ${region} and id = ${id}::uuid`.execute(ctx.tx);
}

/** Sets every open timer of a case to its next instant after `until`, or to rest when all are past. */
export async function settleClocks(ctx: Context, region: string, caseId: string, until: Date): Promise<void> {
  await sql`update cases.clock set fire_at = case when yellow_at > ${until} then yellow_at when red_at > ${until} then red_at when due_at > ${until} then due_at end
    where region = ${region} and case_id = ${caseId}::uuid and ended_at is null`.execute(ctx.tx);
}
