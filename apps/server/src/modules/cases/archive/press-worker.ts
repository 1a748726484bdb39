import { parentPort } from 'node:worker_threads';
import { readEnvelope } from './envelope.ts';
import type { Delivery, Order } from './press.ts';
import { layOutFile } from './print-file.ts';
import { printFont } from './print-font.ts';

async function layOut({ id, text, address }: Order): Promise<Delivery> {
  try {
    const envelope = readEnvelope(text);
    if (!envelope) return { id, failure: 'it does not read as the file of a case.' };
    return { id, pages: await layOutFile(envelope, text, printFont(), address) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** One order after the other, so that a crowd of them costs time and not memory. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (order: Order) => {
  last = last.then(async () => parentPort?.postMessage(await layOut(order)));
});
