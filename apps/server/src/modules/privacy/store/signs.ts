import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { type Sign, snooping } from '../snooping.ts';

export type SignRow = {
  sign: Sign;
  actor_id: string;
  actor_name: string;
  unit_id: string;
  look_count: number;
  first_at: Date;
  last_at: Date;
};

/** What stands out among the looks of units in the last days, the latest first; at most 200. */
export async function selectSigns(ctx: Context, units: readonly string[]): Promise<SignRow[]> {
  const since = new Date(ctx.now.getTime() - snooping.days * 86_400_000);
  const { from, until } = snooping.night;
  const { rows } = await sql<SignRow>`
    with seen as (
      select actor_id, actor_name, unit_id, at, person, traits, extract(hour from at at time zone 'Asia/Shanghai') as hour
      from privacy.ledger where unit_id = any (${units}::text[]) and at >= ${since} and actor_id is not null
    ), found as (
      select 'many-in-hour' as sign, actor_id, actor_name, unit_id, count(*)::int as look_count, min(at) as first_at, max(at) as last_at
      from seen group by actor_id, actor_name, unit_id, date_trunc('hour', at) having count(*) >= ${snooping.inHour}
      union all
      select 'same-person', actor_id, actor_name, unit_id, count(*)::int, min(at), max(at)
      from seen where person is not null group by actor_id, actor_name, unit_id, person having count(*) >= ${snooping.atPerson}
      union all
      select 'no-case', actor_id, actor_name, unit_id, count(*)::int, min(at), max(at)
      from seen where 'no-case' = any (traits) group by actor_id, actor_name, unit_id
      union all
      select 'at-night', actor_id, actor_name, unit_id, count(*)::int, min(at), max(at)
      from seen where hour >= ${from} or hour < ${until} group by actor_id, actor_name, unit_id
    ) select * from found order by last_at desc, sign, actor_id limit 200`.execute(ctx.tx);
  return rows;
}
