import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { withDatabase } from './database.ts';

/** A fresh copy of the template database, named for its worker. */
export async function copyTemplate(engine: { connection: pg.ClientConfig; template: string }): Promise<pg.ClientConfig> {
  const name = `banyan_test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client(engine.connection);
  await client.connect();
  try {
    await client.query(`create database ${name} template ${engine.template}`);
  } finally {
    await client.end();
  }
  return engine.connection.connectionString
    ? { connectionString: withDatabase(engine.connection.connectionString, name) }
    : { ...engine.connection, database: name };
}
