import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Month } from '../months.ts';

export type DispatcherRow = { region: string; account: string; count: number; met: number; agreed: number };
export type ModelRow = { area: string; version: number; count: number; met: number; right: number };

/** Cases dispatched by a person in a month, with whether the unit kept the order (no return was granted) and whether the model's first choice was taken. */
const dispatched = ({ from, until }: Month, regions: readonly string[] | null): RawBuilder<unknown> => sql`
  triage.figure_dispatch d join cases.figure_case c on c.region = d.region and c.id = d.case_id
  where d.confirmed_at >= ${from} and d.confirmed_at < ${until} and ${regions === null ? sql`true` : sql`d.region = any (${[...regions]}::text[])`}`;

export async function selectDispatchers(
  ctx: Context,
  month: Month,
  regions: readonly string[] | null,
  most: number,
): Promise<DispatcherRow[]> {
  const { rows } = await sql<DispatcherRow>`
    select d.region, d.dispatched_by::text as account, count(*)::int as count, count(*) filter (where c.return_count = 0)::int as met,
      count(*) filter (where d.was_right)::int as agreed
    from ${dispatched(month, regions)} and d.dispatched_by is not null group by 1, 2 order by 3 desc, 2 limit ${most}`.execute(ctx.tx);
  return rows;
}

export async function selectModelFigures(ctx: Context, month: Month, regions: readonly string[] | null): Promise<ModelRow[]> {
  const { rows } = await sql<ModelRow>`
    select d.model_area as area, d.model_version as version, count(*)::int as count, count(*) filter (where c.return_count = 0)::int as met,
      count(*) filter (where d.was_right)::int as right
    from ${dispatched(month, regions)} and d.model_version is not null and d.model_area is not null group by 1, 2 order by 1, 2 desc`.execute(
    ctx.tx,
  );
  return rows;
}
