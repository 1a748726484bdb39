import { Worker } from 'node:worker_threads';
import type { Column, Program } from './columns.ts';
import { emptyResults, type Result, runRange } from './run-columns.ts';

export type Job = {
  readonly program: Program;
  readonly columns: ReadonlyMap<string, Column>;
  readonly results: ReadonlyMap<string, Result>;
  readonly from: number;
  readonly to: number;
};

function inWorker(job: Job): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./column-worker.ts', import.meta.url), { workerData: job });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}

/** Fewer rows are not worth a thread. */
const SMALLEST_SHARE = 100_000;

/**
 * Decides all rows of columns, on so many threads. The columns' memory is shared when it can be (SharedArrayBuffer), else copied once
 * to each thread. Gives one result for each decision that was wanted.
 */
export async function decideColumns(
  program: Program,
  columns: ReadonlyMap<string, Column>,
  rows: number,
  threads = 1,
): Promise<ReadonlyMap<string, Result>> {
  const results = emptyResults(program, rows);
  const shares = Math.max(1, Math.min(threads, Math.floor(rows / SMALLEST_SHARE)));
  if (shares === 1) {
    runRange(program, columns, results, 0, rows);
    return results;
  }
  const size = Math.ceil(rows / shares);
  const jobs = Array.from({ length: shares }, (_, index) => ({
    program,
    columns,
    results,
    from: index * size,
    to: Math.min(rows, (index + 1) * size),
  }));
  await Promise.all(jobs.map(inWorker));
  return results;
}
