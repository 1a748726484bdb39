import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tx } from '#platform/database.ts';
import type { Node } from '#platform/ledger/merkle.ts';
import type { LeafTable, LedgerTable, PrivacyTables, TreeHeadTable } from '../tables.ts';

const own = (tx: Tx) => tx.withTables<PrivacyTables>();

/** One process numbers the lines at a time; another that comes meanwhile does nothing. */
export async function takeTurn(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(8120741) as mine`.execute(ctx.tx);
  return rows[0]?.mine === true;
}

export type Waiting = { region: string; id: string; commitment: Buffer };

/** Takes lines out of the queue, in an order that is the same for everyone. */
export async function takeWaiting(ctx: Context, limit: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`delete from privacy.unsequenced u
    using (select region, id from privacy.unsequenced order by region, id limit ${limit}) w
    where u.region = w.region and u.id = w.id returning u.region, u.id, u.commitment`.execute(ctx.tx);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function insertLeaves(ctx: Context, leaves: readonly LeafTable[]) {
  await sql`insert into privacy.leaf (position, county, line_id, hash)
    select * from unnest(${leaves.map((leaf) => leaf.position)}::bigint[], ${leaves.map((leaf) => leaf.county)}::text[],
      ${leaves.map((leaf) => leaf.line_id)}::uuid[], ${leaves.map((leaf) => leaf.hash)}::bytea[])`.execute(ctx.tx);
}

export async function insertNodes(ctx: Context, nodes: readonly (Node & { hash: Buffer })[]) {
  await sql`insert into privacy.tree_node (level, position, hash)
    select * from unnest(${nodes.map((node) => node.level)}::smallint[], ${nodes.map((node) => node.position)}::bigint[],
      ${nodes.map((node) => node.hash)}::bytea[])`.execute(ctx.tx);
}

export async function insertHead(ctx: Context, head: TreeHeadTable) {
  await own(ctx.tx).insertInto('privacy.tree_head').values(head).execute();
}

/** The newest head, or that of a size. */
export function selectHead(ctx: Context, size?: number): Promise<TreeHeadTable | undefined> {
  const query = own(ctx.tx).selectFrom('privacy.tree_head').selectAll();
  return (size === undefined ? query.orderBy('size', 'desc').limit(1) : query.where('size', '=', size)).executeTakeFirst();
}

/** Heads of more than `after` leaves, the smallest first. */
export function selectHeads(ctx: Context, after: number, limit: number): Promise<TreeHeadTable[]> {
  return own(ctx.tx).selectFrom('privacy.tree_head').selectAll().where('size', '>', after).orderBy('size').limit(limit).execute();
}

/** Hashes of nodes by `level/position`; the leaves are level 0. */
export async function selectNodes(ctx: Context, nodes: readonly Node[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<Node & { hash: Buffer }>`
    with wanted as (select * from unnest(${nodes.map((node) => node.level)}::smallint[], ${nodes.map((node) => node.position)}::bigint[]) as w(level, position))
    select w.level, w.position, n.hash from wanted w join privacy.tree_node n on n.level = w.level and n.position = w.position
    union all
    select w.level, w.position, l.hash from wanted w join privacy.leaf l on l.position = w.position where w.level = 0`.execute(ctx.tx);
  return new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, hash]));
}

export function selectLeafOf(ctx: Context, lineId: string): Promise<LeafTable | undefined> {
  return own(ctx.tx).selectFrom('privacy.leaf').selectAll().where('line_id', '=', lineId).executeTakeFirst();
}

export type Numbered = { position: number; county: string; line_id: string; hash: Buffer; line: LedgerTable | null };

/** Leaves from a position on, each with its line; null where the line is gone. */
export async function selectNumbered(ctx: Context, from: number, limit: number): Promise<Numbered[]> {
  const { rows } = await sql<Omit<Numbered, 'line'> & LedgerTable & { id: string | null }>`
    select f.position, f.county, f.line_id, f.hash, l.* from privacy.leaf f
    left join privacy.ledger l on l.region = f.county and l.id = f.line_id
    where f.position >= ${from} order by f.position limit ${limit}`.execute(ctx.tx);
  return rows.map(({ position, county, line_id, hash, ...line }) => ({ position, county, line_id, hash, line: line.id ? line : null }));
}

/** A line that is neither in the tree nor waiting for it: written past the door. */
export async function selectUnlisted(ctx: Context): Promise<{ region: string; id: string } | undefined> {
  const { rows } = await sql<{ region: string; id: string }>`select l.region, l.id from privacy.ledger l
    where not exists (select 1 from privacy.leaf f where f.line_id = l.id)
      and not exists (select 1 from privacy.unsequenced u where u.region = l.region and u.id = l.id)
    order by l.id limit 1`.execute(ctx.tx);
  return rows[0];
}
