import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { buildHouse, closeHouse, loadCity, migrations } from '../src/app.ts';
import { connectTo, openDatabase } from '../src/platform/database.ts';
import { readSettings } from '../src/platform/settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the engine, and the database that every worker copies. */
    engine: { connection: pg.ClientConfig; template: string; dataDirectory: string };
  }
}

/**
 * One engine for the run: the embedded one, or the server that DATABASE_URL names. The template holds the migrated schema and
 * the Fuzhou pack; each worker copies it in a fraction of a second. It is kept while migrations and pack stay the same.
 */
export default async function setup(project: TestProject) {
  const settings = { ...readSettings(), dataDirectory: join(readSettings().root, '.cache/test'), poolSize: 4, demo: false };
  const database = await openDatabase(settings, { durable: false });
  const fingerprint = createHash('sha256')
    .update(
      migrations()
        .map((file) => file.checksum)
        .join(),
    )
    .digest('hex')
    .slice(0, 12);
  const template = `banyan_template_${fingerprint}`;
  await removeLeftovers(database.pool, template);
  const { rows } = await database.pool.query('select 1 from pg_database where datname = $1', [template]);
  const connection = { ...database.connection, database: template };
  if (database.connection.connectionString) connection.connectionString = withDatabase(database.connection.connectionString, template);
  if (rows.length === 0) {
    await database.pool.query(`create database ${template} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`);
    const house = await buildHouse(connectTo(connection, 4), settings);
    await loadCity(house, settings);
    await closeHouse(house);
  }
  project.provide('engine', { connection: database.connection, template, dataDirectory: settings.dataDirectory });
  return async () => {
    await removeLeftovers(database.pool, template);
    await database.close();
  };
}

export function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

async function removeLeftovers(pool: pg.Pool, keep: string) {
  const { rows } = await pool.query<{ datname: string }>("select datname from pg_database where datname like 'banyan\\_%'");
  for (const { datname } of rows) if (datname !== keep) await pool.query(`drop database if exists ${datname} with (force)`);
}
