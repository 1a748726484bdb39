import { type Context, type House, unitOfWork } from '#platform/context.ts';
import { type Held, selectCase, selectFollowers } from '../store/read.ts';
import type { Change } from '../store/write.ts';
import { playStep } from './act-on-case.ts';
import type { FollowJob, ReleaseJob } from './cluster.ts';

const asPlatform = <T>(house: House, at: string, work: (ctx: Context) => Promise<T>) =>
  unitOfWork(house, { kind: 'platform' }, new Date(at), work);

/**
 * After the lead case was answered, every follower gets the reply as his own and is asked for his own judgement; when it ended without an
 * answer, its followers go their own way. Each in a unit of work of its own; done again it does nothing more.
 */
export async function leadFollowers(house: House, { region, id, reply, leadUnit, at }: FollowJob): Promise<void> {
  const followers = await asPlatform(house, at, (ctx) => selectFollowers(ctx, region, id));
  for (const follower of followers)
    await asPlatform(house, at, async (ctx) => {
      const held = await selectCase(ctx, region, follower, true);
      if (held?.file.state !== 'joined') return;
      if (reply === null) await playStep(ctx, held, 'leave', {}, 'platform');
      else await playStep(ctx, held, 'follow', { reply }, 'platform', followed(held, reply, leadUnit));
    });
}

const followed = (held: Held, reply: string, leadUnit: string | null): Change => ({
  reply,
  outcome: 'handled',
  lead_unit: leadUnit,
  involve: leadUnit === null || held.file.involved_units.includes(leadUnit) ? [] : [leadUnit],
});

/** Writes into the lead case that a follower has left it, once: the number of those who wait is counted anew. */
export const releaseFollower = (house: House, { region, id, number, at }: ReleaseJob): Promise<void> =>
  asPlatform(house, at, async (ctx) => {
    const head = await selectCase(ctx, region, id, true);
    if (!head || head.file.state === 'archived') return;
    const left = (await selectFollowers(ctx, region, id)).length;
    if (left === head.file.follower_count) return;
    await playStep(ctx, head, 'release', { note: number }, 'platform', { follower_count: left });
  });
