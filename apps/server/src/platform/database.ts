import { createHash } from 'node:crypto';
import {
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import { type Embedded, startEmbedded } from './embedded.ts';
import type { Settings } from './settings.ts';

/** Counts and codes fit a double; a bigint column is read as a number, never as a string. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

// biome-ignore lint/complexity/noBannedTypes: a unit of work names no table until a module says which are its own.
export type Tx = Transaction<{}>;

/** The open database: a pool for units of work, and where it came from. */
export type Database = {
  pool: pg.Pool;
  /** Two connections for short statements that a unit of work needs beside its own: were they taken from `pool` while all of it waits, nobody would go on. */
  aside: pg.Pool;
  /** Connection settings for others that must open their own (jobs, LISTEN). */
  connection: pg.ClientConfig;
  embedded: Embedded | undefined;
  close: () => Promise<void>;
};

/** Opens the database named by the settings: the embedded one by default, or an outside server (PostgreSQL 15 or newer). */
export async function openDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'dataDirectory' | 'poolSize'>,
  options: { durable: boolean } = { durable: true },
): Promise<Database> {
  const embedded = settings.databaseUrl ? undefined : await startEmbedded(settings.dataDirectory, options);
  const connection: pg.ClientConfig = embedded
    ? { host: embedded.socketDirectory, user: embedded.superuser, database: 'postgres' }
    : { connectionString: settings.databaseUrl };
  const database = connectTo(connection, settings.poolSize, embedded);
  try {
    const { rows } = await database.pool.query<{ version: number }>("select current_setting('server_version_num')::int as version");
    if ((rows[0]?.version ?? 0) < 150_000) throw new Error(`PostgreSQL 15 or newer is needed; this server is ${rows[0]?.version}.`);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A pool on a server that already runs. */
export function connectTo(connection: pg.ClientConfig, poolSize: number, embedded?: Embedded): Database {
  const pool = openPool(connection, poolSize);
  const aside = openPool(connection, 2);
  const close = async () => {
    await aside.end();
    await pool.end();
    await embedded?.stop();
  };
  return { pool, aside, connection, embedded, close };
}

/** A pool whose idle connections may break (the server restarts) without taking the process with them. */
export function openPool(connection: pg.ClientConfig, size: number): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: size,
    idleTimeoutMillis: 60_000,
    application_name: 'banyan',
    pipeline: true,
  } as pg.PoolConfig);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const statementNames = new Map<string, string>();

/** Every text is prepared once a connection under a name of its own; the planner's work is then done once. */
function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (!name) {
    name = `b${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
    if (statementNames.size < 2000) statementNames.set(text, name);
  }
  return name;
}

function bind(client: pg.PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
      const result = await client.query({ name: nameOf(query.sql), text: query.sql, values: query.parameters as unknown[] });
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error('Streams are read with a cursor of their own.');
    },
  };
}

const queriesOf = new WeakMap<pg.PoolClient, Tx>();

/** Kysely over one connection that is already inside a transaction; made once a connection. */
export function queriesOn(client: pg.PoolClient): Tx {
  let queries = queriesOf.get(client);
  if (!queries) {
    const connection = bind(client);
    const nothing = async () => undefined;
    const dialect = {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    };
    const kysely = new Kysely<object>({ dialect });
    queries = asTransaction(kysely);
    queriesOf.set(client, queries);
  }
  return queries;
}

/** The connection is inside a transaction that the unit of work opened, so the type may say so. */
function asTransaction(kysely: Kysely<object>): Tx {
  return kysely as unknown as Tx;
}

type Unit = { client: pg.PoolClient; trailing: Promise<unknown>[] };
const unitOf = new WeakMap<Tx, Unit>();

/** Holds back what is written to the socket until the event loop turns, so that messages written together travel together. */
function gather(client: pg.PoolClient) {
  const { stream } = (client as unknown as { connection: { stream: { cork: () => void; uncork: () => void } } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/**
 * A write whose answer nobody waits for before the end: it is sent at once, in order, and its failure fails the unit of work.
 * Together with COMMIT it costs one round trip instead of two.
 */
export function trail(tx: Tx, text: string, values: readonly unknown[]): void {
  const unit = unitOf.get(tx);
  if (!unit) throw new Error('Only an open unit of work takes trailing writes.');
  gather(unit.client);
  const sent = unit.client.query({ name: nameOf(text), text, values: values as unknown[] });
  sent.catch(() => undefined);
  unit.trailing.push(sent);
}

/** As `trail`, for a text that is different every time: it is not kept prepared on the connection. */
export function trailOnce(tx: Tx, text: string): void {
  const unit = unitOf.get(tx);
  if (!unit) throw new Error('Only an open unit of work takes trailing writes.');
  const sent = unit.client.query(text);
  sent.catch(() => undefined);
  unit.trailing.push(sent);
}

async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  const failed = (await Promise.allSettled(sent)).find((end) => end.status === 'rejected');
  return failed?.reason;
}

/**
 * Runs `work` between BEGIN and COMMIT on one connection. BEGIN travels with the first query and COMMIT with the trailing writes
 * (PostgreSQL pipelines what it is sent); a failure anywhere makes the server answer COMMIT with ROLLBACK, and the first one is thrown.
 */
export async function transact<T>(pool: pg.Pool, begin: string, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const tx = queriesOn(client);
  let broken: Error | undefined;
  try {
    gather(client);
    const trailing: Promise<unknown>[] = [client.query(begin)];
    trailing[0]?.catch(() => undefined);
    unitOf.set(tx, { client, trailing });
    const result = await work(tx, client);
    gather(client);
    const commit = client.query('COMMIT');
    const ends = await Promise.allSettled([...trailing, commit]);
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason;
    if ((await commit).command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
    return result;
  } catch (error) {
    const first = await firstFailure(unitOf.get(tx)?.trailing ?? []);
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (failure: Error) => failure,
    );
    // After a failed write every later query only says that the transaction is aborted: the cause is thrown, not the echo.
    throw first ?? error;
  } finally {
    unitOf.delete(tx);
    client.release(broken);
  }
}
