import type { Context } from '#platform/context.ts';
import { conflict, unprocessable } from '#platform/refusal.ts';
import { regionOfNumber } from '../number.ts';
import type { ActionInput } from '../schema.ts';
import { type Held, selectCase, selectIdByNumber } from '../store/read.ts';
import type { Change } from '../store/write.ts';
import type { ActionName, Party, State } from '../workflow.ts';
import { endedStates } from '../workflow.ts';

/** What the workers of a cluster are told: which lead case, and what became of it. */
export type FollowJob = { region: string; id: string; reply: string | null; leadUnit: string | null; at: string };
export type ReleaseJob = { region: string; id: string; number: string; at: string };
export const followQueue = 'cases.follow';
export const releaseQueue = 'cases.release';

type Play = (ctx: Context, held: Held, action: ActionName, input: ActionInput, as: Party, change: Change) => Promise<Held>;

const judged: readonly State[] = ['judging', 'rectifying', 'confirming'];

/** The lead case that a report is to join: visible, open, of the same county, and not itself in another cluster. */
async function findHead(ctx: Context, held: Held, number: string): Promise<Held> {
  const region = regionOfNumber(number);
  const id = region === held.file.region ? await selectIdByNumber(ctx, region, number) : undefined;
  const head = id === undefined || id === held.file.id ? undefined : await selectCase(ctx, held.file.region, id, true);
  if (!head)
    throw unprocessable('cluster.unknown', 'There is no other case of this county with that number that you may see.', { field: 'into' });
  const { state } = head.file;
  if (state === 'joined' || endedStates.includes(state) || judged.includes(state))
    throw conflict('cluster.not_open', `The case ${number} is "${state}"; a report joins a case that is being handled.`, { state });
  return head;
}

/**
 * Joining writes a line in the lead case too, in the same transaction. Who leaves may not see the lead case: there a job writes the line.
 * Gives what changes in the case that joins or leaves.
 */
export async function gatherUnder(ctx: Context, held: Held, action: 'join' | 'leave', input: ActionInput, play: Play): Promise<Change> {
  if (action === 'join') {
    const head = await findHead(ctx, held, input.into ?? '');
    const platform: Context = { ...ctx, actor: { kind: 'platform' } };
    await play(platform, head, 'gather', { note: held.file.number }, 'platform', { follower_count: head.file.follower_count + 1 });
    return { joined_to: head.file.id };
  }
  const { region, joined_to: id, number } = held.file;
  if (id) await ctx.house.jobs.later(ctx, releaseQueue, { region, id, number, at: ctx.now.toISOString() } satisfies ReleaseJob);
  return { joined_to: null };
}

/** When a lead case is answered or ends, its followers are led on by a job. */
export async function callFollowers(ctx: Context, { file }: Held, to: State, change: Change): Promise<void> {
  const answered = to === 'judging';
  if (file.follower_count === 0 || to === file.state || !(answered || endedStates.includes(to))) return;
  const reply = change.reply ?? file.reply;
  const job: FollowJob = {
    region: file.region,
    id: file.id,
    reply: answered ? reply : null,
    leadUnit: file.lead_unit,
    at: ctx.now.toISOString(),
  };
  await ctx.house.jobs.later(ctx, followQueue, job);
}
