import { type Appointment, type Context, newId } from '#platform/context.ts';
import { claimFiles } from '#platform/files.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { columnOf, type Decision, decide } from '../decide.ts';
import { type Roles, rolesOf } from '../policy.ts';
import type { ActionInput } from '../schema.ts';
import { type Held, selectCase } from '../store/read.ts';
import { type Change, type Move, moveCase, wasMoved } from '../store/write.ts';
import { type ActionName, escalation, type Party, type Row } from '../workflow.ts';
import { afterMove } from './after-move.ts';
import { callFollowers, gatherUnder } from './cluster.ts';
import { effectOf } from './effects/effect-of.ts';
import { factsOf, partsOf } from './facts.ts';
import { movedFact } from './moved-fact.ts';
import { hiddenCase, refuseAction, refuseRace } from './refuse-action.ts';
import { changesOf, startsOf } from './run-clocks.ts';

type Allowed = Extract<Decision, { allowed: true }>;

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
  const decision = decide(factsOf(held, input, ctx.now), action, new Set(roles.keys()), input);
  if (!decision.allowed) throw await refuseAction(ctx, held, action, decision, roles);
  const scene = { places: await placesOf(ctx.house), matters: await mattersOf(ctx.house) };
  const { row, to } = decision;
  const unit = unitOf(roles.get(row.by), row, held, input);
  const effect = effectOf(ctx, scene, { held, action, row, to, input, unit });
  const photos = row.takes?.includes('photos') ? await claimFiles(ctx, input.photos) : [];
  const clustered = action === 'join' || action === 'leave' ? await gatherUnder(ctx, held, action, input, playStep) : {};
  const change = { ...effect.change, ...clustered, ...more, ...escalationOf(held, decision) };
  const starts = startsOf(ctx, scene, decision, held, { ...effect, change }, input);
  const move: Move = {
    region: held.file.region,
    id: held.file.id,
    version: held.file.version,
    to,
    round: decision.round,
    counts: row.counts && row.counts !== 'round' ? columnOf[row.counts] : null,
    change: { ...change, ...promiseOf(held, starts) },
    line: { ...lineOf(ctx, held, action, decision, input), ...actorOf(ctx, roles.get(row.by)), unit_id: unit, data: effect.data },
    ends: endsOf(row, input),
    starts,
    changed: changesOf(ctx, scene, row, held),
    calls: effect.calls,
    answered: effect.answered,
    // What the reporter shows is how it is, not what a unit has done.
    photos: { ids: photos, stage: row.by === 'reporter' ? 'before' : 'after' },
  };
  moveCase(ctx, move);
  await callFollowers(ctx, held, to, change);
  await ctx.house.announcements.announce(ctx, 'case.moved', movedFact(held, action, decision, { ...effect, change }, input, unit, starts));
  return afterMove(held, move, ctx.now);
}

/** Who goes round for the third time is supervised from above, unless a higher level watches already. */
function escalationOf(held: Held, { round, row }: Allowed): Change {
  const goesRound = row.counts === 'round' && round >= escalation.round;
  return goesRound && held.file.supervised === null ? { supervised: escalation.level } : {};
}

/** The first dispatch promises an end, and only an extension that the reporter is told moves it. */
function promiseOf(held: Held, starts: Move['starts']): Change {
  const promise = starts.find((clock) => clock.kind === 'promise');
  return promise && held.file.promise_at === null ? { promise_at: promise.due_at } : {};
}

const lineOf = (ctx: Context, held: Held, action: ActionName, decision: Allowed, input: ActionInput) => ({
  id: newId(ctx.now),
  action,
  from_state: held.file.state,
  to_state: decision.to,
  round: decision.round,
  // The words of a rating stay with the reporter; the rated unit sees the level (好差评: 评价人信息保密).
  note: action === 'rate' ? null : (input.note ?? null),
  open_to_reporter: action !== 'note',
});

function actorOf(ctx: Context, held: Appointment | null | undefined) {
  const { actor } = ctx;
  if (actor.kind === 'officer') return { actor_kind: 'officer', actor_id: actor.accountId, actor_name: actor.name };
  if (actor.kind === 'resident') return { actor_kind: 'resident', actor_id: actor.accountId, actor_name: null };
  return { actor_kind: held === null && actor.kind === 'guest' ? 'guest' : actor.kind, actor_id: null, actor_name: null };
}

/** For which unit the action is done: the officer's own, or in a replay the unit whose part is played. */
function unitOf(appointment: Appointment | null | undefined, row: Row, held: Held, input: ActionInput): string | null {
  if (appointment) return appointment.unitId;
  if (row.by === 'desk' || row.by === 'ruler') return held.file.desk_unit;
  if (row.by === 'lead' || row.by === 'caller') return held.file.lead_unit;
  if (row.by === 'called') return held.calls.find((call) => call.id === input.call)?.unit_id ?? null;
  return null;
}

function endsOf(row: Row, input: ActionInput) {
  const named = row.ends ?? [];
  const kinds = named.filter((kind) => kind !== 'all' && kind !== 'call');
  const ofCall = named.includes('call') || row.needs?.includes('call');
  return { all: named.includes('all'), kinds, callId: ofCall ? (input.call ?? null) : null };
}
