import { type Selectable, sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { Context, House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { ChannelsTables, PeerTable } from '../tables.ts';

export type Peer = Selectable<PeerTable>;

const cacheName = 'channels.peers';

/** Peers in use. */
export const selectPeers = (tx: Tx): Promise<Peer[]> =>
  tx.withTables<ChannelsTables>().selectFrom('channels.peer').selectAll().where('stopped_at', 'is', null).orderBy('name').execute();

/** Peers in use, in memory until one changes. */
export const peersOf = (house: House): Promise<readonly Peer[]> =>
  house.cache.get(cacheName, () => transact(house.database.aside, 'BEGIN READ ONLY', selectPeers));

export type NewPeer = {
  id: string;
  name: string;
  address: string;
  jurisdiction: string | null;
  keySealed: Buffer | null;
  areaCode: string;
  services: Record<string, string>;
  clientId: string | null;
};

/** Makes a peer, or changes the one of the same name; what was queued for it stays. */
export async function upsertPeer(ctx: Context, one: NewPeer) {
  await sql`insert into channels.peer (id, name, address, jurisdiction, key_sealed, area_code, services, client_id, made_at, fetched_to, fetch_at)
    values (${one.id}::uuid, ${one.name}, ${one.address}, ${one.jurisdiction}, ${one.keySealed}, ${one.areaCode}, ${JSON.stringify(one.services)}::jsonb, ${one.clientId}::uuid,
      ${ctx.now}, ${ctx.now}, ${ctx.now})
    on conflict (name) do update set address = excluded.address, jurisdiction = excluded.jurisdiction, key_sealed = excluded.key_sealed, area_code = excluded.area_code,
      services = excluded.services, client_id = excluded.client_id, stopped_at = null`.execute(ctx.tx);
  await sql.raw(changedText(cacheName)).execute(ctx.tx);
}

/** Sends nothing more to a peer and asks it no more; what is queued stays. False when there is none of this name in use. */
export async function stopPeer(ctx: Context, name: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update channels.peer set stopped_at = ${ctx.now} where name = ${name} and stopped_at is null`.execute(ctx.tx);
  await sql.raw(changedText(cacheName)).execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Takes the peers whose updates are due; each is left alone by others until `until`. */
export async function takeDuePeers(ctx: Context, until: Date): Promise<Peer[]> {
  const { rows } = await sql<Peer>`update channels.peer set fetch_at = ${until} where id in (
      select id from channels.peer where stopped_at is null and fetch_at <= ${ctx.now} order by fetch_at limit 20 for update skip locked)
    returning *`.execute(ctx.tx);
  return rows;
}

/** Leaves a peer alone for a pause that grows with every failure in a row. */
export async function holdPeer(ctx: Context, id: string, until: Date) {
  await sql`update channels.peer set send_failures = send_failures + 1, held_until = ${until} where id = ${id}::uuid`.execute(ctx.tx);
}

export async function releasePeer(ctx: Context, id: string) {
  await sql`update channels.peer set send_failures = 0, held_until = null where id = ${id}::uuid and send_failures > 0`.execute(ctx.tx);
}

/** Failures in a row; read anew, because the peer in memory may be older. */
export async function selectSendFailures(ctx: Context, id: string): Promise<number> {
  const { rows } = await sql<{ send_failures: number }>`select send_failures from channels.peer where id = ${id}::uuid`.execute(ctx.tx);
  return rows[0]?.send_failures ?? 0;
}

export async function markFetched(ctx: Context, id: string, to: Date, next: Date) {
  await sql`update channels.peer set fetched_to = ${to}, fetch_at = ${next}, fetch_failures = 0, fetch_error = null where id = ${id}::uuid`.execute(
    ctx.tx,
  );
}

export async function markFetchFailed(ctx: Context, id: string, next: Date, error: string) {
  await sql`update channels.peer set fetch_at = ${next}, fetch_failures = fetch_failures + 1, fetch_error = ${error} where id = ${id}::uuid`.execute(
    ctx.tx,
  );
}

export type PeerState = Pick<Peer, 'id' | 'name' | 'address' | 'area_code' | 'stopped_at' | 'fetched_to' | 'fetch_error'> & {
  waiting: number;
  dead: number;
  oldest: Date | null;
};

/** Every peer with what waits for it, as far as the actor’s counties reach. */
export async function selectPeerStates(ctx: Context): Promise<PeerState[]> {
  const { rows } = await sql<PeerState>`select p.id, p.name, p.address, p.area_code, p.stopped_at, p.fetched_to, p.fetch_error,
      (select count(*)::int from channels.push w where w.peer_id = p.id and w.sent_at is null and w.dead_at is null) as waiting,
      (select count(*)::int from channels.push w where w.peer_id = p.id and w.dead_at is not null) as dead,
      (select min(w.at) from channels.push w where w.peer_id = p.id and w.sent_at is null) as oldest
    from channels.peer p order by p.name limit 200`.execute(ctx.tx);
  return rows;
}
