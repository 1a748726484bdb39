import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { CaseFileTable } from '../tables.ts';
import type { ClockKind, State } from '../workflow.ts';
import { visibleCases } from './read.ts';

export type ListedCase = Pick<
  Selectable<CaseFileTable>,
  | 'region'
  | 'id'
  | 'number'
  | 'state'
  | 'title'
  | 'matter_code'
  | 'area_code'
  | 'lead_unit'
  | 'reported_at'
  | 'rating_level'
  | 'urgency'
  | 'round'
  | 'urge_count'
>;
export type Duty = ListedCase & {
  clock_id: string;
  kind: ClockKind;
  unit_id: string;
  call_id: string | null;
  yellow_at: Date;
  red_at: Date;
  due_at: Date;
};

const listed = [
  'c.region',
  'c.id',
  'c.number',
  'c.state',
  'c.title',
  'c.matter_code',
  'c.area_code',
  'c.lead_unit',
  'c.reported_at',
  'c.rating_level',
  'c.urgency',
  'c.round',
  'c.urge_count',
] as const;

/**
 * Open duties of units, nearest deadline first, one line a case: a later clock of the same unit in the same case is left out.
 * Each unit is read from its own end of the index, so the page costs the same at any number of cases.
 */
export async function selectDuties(
  ctx: Context,
  units: readonly string[],
  kind: string | undefined,
  after: { dueAt: string; id: string } | undefined,
  limit: number,
): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select d.clock_id, d.kind, d.unit_id, d.call_id, d.yellow_at, d.red_at, d.due_at, c.region, c.id, c.number, c.state, c.title, c.matter_code, c.area_code, c.lead_unit, c.reported_at,
      c.rating_level, c.urgency, c.round, c.urge_count
    from (
      select k.* from unnest(${units}::text[]) as mine(unit_id)
      cross join lateral (
        select o.id as clock_id, o.region, o.case_id, o.kind, o.unit_id, o.call_id, o.yellow_at, o.red_at, o.due_at from cases.clock o
        where o.unit_id = mine.unit_id and o.ended_at is null
          ${after ? sql`and (o.due_at, o.id) > (${after.dueAt}::timestamptz, ${after.id}::uuid)` : sql``}
          ${kind ? sql`and o.kind = ${kind}` : sql``}
          ${kind ? sql`` : sql`and not exists (select 1 from cases.clock e where e.region = o.region and e.case_id = o.case_id and e.unit_id = o.unit_id and e.ended_at is null and (e.due_at, e.id) < (o.due_at, o.id))`}
        order by o.due_at, o.id limit ${limit}
      ) k
      order by k.due_at, k.clock_id limit ${limit}
    ) d join cases.case_file c on c.region = d.region and c.id = d.case_id
    order by d.due_at, d.clock_id`.execute(ctx.tx);
  return rows;
}

/** How many open duties the units have, by kind; counted up to `most` of each unit, from the nearest on, so that a flooded desk stays quick. */
export async function countDuties(ctx: Context, units: readonly string[], dayEnd: Date, most: number) {
  const { rows } = await sql<{ kind: ClockKind; total: number; overdue: number; due_today: number }>`
    select kind, count(*)::int as total, (count(*) filter (where due_at < ${ctx.now}))::int as overdue, (count(*) filter (where due_at >= ${ctx.now} and due_at < ${dayEnd}))::int as due_today
    from unnest(${units}::text[]) as mine(unit_id)
    cross join lateral (select o.kind, o.due_at from cases.clock o where o.unit_id = mine.unit_id and o.ended_at is null order by o.due_at, o.id limit ${most}) k
    group by kind`.execute(ctx.tx);
  return rows;
}

export type CaseFilter = {
  area?: string;
  state?: State;
  /** Codes of matters; several when a category was asked for. */
  matters?: readonly string[];
  cell?: string;
  overdue?: boolean;
  open?: boolean;
  rated?: boolean;
  unit?: string;
  channel?: string;
  from?: string;
  to?: string;
  closedFrom?: string;
  closedTo?: string;
  mine?: string;
};

/** A listed case with its nearest open duty, whoever has it. */
export type ListedWithDuty = ListedCase & {
  duty: { kind: ClockKind; unit_id: string; call_id: string | null; yellow_at: string; red_at: string; due_at: string } | null;
};

const nearestDuty = sql<ListedWithDuty['duty']>`(
  select jsonb_build_object('kind', k.kind, 'unit_id', k.unit_id, 'call_id', k.call_id, 'yellow_at', k.yellow_at, 'red_at', k.red_at, 'due_at', k.due_at)
  from cases.clock k where k.region = c.region and k.case_id = c.id and k.ended_at is null and k.unit_id is not null order by k.due_at limit 1)`;

/** Visible cases, newest first. An area narrows to its county or street, where an index begins. */
export async function selectCases(
  ctx: Context,
  filter: CaseFilter,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<ListedWithDuty[]> {
  let query = visibleCases(ctx).select(listed);
  if (filter.area) query = narrowToArea(query, filter.area);
  for (const condition of conditionsOf(ctx, filter)) query = query.where(condition);
  if (after) query = query.where(sql<boolean>`(c.reported_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.select(nearestDuty.as('duty')).orderBy('c.reported_at', 'desc').orderBy('c.id', 'desc').limit(limit).execute();
}

const when = (given: unknown, condition: () => RawBuilder<boolean>) => (given === undefined ? [] : [condition()]);

const overdueNow = (ctx: Context, unit: string | null) =>
  sql<boolean>`exists (select 1 from cases.clock k where k.region = c.region and k.case_id = c.id and k.ended_at is null and k.unit_id is not null and k.due_at < ${ctx.now}
    and (${unit}::text is null or k.unit_id = ${unit}))`;

const conditionsOf = (ctx: Context, filter: CaseFilter): RawBuilder<boolean>[] => [
  ...when(filter.mine, () => sql`c.reporter_id = ${filter.mine}`),
  ...when(filter.state, () => sql`c.state = ${filter.state}`),
  ...when(filter.matters, () => sql`c.matter_code = any (${filter.matters}::text[])`),
  ...when(filter.channel, () => sql`c.channel = ${filter.channel}`),
  ...when(filter.cell, () => sql`(c.h3_7 = ${filter.cell} or c.h3_8 = ${filter.cell})`),
  ...when(filter.open, () => sql`(c.closed_at is null) = ${filter.open}::boolean`),
  ...when(filter.rated, () => sql`(c.rating_level is not null) = ${filter.rated}::boolean`),
  ...when(filter.from, () => sql`c.reported_at >= ${filter.from}::timestamptz`),
  ...when(filter.to, () => sql`c.reported_at < ${filter.to}::timestamptz`),
  ...when(filter.closedFrom, () => sql`c.closed_at >= ${filter.closedFrom}::timestamptz`),
  ...when(filter.closedTo, () => sql`c.closed_at < ${filter.closedTo}::timestamptz`),
  ...when(filter.unit, () => sql`c.involved_units && array[${filter.unit}::text]`),
  ...when(filter.overdue || undefined, () => overdueNow(ctx, filter.unit ?? null)),
];

type Query = ReturnType<typeof selectable>;
const selectable = (ctx: Context) => visibleCases(ctx).select(listed);

function narrowToArea(query: Query, area: string): Query {
  if (area.length < 6) return query;
  const county = query.where('c.region', '=', area.slice(0, 6));
  if (area.length === 6) return area.endsWith('00') ? query : county;
  const street = county.where('c.street_code', '=', area.slice(0, 9));
  return area.length === 9 ? street : street.where(sql<boolean>`starts_with(c.area_code, ${area})`);
}
