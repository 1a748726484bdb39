import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { DashboardsTables, DayTable } from '../tables.ts';
import type { Scope } from './narrow.ts';

const own = (ctx: Context) => ctx.tx.withTables<DashboardsTables>();

/** A line of the table of finished days. */
export type DayRow = Omit<DayTable, 'on_day'>;

/** Which of these dates stand in the table; a day without lines does not. */
export async function selectCountedDays(ctx: Context, dates: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    on: string;
  }>`select on_day::text as on from dashboards.counted_day where on_day = any (${dates}::date[]) and line_count > 0`.execute(ctx.tx);
  return rows.map((row) => row.on);
}

/** Finished days of the scope by date and county. */
export async function selectDays(
  ctx: Context,
  { regions, finer }: Scope,
  dates: readonly string[],
): Promise<(Omit<DayRow, 'street_code'> & { on: string })[]> {
  const { rows } = await sql<Omit<DayRow, 'street_code'> & { on: string }>`
    select d.on_day::text as on, d.region, sum(d.reported)::int as reported, sum(d.closed)::int as closed, sum(d.rated)::int as rated, sum(d.levels)::int as levels, sum(d.on_time_count)::int as on_time_count, sum(d.on_time_met)::int as on_time_met,
      sum(d.accept_count)::int as accept_count, sum(d.accept_met)::int as accept_met, sum(d.dispatch_count)::int as dispatch_count, sum(d.dispatch_met)::int as dispatch_met,
      sum(d.handle_count)::int as handle_count, sum(d.handle_met)::int as handle_met, sum(d.review_count)::int as review_count, sum(d.review_met)::int as review_met, sum(d.overdue)::int as overdue
    from dashboards.day d
    where d.region = any (${regions}::text[]) and d.on_day = any (${dates}::date[])
      and ${finer ? sql`(d.region = any (${finer.counties}::text[]) or d.street_code = any (${finer.streets}::text[]))` : sql`true`}
    group by d.on_day, d.region`.execute(ctx.tx);
  return rows;
}

/** One process counts at a time: says whether this one may, until its unit of work ends. */
export async function mayCount(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select pg_try_advisory_xact_lock(8120736) as may`.execute(ctx.tx);
  return rows[0]?.may === true;
}

/** Of these dates, the newest that is missing, else the one counted longest ago. */
export async function selectNextToCount(ctx: Context, dates: readonly string[]): Promise<{ on: string; isMissing: boolean } | undefined> {
  const { rows } = await sql<{ on: string; isMissing: boolean }>`
    select d.on_day::text as on, c.on_day is null as "isMissing" from unnest(${dates}::date[]) as d(on_day) left join dashboards.counted_day c on c.on_day = d.on_day
    order by c.counted_at nulls first, d.on_day desc limit 1`.execute(ctx.tx);
  return rows[0];
}

/** Replaces a day by what was counted. The lines travel as one JSON parameter, so that the statement stays the same. */
export async function replaceDay(ctx: Context, on: string, lines: readonly DayRow[]): Promise<void> {
  await own(ctx).deleteFrom('dashboards.day').where('on_day', '=', sql<never>`${on}::date`).execute();
  await sql`
    insert into dashboards.day (on_day, region, street_code, reported, closed, rated, levels, on_time_count, on_time_met, accept_count, accept_met, dispatch_count, dispatch_met, handle_count, handle_met, review_count, review_met, overdue)
    select ${on}::date, region, street_code, reported, closed, rated, levels, on_time_count, on_time_met, accept_count, accept_met, dispatch_count, dispatch_met, handle_count, handle_met, review_count, review_met, overdue
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(region text, street_code text, reported int, closed int, rated int, levels int, on_time_count int, on_time_met int, accept_count int, accept_met int,
      dispatch_count int, dispatch_met int, handle_count int, handle_met int, review_count int, review_met int, overdue int)`.execute(
    ctx.tx,
  );
  const counted = { counted_at: ctx.now, line_count: lines.length };
  await own(ctx)
    .insertInto('dashboards.counted_day')
    .values({ on_day: on, ...counted })
    .onConflict((conflict) => conflict.column('on_day').doUpdateSet(counted))
    .execute();
}

/** Forgets the finished days; they are counted on the spot until the round has counted them again. */
export async function deleteDays(ctx: Context): Promise<void> {
  await own(ctx).deleteFrom('dashboards.day').execute();
  await own(ctx).deleteFrom('dashboards.counted_day').execute();
}
