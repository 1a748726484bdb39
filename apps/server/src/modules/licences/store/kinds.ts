import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { KindField, LicencesTables } from '../tables.ts';

/** A kind of licence as the pack has it: which kind of unit issues it, how long it is good by rule, what it shows beside its holder. */
export type LicenceKind = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly issuerKind: string;
  readonly validMonths: number | null;
  readonly fields: readonly KindField[];
  readonly statusList: boolean;
};

const cacheName = 'licences.kinds';

/** Every kind by its code, in memory until a pack changes them. */
export const kindsOf = (house: House): Promise<ReadonlyMap<string, LicenceKind>> =>
  house.cache.get(cacheName, () => transact(house.database.aside, 'BEGIN READ ONLY', selectKinds));

async function selectKinds(tx: Tx): Promise<ReadonlyMap<string, LicenceKind>> {
  const rows = await tx.withTables<LicencesTables>().selectFrom('licences.kind').selectAll().orderBy('position').execute();
  return new Map(
    rows.map(({ code, name, name_en, issuer_kind, valid_months, fields, status_list }) => [
      code,
      { code, name, nameEn: name_en, issuerKind: issuer_kind, validMonths: valid_months, fields, statusList: status_list },
    ]),
  );
}

/** Writes a pack's kinds as the owner of the tables, in place of those before; licences that were issued keep what they say. */
export async function writeKinds(tx: Tx, kinds: readonly LicenceKind[]) {
  await sql`delete from licences.kind`.execute(tx);
  await sql`insert into licences.kind (code, name, name_en, issuer_kind, valid_months, fields, status_list, position)
    select code, name, "nameEn", "issuerKind", "validMonths", fields, "statusList", place
    from rows from (jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as (code text, name text, "nameEn" text, "issuerKind" text, "validMonths" int, fields jsonb, "statusList" boolean)) with ordinality
      as r(code, name, "nameEn", "issuerKind", "validMonths", fields, "statusList", place)`.execute(tx);
  await sql.raw(changedText(cacheName)).execute(tx);
}
