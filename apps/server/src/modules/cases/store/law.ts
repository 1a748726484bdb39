import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { LawChange } from '../district-rules.ts';

/** The name under which every process keeps the laws of the districts. */
export const lawCache = 'cases.law';

/** Reads on a connection aside: units of work wait for it. Days come as texts, as the pack writes them. */
export const selectLawChanges = (house: House): Promise<LawChange[]> =>
  transact(house.database.aside, 'BEGIN READ ONLY', async (tx) => {
    const { rows } =
      await sql<LawChange>`select area_code, row_name, change, guard, to_char(from_on, 'YYYY-MM-DD') as from_on, basis, source, status
      from cases.law_change order by area_code, row_name, from_on`.execute(tx);
    return rows;
  });

/** Writes a pack's changes of law as the owner of the table, in place of what was there. */
export async function writeLaw(tx: Tx, changes: readonly LawChange[]): Promise<void> {
  await sql`delete from cases.law_change`.execute(tx);
  await sql`insert into cases.law_change (area_code, row_name, change, guard, from_on, basis, source, status)
    select area_code, row_name, change, guard, from_on, basis, source, status
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r(area_code text, row_name text, change text, guard text, from_on date, basis text, source text, status text)`.execute(
    tx,
  );
  await sql.raw(changedText(lawCache)).execute(tx);
}
