import type { Worker } from '#platform/jobs.ts';
import { type ReplayJob, replayQueue, workReplay } from './service/replay.ts';

export const workers: readonly Worker[] = [{ queue: replayQueue, work: (house, job: ReplayJob) => workReplay(house, job) }];
