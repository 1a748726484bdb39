import { findDuplicates } from './duplicates.ts';
import type { Story } from './likeness.ts';

/** A story with its time; `weight` is how much it counts, 1 or more where others agreed with it. */
export type TopicStory = Story & { readonly atMs: number; readonly weight: number };

export type Topic = {
  readonly members: readonly number[];
  /** Made of the words that its messages share and others do not. */
  readonly name: string;
  readonly words: readonly string[];
  /** How far its busiest days rise above what its own rate over the whole time would bring, times the logarithm of its weight. */
  readonly heat: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Days since the first message of the file and how many came then. */
  readonly byDay: readonly { readonly day: string; readonly count: number }[];
  readonly growing: boolean;
};

const dayMs = 86_400_000;
const burstDays = 14;
const leastMembers = 3;
const namedWords = 4;

/** How surprising the busiest fortnight of a group is, from the times (ms) of its members and of everything. */
export function burstOf(own: readonly number[], all: readonly number[]): number {
  const best = busiest(own.map((atMs) => ({ atMs, weight: 1 })));
  const inBurst = all.filter((atMs) => dayOf(atMs) >= best.from && dayOf(atMs) < best.from + burstDays).length;
  return poissonRise(best.weight, Math.max(0.5, (own.length * inBurst) / Math.max(1, all.length)));
}

/**
 * What is new and grows: groups of repeats and rewrites with at least three messages, ranked by how far the busiest fortnight rises above the group's
 * own mean rate and above what the growth of the whole file explains (a Poisson score), the hottest first. `cut` gives the words of a text.
 */
export function findTopics(stories: readonly TopicStory[], cut: (text: string) => readonly string[]): Topic[] {
  const last = stories.reduce((most, { atMs }) => Math.max(most, atMs), 0);
  const volume = volumeBy(stories);
  const common = documentShares(stories, cut);
  return findDuplicates(stories)
    .filter(({ members }) => members.length >= leastMembers)
    .map(({ members }) => topicOf(members, stories, volume, common, cut, last))
    .sort((a, b) => b.heat - a.heat || (a.members[0] as number) - (b.members[0] as number));
}

const dayOf = (atMs: number) => Math.floor(atMs / dayMs);

/** Messages of the whole file by day: what every topic's rise is measured against. */
function volumeBy(stories: readonly TopicStory[]): Map<number, number> {
  const volume = new Map<number, number>();
  for (const { atMs } of stories) volume.set(dayOf(atMs), (volume.get(dayOf(atMs)) ?? 0) + 1);
  return volume;
}

const isWord = (word: string) => word.length > 1 && /^[\p{Script=Han}\p{L}]+[\p{L}\p{N}]*$/u.test(word);

function documentShares(stories: readonly TopicStory[], cut: (text: string) => readonly string[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { title } of stories) for (const word of new Set(cut(title).filter(isWord))) held.set(word, (held.get(word) ?? 0) + 1);
  return held;
}

function topicOf(
  members: readonly number[],
  stories: readonly TopicStory[],
  volume: ReadonlyMap<number, number>,
  common: ReadonlyMap<string, number>,
  cut: (text: string) => readonly string[],
  lastMs: number,
): Topic {
  const own = members.map((row) => stories[row] as TopicStory);
  const times = own.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const burst = busiest(own);
  const expected = (own.length * volumeIn(volume, burst.from, burstDays)) / Math.max(1, stories.length);
  const rise = poissonRise(burst.weight, Math.max(0.5, expected));
  const words = wordsOf(own, stories.length, common, cut);
  return {
    members,
    name: words.slice(0, namedWords).join(''),
    words,
    heat: rise * Math.log2(1 + own.reduce((sum, { weight }) => sum + weight, 0)),
    fromMs: times[0] ?? 0,
    untilMs: times.at(-1) ?? 0,
    byDay: [...volumeBy(own)]
      .sort((a, b) => a[0] - b[0])
      .map(([day, count]) => ({ day: new Date(day * dayMs).toISOString().slice(0, 10), count })),
    growing: lastMs - burst.from * dayMs <= 2 * burstDays * dayMs,
  };
}

function busiest(own: readonly Pick<TopicStory, 'atMs' | 'weight'>[]): { from: number; weight: number } {
  let best = { from: 0, weight: 0 };
  for (const { atMs } of own) {
    const from = dayOf(atMs);
    const weight = own.reduce(
      (sum, story) => sum + (dayOf(story.atMs) >= from && dayOf(story.atMs) < from + burstDays ? story.weight : 0),
      0,
    );
    if (weight > best.weight) best = { from, weight };
  }
  return best;
}

const volumeIn = (volume: ReadonlyMap<number, number>, from: number, days: number) =>
  Array.from({ length: days }, (_, at) => volume.get(from + at) ?? 0).reduce((sum, count) => sum + count, 0);

/** How surprising a count is where fewer were expected: the root of twice the log likelihood ratio of two Poisson rates. */
const poissonRise = (seen: number, expected: number) =>
  seen <= expected ? 0 : Math.sqrt(2 * (seen * Math.log(seen / expected) - (seen - expected)));

/** Words of the titles that many members share and few others, in the order in which the first title with them has them. */
function wordsOf(
  own: readonly TopicStory[],
  total: number,
  common: ReadonlyMap<string, number>,
  cut: (text: string) => readonly string[],
): string[] {
  const held = new Map<string, number>();
  for (const { title } of own) for (const word of new Set(cut(title).filter(isWord))) held.set(word, (held.get(word) ?? 0) + 1);
  const scored = [...held]
    .filter(([, count]) => count * 3 >= own.length)
    .map(([word, count]) => ({ word, score: (count / own.length) * Math.log(total / (common.get(word) ?? 1)) }))
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
    .slice(0, 8)
    .map(({ word }) => word);
  const head = scored.slice(0, namedWords);
  const model = own.map(({ title }) => title).find((title) => head.every((word) => title.includes(word))) ?? own[0]?.title ?? '';
  return [...head.sort((a, b) => model.indexOf(a) - model.indexOf(b)), ...scored.slice(namedWords)];
}
