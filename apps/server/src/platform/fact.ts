import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** A small fact of the installation (loaded pack, watermark), or nothing. */
export async function readFact<T>(tx: Tx, name: string): Promise<T | undefined> {
  const { rows } = await sql<{ value: T }>`select value from platform.fact where name = ${name}`.execute(tx);
  return rows[0]?.value;
}

/** Keeps a small fact under its name, in place of what stood there. */
export async function writeFact(tx: Tx, name: string, value: object | string | number | boolean, now: Date) {
  await sql`insert into platform.fact (name, value, changed_at) values (${name}, ${JSON.stringify(value)}::jsonb, ${now})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`.execute(tx);
}

/** The database's own clock, for work that no request or job began. */
export async function readNow(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select date_trunc('milliseconds', now()) as now`.execute(tx);
  if (!rows[0]) throw new Error('The database did not tell the time.');
  return rows[0].now;
}
