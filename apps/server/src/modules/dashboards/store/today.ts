import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Window } from '../days.ts';
import { caseOf, dutiesIn, inRegions, inScope, judgedOutcomes, type Scope } from './narrow.ts';

type Hourly = { place: number; hour: number; count: number };

const windowsFrom = (windows: readonly Window[]) =>
  sql`unnest(${windows.map((one) => one.from.toISOString())}::timestamptz[], ${windows.map((one) => one.until.toISOString())}::timestamptz[]) with ordinality as w(from_at, until_at, number)`;

/** Reports by window and hour of the local day; `before` counts those before the instant `cut`. */
export async function selectReportedByHour(
  ctx: Context,
  scope: Scope,
  windows: readonly Window[],
  cut: Date,
  zone: string,
): Promise<(Hourly & { before: number })[]> {
  const { rows } = await sql<Hourly & { before: number }>`
    select (w.number - 1)::int as place, t.hour, t.count, t.before from ${windowsFrom(windows)}
    cross join lateral (
      select extract(hour from c.reported_at at time zone ${zone})::int as hour, count(*)::int as count, (count(*) filter (where c.reported_at < ${cut}))::int as before
      from cases.figure_case c where ${inScope(scope)} and c.reported_at >= w.from_at and c.reported_at < w.until_at group by 1
    ) t`.execute(ctx.tx);
  return rows;
}

/** Closed cases by window and hour of the local day, with the ratings among them; what counts as closed is told at `countClosed`. */
export async function selectClosedByHour(
  ctx: Context,
  scope: Scope,
  windows: readonly Window[],
  zone: string,
): Promise<(Hourly & { rated: number; levels: number })[]> {
  const { rows } = await sql<Hourly & { rated: number; levels: number }>`
    select (w.number - 1)::int as place, t.hour, t.count, t.rated, t.levels from ${windowsFrom(windows)}
    cross join lateral (
      select extract(hour from j.at at time zone ${zone})::int as hour, sum(j.closed)::int as count, sum(j.rated)::int as rated, sum(j.level)::int as levels
      from (
        select c.closed_at as at, 1 as closed, 0 as rated, 0 as level from cases.figure_case c
        where ${inRegions(scope)} and c.closed_at >= w.from_at and c.closed_at < w.until_at and c.outcome in (${judgedOutcomes})
        union all
        select c.rated_at, 0, 1, c.rating_level from cases.figure_case c
        where ${inRegions(scope)} and c.rated_at >= w.from_at and c.rated_at < w.until_at
      ) j group by 1
    ) t`.execute(ctx.tx);
  return rows;
}

/** Cases in the hands of units (at least one open duty of a unit), and those with an overdue one: the same as the case list with `overdue`. */
export async function selectOpen(ctx: Context, scope: Scope): Promise<{ open: number; overdue: number }> {
  const duties = dutiesIn(scope);
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, (count(*) filter (where o.due_at < ${ctx.now}))::int as overdue
    from (select k.region, k.case_id, min(k.due_at) as due_at from ${duties.from} where ${duties.where} and k.ended_at is null and k.unit_id is not null group by 1, 2) o`.execute(
    ctx.tx,
  );
  return rows[0] ?? { open: 0, overdue: 0 };
}

/**
 * Calls made in a window and those answered by now: the called unit signed or came (`ended_at` of the clock `call-sign`), not: the call was taken back
 * first. The median is of the minutes from call to answer; null when none was answered.
 */
export async function selectCalls(
  ctx: Context,
  scope: Scope,
  window: Window,
): Promise<{ called: number; answered: number; medianMinutes: number | null }> {
  const looksUp = scope.finer !== null;
  const { rows } = await sql<{ called: number; answered: number; medianMinutes: number | null }>`
    select count(*)::int as called, count(t.answered_at)::int as answered,
      (percentile_cont(0.5) within group (order by extract(epoch from t.answered_at - t.called_at)::float8) / 60)::float8 as "medianMinutes"
    from (
      select a.called_at, (
        select k.ended_at from cases.figure_clock k where k.region = a.region and k.case_id = a.case_id and k.call_id = a.id and k.kind = 'call-sign' and k.ended_at is not null
          and (a.state in ('signed', 'reported-in', 'finished') or (a.state = 'withdrawn' and k.ended_at < a.ended_at)) limit 1
      ) as answered_at
      from cases.figure_call a ${looksUp ? caseOf(sql`c.region, c.street_code`, sql`(a.region, a.case_id)`) : sql``}
      where a.region = any (${scope.regions}::text[]) and a.called_at >= ${window.from} and a.called_at < ${window.until} ${looksUp ? sql`and ${inScope(scope)}` : sql``}
    ) t`.execute(ctx.tx);
  return rows[0] ?? { called: 0, answered: 0, medianMinutes: null };
}
