import { centroidOf } from './centroid.ts';
import { clusters } from './clusters.ts';
import { type Compared, compared, type Likeness, likeness, type Rarity, rarityIn, type Story } from './likeness.ts';
import { likelyPairs } from './pairs.ts';

/** Weights of the likeness that tells repeats and rewrites of one complaint, fitted on pairs labelled by hand (docs/models/duplicates.md). */
const weights = {
  base: -3.19,
  wording: 2.16,
  lessNames: 1.34,
  moreNames: 1.3,
  lessWords: 0.88,
  moreWords: 3.18,
  otherNumbers: -2.96,
  rarestName: 0.35,
} as const;

/** How probably two stories are one complaint, 0 to 1. */
export function sameStory(like: Likeness): number {
  const score =
    weights.base +
    weights.wording * Math.sqrt(Math.max(0, like.wording)) +
    weights.lessNames * like.lessNames +
    weights.moreNames * like.moreNames +
    weights.lessWords * like.lessWords +
    weights.moreWords * like.moreWords +
    weights.otherNumbers * like.otherNumbers +
    weights.rarestName * like.rarestName;
  return 1 / (1 + Math.exp(-score));
}

/** Stories that are one complaint, in order of the list; `likeness` is the mean probability of the members with the middle of the group. */
export type DuplicateGroup = { readonly members: readonly number[]; readonly likeness: number };

/** A pair joins from this probability, a group with another from the next; a pair without shared wording counts as the third. */
const joinPair = 0.7;
const joinGroup = 0.8;
const absent = 0.3;
const groupRounds = 3;

/** From this probability a person is asked whether his report is the same as another. */
export const suggestFrom = joinPair;

/** Groups of repeats and rewrites among stories, the largest first. Time grows with the pairs that share wording: about 6 s for 4,000 stories. */
export function findDuplicates(stories: readonly Story[], rarity: Rarity = rarityIn(stories)): DuplicateGroup[] {
  return groupsOf(stories.map((story) => compared(story, rarity)));
}

/** As findDuplicates, of stories that were prepared before. */
export function groupsOf(all: readonly Compared[]): DuplicateGroup[] {
  const pairs = linksOf(all, { mostHolders: 200, least: 0.07 }, () => true);
  let groups = clusters(all.length, pairs, joinPair, absent);
  for (let round = 0; round < groupRounds; round += 1) {
    const joined = joinGroups(all, groups);
    if (joined.length === groups.length) break;
    groups = joined;
  }
  return groups.map((members) => ({ members: members.toSorted((a, b) => a - b), likeness: closeness(all, members) }));
}

function linksOf(
  all: readonly Compared[],
  settings: { mostHolders: number; least: number },
  keep: (one: number, other: number) => boolean,
) {
  return [...likelyPairs(all, settings)]
    .filter(([one, other]) => keep(one, other))
    .map(([one, other]) => ({ one, other, probability: sameStory(likeness(all[one] as Compared, all[other] as Compared)) }));
}

/** Groups and single stories are compared once more by the middle of each group, in which the words of one member no longer count. */
function joinGroups(all: readonly Compared[], groups: readonly number[][]): number[][] {
  const grouped = new Set(groups.flat());
  const units = [...groups, ...all.flatMap((_, row) => (grouped.has(row) ? [] : [[row]]))];
  const middles = units.map((unit) =>
    unit.length === 1 ? (all[unit[0] as number] as Compared) : centroidOf(unit.map((row) => all[row] as Compared)),
  );
  const sizeOf = (unit: number) => units[unit]?.length ?? 0;
  const links = linksOf(middles, { mostHolders: 300, least: 0.1 }, (one, other) => sizeOf(one) + sizeOf(other) > 2);
  const joined = clusters(units.length, links, joinGroup, absent);
  const taken = new Set(joined.flat());
  return [
    ...joined.map((group) => group.flatMap((unit) => units[unit] ?? [])),
    ...units.filter((unit, at) => !taken.has(at) && unit.length > 1),
  ].sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
}

function closeness(all: readonly Compared[], members: readonly number[]): number {
  const stories = members.map((row) => all[row] as Compared);
  const middle = centroidOf(stories);
  return stories.reduce((sum, story) => sum + sameStory(likeness(story, middle)), 0) / stories.length;
}
