import type { Context } from '#platform/context.ts';
import type { Facts } from '../decide.ts';
import type { Parts } from '../policy.ts';
import type { Held } from '../store/read.ts';

const isOpen = (call: { state: string }) => call.state !== 'finished' && call.state !== 'withdrawn';

/** What the table asks of a case, read from its file, clocks and calls. */
export function factsOf(held: Held, input: { call?: string; matter?: string }): Facts {
  const call = input.call ? held.calls.find((one) => one.id === input.call) : undefined;
  return {
    state: held.file.state,
    round: held.file.round,
    hasLead: held.file.lead_unit !== null,
    hasMatter: held.file.matter_code !== null || input.matter !== undefined,
    asked: held.file.asked_at !== null,
    openCallCount: held.calls.filter(isOpen).length,
    openClocks: held.clocks.map((clock) => clock.kind),
    ...(call ? { call: { state: call.state, contacted: call.contacted_at !== null } } : {}),
  };
}

export function partsOf(ctx: Pick<Context, 'pass'>, held: Held, callId?: string): Parts {
  const { file } = held;
  const call = callId ? held.calls.find((one) => one.id === callId) : undefined;
  return {
    areaCode: file.area_code,
    deskUnit: file.desk_unit,
    leadUnit: file.lead_unit,
    involvedUnits: file.involved_units,
    reporterId: file.reporter_id,
    byPass: ctx.pass !== undefined && ctx.pass === file.pass_hash,
    ...(call ? { call: { unit: call.unit_id, callerUnit: call.caller_unit } } : {}),
  };
}
