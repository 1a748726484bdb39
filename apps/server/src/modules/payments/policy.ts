import type { Actor } from '#platform/context.ts';
import { countiesWith, holdsCounty, wholeCity } from '#platform/policy.ts';

/** Who may see and move orders to pay. Pure. */

export { wholeCity };

/** The counties whose orders an officer sees and moves: by posts of a county or the city, for a street pays nobody. */
export const areasOf = (actor: Actor): string[] => countiesWith(actor, 'payment.manage', 'county');

export const coversRegion = (actor: Actor, region: string): boolean => holdsCounty(areasOf(actor), region);
