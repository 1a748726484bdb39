import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { rules } from '../rules.ts';
import { caseOf, dutiesIn, inRegions, inScope, type Scope } from './narrow.ts';

export type Heap = { cell: string; region: string; matter: string; count: number; lastAt: Date; area: string };

/** Reports since an instant by cell, county and matter, of the cells that hold at least `least` of them; `area` is one of the streets that the cell touches. */
export async function selectHeaps(ctx: Context, scope: Scope, since: Date, least: number): Promise<Heap[]> {
  const { rows } = await sql<Heap>`
    select g.cell, g.region, g.matter, g.count, g."lastAt", g.area from (
      select c.h3_8 as cell, c.region, c.matter_code as matter, count(*)::int as count, max(c.reported_at) as "lastAt",
        max(coalesce(c.street_code, c.region)) as area, sum(count(*)) over (partition by c.h3_8) as in_cell
      from cases.figure_case c
      where ${inScope(scope)} and c.reported_at > ${since} and c.reported_at <= ${ctx.now} and c.h3_8 is not null and c.matter_code is not null group by 1, 2, 3
    ) g where g.in_cell >= ${least}::int`.execute(ctx.tx);
  return rows;
}

/** Reports of these cells after `from` up to `until`, by cell, county and matter. */
export async function selectUsual(
  ctx: Context,
  scope: Scope,
  cells: readonly string[],
  from: Date,
  until: Date,
): Promise<Pick<Heap, 'cell' | 'region' | 'matter' | 'count'>[]> {
  const { rows } = await sql<Pick<Heap, 'cell' | 'region' | 'matter' | 'count'>>`
    select c.h3_8 as cell, c.region, c.matter_code as matter, count(*)::int as count from cases.figure_case c
    where ${inScope(scope)} and c.h3_8 = any (${cells}::text[]) and c.reported_at > ${from} and c.reported_at <= ${until} and c.matter_code is not null group by 1, 2, 3`.execute(
    ctx.tx,
  );
  return rows;
}

export type Recurrence = {
  cell: string;
  matter: string;
  count: number;
  low: number;
  lastAt: Date;
  area: string;
  region: string;
  inOneCounty: boolean;
};

/** Matters that come back in one cell since an instant: enough reports, or enough low ratings given since then. The heaviest first. */
export async function selectRecurrences(ctx: Context, scope: Scope, since: Date): Promise<Recurrence[]> {
  const common = sql`c.h3_8 as cell, c.matter_code as matter, coalesce(c.street_code, c.region) as area`;
  const sited = sql<boolean>`c.h3_8 is not null and c.matter_code is not null`;
  const { rows } = await sql<Recurrence>`
    select e.cell, e.matter, (count(*) filter (where not e.low))::int as count, (count(*) filter (where e.low))::int as low, max(e.at) as "lastAt",
      max(e.area) as area, left(max(e.area), 6) as region, left(min(e.area), 6) = left(max(e.area), 6) as "inOneCounty"
    from (
      select ${common}, c.reported_at as at, false as low from cases.figure_case c where ${inScope(scope)} and ${sited} and c.reported_at > ${since} and c.reported_at <= ${ctx.now}
      union all
      select ${common}, c.rated_at as at, true as low from cases.figure_case c
      where ${inRegions(scope)} and ${sited} and c.rated_at > ${since} and c.rated_at <= ${ctx.now} and c.rating_level <= ${sql.lit(rules.lowLevel)}
    ) e
    group by 1, 2
    having count(*) filter (where not e.low) >= ${rules.recurringLeast} or count(*) filter (where e.low) >= ${rules.lowLeast}
    order by 3 desc, 4 desc, 1, 2 limit 50`.execute(ctx.tx);
  return rows;
}

export type UrgentDuty = {
  region: string;
  caseId: string;
  number: string;
  kind: 'accept' | 'sign';
  unit: string;
  dueAt: Date;
  redAt: Date;
  matter: string | null;
  urgency: 'emergency' | 'urgent';
  area: string;
  cell: string | null;
};

