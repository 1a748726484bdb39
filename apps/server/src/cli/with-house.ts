import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildHouse, closeHouse } from '../app.ts';
import type { House } from '../platform/context.ts';
import { connectTo, type Database, openDatabase } from '../platform/database.ts';
import type { Settings } from '../platform/settings.ts';

/** Does work on the database of the settings: on that of a running server where there is one, else on one started for it and stopped after. */
export async function withHouse<T>(settings: Settings, work: (house: House) => Promise<T>): Promise<T> {
  const house = await buildHouse((await findRunning(settings)) ?? (await openDatabase(settings)), settings);
  try {
    return await work(house);
  } finally {
    await closeHouse(house);
  }
}

/** The embedded database of a server that runs on the same data directory answers on its private socket. */
async function findRunning(settings: Settings): Promise<Database | undefined> {
  const host = join(settings.dataDirectory, 'run');
  if (settings.databaseUrl || !existsSync(join(host, '.s.PGSQL.5432'))) return undefined;
  const database = connectTo({ host, user: 'banyan', database: 'postgres' }, Math.min(settings.poolSize, 20));
  try {
    await database.pool.query('select 1');
    return database;
  } catch {
    await database.close();
    return undefined;
  }
}
