import type { Actor } from '#platform/context.ts';
import { countiesWith, holdsCounty, wholeCity } from '#platform/policy.ts';

/** Who may see and move licences. Pure. */

export { wholeCity };

/** The counties whose licences an officer sees; a post of the city gives all. */
export const areasOf = (actor: Actor): string[] => countiesWith(actor, 'licence.manage');

/** Whether an officer may move a licence of a county: by a post of the county or the city, for a street decides on no licence of others. */
export const mayMove = (actor: Actor, region: string): boolean => holdsCounty(countiesWith(actor, 'licence.manage', 'county'), region);

/** Days before its last day on which the holder of a licence is reminded. To be confirmed by the city; 行政许可法 第五十条 asks for renewal thirty days ahead. */
export const remindDays = 45;

const dayMs = 86_400_000;

/** The day `days` before one, both `YYYY-MM-DD`. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
