import { Worker } from 'node:worker_threads';
import { tooMany } from '../refusal.ts';
import { ensureFont } from './print-font.ts';

/** One file to lay out, as its module words it, and what came of it. */
export type Order = { id: number; what: object };
export type Delivery = { id: number; pages: Uint8Array } | { id: number; failure: string };

/** Lays out one file; rejects with one sentence where it cannot be printed. */
export type Press = (what: object) => Promise<Buffer>;

type Waiting = { worker: Worker; done: (pages: Buffer) => void; fail: (error: Error) => void };

const usualBacklog = 40;

/**
 * A press beside the server, in a thread that runs `worker` (see serve-press.ts): laying out takes a quarter of a second of a processor, in which nobody else would be answered. It starts with its first
 * order, keeps nobody from stopping, and is replaced when it breaks. More than `backlog` orders at once are refused with `file.busy`; without the
 * font everything is refused with `file.no_font`.
 */
export function openPress(worker: URL, backlog = usualBacklog): Press {
  const waiting = new Map<number, Waiting>();
  let running: Worker | undefined;
  let orders = 0;

  const broken = (gone: Worker, error: Error) => {
    if (running === gone) running = undefined;
    for (const [id, order] of waiting)
      if (order.worker === gone) {
        waiting.delete(id);
        order.fail(error);
      }
  };
  const start = (): Worker => {
    const started = new Worker(worker, { execArgv: [] });
    started.unref();
    started.on('message', (delivery: Delivery) => {
      const order = waiting.get(delivery.id);
      waiting.delete(delivery.id);
      if ('pages' in delivery) order?.done(Buffer.from(delivery.pages.buffer, delivery.pages.byteOffset, delivery.pages.byteLength));
      else order?.fail(new Error(`The file could not be printed: ${delivery.failure}`));
    });
    started.on('error', (error) => broken(started, error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => broken(started, new Error('The press has stopped.')));
    return started;
  };
  const layOut = (what: object) =>
    new Promise<Buffer>((done, fail) => {
      running ??= start();
      orders += 1;
      waiting.set(orders, { worker: running, done, fail });
      running.postMessage({ id: orders, what } satisfies Order);
    });

  return async (what) => {
    ensureFont();
    if (waiting.size >= backlog)
      throw tooMany('file.busy', 'Many files are being printed. Try again in a moment, or take the file as JSON.', 10);
    return layOut(what);
  };
}
