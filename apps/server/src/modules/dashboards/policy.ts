import type { Appointment } from '#platform/context.ts';

/** Figures go down to streets: of a smaller area they would point at people. */
export const figureLevels = ['city', 'county', 'street'] as const;
export type FigureLevel = (typeof figureLevels)[number];

/** An area whose figures are shown. */
export type Part = { readonly code: string; readonly level: FigureLevel };

/** The area as a part, or undefined when it is smaller than a street. A province is seen as its city: there is one city a database. */
export function partOf(area: { code: string; level: string }): Part | undefined {
  const level = area.level === 'province' ? 'city' : figureLevels.find((one) => one === area.level);
  return level && { code: area.code, level };
}

/** Codes below the city begin with the code of the area they lie in. */
export const liesIn = (inner: Part, outer: Part) => outer.level === 'city' || inner.code.startsWith(outer.code);

/**
 * The areas whose figures these posts may see: those of posts that grant `command.read`, without areas that lie in another one of them.
 * An area that is asked for narrows them; what remains is the asked area, or the posts' areas inside it. Empty when nothing of it is theirs.
 */
export function commandAreas(appointments: readonly Appointment[], asked?: Part): Part[] {
  const posts = appointments
    .filter((held) => held.permissions.includes('command.read'))
    .map((held) => partOf({ code: held.areaCode, level: held.areaLevel }))
    .filter((part) => part !== undefined);
  if (!asked) return widest(posts);
  return posts.some((post) => liesIn(asked, post)) ? [asked] : widest(posts.filter((post) => liesIn(post, asked)));
}

const widest = (parts: readonly Part[]): Part[] =>
  parts.filter((part, place) => !parts.some((other, at) => at !== place && liesIn(part, other) && (!liesIn(other, part) || at < place)));
