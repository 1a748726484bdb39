import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { StoryTable, TopicTable, TriageTables } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<TriageTables>();

/** The county whose topics were made longest ago, when that was before `olderThan` or never; a county without stories is not asked. */
export async function newestTopicAt(ctx: Context, counties: readonly string[], olderThan: Date): Promise<string | undefined> {
  const { rows } = await sql<{ region: string }>`
    select c.region from unnest(${[...counties]}::text[]) as c(region)
    left join lateral (select max(t.made_at) as made_at from triage.topic t where t.region = c.region) t on true
    where exists (select 1 from triage.story s where s.region = c.region and s.reported_at > coalesce(t.made_at, '-infinity'))
      and coalesce(t.made_at, '-infinity') < ${olderThan}
    order by t.made_at nulls first, c.region limit 1`.execute(ctx.tx);
  return rows[0]?.region;
}

export const selectRecentStories = (ctx: Context, region: string, since: Date, most: number): Promise<StoryTable[]> =>
  own(ctx)
    .selectFrom('triage.story')
    .selectAll()
    .where('region', '=', region)
    .where('reported_at', '>=', since)
    .orderBy('reported_at', 'desc')
    .limit(most)
    .execute();

export type NewTopic = Pick<
  TopicTable,
  'heat' | 'case_count' | 'first_at' | 'last_at' | 'matter_code' | 'street_code' | 'case_ids' | 'name'
> & {
  byDay: readonly { day: string; count: number }[];
  byStreet: readonly { code: string; count: number }[];
};

/** Puts topics in place of those of a county's day; without any, one empty place tells when they were looked for. */
export async function replaceTopics(ctx: Context, region: string, onDay: string, topics: readonly NewTopic[]) {
  await own(ctx).deleteFrom('triage.topic').where('region', '=', region).where('on_day', '=', onDay).execute();
  const none: NewTopic = {
    heat: 0,
    case_count: 0,
    first_at: ctx.now,
    last_at: ctx.now,
    matter_code: null,
    street_code: null,
    case_ids: [],
    name: '',
    byDay: [],
    byStreet: [],
  };
  const rows = topics.length > 0 ? topics : [none];
  await own(ctx)
    .insertInto('triage.topic')
    .values(
      rows.map(({ byDay, byStreet, ...row }, place) => ({
        ...row,
        region,
        place,
        on_day: onDay,
        made_at: ctx.now,
        by_day: JSON.stringify(byDay),
        by_street: JSON.stringify(byStreet),
      })),
    )
    .execute();
}

/** The topics of a day (`YYYY-MM-DD`), or of each county's newest day, with how many of their cases are still open. */
export async function selectTopics(ctx: Context, onDay: string | undefined, most: number) {
  const { rows } = await sql<TopicRow>`
    select t.region, t.place, t.heat, t.case_count, t.first_at, t.last_at, t.made_at, t.matter_code, t.street_code, t.case_ids, t.on_day::text, t.name,
      t.by_day, t.by_street,
      (select count(*)::int from cases.figure_case c where c.region = t.region and c.id = any (t.case_ids) and c.closed_at is null) as open_count
    from triage.topic t
    where t.case_count > 0
      and t.on_day = coalesce(${onDay ?? null}::date, (select max(l.on_day) from triage.topic l where l.region = t.region))
    order by t.heat desc limit ${most}`.execute(ctx.tx);
  return rows;
}

type TopicRow = Omit<TopicTable, 'by_day' | 'by_street' | 'on_day'> & {
  on_day: string;
  by_day: { day: string; count: number }[];
  by_street: { code: string; count: number }[];
  open_count: number;
};

/** The days of which topics are kept, newest first. */
export async function selectTopicDays(ctx: Context, most: number): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct on_day::text as day from triage.topic where case_count > 0 order by 1 desc limit ${most}`.execute(ctx.tx);
  return rows.map(({ day }) => day);
}

export type RecurringRow = {
  region: string;
  matter_code: string;
  street_code: string | null;
  day_count: number;
  case_count: number;
  bad_count: number;
  open_count: number;
  first_at: Date;
  last_at: Date;
  case_ids: string[];
};

/** The same matter at the same spot, again and again: with at least `cases` reports on at least `days` days, those rated worst first. */
export async function selectRecurring(
  ctx: Context,
  since: Date,
  least: { cases: number; days: number },
  most: number,
): Promise<RecurringRow[]> {
  const { rows } = await sql<RecurringRow>`
    select r.region, r.matter_code, max(r.street_code) as street_code, count(distinct r.day)::int as day_count, count(*)::int as case_count,
      count(*) filter (where r.rating_level <= 2)::int as bad_count, count(*) filter (where r.closed_at is null)::int as open_count,
      min(r.reported_at) as first_at, max(r.reported_at) as last_at, array_agg(r.case_id order by r.reported_at desc) as case_ids
    from (
      select s.region, s.spot, s.case_id, s.street_code, s.reported_at, (s.reported_at at time zone 'Asia/Shanghai')::date as day,
        coalesce(c.matter_code, p.proposed->'matters'->0->>'code') as matter_code, c.rating_level, c.closed_at
      from triage.story s
      join cases.figure_case c on c.region = s.region and c.id = s.case_id
      left join triage.proposal p on p.region = s.region and p.case_id = s.case_id
      where s.spot is not null and s.reported_at >= ${since} and c.state not in ('withdrawn', 'rejected')
    ) r
    where r.matter_code is not null
    group by r.region, r.spot, r.matter_code
    having count(*) >= ${least.cases} and count(distinct r.day) >= ${least.days}
    order by bad_count desc, case_count desc, last_at desc limit ${most}`.execute(ctx.tx);
  return rows;
}
