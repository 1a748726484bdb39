/** What the phone keeps for itself: one unfinished report and the reports that wait for a network. IndexedDB, because photos are large and pages close. */
export type StoreName = 'draft' | 'outbox' | 'kept';
const stores: readonly StoreName[] = ['draft', 'outbox', 'kept'];

let opening: Promise<IDBDatabase | null> | undefined;

/** Null where the browser refuses storage (some private windows); the page then works without memory. */
function open(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open('banyan', 1);
      request.onupgradeneeded = () => {
        for (const name of stores) if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

async function run<T>(name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<T | null> {
  const database = await open();
  if (!database) return null;
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(name, mode);
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve((request.result ?? null) as T | null);
      transaction.onerror = () => resolve(null);
      transaction.onabort = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

export const keepOne = <T>(name: StoreName, key: string, value: T): Promise<unknown> =>
  run(name, 'readwrite', (store) => store.put(value, key));
export const readOne = <T>(name: StoreName, key: string): Promise<T | null> => run<T>(name, 'readonly', (store) => store.get(key));
export const readAll = async <T>(name: StoreName): Promise<T[]> => (await run<T[]>(name, 'readonly', (store) => store.getAll())) ?? [];
export const dropOne = (name: StoreName, key: string): Promise<unknown> => run(name, 'readwrite', (store) => store.delete(key));
