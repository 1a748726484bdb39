import type { Call, Clock } from '@banyan/api-client';

/** The clocks of one call in the order of its life. */
export const callClockKinds = ['call-sign', 'call-contact', 'on-site', 'call-handle'] as const;

/** The clocks that belong to a call, in that order. */
export function clocksOf(call: Pick<Call, 'id'>, clocks: readonly Clock[]): Clock[] {
  const mine = clocks.filter((clock) => clock.call === call.id);
  return callClockKinds.flatMap((kind) => mine.find((clock) => clock.kind === kind) ?? []);
}
