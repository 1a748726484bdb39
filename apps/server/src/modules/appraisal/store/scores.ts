import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { columnOf, type MeasureName, measureNames, type PostKind } from '../law/measures.ts';
import type { Tally } from '../law/rates.ts';

export type PriorRow = { peers: string; measure: MeasureName; mean: number; weight: number };
export type ScoreRow = {
  region: string;
  unit: string;
  post: PostKind;
  peers: string;
  version: string;
  score: number | null;
  low: number | null;
  high: number | null;
  lacks: readonly string[];
  rank: number | null;
  peerCount: number;
  alike: number | null;
};

/** The sums of the counts under their names. */
export const tallySums = sql.join(
  measureNames.flatMap((name) => [
    sql`sum(t.${sql.ref(`${columnOf(name)}_count`)})::int as ${sql.ref(`${columnOf(name)}_count`)}`,
    sql`sum(t.${sql.ref(`${columnOf(name)}_met`)})::int as ${sql.ref(`${columnOf(name)}_met`)}`,
  ]),
);

/** A row of counts as a tally. */
export const tallyOf = (row: Readonly<Record<string, unknown>>): Tally =>
  Object.fromEntries(
    measureNames.map((name) => [name, { count: Number(row[`${columnOf(name)}_count`]), met: Number(row[`${columnOf(name)}_met`]) }]),
  ) as Record<MeasureName, Tally[MeasureName]>;

/** What each unit did in a month, over all areas. */
export async function selectUnitTotals(ctx: Context, on: string): Promise<{ unit: string; tally: Tally }[]> {
  const { rows } = await sql<Record<string, unknown> & { unit: string }>`
    select t.unit_id as unit, ${tallySums} from appraisal.unit_month t where t.on_month = ${on}::date and t.level = 'county' group by 1`.execute(
    ctx.tx,
  );
  return rows.map((row) => ({ unit: row.unit, tally: tallyOf(row) }));
}

/** Replaces what was made of a month's counts. */
export async function replaceScores(ctx: Context, on: string, priors: readonly PriorRow[], scores: readonly ScoreRow[]): Promise<void> {
  await sql`delete from appraisal.prior where on_month = ${on}::date`.execute(ctx.tx);
  await sql`delete from appraisal.score where on_month = ${on}::date`.execute(ctx.tx);
  await sql`insert into appraisal.prior (on_month, peers, measure, mean, weight) select ${on}::date, peers, measure, mean, weight
    from jsonb_to_recordset(${JSON.stringify(priors)}::jsonb) as r(peers text, measure text, mean float8, weight float8)`.execute(ctx.tx);
  await sql`insert into appraisal.score (on_month, region, unit_id, post, peers, version, score, low, high, lacks, rank, peer_count, alike)
    select ${on}::date, region, unit, post, peers, version, score, low, high, array(select jsonb_array_elements_text(lacks)), rank, "peerCount", alike
    from jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) as r(region text, unit text, post text, peers text, version date, score float8, low float8, high float8,
      lacks jsonb, rank int, "peerCount" int, alike int)`.execute(ctx.tx);
}

/** The priors of a month by peers and measure. */
export async function selectPriors(ctx: Context, on: string): Promise<PriorRow[]> {
  const { rows } = await sql<PriorRow>`select peers, measure, mean, weight from appraisal.prior where on_month = ${on}::date`.execute(
    ctx.tx,
  );
  return rows;
}

/** The scores of a month that the floor shows: of the actor's counties and units; of `units` alone when they are named. */
export async function selectScores(ctx: Context, on: string, units?: readonly string[]): Promise<ScoreRow[]> {
  const { rows } = await sql<ScoreRow>`
    select region, unit_id as unit, post, peers, version::text as version, score, low, high, lacks, rank, peer_count as "peerCount", alike from appraisal.score
    where on_month = ${on}::date and ${units ? sql`unit_id = any (${units}::text[])` : sql`true`}`.execute(ctx.tx);
  return rows;
}
