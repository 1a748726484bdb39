import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { ChannelsTables, ClientUpdateTable } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<ChannelsTables>();

export type NewUpdate = {
  region: string;
  id: string;
  caseId: string;
  action: string;
  state: string;
  clientId: string | null;
  peerId: string | null;
};

/** Notes a told step with the step; nobody waits for its answer before the end. */
export function insertUpdate(ctx: Context, one: NewUpdate): void {
  trail(
    ctx.tx,
    `insert into channels.request_update (region, id, case_id, at, action, state, client_id, peer_id) values ($1, $2::uuid, $3::uuid, $4, $5, $6, $7::uuid, $8::uuid)`,
    [one.region, one.id, one.caseId, ctx.now, one.action, one.state, one.clientId, one.peerId],
  );
}

export type FoundRequest = { region: string; id: string; state: string; matter_code: string | null; client_id: string | null };

/** The case of an id, with the client that filed it. */
export async function selectRequest(ctx: Context, region: string, number: string): Promise<FoundRequest | undefined> {
  const { rows } = await sql<FoundRequest>`select c.region, c.id, c.state, c.matter_code, r.client_id
    from cases.public_case c left join channels.client_request r on r.region = c.region and r.case_id = c.id
    where c.region = ${region} and c.number = ${number}`.execute(ctx.tx);
  return rows[0];
}

export async function selectClientUpdate(
  ctx: Context,
  key: Pick<ClientUpdateTable, 'region' | 'case_id' | 'client_id' | 'their_id'>,
): Promise<string | undefined> {
  const row = await own(ctx)
    .selectFrom('channels.client_update')
    .select('id')
    .where('region', '=', key.region)
    .where('case_id', '=', key.case_id)
    .where('client_id', '=', key.client_id)
    .where('their_id', '=', key.their_id)
    .executeTakeFirst();
  return row?.id;
}

export async function insertClientUpdate(ctx: Context, row: Selectable<ClientUpdateTable>) {
  await own(ctx).insertInto('channels.client_update').values(row).execute();
}
