import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { readFact, writeFact } from '#platform/fact.ts';
import { clockKinds } from '../../matters/index.ts';
import { columnOf, measureNames } from '../law/measures.ts';
import type { Month } from '../months.ts';
import { observations, setting } from './observe.ts';

/** One process counts at a time: says whether this one may, until its unit of work ends. */
export async function mayCount(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select pg_try_advisory_xact_lock(8120739) as may`.execute(ctx.tx);
  return rows[0]?.may === true;
}

/** Sets the month whose observations the following statements of this unit of work read. */
export async function setMonth(ctx: Context, month: Month, regions: readonly string[] = []): Promise<void> {
  // What is due at this very instant has not been missed yet.
  const due = new Date(Math.min(month.until.getTime(), ctx.now.getTime() - 1));
  const values = {
    month: month.on,
    month_from: month.from.toISOString(),
    month_until: month.until.toISOString(),
    month_due: due.toISOString(),
    month_regions: `{${regions.join()}}`,
  };
  for (const [name, value] of Object.entries(values)) await sql.raw(`set local app.${name} = '${value}'`).execute(ctx.tx);
}

/**
 * Tells the planner for the rest of this unit of work what it cannot know behind row-level policies: that a month is many rows, to be read in the order
 * of the heap, joined by hashing; lanes take the place of workers. Hints for this session only, so Citus need not pass them on.
 */
async function expectManyRows(ctx: Context): Promise<void> {
  const hints = {
    work_mem: "'256MB'",
    enable_nestloop: 'off',
    enable_indexscan: 'off',
    enable_mergejoin: 'off',
    enable_sort: 'off',
    max_parallel_workers_per_gather: '0',
  };
  for (const [name, value] of Object.entries(hints)) await sql.raw(`set local ${name} = ${value}`).execute(ctx.tx);
}

const sums = sql.join(
  measureNames.flatMap((name) => {
    const isMine = sql`what = ${sql.lit(name)}`;
    return [
      sql`coalesce(sum(n) filter (where ${isMine}), 0)::int as ${sql.ref(`${columnOf(name)}_count`)}`,
      sql`coalesce(sum(m) filter (where ${isMine}), 0)::int as ${sql.ref(`${columnOf(name)}_met`)}`,
    ];
  }),
);
const columns = measureNames.flatMap((name) => [`${columnOf(name)}_count`, `${columnOf(name)}_met`]);
const columnList = sql.join(columns.map((name) => sql.ref(name)));
const columnSums = sql.join(columns.map((name) => sql`sum(${sql.ref(name)})`));

/** The digits of a code that name the area of each level. */
const levels = { county: 6, street: 9, community: 12 } as const;

const isAnythingAside = sql<{ any: boolean }>`
  select exists (select 1 from appraisal.contest t join appraisal.ruling r on r.region = t.region and r.contest_id = t.id
    where r.granted and t.on_month = ${sql.raw(setting('month', 'date'))}) as any`;

/**
 * Counts the month into a temporary table, from which each level is summed. The planner must see the month and the counties to know how much they hold; a
 * statement of its own for every month would be kept by every connection, so the database writes them into one text.
 */
async function countInto(ctx: Context): Promise<void> {
  const { rows } = await isAnythingAside.execute(ctx.tx);
  const counts = sql`create temporary table counted_of_month on commit drop as
    select area, unit, ${sums} from (${observations(rows[0]?.any === true)}) o where unit is not null group by 1, 2`.compile(ctx.tx);
  if (counts.parameters.length > 0) throw new Error('The count of a month takes no parameter but its settings.');
  const settings = [
    ...['month_from', 'month_until', 'month_due'].map((name) => ({ text: setting(name, 'timestamptz'), type: 'timestamptz' })),
    { text: setting('month_regions', 'text[]'), type: 'text[]' },
  ];
  const written = settings.reduce(
    (sofar, { text, type }) => `replace(${sofar}, '${text.replaceAll("'", "''")}', quote_literal(${text}) || '::${type}')`,
    `$text$${counts.sql}$text$`,
  );
  await sql.raw(`do $do$ begin execute ${written}; end $do$`).execute(ctx.tx);
}

/** How many reports each county had in a month: how its work is shared out. */
export async function selectLoads(ctx: Context, month: Month): Promise<{ region: string; load: number }[]> {
  const { rows } = await sql<{ region: string; load: number }>`
    select region, count(*)::int as load from cases.figure_case where reported_at >= ${month.from} and reported_at < ${month.until} group by 1`.execute(
    ctx.tx,
  );
  return rows;
}

