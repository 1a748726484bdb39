import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Window } from '../days.ts';
import { type DutyKind, dutyKinds, type Share } from '../tally.ts';
import { dutiesIn, inRegions, inScope, judgedOutcomes, type Scope } from './narrow.ts';

/** By county, or by county and street. `place` is the number of the window, counted from 0. */
export type Grain = 'region' | 'street';
type Counted = { place: number; region: string; street: string };

const windowsFrom = (windows: readonly Window[]) => sql`unnest(
  ${windows.map((one) => one.from.toISOString())}::timestamptz[], ${windows.map((one) => one.until.toISOString())}::timestamptz[], ${windows.map((one) => one.dueUntil.toISOString())}::timestamptz[]
) with ordinality as w(from_at, until_at, due_until, number)`;

const streetOf = (grain: Grain) => (grain === 'street' ? sql`coalesce(c.street_code, '')` : sql`''::text`);

/** Cases reported in each window. */
export async function countReported(
  ctx: Context,
  scope: Scope,
  windows: readonly Window[],
  grain: Grain,
): Promise<(Counted & { reported: number })[]> {
  const { rows } = await sql<Counted & { reported: number }>`
    select (w.number - 1)::int as place, t.region, t.street, t.reported from ${windowsFrom(windows)}
    cross join lateral (
      select c.region, ${streetOf(grain)} as street, count(*)::int as reported from cases.figure_case c
      where ${inScope(scope)} and c.reported_at >= w.from_at and c.reported_at < w.until_at group by 1, 2
    ) t`.execute(ctx.tx);
  return rows;
}

/**
 * Cases closed in each window after the reporter was asked for his judgement, as their files stand now; a rejected or withdrawn report is not closed
 * work. Rated are those that the reporter rated in the window: unrated is in neither number (GB/T 39734 一事一评), and a bad rating counts from the
 * day on which it was given, though the case is closed only after the rectification.
 */
export async function countClosed(
  ctx: Context,
  scope: Scope,
  windows: readonly Window[],
  grain: Grain,
): Promise<(Counted & { closed: number; rated: number; levels: number })[]> {
  const { rows } = await sql<Counted & { closed: number; rated: number; levels: number }>`
    select (w.number - 1)::int as place, t.region, t.street, t.closed, t.rated, t.levels from ${windowsFrom(windows)}
    cross join lateral (
      select j.region, j.street, sum(j.closed)::int as closed, sum(j.rated)::int as rated, sum(j.level)::int as levels
      from (
        select c.region, ${streetOf(grain)} as street, 1 as closed, 0 as rated, 0 as level from cases.figure_case c
        where ${inRegions(scope)} and c.closed_at >= w.from_at and c.closed_at < w.until_at and c.outcome in (${judgedOutcomes})
        union all
        select c.region, ${streetOf(grain)}, 0, 1, c.rating_level from cases.figure_case c
        where ${inRegions(scope)} and c.rated_at >= w.from_at and c.rated_at < w.until_at
      ) j group by 1, 2
    ) t`.execute(ctx.tx);
  return rows;
}

/** Handling duties that ended or fell due in each window, and those of them that ended in time. */
export async function countOnTime(ctx: Context, scope: Scope, windows: readonly Window[], grain: Grain): Promise<(Counted & Share)[]> {
  const duties = dutiesIn(scope, grain === 'street');
  const { rows } = await sql<Counted & Share>`
    select (w.number - 1)::int as place, t.region, t.street, t.count, t.met from ${windowsFrom(windows)}
    cross join lateral (
      select k.region, ${streetOf(grain)} as street, count(*)::int as count, (count(*) filter (where k.ended_at <= k.due_at))::int as met
      from ${duties.from}
      where ${duties.where} and k.kind = 'handle'
        and ((k.due_at > w.from_at and k.due_at <= w.due_until) or (k.ended_at >= w.from_at and k.ended_at < w.until_at)) group by 1, 2
    ) t`.execute(ctx.tx);
  return rows;
}

/**
 * Duties settled in each window, and those of them met: a duty is settled once, when it ends in time or else when it falls due. A window of many
 * days is therefore the sum of its days, and what is past does not change when a late duty is ended at last.
 */
export async function countSettled(
  ctx: Context,
  scope: Scope,
  windows: readonly Window[],
  grain: Grain,
): Promise<(Counted & Share & { kind: DutyKind })[]> {
  const duties = dutiesIn(scope, grain === 'street');
  const { rows } = await sql<Counted & Share & { kind: DutyKind }>`
    select (w.number - 1)::int as place, t.region, t.street, t.kind, t.count, t.met from ${windowsFrom(windows)}
    cross join lateral (
      select k.region, ${streetOf(grain)} as street, k.kind, count(*)::int as count, (count(*) filter (where k.ended_at <= k.due_at))::int as met
      from ${duties.from}
      where ${duties.where} and k.kind in (${sql.join(dutyKinds.map((kind) => sql.lit(kind)))})
        and ((k.ended_at >= w.from_at and k.ended_at < w.until_at and k.ended_at <= k.due_at)
          or (k.due_at > w.from_at and k.due_at <= w.due_until and (k.ended_at is null or k.ended_at > k.due_at))) group by 1, 2, 3
    ) t`.execute(ctx.tx);
  return rows;
}

/** Cases that had an overdue duty of a unit at each instant: due before it, and not ended by it. */
export async function countOverdueAt(
  ctx: Context,
  scope: Scope,
  instants: readonly Date[],
  grain: Grain,
): Promise<(Counted & { overdue: number })[]> {
  const duties = dutiesIn(scope, grain === 'street');
  const late = sql`select k.region, ${streetOf(grain)} as street, k.case_id from ${duties.from} where ${duties.where} and k.unit_id is not null and k.due_at < w.at`;
  const { rows } = await sql<Counted & { overdue: number }>`
    select (w.number - 1)::int as place, t.region, t.street, t.overdue from unnest(${instants.map((at) => at.toISOString())}::timestamptz[]) with ordinality as w(at, number)
    cross join lateral (
      select l.region, l.street, count(*)::int as overdue
      from (${late} and k.ended_at is null union ${late} and k.ended_at > k.due_at and k.ended_at > w.at) l group by 1, 2
    ) t`.execute(ctx.tx);
  return rows;
}
