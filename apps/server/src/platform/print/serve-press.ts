import { parentPort } from 'node:worker_threads';
import type { Delivery, Order } from './press.ts';

/** The other side of a press, in its thread: one order after the other, so that a crowd of them costs time and not memory. */
export function servePress<T>(layOut: (what: T) => Promise<Uint8Array>): void {
  const deliver = async ({ id, what }: Order): Promise<Delivery> => {
    try {
      return { id, pages: await layOut(what as T) };
    } catch (error) {
      return { id, failure: error instanceof Error ? error.message : String(error) };
    }
  };
  let last: Promise<void> = Promise.resolve();
  parentPort?.on('message', (order: Order) => {
    last = last.then(async () => parentPort?.postMessage(await deliver(order)));
  });
}
