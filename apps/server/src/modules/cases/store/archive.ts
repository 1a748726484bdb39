import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { ArchiveMarkTable, ArchiveTable, LookTable } from '../tables.ts';
import { own } from './write.ts';

export type Archived = Pick<Selectable<ArchiveTable>, 'reader' | 'document' | 'fingerprint' | 'signature'>;

/** What was put on file of a case for one kind of reader, if it has been; the row-level policy stands behind it. */
export async function selectArchive(
  ctx: Context,
  region: string,
  id: string,
  reader: ArchiveTable['reader'],
): Promise<Archived | undefined> {
  return own(ctx)
    .selectFrom('cases.archive')
    .select(['reader', 'document', 'fingerprint', 'signature'])
    .where('region', '=', region)
    .where('case_id', '=', id)
    .where('reader', '=', reader)
    .executeTakeFirst();
}

/** Puts one writing of a case on file, with its mark; what lies there already stays. */
export function insertArchive(ctx: Context, archive: Selectable<ArchiveTable>): void {
  const { region, case_id, reader, archived_at, document, fingerprint, signature, key_id } = archive;
  trail(
    ctx.tx,
    `insert into cases.archive (region, case_id, reader, archived_at, document, fingerprint, signature, key_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [region, case_id, reader, archived_at, document, fingerprint, signature, key_id],
  );
  trail(ctx.tx, 'insert into cases.archive_mark (fingerprint, archived_at, key_id) values ($1, $2, $3) on conflict do nothing', [
    fingerprint,
    archived_at,
    key_id,
  ]);
}

/** What is known of a fingerprint: when its file was archived and with which key it was signed. */
export async function selectMark(ctx: Context, fingerprint: string): Promise<Selectable<ArchiveMarkTable> | undefined> {
  return own(ctx).selectFrom('cases.archive_mark').selectAll().where('fingerprint', '=', fingerprint).executeTakeFirst();
}

/** Every look at a reporter's contact up to an instant, the first one first. */
export async function selectLooksUntil(
  ctx: Context,
  region: string,
  id: string,
  until: Date,
): Promise<Pick<LookTable, 'at' | 'officer_name' | 'unit_id' | 'purpose' | 'fields'>[]> {
  return own(ctx)
    .selectFrom('cases.look')
    .select(['at', 'officer_name', 'unit_id', 'purpose', 'fields'])
    .where('region', '=', region)
    .where('case_id', '=', id)
    .where('at', '<=', until)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** When a case was archived, by its last line; null while it has not been. */
export async function selectArchivedAt(ctx: Context, region: string, id: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`select at from cases.timeline
    where region = ${region} and case_id = ${id}::uuid and to_state = 'archived' order by step desc limit 1`.execute(ctx.tx);
  return rows[0]?.at ?? null;
}
