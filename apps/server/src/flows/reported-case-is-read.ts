import { learnQueue, readQueue } from '../modules/triage/index.ts';
import type { Flow } from '../platform/module.ts';

/** When a case is reported, it is read for a proposal; when a person dispatches it, the district learns. Both later, by a job that exists with the fact. */
export const reportedCaseIsRead: Flow = (house) =>
  house.announcements.on('case.moved', async (ctx, { action, region, id, matterCode }) => {
    if (action === 'report') await ctx.house.jobs.later(ctx, readQueue, { region, id });
    if (action !== 'dispatch' || matterCode === null || ctx.actor.kind !== 'officer') return;
    await ctx.house.jobs.later(ctx, learnQueue, { region, id, by: ctx.actor.accountId });
  });
