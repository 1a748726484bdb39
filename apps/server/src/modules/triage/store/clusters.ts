import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ClusterTable, TriageTables } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<TriageTables>();

/** Clusters that hold one of the cases, the newest first. */
export async function selectClustersOf(ctx: Context, region: string, caseIds: readonly string[]): Promise<ClusterTable[]> {
  const { rows } = await sql<ClusterTable>`select * from triage.cluster
    where region = ${region} and case_ids && ${[...caseIds]}::uuid[] order by grown_at desc limit 20`.execute(ctx.tx);
  return rows;
}

export type NewCluster = Pick<ClusterTable, 'region' | 'id' | 'matter_code' | 'case_ids'>;

export async function insertCluster(ctx: Context, cluster: NewCluster) {
  await sql`insert into triage.cluster (region, id, formed_at, grown_at, state, matter_code, case_ids)
    values (${cluster.region}, ${cluster.id}::uuid, ${ctx.now}, ${ctx.now}, 'proposed', ${cluster.matter_code}, ${[...cluster.case_ids]}::uuid[])`.execute(
    ctx.tx,
  );
}

/** Adds a case to a cluster that waits; a case already there changes nothing. */
export async function growCluster(ctx: Context, { region, id }: Pick<ClusterTable, 'region' | 'id'>, caseId: string) {
  await sql`update triage.cluster set case_ids = array_append(case_ids, ${caseId}::uuid), grown_at = ${ctx.now}
    where region = ${region} and id = ${id}::uuid and state = 'proposed' and not case_ids @> array[${caseId}::uuid]`.execute(ctx.tx);
}

/** The clusters of an officer's counties that wait for a person, the newest first. */
export const selectWaiting = (ctx: Context, most: number): Promise<ClusterTable[]> =>
  own(ctx).selectFrom('triage.cluster').selectAll().where('state', '=', 'proposed').orderBy('grown_at', 'desc').limit(most).execute();

/** A cluster that waits, held until the unit of work ends; undefined where there is none or it was decided. */
export const lockWaiting = (ctx: Context, region: string, id: string): Promise<ClusterTable | undefined> =>
  own(ctx)
    .selectFrom('triage.cluster')
    .selectAll()
    .where('region', '=', region)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .forUpdate()
    .executeTakeFirst();

/** Closes a cluster; an accepted one keeps its lead first. */
export async function decideCluster(
  ctx: Context,
  { region, id, case_ids }: ClusterTable,
  state: 'accepted' | 'declined',
  { by, lead }: { by: string | null; lead?: string },
) {
  const ordered = lead === undefined ? case_ids : [lead, ...case_ids.filter((one) => one !== lead)];
  await own(ctx)
    .updateTable('triage.cluster')
    .set({ state, decided_at: ctx.now, decided_by: by, case_ids: ordered })
    .where('region', '=', region)
    .where('id', '=', id)
    .execute();
}
