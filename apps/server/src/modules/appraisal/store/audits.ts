import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { auditLeast, auditShare } from '../law/audit-sample.ts';
import type { Month } from '../months.ts';
import { judgedUnit } from './observe.ts';

export type Draw = { on: string; seed: string; drawnAt: Date; caseCount: number };

export async function selectDraw(ctx: Context, on: string): Promise<Draw | undefined> {
  const { rows } = await sql<Draw>`
    select on_month::text as on, seed, drawn_at as "drawnAt", case_count as "caseCount" from appraisal.audit_draw where on_month = ${on}::date`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Whether anything was closed in the month: a month without cases is not drawn. */
export async function hasClosed(ctx: Context, month: Month): Promise<boolean> {
  const { rows } = await sql<{
    any: boolean;
  }>`select exists (select 1 from cases.figure_judgement where at >= ${month.from} and at < ${month.until}) as any`.execute(ctx.tx);
  return rows[0]?.any === true;
}

/**
 * Draws the month's audit: of the cases that were closed in it those of each answering unit whose SHA-256 of `seed:number` is smallest, two in a hundred and
 * at least three. The database draws what `drawSample` draws. A month is drawn once; a second draw is refused by its key.
 */
export async function insertDraw(ctx: Context, month: Month, seed: string): Promise<void> {
  const lots = sql`
    select region, case_id, number, unit, lot, count(*) over (partition by unit) as unit_cases, row_number() over (partition by unit order by lot) as place
    from (
      select distinct on (c.region, c.id) c.region, c.id as case_id, c.number, ${judgedUnit} as unit, encode(sha256(convert_to(${seed} || ':' || c.number, 'UTF8')), 'hex') as lot
      from cases.figure_judgement j join cases.figure_case c on c.region = j.region and c.id = j.case_id where j.at >= ${month.from} and j.at < ${month.until}
    ) d`;
  await sql`
    insert into appraisal.audit_case (region, on_month, case_id, number, unit_id, lot)
    select region, ${month.on}::date, case_id, number, unit, lot from (${lots}) l where place <= greatest(${sql.lit(auditLeast)}, ceil(unit_cases * ${sql.lit(auditShare)}::numeric))`.execute(
    ctx.tx,
  );
  await sql`
    insert into appraisal.audit_draw (on_month, seed, drawn_at, case_count)
    select ${month.on}::date, ${seed}, ${ctx.now}, count(*)::int from appraisal.audit_case where on_month = ${month.on}::date`.execute(
    ctx.tx,
  );
}

export type Drawn = { region: string; caseId: string; number: string; unit: string; lot: string };

/** The drawn cases of some counties, or of one unit, by unit and lot. */
export async function selectDrawn(
  ctx: Context,
  {
    on,
    regions,
    unit,
    after,
    limit,
  }: { on: string; regions: readonly string[] | null; unit?: string; after?: readonly [string, string]; limit: number },
): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select region, case_id as "caseId", number, unit_id as unit, lot from appraisal.audit_case
    where on_month = ${on}::date and ${regions ? sql`region = any (${regions}::text[])` : sql`true`} and ${unit === undefined ? sql`true` : sql`unit_id = ${unit}`}
      and ${after ? sql`(unit_id, lot) > (${after[0]}, ${after[1]})` : sql`true`}
    order by unit_id, lot limit ${limit}`.execute(ctx.tx);
  return rows;
}