/** One process counts a lane at a time: says whether this one may, until its unit of work ends. */
export async function mayCountLane(ctx: Context, lane: number): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select pg_try_advisory_xact_lock(8120740, ${lane}::int) as may`.execute(ctx.tx);
  return rows[0]?.may === true;
}

/** Replaces the month of some counties by what the views of cases say of it at `ctx.now`; sums of larger areas then cost next to nothing. */
export async function replaceMonth(ctx: Context, month: Month, regions: readonly string[]): Promise<void> {
  await expectManyRows(ctx);
  await setMonth(ctx, month, regions);
  await countInto(ctx);
  await sql`delete from appraisal.unit_month where on_month = ${month.on}::date and region = any (${regions}::text[])`.execute(ctx.tx);
  for (const [level, digits] of Object.entries(levels))
    await sql`insert into appraisal.unit_month (region, on_month, level, area_code, unit_id, ${columnList})
      select left(area, 6), ${month.on}::date, ${level}, left(area, ${sql.lit(digits)}), unit, ${columnSums} from counted_of_month where length(area) >= ${sql.lit(digits)}
      group by left(area, 6), left(area, ${sql.lit(digits)}), unit`.execute(ctx.tx);
}

/** Notes that a month stands counted as of `ctx.now`. */
export async function markCounted(ctx: Context, on: string): Promise<void> {
  await sql`insert into appraisal.counted_month (on_month, counted_at, stale) values (${on}::date, ${ctx.now}, false)
    on conflict (on_month) do update set counted_at = excluded.counted_at, stale = false`.execute(ctx.tx);
}

/** Units of work that began before an instant have ended so long after it. */
const settledAfterMs = 60_000;
const watermark = 'appraisal.watermark';

/**
 * The months touched since the last look, and remembers how far it looked. Every step that changes a figure ends a clock of its case; the months in which
 * the clocks of that case began, fell due and ended are those that the step may have touched. A deadline that passes touches the month it lies in.
 * The first look marks every month since the first order, back to `from`.
 */
export async function selectTouchedMonths(ctx: Context, zone: string, regions: readonly string[], from: Date): Promise<string[]> {
  const before = await readFact<{ until: string | null }>(ctx.tx, watermark);
  await writeFact(ctx.tx, watermark, { until: ctx.now.toISOString() }, ctx.now);
  if (!before?.until) return selectAllMonths(ctx, zone, from);
  const since = new Date(Date.parse(before.until) - settledAfterMs);
  const ofKind = sql`k.region = any (${regions}::text[]) and k.kind = any (${clockKinds}::text[])`;
  const { rows } = await sql<{ on: string }>`
    select distinct date_trunc('month', v.at at time zone ${zone})::date::text as on
    from (
      select k.region, k.case_id from cases.figure_clock k where ${ofKind} and k.ended_at > ${since}
      union
      select k.region, k.case_id from cases.figure_clock k where ${ofKind} and k.due_at > ${since} and k.due_at <= ${ctx.now}
    ) c
    join cases.figure_clock k on k.region = c.region and k.case_id = c.case_id
    cross join lateral (values (k.started_at), (k.due_at), (k.ended_at)) v(at)
    where v.at >= ${from} and v.at <= ${ctx.now}`.execute(ctx.tx);
  return rows.map((row) => row.on);
}

/** Every month since the first report, back to `from`. */
async function selectAllMonths(ctx: Context, zone: string, from: Date): Promise<string[]> {
  const { rows } = await sql<{ on: string }>`
    select m::date::text as on from (select min(reported_at) as first_at from cases.figure_case where reported_at >= ${from}) f
    cross join lateral generate_series(date_trunc('month', f.first_at at time zone ${zone}), ${ctx.now}::timestamptz at time zone ${zone}, interval '1 month') m`.execute(
    ctx.tx,
  );
  return rows.map((row) => row.on);
}

/** Months that must be counted again, or for the first time. */
export async function markStale(ctx: Context, months: readonly string[]): Promise<void> {
  await sql`insert into appraisal.counted_month (on_month, stale) select m, true from unnest(${months}::date[]) m
    on conflict (on_month) do update set stale = true`.execute(ctx.tx);
}

/** Of these months the one to be counted next: never counted ones first, the newest of them; else the stale one counted longest ago, if that was before `until`. */
export async function selectNextMonth(ctx: Context, months: readonly string[], until: Date): Promise<string | undefined> {
  const { rows } = await sql<{ on: string }>`
    select on_month::text as on from appraisal.counted_month where stale and on_month = any (${months}::date[]) and (counted_at is null or counted_at <= ${until})
    order by counted_at nulls first, on_month desc limit 1`.execute(ctx.tx);
  return rows[0]?.on;
}

/** When each month was counted; null while it waits for its first time. */
export async function selectCountedAt(ctx: Context, on: string): Promise<{ at: Date | null; stale: boolean } | undefined> {
  const { rows } = await sql<{ at: Date | null; stale: boolean }>`
    select counted_at as at, stale from appraisal.counted_month where on_month = ${on}::date`.execute(ctx.tx);
  return rows[0];
}

/** Forgets every count, and how far was looked. */
export async function deleteMonths(ctx: Context): Promise<void> {
  for (const table of ['unit_month', 'prior', 'score', 'flag', 'counted_month'] as const)
    await sql`delete from ${sql.table(`appraisal.${table}`)}`.execute(ctx.tx);
  await writeFact(ctx.tx, watermark, { until: null }, ctx.now);
}
