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

/** Puts topics in place of a county's; without any, one empty place tells when they were looked for. */
export async function replaceTopics(ctx: Context, region: string, topics: readonly Omit<TopicTable, 'region' | 'place' | 'made_at'>[]) {
  await own(ctx).deleteFrom('triage.topic').where('region', '=', region).execute();
  const none = { heat: 0, case_count: 0, first_at: ctx.now, last_at: ctx.now, matter_code: null, street_code: null, case_ids: [] };
  const rows = topics.length > 0 ? topics : [none];
  await own(ctx)
    .insertInto('triage.topic')
    .values(rows.map((row, place) => ({ ...row, region, place, made_at: ctx.now })))
    .execute();
}

export const selectTopics = (ctx: Context, most: number) =>
  own(ctx).selectFrom('triage.topic').selectAll().where('case_count', '>', 0).orderBy('heat', 'desc').limit(most).execute();
