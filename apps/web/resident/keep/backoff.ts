/** When a report that could not be sent is tried again. Pure. */

const firstSeconds = 5;
const longestSeconds = 600;

/** Seconds to wait after the n-th failed try (n ≥ 1): 5, 15, 45, 135, 405, then 10 minutes each. A city is offline seldom and briefly; a village lane longer. */
export const waitSeconds = (tries: number): number => Math.min(longestSeconds, firstSeconds * 3 ** Math.max(0, tries - 1));

/** A server that names its own time is obeyed when it asks for longer than we would wait. */
export const nextTryAt = (now: number, tries: number, askedSeconds = 0): number => now + Math.max(waitSeconds(tries), askedSeconds) * 1000;

type Waiting = { nextAt: number; refused: string | null; reported: unknown };

export const isWaiting = (parcel: Waiting): boolean => parcel.refused === null && parcel.reported === null;

/** Milliseconds until the next parcel is due; null when none waits. */
export function untilNext(parcels: readonly Waiting[], now: number): number | null {
  const due = parcels.filter(isWaiting).map(({ nextAt }) => nextAt);
  return due.length === 0 ? null : Math.max(0, Math.min(...due) - now);
}
