/** How often what is checked. Pure. To be confirmed by the city. */

/** Wrong check codes for one number before it is closed, and for how long. */
export const mostWrongCodes = 8;
export const closedMs = 15 * 60_000;

/** What a wrong code changes: within the window it counts on, after it a new count begins. */
export const nextCount = (before: { failedCount: number; lastAt: Date } | undefined, now: Date): number =>
  before && now.getTime() - before.lastAt.getTime() < closedMs ? before.failedCount + 1 : 1;

/** Seconds until a number may be tried again, or 0. */
export function closedForSeconds(before: { failedCount: number; lastAt: Date } | undefined, now: Date): number {
  if (!before || before.failedCount < mostWrongCodes) return 0;
  return Math.max(0, Math.ceil((before.lastAt.getTime() + closedMs - now.getTime()) / 1000));
}

/** Checks that one process takes: so many a second, saved up to a crowd. */
export const checksPerSecond = 50;
export const checksAtOnce = 200;

export type Gate = { readonly left: number; readonly at: number };

/** One more check at an instant (milliseconds), or undefined where there is no room for it. */
export function passGate(gate: Gate | undefined, at: number): Gate | undefined {
  const saved = gate ? Math.min(checksAtOnce, gate.left + (Math.max(0, at - gate.at) / 1000) * checksPerSecond) : checksAtOnce;
  return saved >= 1 ? { left: saved - 1, at } : undefined;
}

/** For how long a status list is good, and how soon a new one is to be fetched; in seconds (draft-ietf-oauth-status-list §5.1, §13.7). */
export const listLivesSeconds = 86_400;
export const listFreshSeconds = 3600;
