import { type Decision, isMet } from '../decide.ts';
import type { ActionInput } from '../schema.ts';
import type { Held } from '../store/read.ts';
import type { ChangedClock, NewClock } from '../store/write.ts';
import { type ClockKind, clockNeeds, clockOwner, type Row, startedOnce } from '../workflow.ts';
import { type ClockScene, extendClock, pauseClock, resumeClock, startClock } from './clocks.ts';
import type { Effect, Moment, Scene } from './effects/effect.ts';
import { factsOf } from './facts.ts';

type Allowed = Extract<Decision, { allowed: true }>;

/** The clocks that a step starts: one for the case, or one for each call it makes or answers. */
export function startsOf(ctx: Moment, scene: Scene, decision: Allowed, held: Held, effect: Effect, input: ActionInput): NewClock[] {
  const base = { ...baseScene(scene, held, effect), isSecond: decision.starts.includes('rehandle') };
  const called = effect.calls.map((call) => ({ ...base, called: call.unit_id, callId: call.id, whistle: call.whistle }));
  const answered = held.calls.find((call) => call.id === input.call);
  const onCalls =
    called.length > 0 || !answered ? called : [{ ...base, called: answered.unit_id, callId: answered.id, whistle: answered.whistle }];
  return kindsOf(ctx, decision, held, effect).flatMap((kind) =>
    (clockOwner[kind] === 'called' ? onCalls : [base]).map((one) => startClock(ctx, scene.matters, kind, one)),
  );
}

function baseScene({ places, matters }: Scene, { file }: Held, { change }: Effect): ClockScene {
  return {
    areaCode: change.area_code ?? file.area_code,
    reportedOn: matters.dayOf(file.reported_at),
    matterCode: change.matter_code ?? file.matter_code,
    urgency: change.urgency ?? file.urgency,
    desk: file.desk_unit,
    superior: places.desk(file.region),
    lead: change.lead_unit === undefined ? file.lead_unit : change.lead_unit,
    called: null,
    callId: null,
    reviewOn: change.review_on ?? null,
  };
}

/** A supervision that the platform opens has its clock like any other. */
function kindsOf(ctx: Moment, decision: Allowed, held: Held, { change }: Effect): ClockKind[] {
  const facts = factsOf(held, {}, ctx.now);
  const kinds = decision.starts.filter((kind) => {
    const needs = clockNeeds[kind];
    const ends = decision.row.ends ?? [];
    const runs = startedOnce.has(kind) && facts.openClocks.includes(kind) && !ends.includes('all') && !ends.includes(kind);
    return !runs && (needs === undefined || isMet(needs, facts, {}));
  });
  const isRaised = change.supervised && decision.row.action !== 'supervise';
  return isRaised ? [...kinds, 'supervision'] : kinds;
}

/** What a step does to clocks that run on: more time, a stop, a new start. */
export function changesOf(ctx: Moment, { matters }: Scene, row: Row, held: Held): ChangedClock[] {
  const of = (kinds: readonly ClockKind[] | undefined) => held.clocks.filter((clock) => kinds?.includes(clock.kind));
  const { area_code, matter_code, urgency, reported_at } = held.file;
  const extension = () => matters.limit(area_code, 'extension', { matterCode: matter_code, urgency, on: matters.dayOf(reported_at) });
  return [
    ...of(row.extends).map((clock) => extendClock(ctx, matters, clock, extension().limit)),
    ...of(row.pauses).map((clock) => pauseClock(ctx, matters, clock)),
    ...of(row.resumes).map((clock) => resumeClock(ctx, matters, clock)),
  ];
}
