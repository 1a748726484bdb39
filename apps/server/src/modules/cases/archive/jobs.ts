import type { Worker } from '#platform/jobs.ts';
import type { Flow } from '#platform/module.ts';
import { type ArchiveJob, archiveCase, archiveQueue } from '../service/archive-case.ts';

/** When a case is archived, its signed file is written by a job that comes with the step, so that the step itself waits for no signature. */
export const archivedCaseIsPutOnFile: Flow = (house) =>
  house.announcements.on('case.moved', async (ctx, { action, region, id }) => {
    if (action === 'archive') await house.jobs.later(ctx, archiveQueue, { region, id, at: ctx.now.toISOString() } satisfies ArchiveJob);
  });

export const archiveWorker: Worker = { queue: archiveQueue, work: (house, job: ArchiveJob) => archiveCase(house, job) };
