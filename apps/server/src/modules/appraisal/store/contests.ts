import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { AppraisalTables } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<AppraisalTables>();

export type Contest = {
  region: string;
  id: string;
  on: string;
  caseId: string;
  number: string;
  unit: string;
  measure: string;
  instance: number;
  ground: string;
  note: string;
  contestedAt: Date;
  granted: boolean | null;
  rulingGround: string | null;
  reason: string | null;
  ruledAt: Date | null;
  rulingUnit: string | null;
};

const columns = sql`t.region, t.id, t.on_month::text as on, t.case_id as "caseId", t.number, t.unit_id as unit, t.measure, t.instance, t.ground, t.note,
  t.contested_at as "contestedAt", r.granted, r.ground as "rulingGround", r.reason, r.ruled_at as "ruledAt", r.ruling_unit as "rulingUnit"`;
const joined = sql`appraisal.contest t left join appraisal.ruling r on r.region = t.region and r.contest_id = t.id`;

export async function selectContest(ctx: Context, region: string, id: string): Promise<Contest | undefined> {
  const { rows } = await sql<Contest>`select ${columns} from ${joined} where t.region = ${region} and t.id = ${id}::uuid`.execute(ctx.tx);
  return rows[0];
}

/** The contests of one result, the last instance last. */
export async function selectContestsOf(
  ctx: Context,
  of: { region: string; caseId: string; unit: string; measure: string },
): Promise<Pick<Contest, 'instance' | 'granted'>[]> {
  const { rows } = await sql<Contest>`select ${columns} from ${joined}
    where t.region = ${of.region} and t.case_id = ${of.caseId}::uuid and t.unit_id = ${of.unit} and t.measure = ${of.measure} order by t.instance`.execute(
    ctx.tx,
  );
  return rows;
}

export type ContestQuery = {
  /** Counties whose contests are listed, and units whose own are. */
  regions: readonly string[] | null;
  units: readonly string[];
  month?: string;
  state?: 'open' | 'granted' | 'refused';
  after?: readonly [string, string];
  limit: number;
};

const states = { open: sql`r.region is null`, granted: sql`r.granted`, refused: sql`not r.granted` } as const;

/** Contests with their rulings, the newest first. */
export async function selectContests(ctx: Context, { regions, units, month, state, after, limit }: ContestQuery): Promise<Contest[]> {
  const { rows } = await sql<Contest>`
    select ${columns} from ${joined}
    where (${regions === null ? sql`true` : sql`t.region = any (${regions}::text[])`} or t.unit_id = any (${units}::text[]))
      and ${month === undefined ? sql`true` : sql`t.on_month = ${month}::date`} and ${state ? states[state] : sql`true`}
      and ${after ? sql`(t.contested_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by t.contested_at desc, t.id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export type NewContest = Omit<Contest, 'granted' | 'rulingGround' | 'reason' | 'ruledAt' | 'rulingUnit'> & { contestedBy: string };

/** Writes a contest; returns whether it is the first of its instance. */
export async function insertContest(ctx: Context, { on, caseId, unit, contestedAt, contestedBy, ...rest }: NewContest): Promise<boolean> {
  const written = await own(ctx)
    .insertInto('appraisal.contest')
    .values({
      ...rest,
      on_month: sql<never>`${on}::date`,
      case_id: caseId,
      unit_id: unit,
      contested_at: contestedAt,
      contested_by: contestedBy,
    })
    .onConflict((conflict) => conflict.constraint('contest_once').doNothing())
    .executeTakeFirst();
  return Number(written.numInsertedOrUpdatedRows ?? 0) === 1;
}

export type NewRuling = Omit<AppraisalTables['appraisal.ruling'], never>;

/** Writes a ruling; returns whether it is the first on its contest. */
export async function insertRuling(ctx: Context, ruling: NewRuling): Promise<boolean> {
  const written = await own(ctx)
    .insertInto('appraisal.ruling')
    .values(ruling)
    .onConflict((conflict) => conflict.columns(['region', 'contest_id']).doNothing())
    .executeTakeFirst();
  return Number(written.numInsertedOrUpdatedRows ?? 0) === 1;
}
