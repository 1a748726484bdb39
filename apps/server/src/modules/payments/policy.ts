import type { Actor, Appointment } from '#platform/context.ts';

/** Who may see and move orders to pay. Pure. */

/** Stands for the city among the areas of posts. */
export const wholeCity = '*';

const isWide = (held: Appointment) => held.areaLevel === 'city' || held.areaLevel === 'province';

const postsOf = (actor: Actor) => (actor.kind === 'officer' ? actor.appointments : []);

/** The counties whose orders an officer sees and moves: by posts of a county or the city, for a street pays nobody. */
export const areasOf = (actor: Actor): string[] =>
  actor.kind === 'platform'
    ? [wholeCity]
    : [
        ...new Set(
          postsOf(actor)
            .filter((held) => held.permissions.includes('payment.manage') && (isWide(held) || held.areaLevel === 'county'))
            .map((held) => (isWide(held) ? wholeCity : held.areaCode.slice(0, 6))),
        ),
      ];

export const coversRegion = (actor: Actor, region: string): boolean => {
  const areas = areasOf(actor);
  return areas.includes(wholeCity) || areas.includes(region);
};

/** The civil day of an instant in a time zone (IANA), `YYYY-MM-DD`. */
export const dayIn = (zone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
