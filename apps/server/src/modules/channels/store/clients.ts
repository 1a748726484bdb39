import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { Context, House } from '#platform/context.ts';
import { transact } from '#platform/database.ts';
import type { ChannelsTables, ClientTable } from '../tables.ts';

export type Client = Pick<Selectable<ClientTable>, 'id' | 'name'>;

/** The name under which the keys are cached in every process. */
const cacheName = 'channels.clients';

export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Living keys by their hash, in memory until one is made or revoked. */
export const clientsOf = (house: House): Promise<ReadonlyMap<string, Client>> =>
  house.cache.get(cacheName, () =>
    transact(house.database.aside, 'BEGIN READ ONLY', async (tx) => {
      const rows = await tx
        .withTables<ChannelsTables>()
        .selectFrom('channels.client')
        .select(['id', 'name', 'key_hash'])
        .where('revoked_at', 'is', null)
        .execute();
      return new Map(rows.map(({ id, name, key_hash }) => [key_hash.toString('hex'), { id, name }]));
    }),
  );

/** Keeps the hash of a key under a name; the same name again gets a new key, and the old one ends at once. */
export async function upsertClient(ctx: Context, client: { id: string; name: string; keyHash: Buffer }): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`insert into channels.client (id, name, key_hash, made_at) values (${client.id}::uuid, ${client.name}, ${client.keyHash}, ${ctx.now})
    on conflict (name) do update set key_hash = excluded.key_hash, made_at = excluded.made_at, revoked_at = null returning id`.execute(
    ctx.tx,
  );
  await sql.raw(changedText(cacheName)).execute(ctx.tx);
  return rows[0]?.id ?? client.id;
}

/** Ends a key; false when there is no living one of this name. */
export async function revokeClient(ctx: Context, name: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update channels.client set revoked_at = ${ctx.now} where name = ${name} and revoked_at is null`.execute(ctx.tx);
  await sql.raw(changedText(cacheName)).execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function selectClientId(ctx: Context, name: string): Promise<string | undefined> {
  const row = await ctx.tx
    .withTables<ChannelsTables>()
    .selectFrom('channels.client')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id;
}
