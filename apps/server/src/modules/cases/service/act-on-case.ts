import { type Appointment, type Context, newId } from '#platform/context.ts';
import { claimFiles } from '#platform/files.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { type Decision, decide } from '../decide.ts';
import type { CaseMoved } from '../events.ts';
import { type Roles, rolesOf } from '../policy.ts';
import type { ActionInput } from '../schema.ts';
import { type Held, selectCase } from '../store/read.ts';
import { type Move, moveCase, type NewClock, wasMoved } from '../store/write.ts';
import type { ActionName, Party, Row } from '../workflow.ts';
import { afterMove } from './after-move.ts';
import { startClock } from './clocks.ts';
import { type Effect, effectOf } from './effects.ts';
import { factsOf, partsOf } from './facts.ts';
import { hiddenCase, refuseAction, refuseRace } from './refuse-action.ts';

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
export const playStep = (ctx: Context, held: Held, action: ActionName, input: ActionInput, as: Party): Promise<Held> =>
  perform(ctx, held, action, input, new Map([[as, null]]));

async function perform(ctx: Context, held: Held, action: ActionName, input: ActionInput, roles: Roles): Promise<Held> {
  const decision = decide(factsOf(held, input), action, new Set(roles.keys()), input);
  if (!decision.allowed) throw await refuseAction(ctx, held, action, decision, roles);
  const scene = { places: await placesOf(ctx.house), matters: await mattersOf(ctx.house) };
  const { row } = decision;
  const unit = unitOf(roles.get(row.by), row, held, input);
  const effect = effectOf(ctx, scene, { held, action, input, unit });
  const photos = row.takes?.includes('photos') ? await claimFiles(ctx, input.photos) : [];
  const starts = startsOf(ctx, scene.matters, decision, held, effect, input);
  const move: Move = {
    region: held.file.region,
    id: held.file.id,
    version: held.file.version,
    to: decision.to,
    round: decision.round,
    change: { ...effect.change, ...promiseOf(held, action, starts) },
    line: { ...lineOf(ctx, held, action, decision, input), ...actorOf(ctx, roles.get(row.by)), unit_id: unit, data: effect.data },
    ends: endsOf(row, input),
    starts,
    calls: effect.calls,
    answered: effect.answered,
    // What the reporter shows is how it is, not what a unit has done.
    photos: { ids: photos, stage: row.by === 'reporter' ? 'before' : 'after' },
  };
  moveCase(ctx, move);
  await ctx.house.announcements.announce(ctx, 'case.moved', movedFact(held, action, decision, effect, input, unit, starts));
  return afterMove(held, move, ctx.now);
}

/** The first dispatch promises an end, and no later one moves it. */
function promiseOf(held: Held, action: ActionName, starts: readonly NewClock[]) {
  const handle = action === 'dispatch' ? starts.find((clock) => clock.kind === 'handle') : undefined;
  return handle ? { promise_at: held.file.promise_at ?? handle.due_at } : {};
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
  if (row.by === 'desk') return held.file.desk_unit;
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

function startsOf(
  ctx: Context,
  matters: Awaited<ReturnType<typeof mattersOf>>,
  decision: Allowed,
  held: Held,
  effect: Effect,
  input: ActionInput,
): NewClock[] {
  const { file } = held;
  const base = {
    areaCode: effect.change.area_code ?? file.area_code,
    matterCode: effect.change.matter_code ?? file.matter_code,
    urgency: effect.change.urgency ?? file.urgency,
    desk: file.desk_unit,
    lead: effect.change.lead_unit ?? file.lead_unit,
    called: null,
    callId: null,
  };
  const called = effect.calls.map((call) => ({ ...base, called: call.unit_id, callId: call.id, whistle: call.whistle }));
  const answered = held.calls.find((call) => call.id === input.call);
  const scenes =
    called.length > 0 ? called : [answered ? { ...base, called: answered.unit_id, callId: answered.id, whistle: answered.whistle } : base];
  return decision.starts.flatMap((kind) => scenes.map((scene) => startClock(ctx, matters, kind, scene)));
}

const movedFact = (
  held: Held,
  action: ActionName,
  decision: Allowed,
  effect: Effect,
  input: ActionInput,
  unit: string | null,
  starts: readonly NewClock[],
): CaseMoved => ({
  region: held.file.region,
  id: held.file.id,
  number: held.file.number,
  title: held.file.title,
  action,
  from: held.file.state,
  to: decision.to,
  round: decision.round,
  matterCode: effect.change.matter_code ?? held.file.matter_code,
  areaCode: held.file.area_code,
  deskUnit: held.file.desk_unit,
  leadUnit: effect.change.lead_unit ?? held.file.lead_unit,
  calledUnits: effect.calls.map((call) => call.unit_id),
  unit,
  clocks: starts.map((clock) => ({ kind: clock.kind, unitId: clock.unit_id, dueAt: clock.due_at })),
  reporterId: held.file.reporter_id,
  told: decision.row.told === true && !held.file.no_reply,
  reply: input.reply ?? null,
});
