import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ServicesTables } from '../tables.ts';
import type { ApplicationRow } from './applications.ts';

const own = (ctx: Context) => ctx.tx.withTables<ServicesTables>();

/** The place after which a page goes on: instant and id of the last row. */
export type After = { at: Date; id: string };

/** One's own applications, also those that another filed for one, the newest first. */
export function selectOwnApplications(ctx: Context, accountId: string, after: After | undefined, limit: number): Promise<ApplicationRow[]> {
  const query = own(ctx)
    .selectFrom('services.application')
    .selectAll()
    .where((eb) => eb.or([eb('applicant_id', '=', accountId), eb('person_id', '=', accountId)]))
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  return (after ? query.where(sql<boolean>`(submitted_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`) : query).execute();
}

/** What waits for a decision of these units, what is due first; with `reviews`, also what waits for the answer to a review. */
export function selectQueue(ctx: Context, units: readonly string[], after: After | undefined, limit: number): Promise<ApplicationRow[]> {
  const query = own(ctx)
    .selectFrom('services.application')
    .selectAll()
    .where('unit_id', 'in', units.length > 0 ? [...units] : [''])
    .where((eb) => eb.or([eb('state', 'in', ['with-person', 'correcting', 'suspended']), eb('review_asked_at', 'is not', null)]))
    .orderBy(sql`coalesce(due_at, submitted_at)`)
    .orderBy('id')
    .limit(limit);
  return (
    after ? query.where(sql<boolean>`(coalesce(due_at, submitted_at), id) > (${after.at}::timestamptz, ${after.id}::uuid)`) : query
  ).execute();
}

/** Decisions drawn for a second look and not ended, as far as the floor shows them. */
export async function selectDrawn(ctx: Context, limit: number): Promise<ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`
    select a.* from services.audit_draw d join services.application a on a.region = d.region and a.id = d.application_id
    where d.ended_at is null and a.state = 'approved' order by d.drawn_at, a.id limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function endDraw(ctx: Context, region: string, id: string, result: 'kept' | 'reversed') {
  await own(ctx)
    .updateTable('services.audit_draw')
    .set({ ended_at: ctx.now, result })
    .where('region', '=', region)
    .where('application_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

type Drawable = { region: string; id: string; number: string };

/** What a machine approved on a day, for the draw; null where the day was drawn already. */
export async function selectDayOfMachine(ctx: Context, day: string, from: Date, until: Date): Promise<Drawable[] | null> {
  const { rows } = await sql<{ day: string }>`select day::text as day from services.audited_day where day = ${day}::date`.execute(ctx.tx);
  if (rows.length > 0) return null;
  return own(ctx)
    .selectFrom('services.application')
    .select(['region', 'id', 'number'])
    .where('by_machine', '=', true)
    .where('decided_at', '>=', from)
    .where('decided_at', '<', until)
    .execute();
}

/** Writes a day's draw; false where another process drew it first. */
export async function insertDraws(ctx: Context, day: string, seed: string, count: number, drawn: readonly Drawable[]): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into services.audited_day (day, seed, machine_count, drawn_count, drawn_at) values (${day}::date, ${seed}, ${count}::int, ${drawn.length}::int, ${ctx.now}::timestamptz)
    on conflict (day) do nothing`.execute(ctx.tx);
  if (numAffectedRows !== 1n) return false;
  await sql`insert into services.audit_draw (region, application_id, day, drawn_at)
    select r.region, r.id, ${day}::date, ${ctx.now}::timestamptz from jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) as r(region text, id uuid)
    on conflict (region, application_id) do nothing`.execute(ctx.tx);
  return true;
}
