import type { Actor, Appointment } from '#platform/context.ts';

/** Who may see and move licences. Pure. */

/** Stands for the city among the areas of posts. */
export const wholeCity = '*';

const isWide = (held: Appointment) => held.areaLevel === 'city' || held.areaLevel === 'province';

const postsOf = (actor: Actor) => (actor.kind === 'officer' ? actor.appointments : []);

/** The counties whose licences an officer sees; a post of the city gives all. */
export const areasOf = (actor: Actor): string[] =>
  actor.kind === 'platform'
    ? [wholeCity]
    : [
        ...new Set(
          postsOf(actor)
            .filter((held) => held.permissions.includes('licence.manage'))
            .map((held) => (isWide(held) ? wholeCity : held.areaCode.slice(0, 6))),
        ),
      ];

/** Whether an officer may move a licence of a county: by a post of the county or the city, for a street decides on no licence of others. */
export const mayMove = (actor: Actor, region: string): boolean =>
  actor.kind === 'platform' ||
  postsOf(actor).some(
    (held) => held.permissions.includes('licence.manage') && (isWide(held) || (held.areaLevel === 'county' && held.areaCode === region)),
  );

/** Days before its last day on which the holder of a licence is reminded. To be confirmed by the city; 行政许可法 第五十条 asks for renewal thirty days ahead. */
export const remindDays = 45;

const dayMs = 86_400_000;

/** The day `days` before one, both `YYYY-MM-DD`. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);

/** The civil day of an instant in a time zone (IANA), `YYYY-MM-DD`. */
export const dayIn = (zone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
