import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Window } from '../days.ts';
import { caseOf, inScope, type Scope } from './narrow.ts';

/** More cells than a city has; a bound all the same. */
const cellsAtMost = 20_000;

const cellColumn = (resolution: 7 | 8) => sql.ref(resolution === 7 ? 'c.h3_7' : 'c.h3_8');

/** Reports since an instant by H3 cell, the fullest first. Reports without a point are on no map. */
export async function selectCells(ctx: Context, scope: Scope, resolution: 7 | 8, since: Date): Promise<{ cell: string; count: number }[]> {
  const { rows } = await sql<{ cell: string; count: number }>`
    select ${cellColumn(resolution)} as cell, count(*)::int as count from cases.figure_case c
    where ${inScope(scope)} and c.reported_at >= ${since} and c.reported_at <= ${ctx.now} and ${cellColumn(resolution)} is not null
    group by 1 order by 2 desc, 1 limit ${cellsAtMost}`.execute(ctx.tx);
  return rows;
}

/**
 * Of the reports since an instant, those with an overdue duty of a unit, by H3 cell. A statement of its own: joined to the reports, the planner goes
 * through all of them for each duty. A duty begins after its report, which bounds the duties to look through.
 */
export async function selectOverdueCells(
  ctx: Context,
  scope: Scope,
  resolution: 7 | 8,
  since: Date,
): Promise<{ cell: string; overdue: number }[]> {
  const { rows } = await sql<{ cell: string; overdue: number }>`
    select ${cellColumn(resolution)} as cell, count(*)::int as overdue
    from (
      select distinct k.region, k.case_id from cases.figure_clock k
      where k.region = any (${scope.regions}::text[]) and k.ended_at is null and k.unit_id is not null and k.due_at < ${ctx.now} and k.started_at >= ${since}
    ) k
    ${caseOf(sql`c.region, c.street_code, c.h3_7, c.h3_8, c.reported_at`, sql`(k.region, k.case_id)`)}
    where ${inScope(scope)} and c.reported_at >= ${since} and ${cellColumn(resolution)} is not null
    group by 1`.execute(ctx.tx);
  return rows;
}

/** Reports in two windows by county and matter; `place` is the number of the window. */
export async function selectMatterCounts(
  ctx: Context,
  scope: Scope,
  windows: readonly Window[],
): Promise<{ place: number; region: string; matter: string | null; count: number }[]> {
  const { rows } = await sql<{ place: number; region: string; matter: string | null; count: number }>`
    select (w.number - 1)::int as place, t.region, t.matter, t.count
    from unnest(${windows.map((one) => one.from.toISOString())}::timestamptz[], ${windows.map((one) => one.until.toISOString())}::timestamptz[]) with ordinality as w(from_at, until_at, number)
    cross join lateral (
      select c.region, c.matter_code as matter, count(*)::int as count from cases.figure_case c
      where ${inScope(scope)} and c.reported_at >= w.from_at and c.reported_at < w.until_at group by 1, 2
    ) t`.execute(ctx.tx);
  return rows;
}

/** Reports in a window by the way they came, the most frequent first. */
export async function selectChannelCounts(ctx: Context, scope: Scope, window: Window): Promise<{ channel: string; count: number }[]> {
  const { rows } = await sql<{ channel: string; count: number }>`
    select c.channel, count(*)::int as count from cases.figure_case c
    where ${inScope(scope)} and c.reported_at >= ${window.from} and c.reported_at < ${window.until} group by 1 order by 2 desc, 1`.execute(
    ctx.tx,
  );
  return rows;
}
