import type { Plain } from '@banyan/decision-tables';
import type { House } from '#platform/context.ts';

/** What a source holds about one subject. */
export type SourceRecord = { readonly fields: Readonly<Record<string, Plain>>; readonly recordedAt: Date };
export type SourceKey = { readonly source: string; readonly subject: string };

const indexOf = ({ vault }: Pick<House, 'vault'>, { source, subject }: SourceKey) => vault.blindIndex(`source:${source}:${subject}`);

/** The records of several subjects in one question, in the order of the keys; undefined where there is none. Outside every unit of work. */
export async function selectSourceRecords(house: House, keys: readonly SourceKey[]): Promise<(SourceRecord | undefined)[]> {
  const indexes = keys.map((key) => indexOf(house, key));
  const { rows } = await house.database.pool.query<{ place: number; fields_sealed: Buffer; recorded_at: Date }>({
    name: 'services-source-records',
    text: `select k.place, r.fields_sealed, r.recorded_at from unnest($1::text[], $2::bytea[]) with ordinality as k(source, subject_index, place)
      join services.source_record r on r.source = k.source and r.subject_index = k.subject_index`,
    values: [keys.map(({ source }) => source), indexes],
  });
  const found = new Map(rows.map((row) => [row.place, row]));
  return keys.map((_, place) => {
    const row = found.get(place + 1);
    return row && { fields: JSON.parse(house.vault.open(row.fields_sealed)), recordedAt: row.recorded_at };
  });
}

/** Puts a record into the local stand-in, in place of the one before: for demonstrations, trials and benches. */
export async function putSourceRecord(house: House, key: SourceKey, fields: Readonly<Record<string, Plain>>, recordedAt: Date) {
  await house.database.pool.query(
    `insert into services.source_record (source, subject_index, fields_sealed, recorded_at) values ($1, $2, $3, $4)
     on conflict (source, subject_index) do update set fields_sealed = excluded.fields_sealed, recorded_at = excluded.recorded_at`,
    [key.source, indexOf(house, key), house.vault.seal(JSON.stringify(fields)), recordedAt],
  );
}
