import type { Context } from '#platform/context.ts';
import { claimFiles } from '#platform/files.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { decide } from '../decide.ts';
import { type Roles, rolesOf } from '../policy.ts';
import type { ActionInput } from '../schema.ts';
import { type Held, selectCase } from '../store/read.ts';
import { type Change, moveCase, wasMoved } from '../store/write.ts';
import type { ActionName, Party } from '../workflow.ts';
import { afterMove } from './after-move.ts';
import { callFollowers, gatherUnder } from './cluster.ts';
import { factsOf, partsOf } from './facts.ts';
import { lawFor } from './laws.ts';
import { planMove } from './plan-move.ts';
import { hiddenCase, refuseAction, refuseRace } from './refuse-action.ts';

/**
 * Does one action on a case by the workflow table and gives the case as it is then; or it is refused and nothing has changed. Without `lock` the
 * unit of work fails when somebody else moved the case meanwhile: run it by `overtaken`, which then does it again with the lock.
 */
export async function actOnCase(
  ctx: Context,
  region: string,
  id: string,
  action: ActionName,
  input: ActionInput,
  { lock } = { lock: true },
): Promise<Held> {
  const held = await selectCase(ctx, region, id, lock);
  if (!held) throw hiddenCase(ctx);
  if (input.version !== undefined && input.version !== held.file.version) throw await refuseRace(ctx, held);
  const roles = rolesOf(ctx.actor, partsOf(ctx, held, input.call));
  return perform(ctx, held, action, input, roles);
}

/** Runs a unit of work that reads a case without holding it; if it was overtaken, once more while holding it. */
export const overtaken = <T>(work: (held: { lock: boolean }) => Promise<T>): Promise<T> =>
  work({ lock: false }).catch((error: unknown) => {
    if (wasMoved(error)) return work({ lock: true });
    throw error;
  });

/** As actOnCase on a case already read, in the part of any party: only for timers and for histories replayed from another system. Gives the case as it is then. */
export const playStep = (ctx: Context, held: Held, action: ActionName, input: ActionInput, as: Party, change: Change = {}): Promise<Held> =>
  perform(ctx, held, action, input, new Map([[as, null]]), change);

async function perform(ctx: Context, held: Held, action: ActionName, input: ActionInput, roles: Roles, more: Change = {}): Promise<Held> {
  const law = await lawFor(ctx, held.file);
  const decision = decide(factsOf(held, input, ctx.now), action, new Set(roles.keys()), input, law);
  if (!decision.allowed) throw await refuseAction(ctx, held, action, decision, roles);
  const scene = { places: await placesOf(ctx.house), matters: await mattersOf(ctx.house) };
  const { row, to } = decision;
  const photos = row.takes?.includes('photos') ? await claimFiles(ctx, input.photos) : [];
  const clustered = action === 'join' || action === 'leave' ? await gatherUnder(ctx, held, action, input, playStep) : {};
  const { move, moved } = planMove(ctx, scene, {
    held,
    action,
    input,
    decision,
    as: roles.get(row.by),
    photos,
    more: { ...clustered, ...more },
  });
  moveCase(ctx, move);
  await callFollowers(ctx, held, to, move.change);
  await ctx.house.announcements.announce(ctx, 'case.moved', moved);
  return afterMove(held, move, ctx.now);
}
