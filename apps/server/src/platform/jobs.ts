import { PgBoss } from 'pg-boss';
import type { Context, House } from './context.ts';
import { type Database, trail } from './database.ts';

/** Work done later. `later` enqueues in the caller's transaction: the job exists exactly when the fact does (docs/house.md, rule 8). */
export type Jobs = {
  later: (ctx: Context, queue: string, data: object, options?: { runAt?: Date; onceFor?: string }) => Promise<void>;
  /** Makes schema and queues; needed before `later`. */
  open: (workers: readonly Worker[]) => Promise<void>;
  /** Begins to work the queues: only in a process with the role "jobs". */
  work: (house: House, workers: readonly Worker[]) => Promise<void>;
  stop: () => Promise<void>;
};

/** A named queue and what is done with each of its jobs; a throw is retried with growing pauses, then kept as failed. */
export type Worker = { queue: string; work: (house: House, data: never) => Promise<void>; retries?: number };

/** One look a second for each queue; while a look comes back full the next follows at once. */
const fetching = { batchSize: 20, burstWhenBatchFull: true, pollingIntervalSeconds: 1, perJobResults: true } as const;
const lanes = 4;

type Result = { id: string; status: 'completed' | 'failed'; output?: object };

/** Works a batch in a few lanes; each job ends by itself, and one that throws is tried again without the others. */
async function inLanes<T extends { id: string }>(batch: readonly T[], work: (job: T) => Promise<void>): Promise<Result[]> {
  const left = [...batch];
  const results: Result[] = [];
  const lane = async () => {
    for (let job = left.shift(); job; job = left.shift()) {
      const { id } = job;
      const failure = await work(job).then(
        () => undefined,
        (error: unknown) => String(error),
      );
      results.push(failure === undefined ? { id, status: 'completed' } : { id, status: 'failed', output: { message: failure } });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

const usualRetries = 8;
const firstPauseSeconds = 5;

/**
 * pg-boss behind four functions, on the application's own pool. It works the queues; a job is put into its table by a plain INSERT, whose
 * columns have defaults for this, because its own `send` costs four times the processor time (250 µs), more than the report it belongs to.
 */
export function openJobs(database: Database): Jobs {
  const retriesOf = new Map<string, { retryLimit: number; retryDelay: number }>();
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => database.pool.query(text, values as unknown[]) },
    schema: 'jobs',
    schedule: false,
  });
  boss.on('error', () => undefined);
  return {
    async later(ctx, queue, data, options = {}) {
      const { retryLimit, retryDelay } = retriesOf.get(queue) ?? { retryLimit: usualRetries, retryDelay: firstPauseSeconds };
      trail(
        ctx.tx,
        `insert into jobs.job (name, data, start_after, singleton_key, retry_limit, retry_delay, retry_backoff, policy)
         values ($1, $2::jsonb, coalesce($3::timestamptz, now()), $4, $5, $6, true, 'standard')`,
        [queue, JSON.stringify(data), options.runAt ?? null, options.onceFor ?? null, retryLimit, retryDelay],
      );
    },
    async open(workers) {
      await boss.start();
      const made = new Set((await boss.getQueues()).map((queue) => queue.name));
      for (const { queue, retries } of workers) {
        const policy = { retryLimit: retries ?? usualRetries, retryDelay: firstPauseSeconds };
        retriesOf.set(queue, policy);
        if (!made.has(queue)) await boss.createQueue(queue, { ...policy, retryBackoff: true });
      }
      await database.pool.query('grant usage on schema jobs to banyan_app');
      await database.pool.query('grant select, insert on all tables in schema jobs to banyan_app');
    },
    async work(house, workers) {
      for (const { queue, work } of workers)
        await boss.work(queue, fetching, (batch) => inLanes(batch, (job) => work(house, job.data as never)));
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}
