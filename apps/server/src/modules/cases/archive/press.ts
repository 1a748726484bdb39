import { Worker } from 'node:worker_threads';
import { tooMany } from '#platform/refusal.ts';
import type { Signer } from '#platform/signing.ts';
import type { CaseEnvelope } from './envelope.ts';
import { ensureFont } from './print-font.ts';
import { stampPages } from './stamp-pages.ts';

/** One file to lay out, and what came of it. */
export type Order = { id: number; text: string; address: string | null };
export type Delivery = { id: number; pages: Uint8Array } | { id: number; failure: string };

/** Prints a file: the pages as `layOutFile` gives them, stamped by the house. `text` is the envelope as it is sent as JSON. */
export type Press = (envelope: CaseEnvelope, text: string, signer: Signer, address: string | null) => Promise<Buffer>;

type Waiting = { worker: Worker; done: (pages: Buffer) => void; fail: (error: Error) => void };

const usualBacklog = 40;

/**
 * A press beside the server: laying out takes a quarter of a second of a processor, in which nobody else would be answered. It starts with its first
 * order, keeps nobody from stopping, and is replaced when it breaks. More than `backlog` orders at once are refused with `file.busy`; without the
 * font everything is refused with `file.no_font`.
 */
export function openPress(backlog = usualBacklog): Press {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let orders = 0;

  const broken = (gone: Worker, error: Error) => {
    if (worker === gone) worker = undefined;
    for (const [id, order] of waiting)
      if (order.worker === gone) {
        waiting.delete(id);
        order.fail(error);
      }
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./press-worker.ts', import.meta.url), { execArgv: [] });
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
  const layOut = (text: string, address: string | null) =>
    new Promise<Buffer>((done, fail) => {
      worker ??= start();
      orders += 1;
      waiting.set(orders, { worker, done, fail });
      worker.postMessage({ id: orders, text, address } satisfies Order);
    });

  return async (envelope, text, signer, address) => {
    ensureFont();
    if (waiting.size >= backlog)
      throw tooMany('file.busy', 'Many files are being printed. Try again in a moment, or take the file as JSON.', 10);
    return stampPages(await layOut(text, address), envelope.fingerprint, signer);
  };
}
