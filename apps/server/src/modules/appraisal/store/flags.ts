import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { type FlagKind, flagRules } from '../law/anomalies.ts';
import type { Share } from '../law/rates.ts';
import type { Month } from '../months.ts';
import { judgedUnit } from './observe.ts';

export type Flag = { region: string; unit: string; kind: FlagKind; mark: string; count: number; evidence: readonly string[] };

const between = (column: RawBuilder<unknown>, { from, until }: Month) => sql`${column} >= ${from} and ${column} < ${until}`;

export type Rated = { region: string; unit: string; caseId: string; at: Date; mark: string | null };

/** Ratings of the month that share their minute, or their device or account, with enough others of the same unit to be looked at. */
export async function selectCrowdedRatings(ctx: Context, month: Month): Promise<Rated[]> {
  const { rows } = await sql<Rated>`
    select region, unit, "caseId", at, mark from (
      select j.region, ${judgedUnit} as unit, j.case_id as "caseId", j.at, j.rater_mark as mark,
        count(*) over (partition by ${judgedUnit}, date_trunc('minute', j.at)) as in_minute,
        case when j.rater_mark is null then 0 else count(*) over (partition by ${judgedUnit}, j.rater_mark) end as of_mark
      from cases.figure_judgement j join cases.figure_case c on c.region = j.region and c.id = j.case_id
      where j.is_rated and ${between(sql`j.at`, month)}
    ) t where t.in_minute >= ${flagRules.minuteLeast} or t.of_mark >= ${flagRules.deviceLeast}`.execute(ctx.tx);
  return rows;
}

export type Ended = { region: string; unit: string; caseId: string; startedAt: Date; endedAt: Date; dueAt: Date };

/** Duties to handle that ended in the month at the last moment, in an hour in which enough others of the same unit did. */
export async function selectCrowdedEnds(ctx: Context, month: Month): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select region, unit, "caseId", "startedAt", "endedAt", "dueAt" from (
      select k.region, k.unit_id as unit, k.case_id as "caseId", k.started_at as "startedAt", k.ended_at as "endedAt", k.due_at as "dueAt",
        count(*) over (partition by k.unit_id, date_trunc('hour', k.ended_at)) as in_hour
      from cases.figure_clock k
      where k.kind in ('handle', 'rehandle', 'rectify') and k.unit_id is not null and ${between(sql`k.ended_at`, month)} and k.ended_at <= k.due_at
        and k.due_at - k.ended_at <= (k.due_at - k.started_at) * ${sql.lit(flagRules.wavePart)}
    ) t where t.in_hour >= ${flagRules.waveLeast}`.execute(ctx.tx);
  return rows;
}

/** Satisfaction of each unit by month, from `from` up to a month, in order. */
export async function selectSatisfaction(ctx: Context, from: string, on: string): Promise<{ unit: string; on: string; share: Share }[]> {
  const { rows } = await sql<{ unit: string; on: string; count: number; met: number }>`
    select unit_id as unit, on_month::text as on, sum(satisfaction_count)::int as count, sum(satisfaction_met)::int as met from appraisal.unit_month
    where level = 'county' and on_month >= ${from}::date and on_month <= ${on}::date group by 1, 2 order by 1, 2`.execute(ctx.tx);
  return rows.map(({ unit, on: month, count, met }) => ({ unit, on: month, share: { count, met } }));
}

/** Replaces the flags of a month. */
export async function replaceFlags(ctx: Context, on: string, flags: readonly Flag[]): Promise<void> {
  await sql`delete from appraisal.flag where on_month = ${on}::date`.execute(ctx.tx);
  await sql`insert into appraisal.flag (on_month, region, unit_id, kind, mark, case_count, evidence)
    select ${on}::date, region, unit, kind, mark, count, array(select jsonb_array_elements_text(evidence)::uuid)
    from jsonb_to_recordset(${JSON.stringify(flags)}::jsonb) as r(region text, unit text, kind text, mark text, count int, evidence jsonb)`.execute(
    ctx.tx,
  );
  await sql`update appraisal.counted_month set flagged_at = ${ctx.now} where on_month = ${on}::date`.execute(ctx.tx);
}

/** Of these months one whose flags are older than its counts, and than `until`. */
export async function selectMonthToFlag(ctx: Context, months: readonly string[], until: Date): Promise<string | undefined> {
  const { rows } = await sql<{ on: string }>`
    select on_month::text as on from appraisal.counted_month
    where on_month = any (${months}::date[]) and counted_at is not null and (flagged_at is null or (flagged_at < counted_at and flagged_at <= ${until}))
    order by flagged_at nulls first, on_month desc limit 1`.execute(ctx.tx);
  return rows[0]?.on;
}

export type ShownFlag = Omit<Flag, 'evidence'> & { evidence: { caseId: string; number: string }[] };

/** The flags of a month in some counties, or of one unit, the heaviest first. */
export async function selectFlags(
  ctx: Context,
  { on, regions, unit, limit }: { on: string; regions: readonly string[] | null; unit?: string; limit: number },
): Promise<ShownFlag[]> {
  const { rows } = await sql<ShownFlag>`
    select f.region, f.unit_id as unit, f.kind, f.mark, f.case_count as count,
      coalesce((select jsonb_agg(jsonb_build_object('caseId', c.id, 'number', c.number) order by c.number) from cases.figure_case c where c.region = f.region and c.id = any (f.evidence)), '[]') as evidence
    from appraisal.flag f
    where f.on_month = ${on}::date and ${regions ? sql`f.region = any (${regions}::text[])` : sql`true`} and ${unit === undefined ? sql`true` : sql`f.unit_id = ${unit}`}
    order by f.case_count desc, f.unit_id, f.kind, f.mark limit ${limit}`.execute(ctx.tx);
  return rows;
}
