import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { notSignedIn } from '#platform/refusal.ts';
import type { MessageTable, NoticesTables } from './tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<NoticesTables>();

/** Unread messages are counted no further than a person would read the number. */
export const countedUpTo = 100;

export function readerOf(ctx: Context): string {
  const { actor } = ctx;
  if (actor.kind !== 'resident' && actor.kind !== 'officer') throw notSignedIn();
  return actor.accountId;
}

/** The messages of who acts; every read starts here, and the row-level policy says the same. */
const visibleMessages = (ctx: Context) => own(ctx).selectFrom('notices.message').where('account_id', '=', readerOf(ctx));

export type NewMessage = Pick<MessageTable, 'account_id' | 'id' | 'template' | 'case_region' | 'case_id' | 'case_number'> & {
  data: string;
};

export async function insertMessages(ctx: Context, messages: readonly NewMessage[]) {
  if (messages.length === 0) return;
  await own(ctx)
    .insertInto('notices.message')
    .values(messages.map((message) => ({ ...message, at: ctx.now })))
    .execute();
}

/** The newest first; ids are born in order (UUIDv7), so the id is the key of the page. */
export function selectMessages(ctx: Context, after: string | undefined, limit: number) {
  const newest = visibleMessages(ctx).selectAll().orderBy('id', 'desc').limit(limit);
  return (after === undefined ? newest : newest.where('id', '<', after)).execute();
}

export async function countUnread(ctx: Context): Promise<number> {
  const unread = visibleMessages(ctx).where('read_at', 'is', null).select('id').limit(countedUpTo);
  const { rows } = await sql<{ unread: number }>`select count(*)::int as unread from (${unread}) as unread`.execute(ctx.tx);
  return rows[0]?.unread ?? 0;
}

export async function updateRead(ctx: Context, ids: readonly string[]) {
  await own(ctx)
    .updateTable('notices.message')
    .set({ read_at: ctx.now })
    .where('account_id', '=', readerOf(ctx))
    .where('id', 'in', ids)
    .where('read_at', 'is', null)
    .execute();
}
