import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import { type Part, type PartKind, readPart, type Services, servicesIn, writePart } from '../catalogue.ts';

const cacheName = 'services.catalogue';

/** The service catalogue, in memory until a pack changes it. */
export const servicesOf = (house: House): Promise<Services> =>
  house.cache.get(cacheName, () => transact(house.database.aside, 'BEGIN READ ONLY', selectServices));

async function selectServices(tx: Tx): Promise<Services> {
  const { rows } = await sql<{ kind: PartKind; id: string; position: number; definition: string }>`
    select kind, id, position, definition::text as definition from services.catalogue_part order by kind, position`.execute(tx);
  return servicesIn(rows.map((row) => ({ ...row, definition: readPart(row.definition) })));
}

/** Writes a pack's catalogue as the owner of the tables, in place of the one before; applications keep what was decided. */
export async function writeServices(tx: Tx, parts: readonly Part[]) {
  await sql`delete from services.catalogue_part`.execute(tx);
  await sql`insert into services.catalogue_part (kind, id, position, definition)
    select kind, id, position, definition from jsonb_to_recordset(${writePart(parts)}::jsonb) as r(kind text, id text, position int, definition jsonb)`.execute(
    tx,
  );
  await sql.raw(changedText(cacheName)).execute(tx);
}
