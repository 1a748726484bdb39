/** How long a filling took. It measures the form, never the person: no figure of it is kept by person. Pure. */

/**
 * Seconds of work after one more touch: the time since the last touch counts, a pause no longer than `idleMinutes`. What a pause was for nobody
 * can know, so it is cut and the filler may state his own figure.
 */
export function addTouch(activeSeconds: number, lastTouchAt: Date, now: Date, idleMinutes: number): number {
  const since = Math.max(0, Math.round((now.getTime() - lastTouchAt.getTime()) / 1000));
  return activeSeconds + Math.min(since, idleMinutes * 60);
}

/** Whole minutes, at least one: opening a form and sending it takes time. */
export const measuredMinutes = (activeSeconds: number): number => Math.max(1, Math.round(activeSeconds / 60));

/** What the meter counts: the filler's own figure where he gave one. */
export const countedMinutes = (activeSeconds: number, stated: number | null): number => stated ?? measuredMinutes(activeSeconds);
