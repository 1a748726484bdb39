/** How long a sign-in lasts, and how often one may try. Pure: the instant is passed in. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A session ends after `lastsMs`, and earlier when nothing was asked of it for `idleMs` (OWASP ASVS 5.0, 7.3.1 and 7.3.2). */
export const sessions = {
  officer: { lastsMs: 12 * hour, idleMs: 2 * hour },
  resident: { lastsMs: 30 * day, idleMs: 30 * day },
} as const;

/** Being seen is written down once a minute, not once a request. */
export const seenEveryMs = minute;

/** How long a process believes what it remembers of a session if nobody tells it of a change: only a silent cut of the line can make it so. */
export const rememberedMs = 15 * second;

/** Five wrong passwords within a quarter of an hour of each other close a login for a quarter of an hour. */
export const login = { failures: 5, closedMs: 15 * minute } as const;

/** Codes sent by SMS: six digits, so tries and codes are counted (OWASP ASVS 5.0, 6.5.5 and 6.6.3). */
export const code = { lastsMs: 5 * minute, tries: 5, everyMs: minute, aDay: 10 } as const;

/** What is kept of codes and attempts after they have lost their meaning. */
export const keptMs = 2 * day;

/** The civil day in China (UTC+8 without daylight saving since 1991), as `YYYY-MM-DD`. */
export const dayOf = (now: Date): string => new Date(now.getTime() + 8 * hour).toISOString().slice(0, 10);

/** Seconds until the next civil day in China, at least 1. */
export function secondsToMidnight(now: Date): number {
  const sinceMidnight = (now.getTime() + 8 * hour) % day;
  return Math.max(1, Math.ceil((day - sinceMidnight) / second));
}

/** Whole seconds from `now` until `then`, at least 1: what a refused person is told to wait. */
export const secondsUntil = (then: number, now: Date): number => Math.max(1, Math.ceil((then - now.getTime()) / second));
