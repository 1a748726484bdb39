import { Worker } from 'node:worker_threads';
import type { Example, TrainingSettings } from '@banyan/text-models';

/** What the other thread is given and gives back. */
export type TrainingTask = {
  readonly examples: readonly Example[];
  readonly held: readonly Example[];
  readonly settings: TrainingSettings;
  /** The model in use, to be compared on what is held out. */
  readonly before: Uint8Array | null;
};
export type Trained = { readonly packed: Uint8Array; readonly accuracy: number | null; readonly before: number | null };

/** Trains on a thread of its own, so that requests are answered meanwhile. Throws what training throws. */
export function train(task: TrainingTask): Promise<Trained> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
    worker.once('message', done);
    worker.once('error', fail);
  });
}