/**
 * Emergencies and urgent cases not yet accepted or signed whose clock is red or has run out, overdue emergencies first.
 * Red is taken at `redFraction` of the time between start and deadline.
 */
export async function selectUrgent(ctx: Context, scope: Scope, redFraction: number): Promise<UrgentDuty[]> {
  const redAt = sql`k.due_at - (k.due_at - k.started_at) * ${1 - redFraction}::float8`;
  const { rows } = await sql<UrgentDuty>`
    select k.region, k.case_id as "caseId", c.number, k.kind, k.unit_id as unit, k.due_at as "dueAt", ${redAt} as "redAt", c.matter_code as matter, c.urgency, c.area_code as area, c.h3_8 as cell
    from cases.figure_clock k ${caseOf(sql`c.region, c.street_code, c.area_code, c.number, c.matter_code, c.urgency, c.h3_8`, sql`(k.region, k.case_id)`)}
    where k.region = any (${scope.regions}::text[]) and k.ended_at is null and k.unit_id is not null and k.kind in ('accept', 'sign')
      and k.due_at < ${new Date(ctx.now.getTime() + 86_400_000)} and ${redAt} <= ${ctx.now} and c.urgency in ('emergency', 'urgent') and ${inScope(scope)}
    order by (c.urgency = 'emergency' and k.due_at < ${ctx.now}) desc, c.urgency = 'emergency' desc, k.due_at, k.id limit ${rules.most}`.execute(
    ctx.tx,
  );
  return rows;
}

export type UnansweredCalls = {
  unit: string;
  caller: string;
  count: number;
  dueAt: Date;
  region: string;
  caseId: string;
  number: string;
  area: string;
  cell: string | null;
};

/** Called units that have not signed in time, with the oldest of their unanswered calls; the most calls first. */
export async function selectUnanswered(ctx: Context, scope: Scope): Promise<UnansweredCalls[]> {
  const { rows } = await sql<UnansweredCalls>`
    select t.unit, t.caller, t.count, t."dueAt", t.region, t."caseId", t.number, t.area, t.cell from (
      select k.unit_id as unit, a.caller_unit as caller, count(*) over (partition by k.unit_id)::int as count, row_number() over (partition by k.unit_id order by k.due_at, k.id) as rank,
        k.due_at as "dueAt", k.region, k.case_id as "caseId", c.number, c.area_code as area, c.h3_8 as cell
      from cases.figure_clock k ${caseOf(sql`c.region, c.street_code, c.area_code, c.number, c.h3_8`, sql`(k.region, k.case_id)`)}
      join cases.figure_call a on a.region = k.region and a.id = k.call_id
      where k.region = any (${scope.regions}::text[]) and k.ended_at is null and k.unit_id is not null and k.kind = 'call-sign' and k.due_at < ${ctx.now} and ${inScope(scope)}
    ) t where t.rank = 1 order by t.count desc, t."dueAt" limit ${rules.most}`.execute(ctx.tx);
  return rows;
}

export type Backlog = { unit: string; count: number; oldestDueAt: Date; lastDueAt: Date; region: string };

/** Units with the most overdue duties, from `rules.overdueLeast` on. */
export async function selectBacklogs(ctx: Context, scope: Scope): Promise<Backlog[]> {
  const duties = dutiesIn(scope);
  const { rows } = await sql<Backlog>`
    select k.unit_id as unit, count(*)::int as count, min(k.due_at) as "oldestDueAt", max(k.due_at) as "lastDueAt", mode() within group (order by k.region) as region from ${duties.from}
    where ${duties.where} and k.ended_at is null and k.unit_id is not null and k.due_at < ${ctx.now}
    group by k.unit_id having count(*) >= ${rules.overdueLeast} order by 2 desc, 3, 1 limit ${rules.mostOfKind}`.execute(ctx.tx);
  return rows;
}
