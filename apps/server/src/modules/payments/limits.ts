/** How the rounds of payments go. Pure. Times in milliseconds. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long one process may take over one sending before another takes it up. */
export const leaseMs = 2 * minute;

const pauses = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour];

/** The pause after so many failures in a row; it grows to an hour and stays there: an order is never given up silently. */
export const pauseMs = (failures: number): number => pauses[Math.min(Math.max(failures, 1), pauses.length) - 1] ?? hour;

/** When the gateway is asked again what became of an order. */
export const askAgainMs = (asked: number): number => pauseMs(asked);

/** The largest amount of one order: above it a mistake is likelier than a claim. In cents. To be confirmed by the city. */
export const mostCents = 100_000_000;
