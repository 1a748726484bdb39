import type { Context } from '#platform/context.ts';
import type { Facts } from '../decide.ts';
import { attemptsDone } from '../limits.ts';
import type { Parts } from '../policy.ts';
import type { CaseFile, Held } from '../store/read.ts';

const isOpen = (call: { state: string }) => call.state !== 'finished' && call.state !== 'withdrawn';

/** Somebody can be called back who left a number or has an account. */
const isReachable = (file: CaseFile) => file.reporter_phone_tail !== null || file.reporter_id !== null;

/** What the table asks of a case at an instant, read from its file, clocks and calls. */
export function factsOf({ file, clocks, calls }: Held, input: { call?: string; matter?: string }, now: Date): Facts {
  const call = input.call ? calls.find((one) => one.id === input.call) : undefined;
  return {
    state: file.state,
    round: file.round,
    hasLead: file.lead_unit !== null,
    hasMatter: file.matter_code !== null || input.matter !== undefined,
    asked: file.asked_at !== null,
    openCallCount: calls.filter(isOpen).length,
    openClocks: clocks.map((clock) => clock.kind),
    designated: file.designated,
    returnRefused: file.return_refused,
    request: file.request?.kind ?? null,
    returns: file.return_count,
    extensions: file.extension_count,
    suspensions: file.suspension_count,
    consultations: file.consult_count,
    joins: file.join_count,
    late: clocks.some((clock) => (clock.kind === 'handle' || clock.kind === 'rehandle') && new Date(clock.due_at) < now),
    reachable: isReachable(file),
    attemptsDone: attemptsDone(file.attempt_count, file.first_attempt_at, now),
    supervised: file.supervised,
    hasFollowers: file.follower_count > 0,
    about: { matter: file.matter_code, urgency: file.urgency, nature: file.nature, channel: file.channel, area: file.area_code },
    ...(call ? { call: { state: call.state, contacted: call.contacted_at !== null } } : {}),
  };
}

export function partsOf(ctx: Pick<Context, 'pass'>, { file, calls }: Held, callId?: string): Parts {
  const call = callId ? calls.find((one) => one.id === callId) : undefined;
  return {
    areaCode: file.area_code,
    deskUnit: file.desk_unit,
    leadUnit: file.lead_unit,
    involvedUnits: file.involved_units,
    calledUnits: calls.map((one) => one.unit_id),
    recused: file.recused,
    accusedUnit: file.accused_unit,
    reporterId: file.reporter_id,
    byPass: ctx.pass !== undefined && ctx.pass === file.pass_hash,
    ...(call ? { call: { unit: call.unit_id, callerUnit: call.caller_unit } } : {}),
  };
}
