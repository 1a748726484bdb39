import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

export type LoopFigures = {
  cases: number;
  open: number;
  closed: number;
  dispatched: number;
  handleClocks: number;
  handledOnTime: number;
  calls: number;
  asked: number;
  rated: number;
  unrated: number;
  rounds: number;
};

/** The loop’s figures over the cases whose source begins with a prefix: counts only, so that every rate can be checked. */
export async function selectLoopFigures(ctx: Context, sourcePrefix: string): Promise<LoopFigures> {
  const { rows } = await sql<LoopFigures>`
    with mine as (select * from cases.case_file where starts_with(source_ref, ${sourcePrefix})),
    clocks as (select k.* from cases.clock k join mine m on m.region = k.region and m.id = k.case_id where k.kind = 'handle')
    select count(*)::int as cases,
      (count(*) filter (where closed_at is null))::int as open,
      (count(*) filter (where closed_at is not null))::int as closed,
      (count(*) filter (where dispatched_at is not null))::int as dispatched,
      (select count(*)::int from clocks) as "handleClocks",
      (select (count(*) filter (where ended_at <= due_at))::int from clocks) as "handledOnTime",
      (select count(*)::int from cases.case_call c join mine m on m.region = c.region and m.id = c.case_id) as calls,
      (count(*) filter (where asked_at is not null))::int as asked,
      (count(*) filter (where rating_level is not null))::int as rated,
      (count(*) filter (where outcome = 'unrated'))::int as unrated,
      coalesce(sum(round), 0)::int as rounds
    from mine`.execute(ctx.tx);
  return rows[0] as LoopFigures;
}
