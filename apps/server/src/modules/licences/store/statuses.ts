import { sql } from 'kysely';
import { tellChanged } from '#platform/cached.ts';
import type { Context, House } from '#platform/context.ts';
import { transact } from '#platform/database.ts';
import { listSize, packStatuses, placeOf, type StatusList, statusBits } from '../status-list.ts';
import type { LicencesTables } from '../tables.ts';

const cacheName = (list: number) => `licences.status.${list}`;

/** Notes what the status lists say of a licence from now on. */
export async function upsertStatus(ctx: Context, running: number, status: number) {
  const { list, entry } = placeOf(running);
  await sql`insert into licences.status_entry (list, entry, status, changed_at) values (${list}, ${entry}, ${status}, ${ctx.now})
    on conflict (list, entry) do update set status = excluded.status, changed_at = excluded.changed_at`.execute(ctx.tx);
  tellChanged(ctx, cacheName(list));
}

/** A status list, packed; in memory until a status in it changes. */
export const statusListOf = (house: House, list: number): Promise<StatusList> =>
  house.cache.get(cacheName(list), () =>
    transact(house.database.aside, 'BEGIN READ ONLY', async (tx) => {
      const rows = await tx
        .withTables<LicencesTables>()
        .selectFrom('licences.status_entry')
        .select(['entry', 'status'])
        .where('list', '=', list)
        .execute();
      return packStatuses(
        statusBits,
        listSize,
        rows.map(({ entry, status }) => [entry, status] as const),
      );
    }),
  );

/** How many lists have been begun. */
export async function countLists(ctx: Context): Promise<number> {
  const { rows } = await sql<{
    last: number;
    used: boolean;
  }>`select last_value as last, is_called as used from licences.running_number`.execute(ctx.tx);
  return rows[0]?.used ? placeOf(rows[0].last).list + 1 : 0;
}
