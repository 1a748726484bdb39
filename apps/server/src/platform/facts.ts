import type { House } from './context.ts';

/** A small fact of the installation (a loaded pack, a watermark), or undefined. */
export async function readFact<T>(house: House, name: string): Promise<T | undefined> {
  const { rows } = await house.database.pool.query<{ value: T }>('select value from platform.fact where name = $1', [name]);
  return rows[0]?.value;
}

/** Keeps a fact, replacing what was kept under the name. */
export async function keepFact(house: House, name: string, value: unknown): Promise<void> {
  await house.database.pool.query('insert into platform.fact (name, value, changed_at) values ($1, $2, $3) on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at', [name, JSON.stringify(value), new Date()]);
}
