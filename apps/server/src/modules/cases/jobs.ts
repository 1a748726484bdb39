import type { Worker } from '#platform/jobs.ts';
import type { Round } from '#platform/module.ts';
import { type FollowJob, followQueue, type ReleaseJob, releaseQueue } from './service/cluster.ts';
import { fireTimers } from './service/fire-timers.ts';
import { leadFollowers, releaseFollower } from './service/lead-followers.ts';

/** Deadlines are rows; this round looks every second and fires those that are due. */
export const rounds: readonly Round[] = [{ name: 'cases.timers', everyMs: 1000, run: fireTimers }];

export const workers: readonly Worker[] = [
  { queue: followQueue, work: (house, job: FollowJob) => leadFollowers(house, job) },
  { queue: releaseQueue, work: (house, job: ReleaseJob) => releaseFollower(house, job) },
];
