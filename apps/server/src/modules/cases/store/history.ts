import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ClockKind, State } from '../workflow.ts';

/** A past case as a trial of law reads it: no word of the reporter, every step, every clock. Instants are ISO texts. */
export type PastCase = {
  region: string;
  id: string;
  number: string;
  reportedAt: string;
  areaCode: string;
  matterCode: string | null;
  urgency: string;
  nature: string | null;
  channel: string;
  leadUnit: string | null;
  lines: { action: string; from: State | null; to: State; at: string; round: number; unit: string | null; data: { unit?: string } }[];
  clocks: {
    kind: ClockKind;
    startedAt: string;
    dueAt: string;
    endedAt: string | null;
    extensions: string[];
    pauses: [string, string | null][];
    whistle: string | null;
  }[];
};

export type HistoryWindow = { from: Date; to: Date };

/** A page of the cases reported within a window, in the order of their keys, after a key. */
export async function selectHistory(
  ctx: Context,
  { from, to }: HistoryWindow,
  after: { region: string; id: string } | null,
  size: number,
): Promise<PastCase[]> {
  const { rows } = await sql<PastCase>`
    select c.region, c.id, c.number, c.reported_at as "reportedAt", c.area_code as "areaCode", c.matter_code as "matterCode", c.urgency, c.nature, c.channel,
      c.lead_unit as "leadUnit",
      (select coalesce(json_agg(json_build_object('action', t.action, 'from', t.from_state, 'to', t.to_state, 'at', t.at, 'round', t.round, 'unit', t.unit_id, 'data', t.data) order by t.step), '[]')
        from cases.timeline t where t.region = c.region and t.case_id = c.id) as lines,
      (select coalesce(json_agg(json_build_object('kind', k.kind, 'startedAt', k.started_at, 'dueAt', k.due_at, 'endedAt', k.ended_at, 'extensions', k.extensions, 'pauses', k.pauses,
          'whistle', (select a.whistle from cases.case_call a where a.region = k.region and a.id = k.call_id))), '[]')
        from cases.clock k where k.region = c.region and k.case_id = c.id) as clocks
    from (select * from cases.case_file
      where reported_at >= ${from} and reported_at < ${to} and (region, id) > (${after?.region ?? ''}, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
      order by region, id limit ${size}) c
    order by c.region, c.id`.execute(ctx.tx);
  return rows;
}

/** How many cases the window holds; for the progress bar of a long walk. */
export async function countHistory(ctx: Context, { from, to }: HistoryWindow): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from cases.case_file where reported_at >= ${from} and reported_at < ${to}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}
