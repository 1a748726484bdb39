import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { PeerRequestTable, PushTable } from '../tables.ts';

export type Push = Selectable<PushTable>;
type Key = Pick<Push, 'region' | 'peer_id' | 'case_id' | 'place'>;

/** Queues a sending with the step that causes it; a request is sent when a case is dispatched, an update after each told step. */
export function insertPush(
  ctx: Context,
  one: { region: string; peerId: string; caseId: string; kind: Push['kind']; action: string | null; state: string },
): void {
  trail(
    ctx.tx,
    'insert into channels.push (region, peer_id, case_id, kind, action, state, at, send_at) values ($1, $2::uuid, $3::uuid, $4, $5, $6, $7::timestamptz, $7::timestamptz)',
    [one.region, one.peerId, one.caseId, one.kind, one.action, one.state, ctx.now],
  );
}

/**
 * What is to be sent now: of each case the earliest that has not gone, so that a later one never overtakes it; of a peer that just failed nothing until its
 * pause is over, so that a dead peer costs one attempt a pause.
 */
export async function selectDuePushes(ctx: Context, limit: number): Promise<Push[]> {
  const { rows } = await sql<Push>`select w.* from channels.push w join channels.peer p on p.id = w.peer_id
    where w.sent_at is null and w.dead_at is null and w.send_at <= ${ctx.now} and (w.leased_until is null or w.leased_until < ${ctx.now}) and p.stopped_at is null and (p.held_until is null or p.held_until <= ${ctx.now})
      and not exists (select 1 from channels.push e where e.region = w.region and e.peer_id = w.peer_id and e.case_id = w.case_id and e.place < w.place and e.sent_at is null)
    order by w.send_at, w.place limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Takes one for this process until `until`; false when another has it or has sent it. */
export async function leasePush(ctx: Context, key: Key, until: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update channels.push set leased_until = ${until}
    where region = ${key.region} and peer_id = ${key.peer_id}::uuid and case_id = ${key.case_id}::uuid and place = ${key.place}
      and sent_at is null and dead_at is null and (leased_until is null or leased_until < ${ctx.now})`.execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}

const where = (key: Key) =>
  sql`region = ${key.region} and peer_id = ${key.peer_id}::uuid and case_id = ${key.case_id}::uuid and place = ${key.place}`;

export async function markSent(ctx: Context, key: Key, theirId: string | null, error: string | null) {
  await sql`update channels.push set sent_at = ${ctx.now}, leased_until = null, error = ${error}, their_id = ${theirId}, attempts = attempts + 1 where ${where(key)}`.execute(
    ctx.tx,
  );
}

export async function markFailed(ctx: Context, key: Key, error: string, next: Date | null) {
  await sql`update channels.push set attempts = attempts + 1, error = ${error}, leased_until = null, send_at = coalesce(${next}::timestamptz, send_at),
      dead_at = case when ${next}::timestamptz is null then ${ctx.now}::timestamptz end where ${where(key)}`.execute(ctx.tx);
}

/** Puts a dead sending back into the queue; false when there is none. */
export async function revivePush(ctx: Context, key: Key): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update channels.push set dead_at = null, error = null, send_at = ${ctx.now}, at = ${ctx.now} where ${where(key)} and dead_at is not null`.execute(
      ctx.tx,
    );
  return (numAffectedRows ?? 0n) > 0n;
}

export async function selectDeadPushes(ctx: Context, limit: number): Promise<(Push & { peer_name: string })[]> {
  const { rows } = await sql<
    Push & { peer_name: string }
  >`select w.*, p.name as peer_name from channels.push w join channels.peer p on p.id = w.peer_id
    where w.dead_at is not null order by w.dead_at desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectPeerRequest(
  ctx: Context,
  region: string,
  peerId: string,
  caseId: string,
): Promise<Selectable<PeerRequestTable> | undefined> {
  const { rows } = await sql<
    Selectable<PeerRequestTable>
  >`select * from channels.peer_request where region = ${region} and peer_id = ${peerId}::uuid and case_id = ${caseId}::uuid`.execute(
    ctx.tx,
  );
  return rows[0];
}

export async function upsertPeerRequest(
  ctx: Context,
  row: { region: string; peerId: string; caseId: string; theirId: string | null; token: string | null },
) {
  await sql`insert into channels.peer_request (region, peer_id, case_id, their_id, token, made_at) values (${row.region}, ${row.peerId}::uuid, ${row.caseId}::uuid, ${row.theirId}, ${row.token}, ${ctx.now})
    on conflict (region, peer_id, case_id) do update set their_id = excluded.their_id, token = coalesce(excluded.token, channels.peer_request.token)`.execute(
    ctx.tx,
  );
}

/** The case that a peer knows under an id. */
export async function selectPeerCase(
  ctx: Context,
  peerId: string,
  theirId: string,
): Promise<{ region: string; case_id: string } | undefined> {
  const { rows } = await sql<{
    region: string;
    case_id: string;
  }>`select region, case_id from channels.peer_request where peer_id = ${peerId}::uuid and their_id = ${theirId}`.execute(ctx.tx);
  return rows[0];
}

/** Whether an update of this peer is one that we sent it ourselves. */
export async function isOurs(ctx: Context, region: string, peerId: string, caseId: string, theirId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from channels.push where region = ${region} and peer_id = ${peerId}::uuid and case_id = ${caseId}::uuid and kind = 'update' and their_id = ${theirId}`.execute(
      ctx.tx,
    );
  return rows.length > 0;
}

/** Notes an update of a peer; false when it had been taken in before. */
export async function insertPeerUpdate(
  ctx: Context,
  row: { region: string; peerId: string; theirId: string; caseId: string; status: string; done: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into channels.peer_update (region, peer_id, their_id, case_id, at, status, done)
    values (${row.region}, ${row.peerId}::uuid, ${row.theirId}, ${row.caseId}::uuid, ${ctx.now}, ${row.status}, ${row.done}) on conflict do nothing`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** The client that filed a case, if one did. */
export async function selectFiler(ctx: Context, region: string, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    client_id: string;
  }>`select client_id from channels.client_request where region = ${region} and case_id = ${caseId}::uuid`.execute(ctx.tx);
  return rows[0]?.client_id;
}
