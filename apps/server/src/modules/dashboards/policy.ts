import type { Appointment } from '#platform/context.ts';

/** An area by its code and its level (city, county, street, community, grid). */
export type Part = { readonly code: string; readonly level: string };

export const isCity = ({ level }: Part) => level === 'city' || level === 'province';

/** Codes below the city begin with the code of the area they lie in. */
export const liesIn = (inner: Part, outer: Part) => isCity(outer) || inner.code.startsWith(outer.code);

/**
 * The areas whose figures these posts may see: those of posts that grant `command.read`, without areas that lie in another one of them.
 * An area that is asked for narrows them; what remains is the asked area, or the posts' areas inside it. Empty when nothing of it is theirs.
 */
export function commandAreas(appointments: readonly Appointment[], asked?: Part): Part[] {
  const posts = appointments
    .filter((held) => held.permissions.includes('command.read'))
    .map((held) => ({ code: held.areaCode, level: held.areaLevel }));
  if (!asked) return widest(posts);
  return posts.some((post) => liesIn(asked, post)) ? [asked] : widest(posts.filter((post) => liesIn(post, asked)));
}

const widest = (parts: readonly Part[]): Part[] =>
  parts.filter((part, place) => !parts.some((other, at) => at !== place && liesIn(part, other) && (!liesIn(other, part) || at < place)));
