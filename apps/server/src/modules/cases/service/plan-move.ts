import { type Appointment, newId } from '#platform/context.ts';
import { columnOf, type Decision } from '../decide.ts';
import type { CaseMoved } from '../events.ts';
import type { ActionInput } from '../schema.ts';
import type { Held } from '../store/read.ts';
import type { Change, Move } from '../store/write.ts';
import { type ActionName, escalation, type Party, type Row } from '../workflow.ts';
import type { Moment, Scene } from './effects/effect.ts';
import { effectOf } from './effects/effect-of.ts';
import { movedFact } from './moved-fact.ts';
import { changesOf, startsOf } from './run-clocks.ts';

type Allowed = Extract<Decision, { allowed: true }>;

/** A step that the table allows: on which case, in which part, with what. */
export type Planned = {
  held: Held;
  action: ActionName;
  input: ActionInput;
  decision: Allowed;
  /** The post by which the actor acts; null for the reporter and the platform. */
  as: Appointment | null | undefined;
  photos: readonly string[];
  /** What changes besides, by the caller's knowledge. */
  more: Change;
};

/** What an allowed step writes and announces: worked out without reading or writing anything. Refuses what the pack's lists do not know. */
export function planMove(
  at: Moment,
  scene: Scene,
  { held, action, input, decision, as, photos, more }: Planned,
): { move: Move; moved: CaseMoved } {
  const { row, to } = decision;
  const unit = as ? as.unitId : unitOfPart[row.by](held, input, scene);
  const made = effectOf(at, scene, { held, action, row, to, input, unit });
  const effect = { ...made, change: { ...made.change, ...more, ...escalationOf(held, decision) } };
  const starts = startsOf(at, scene, decision, held, effect, input);
  const changed = changesOf(at, scene, row, held);
  const move: Move = {
    region: held.file.region,
    id: held.file.id,
    version: held.file.version,
    to,
    round: decision.round,
    counts: row.counts && row.counts !== 'round' ? columnOf[row.counts] : null,
    change: { ...effect.change, ...promiseOf(held, starts, changed) },
    line: { ...lineOf(at, held, action, decision, input), ...actorOf(at, as), unit_id: unit, data: effect.data },
    ends: endsOf(row, input),
    starts,
    changed,
    calls: effect.calls,
    answered: effect.answered,
    // What the reporter shows is how it is, not what a unit has done.
    photos: { ids: photos, stage: row.by === 'reporter' ? 'before' : 'after' },
  };
  return { move, moved: movedFact(held, action, decision, effect, input, unit, toldClocks(held, move)) };
}

/** The clocks that a step starts, and those whose end it moves. */
const toldClocks = ({ clocks }: Held, { starts, changed }: Move): CaseMoved['clocks'] => [
  ...starts.map((clock) => ({ kind: clock.kind, unitId: clock.unit_id, dueAt: clock.due_at })),
  ...changed.flatMap((change) => {
    const clock = clocks.find((one) => one.id === change.id);
    return clock && change.fire_at ? [{ kind: clock.kind, unitId: clock.unit_id, dueAt: change.due_at }] : [];
  }),
];

/** Who goes round for the third time is supervised from above, unless a higher level watches already. */
function escalationOf(held: Held, { round, row }: Allowed): Change {
  const goesRound = row.counts === 'round' && round >= escalation.round;
  return goesRound && held.file.supervised === null ? { supervised: escalation.level } : {};
}

/** The first dispatch promises an end, and only an extension that the reporter is told moves it. */
function promiseOf({ file, clocks }: Held, starts: Move['starts'], changed: Move['changed']): Change {
  const own = clocks.find((clock) => clock.kind === 'promise');
  const moved = changed.find((change) => change.id === own?.id);
  if (moved) return { promise_at: moved.due_at };
  const promise = starts.find((clock) => clock.kind === 'promise');
  return promise && file.promise_at === null ? { promise_at: promise.due_at } : {};
}

/** Working notes, and lines that name other people’s reports, stay inside. */
const inward: ReadonlySet<ActionName> = new Set(['note', 'gather', 'release']);

const lineOf = (ctx: Moment, held: Held, action: ActionName, decision: Allowed, input: ActionInput) => ({
  id: newId(ctx.now),
  action,
  from_state: held.file.state,
  to_state: decision.to,
  round: decision.round,
  // The words of a rating stay with the reporter; the rated unit sees the level (好差评: 评价人信息保密).
  note: action === 'rate' ? null : (input.note ?? null),
  open_to_reporter: !inward.has(action),
});

function actorOf(ctx: Moment, held: Appointment | null | undefined) {
  const { actor } = ctx;
  if (actor.kind === 'officer') return { actor_kind: 'officer', actor_id: actor.accountId, actor_name: actor.name };
  if (actor.kind === 'resident') return { actor_kind: 'resident', actor_id: actor.accountId, actor_name: null };
  return { actor_kind: held === null && actor.kind === 'guest' ? 'guest' : actor.kind, actor_id: null, actor_name: null };
}

type Part = (held: Held, input: ActionInput, scene: Scene) => string | null;
const desk: Part = ({ file }) => file.desk_unit;
const lead: Part = ({ file }) => file.lead_unit;
const superior: Part = ({ file }, _input, { places }) => places.desk(file.region);
const nobody: Part = () => null;

/** In a replay, and for who acts without a post: the unit whose part is played. */
const unitOfPart: Record<Party, Part> = {
  desk,
  ruler: desk,
  lead,
  caller: lead,
  called: ({ calls }, input) => calls.find((call) => call.id === input.call)?.unit_id ?? null,
  arbiter: superior,
  overseer: superior,
  callback: superior,
  involved: nobody,
  reporter: nobody,
  platform: nobody,
};

function endsOf(row: Row, input: ActionInput) {
  const named = row.ends ?? [];
  const kinds = named.filter((kind) => kind !== 'all' && kind !== 'call');
  const ofCall = named.includes('call') || row.needs?.includes('call');
  return { all: named.includes('all'), kinds, callId: ofCall ? (input.call ?? null) : null };
}
