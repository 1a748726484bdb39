import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { MeasureName } from '../law/measures.ts';
import { type Rows, rowsOf } from './observe.ts';

/** One observation behind a figure: `at` is when it was settled, came or was given. */
export type Result = { region: string; caseId: string; number: string; met: boolean; at: Date; key: string };

export type ResultQuery = {
  unit: string;
  measure: MeasureName;
  met?: boolean;
  caseId?: string;
  after?: readonly [string, string];
  limit: number;
};

const sources: readonly Rows[] = Object.values(rowsOf(true));

/**
 * The observations behind a unit's figure of the month that `setMonth` set, in the order of the case numbers; those of one case when it is named. They are
 * read by the same text that counts them, so that the list is as long as the figure says.
 */
export async function selectResults(ctx: Context, { unit, measure, met, caseId, after, limit }: ResultQuery): Promise<Result[]> {
  const source = sources.find(({ measures }) => measures[measure]);
  const own = source?.measures[measure];
  if (!source || !own) throw new Error(`Nothing is observed of "${measure}".`);
  const narrowed = [
    sql`${own.counts} and ${own.ofDesk ? (source.desk ?? source.unit) : source.unit} = ${unit}`,
    ...(met === undefined ? [] : [sql`(${own.met}) = ${met}`]),
    ...(caseId === undefined ? [] : [sql`c.id = ${caseId}::uuid`]),
    ...(after ? [sql`(c.number, ${source.id}) > (${after[0]}, ${after[1]})`] : []),
  ];
  const { rows } = await sql<Result>`
    select c.region, c.id as "caseId", c.number, (${own.met}) as met, ${source.at} as at, ${source.id} as key ${source.rows} and ${sql.join(narrowed, sql` and `)}
    order by c.number, key limit ${limit}`.execute(ctx.tx);
  return rows;
}
