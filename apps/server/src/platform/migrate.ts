import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';

export type MigrationFile = { module: string; name: string; text: string; checksum: string };

/** The migration files of one module, in the order of their numbers. */
export function readMigrations(module: string, directory: string): MigrationFile[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(directory, name), 'utf8');
      return { module, name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

const saysNothing = (line: string) => line.trim() === '' || line.trimStart().startsWith('--');
/** Whether a dollar-quoted body begins or ends on the line, and does not do both. */
const turnsBody = (line: string) => line.split('$$').length % 2 === 0;

/** Splits a file into single statements (Citus takes one DDL statement a query); dollar-quoted bodies stay whole. */
export function statementsOf(text: string): string[] {
  const statements: string[] = [];
  let open = '';
  let inBody = false;
  for (const line of text.split('\n')) {
    if (!open && saysNothing(line)) continue;
    open += `${line}\n`;
    if (turnsBody(line)) inBody = !inBody;
    if (inBody || !line.trimEnd().endsWith(';')) continue;
    statements.push(open.trim());
    open = '';
  }
  if (open.trim()) statements.push(open.trim());
  return statements;
}

const lockNumber = 8_120_735;

/** Applies what is missing, each file in a transaction of its own; one process migrates while others wait. Refuses edited or foreign files. */
export async function migrate(database: Database, files: readonly MigrationFile[]): Promise<number> {
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await client.query('create schema if not exists platform');
    await client.query(
      'create table if not exists platform.migration (module text, name text, checksum text not null, applied_at timestamptz not null default now(), primary key (module, name))',
    );
    const { rows } = await client.query<{ module: string; name: string; checksum: string }>(
      'select module, name, checksum from platform.migration',
    );
    const applied = new Map(rows.map((row) => [`${row.module}/${row.name}`, row.checksum]));
    refuseForeign(applied, files);
    const missing = files.filter((file) => !applied.has(`${file.module}/${file.name}`));
    for (const file of missing) {
      await client.query('begin');
      for (const statement of statementsOf(file.text)) await client.query(statement);
      await client.query('insert into platform.migration (module, name, checksum) values ($1, $2, $3)', [
        file.module,
        file.name,
        file.checksum,
      ]);
      await client.query('commit');
    }
    return missing.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined);
    client.release();
  }
}

function refuseForeign(applied: Map<string, string>, files: readonly MigrationFile[]) {
  const known = new Map(files.map((file) => [`${file.module}/${file.name}`, file.checksum]));
  for (const [name, checksum] of applied) {
    if (!known.has(name))
      throw new Error(
        `The database has the migration ${name}, which this version does not know. Start a version at least as new as the one that ran it.`,
      );
    if (known.get(name) !== checksum)
      throw new Error(`The migration ${name} was changed after it had been applied. Restore the file, and write a new migration instead.`);
  }
}
