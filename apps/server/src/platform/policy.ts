import type { Actor, Appointment } from './context.ts';

/** Which posts an actor holds and how far they reach. Pure. */

/** Stands for the city among the areas of posts. */
export const wholeCity = '*';

/** A post of the city or above reaches every county. */
export const isWide = ({ areaLevel }: Pick<Appointment, 'areaLevel'>): boolean => areaLevel === 'city' || areaLevel === 'province';

/** Codes below the city begin with the code of the area they lie in. */
export const coversArea = (held: Appointment, areaCode: string): boolean => isWide(held) || areaCode.startsWith(held.areaCode);

export const postsOf = (actor: Actor): readonly Appointment[] => (actor.kind === 'officer' ? actor.appointments : []);

/** The counties in which a permission is held, each once; `wholeCity` for a post of the city and for the platform. `least` is the level a post must have. */
export function countiesWith(actor: Actor, permission: string, least: 'any' | 'county' = 'any'): string[] {
  if (actor.kind === 'platform') return [wholeCity];
  const held = postsOf(actor).filter(
    (post) => post.permissions.includes(permission) && (least === 'any' || isWide(post) || post.areaLevel === 'county'),
  );
  return [...new Set(held.map((post) => (isWide(post) ? wholeCity : post.areaCode.slice(0, 6))))];
}

/** Whether counties as `countiesWith` gives them hold one. */
export const holdsCounty = (counties: readonly string[], region: string): boolean =>
  counties.includes(wholeCity) || counties.includes(region);
