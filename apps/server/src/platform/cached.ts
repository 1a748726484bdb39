import pg from 'pg';
import { type Database, type Tx, trail } from './database.ts';

type Entry = { load: () => Promise<unknown>; value: Promise<unknown> | undefined };

const channel = 'banyan_changed';

/** Values read often and changed seldom (catalogues, boundaries). A change is announced by NOTIFY, so every process forgets it. */
export type Cache = {
  /** The value under `name`, loaded on first use and after every announced change. */
  get: <T>(name: string, load: () => Promise<T>) => Promise<T>;
  /** Forgets the value in this process at once, before the others hear of the change. */
  forget: (name: string) => void;
  close: () => Promise<void>;
};

/** Opens the cache with a connection of its own that listens; while it is cut off nothing is cached. */
export function openCache(database: Database): Cache {
  const entries = new Map<string, Entry>();
  let listener: pg.Client | undefined;
  let closed = false;
  const forget = () => entries.clear();
  const listen = async () => {
    if (closed) return;
    const client = new pg.Client({ ...database.connection, application_name: 'banyan-cache' });
    client.on('error', () => undefined);
    client.on('end', () => {
      listener = undefined;
      forget();
      if (!closed) setTimeout(() => void listen().catch(() => undefined), 500).unref();
    });
    client.on('notification', ({ payload }) => entries.delete(payload ?? ''));
    await client.connect();
    await client.query(`listen ${channel}`);
    forget();
    listener = client;
  };
  void listen().catch(() => undefined);
  return {
    get<T>(name: string, load: () => Promise<T>): Promise<T> {
      if (!listener) return load();
      let entry = entries.get(name);
      if (!entry) {
        entry = { load, value: undefined };
        entries.set(name, entry);
        entry.value = load().catch((error: unknown) => {
          entries.delete(name);
          throw error;
        });
      }
      return entry.value as Promise<T>;
    },
    forget(name) {
      entries.delete(name);
    },
    async close() {
      closed = true;
      await listener?.end();
    },
  };
}

/** The statement that tells every process that `name` changed; run it inside the changing transaction, so it is heard on commit. */
export const changedText = (name: string) => `select pg_notify('${channel}', '${name.replaceAll("'", "''")}')`;

/** As changedText, for a change whose next request may not see the old value even in this process. */
export function tellChanged(ctx: { tx: Tx; house: { cache: Cache } }, name: string): void {
  ctx.house.cache.forget(name);
  trail(ctx.tx, changedText(name), []);
}
