import type { Call, CaseFile, Held, OpenClock } from '../store/read.ts';
import { columnsOf, type Move, type NewCall, type NewCase, type NewClock } from '../store/write.ts';

/** What a case is after a move, worked out from what was written; the same as reading it again, without the reading. */
export function afterMove(held: Held, move: Move, now: Date): Held {
  return { file: fileAfter(held.file, move), clocks: clocksAfter(held.clocks, move, now), calls: callsAfter(held.calls, move, now) };
}

function fileAfter(file: CaseFile, { to, round, change, counts }: Move): CaseFile {
  const { urged, involve = [], returned = [], recuse = [] } = change;
  return {
    ...file,
    ...Object.fromEntries(columnsOf(change)),
    ...(counts ? { [counts]: file[counts] + 1 } : {}),
    state: to,
    round,
    version: file.version + 1,
    urge_count: file.urge_count + (urged ? 1 : 0),
    involved_units: [...file.involved_units, ...involve],
    returned_units: [...file.returned_units, ...returned],
    recused: [...file.recused, ...recuse],
  };
}

function clocksAfter(clocks: readonly OpenClock[], { ends, starts, changed }: Move, now: Date): OpenClock[] {
  const ended = (clock: OpenClock) =>
    ends.all ||
    (ends.callId === null
      ? ends.kinds.includes(clock.kind)
      : clock.call_id === ends.callId && (ends.kinds.length === 0 || ends.kinds.includes(clock.kind)));
  const after = (clock: OpenClock): OpenClock => {
    const change = changed.find((one) => one.id === clock.id);
    return change ? { ...clock, ...instantsOf(change), extensions: [...change.extensions], pauses: [...change.pauses] } : clock;
  };
  return [...clocks.filter((clock) => !ended(clock)).map(after), ...starts.map((clock) => openClock(clock, now))];
}

const instantsOf = (clock: { yellow_at: Date; red_at: Date; due_at: Date }) => ({
  yellow_at: clock.yellow_at.toISOString(),
  red_at: clock.red_at.toISOString(),
  due_at: clock.due_at.toISOString(),
});

const openClock = (clock: NewClock, now: Date): OpenClock => ({
  id: clock.id,
  kind: clock.kind,
  unit_id: clock.unit_id,
  call_id: clock.call_id,
  started_at: now.toISOString(),
  ...instantsOf(clock),
  time_limit: clock.time_limit,
  extensions: [],
  pauses: [],
});

function callsAfter(calls: readonly Call[], { calls: called, answered }: Move, now: Date): Call[] {
  const at = now.toISOString();
  return [
    ...calls.map((call) => (call.id === answered?.id ? answeredCall(call, answered, at) : call)),
    ...called.map((call) => newCall(call, at)),
  ];
}

const answeredCall = (call: Call, answered: NonNullable<Move['answered']>, at: string): Call => ({
  ...call,
  state: answered.state,
  contacted_at: answered.contacted ? (call.contacted_at ?? at) : call.contacted_at,
  reported_in_at: answered.state === 'reported-in' ? (call.reported_in_at ?? at) : call.reported_in_at,
  ended_at: answered.state === 'finished' || answered.state === 'withdrawn' ? at : call.ended_at,
});

const newCall = (call: NewCall, at: string): Call => ({
  id: call.id,
  unit_id: call.unit_id,
  caller_unit: call.caller_unit,
  whistle: call.whistle,
  state: 'called',
  note: call.note,
  meet_at: call.meet_at?.toISOString() ?? null,
  called_at: at,
  contacted_at: null,
  reported_in_at: null,
  ended_at: null,
});

/** A case just filed, as reading it would give. */
export const afterFiling = (file: NewCase, clocks: readonly NewClock[], now: Date): Held => ({
  file: {
    ...file,
    version: 1,
    round: 1,
    urge_count: 0,
    lead_unit: null,
    dispatched_at: null,
    promise_at: null,
    asked_at: null,
    closed_at: null,
    rated_at: null,
    rating_level: null,
    rating_reasons: null,
    rating_note: null,
    outcome: null,
    reply: null,
    request: null,
    return_count: 0,
    returned_units: [],
    return_refused: false,
    designated: false,
    extension_count: 0,
    suspension_count: 0,
    review_on: null,
    consult_count: 0,
    join_count: 0,
    attempt_count: 0,
    first_attempt_at: null,
    supervised: null,
    joined_to: null,
    follower_count: 0,
    recused: [],
    accused_unit: null,
  },
  clocks: clocks.map((clock) => openClock(clock, now)),
  calls: [],
});
