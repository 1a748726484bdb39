import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { MeasureName } from '../law/measures.ts';
import {
  callIsMet,
  callRows,
  clocksOf,
  dutyIsMet,
  dutyRows,
  firstOrderIsMet,
  firstOrderRows,
  isAside,
  judgedCounts,
  judgedIsMet,
  judgedRows,
  judgedUnit,
  orderIsMet,
  orderRows,
} from './observe.ts';

/** One observation behind a figure: `at` is when it was settled, came or was given. */
export type Result = { region: string; caseId: string; number: string; met: boolean; at: Date; key: string };

type Source = {
  rows: RawBuilder<unknown>;
  row: string;
  unit: RawBuilder<unknown>;
  met: RawBuilder<boolean>;
  at: RawBuilder<Date>;
  id: RawBuilder<string>;
};

const isMine = (name: MeasureName) => sql<boolean>`not ${isAside('x', sql.lit(name))}`;
const keysOf = (parts: object): string[] => Object.keys(parts);

function ofDuty(name: keyof typeof clocksOf): Source {
  const kinds = sql.join(clocksOf[name].map((kind) => sql.lit(kind)));
  return {
    rows: sql`${dutyRows} and k.kind in (${kinds})`,
    row: 'k',
    unit: sql`k.unit_id`,
    met: dutyIsMet,
    at: sql<Date>`case when k.ended_at <= k.due_at then k.ended_at else k.due_at end`,
    id: sql<string>`k.id::text`,
  };
}

const ofOrder = (name: keyof typeof orderIsMet): Source => ({
  rows: sql`${orderRows} and ${isMine(name)}`,
  row: 'o',
  unit: sql`o.unit_id`,
  met: orderIsMet[name],
  at: sql<Date>`o.started_at`,
  id: sql<string>`o.id::text`,
});

const firstOrder: Source = {
  rows: sql`${firstOrderRows} and ${isMine('first-dispatch')}`,
  row: 'o',
  unit: sql`c.desk_unit`,
  met: firstOrderIsMet,
  at: sql<Date>`o.started_at`,
  id: sql<string>`o.id::text`,
};

const ofCall = (name: keyof typeof callIsMet): Source => ({
  rows: sql`${callRows} and ${isMine(name)}`,
  row: 'a',
  unit: sql`a.caller_unit`,
  met: callIsMet[name],
  at: sql<Date>`a.called_at`,
  id: sql<string>`a.id::text`,
});

const ofJudgement = (name: keyof typeof judgedCounts): Source => ({
  rows: sql`${judgedRows} and ${judgedCounts[name]} and ${isMine(name)}`,
  row: 'j',
  unit: judgedUnit,
  met: judgedIsMet[name],
  at: sql<Date>`j.at`,
  id: sql<string>`lpad(j.step::text, 6, '0')`,
});

function sourceOf(name: MeasureName): Source {
  if (keysOf(clocksOf).includes(name)) return ofDuty(name as keyof typeof clocksOf);
  if (keysOf(orderIsMet).includes(name)) return ofOrder(name as keyof typeof orderIsMet);
  if (keysOf(callIsMet).includes(name)) return ofCall(name as keyof typeof callIsMet);
  return name === 'first-dispatch' ? firstOrder : ofJudgement(name as keyof typeof judgedCounts);
}

export type ResultQuery = {
  unit: string;
  measure: MeasureName;
  met?: boolean;
  caseId?: string;
  after?: readonly [string, string];
  limit: number;
};

/** The observations behind a unit's figure of the month that `setMonth` set, in the order of the case numbers; those of one case when it is named. */
export async function selectResults(ctx: Context, { unit, measure, met, caseId, after, limit }: ResultQuery): Promise<Result[]> {
  const source = sourceOf(measure);
  const narrowed = [
    sql`${source.unit} = ${unit}`,
    ...(met === undefined ? [] : [sql`${source.met} = ${met}`]),
    ...(caseId === undefined ? [] : [sql`c.id = ${caseId}::uuid`]),
    ...(after ? [sql`(c.number, ${source.id}) > (${after[0]}, ${after[1]})`] : []),
  ];
  const { rows } = await sql<Result>`
    select c.region, c.id as "caseId", c.number, ${source.met} as met, ${source.at} as at, ${source.id} as key ${source.rows} and ${sql.join(narrowed, sql` and `)}
    order by c.number, key limit ${limit}`.execute(ctx.tx);
  return rows;
}
