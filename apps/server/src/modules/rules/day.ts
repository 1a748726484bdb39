const beijingMs = 8 * 3_600_000;

/** The civil day in China (UTC+8 without daylight saving since 1991), as `YYYY-MM-DD`. */
export const dayOf = (now: Date): string => new Date(now.getTime() + beijingMs).toISOString().slice(0, 10);
