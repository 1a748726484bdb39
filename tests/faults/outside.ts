import { join } from 'node:path';
import pg from 'pg';
import { type Embedded, startEmbedded } from '../../apps/server/src/platform/embedded.ts';
import { killNow, postmasterOf } from './ground.ts';
import { type Server, seededDirectory } from './server.ts';

/** A PostgreSQL that is not the server's own, as a city's data centre would run it. */
export type Outside = {
  url: string;
  /** Where the key ring is with which the city in it was made. */
  directory: string;
  query: Server['query'];
  kill: () => Promise<void>;
  start: () => Promise<void>;
};

/** With a city in it that has been started once. Its processes are ended by cleanUp like everything below a directory of the tests. */
export async function openOutside(): Promise<Outside> {
  const directory = await seededDirectory();
  let running: Embedded = await startEmbedded(directory);
  const host = join(directory, 'run');
  return {
    directory,
    url: `postgres://banyan@x/postgres?host=${encodeURIComponent(host)}`,
    async query<T extends object>(text: string, values?: unknown[]) {
      const client = new pg.Client({ host, user: 'banyan', database: 'postgres' });
      await client.connect();
      try {
        return (await client.query<T>(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    async kill() {
      killNow(postmasterOf(directory));
      await running.exited;
      // Gives the lock back.
      await running.stop();
    },
    async start() {
      running = await startEmbedded(directory);
    },
  };
}
