import type { Call, Clock } from '@banyan/api-client';

/** The clocks of one call in the order of its life. */
export const callClockKinds = ['call-sign', 'call-contact', 'on-site', 'call-handle'] as const;

/**
 * The clocks that belong to a call. A clock names only its unit, so a unit called twice is told apart by time: a clock belongs to
 * the last call of its unit that was made before the clock started (a second's grace for clocks started with the call).
 */
export function clocksOf(call: Call, calls: readonly Call[], clocks: readonly Clock[]): Clock[] {
  const grace = 1000;
  const from = Date.parse(call.calledAt) - grace;
  const later = calls
    .filter((one) => one.unit === call.unit && Date.parse(one.calledAt) > Date.parse(call.calledAt))
    .map((one) => Date.parse(one.calledAt) - grace);
  const until = Math.min(...later);
  const mine = clocks.filter(
    (clock) => clock.unit === call.unit && Date.parse(clock.startedAt) >= from && Date.parse(clock.startedAt) < until,
  );
  return callClockKinds.flatMap((kind) => mine.find((clock) => clock.kind === kind) ?? []);
}
