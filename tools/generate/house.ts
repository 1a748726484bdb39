import { join } from 'node:path';
import { buildHouse, closeHouse } from '../../apps/server/src/app.ts';
import type { House } from '../../apps/server/src/platform/context.ts';
import { connectTo, openDatabase } from '../../apps/server/src/platform/database.ts';
import { root } from './sources.ts';

const name = 'banyan_generated';

/** Runs `work` in a house on an empty database of the embedded engine, migrated from nothing, whatever DATABASE_URL says. */
export async function inFreshHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const dataDirectory = join(root, '.cache/generate');
  const engine = await openDatabase({ databaseUrl: undefined, dataDirectory, poolSize: 2 }, { durable: false });
  try {
    await engine.pool.query(`drop database if exists ${name} with (force)`);
    await engine.pool.query(`create database ${name} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`);
    const house = await buildHouse(connectTo({ ...engine.connection, database: name }, 4), { dataDirectory, demo: false, https: false });
    try {
      return await work(house);
    } finally {
      await closeHouse(house);
    }
  } finally {
    await engine.close();
  }
}
