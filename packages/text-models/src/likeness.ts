import { eachFeature, type View } from './features.ts';

/** Title and body, both as `plainText` gives them; without a title the first sentence stands for it. */
export type Story = { readonly title: string; readonly body: string };

export type Weighted = { readonly hash: Int32Array; readonly weight: Float32Array };

/**
 * What a story is compared by: the n-grams of the whole with their weights; of its title the n-grams that name a place or a body (who and where)
 * and the others (what), each with its share; and the numbers of the title.
 */
export type Compared = { readonly all: Weighted; readonly names: Weighted; readonly words: Weighted; readonly numbers: readonly string[] };

/** How rare an n-gram is; more for rarer ones. */
export type Rarity = (hash: number) => number;

const whole: View = { of: 'all', orders: [2, 3], weight: 1 };

const sentenceEnd = /[。！？!?\n;；]/;
const longestLead = 60;

export const leadOf = ({ title, body }: Story): string =>
  title.trim() !== '' ? title : (body.split(sentenceEnd)[0] ?? '').slice(0, longestLead);

function countGrams(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  eachFeature({ fields: [text] }, whole, (hash) => {
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  });
  return counts;
}

/** How rare each n-gram is among stories: ln(count / stories that hold it); one not seen counts as held by one. */
export function rarityIn(stories: readonly Story[]): Rarity {
  const heldBy = new Map<number, number>();
  for (const { title, body } of stories)
    for (const hash of countGrams(`${title}。${body}`).keys()) heldBy.set(hash, (heldBy.get(hash) ?? 0) + 1);
  const count = Math.max(2, stories.length);
  return (hash) => Math.log(count / (heldBy.get(hash) ?? 1));
}

/** Last characters of names of places, estates, schools, firms and lines. */
const nameEnds = new Set('区县镇乡村路街道巷弄里园苑城府邸庭院湾桥站河湖江溪港山岛楼栋厂店校学院所局队司团场馆厦座期线班行社屯组寨坊洲埔');

const isName = (text: string, to: number) => nameEnds.has(text.charAt(to - 1));

function splitTitle(title: string): { names: Map<number, number>; words: Map<number, number> } {
  const names = new Map<number, number>();
  const words = new Map<number, number>();
  eachFeature({ fields: [title] }, whole, (hash, _field, from, to) => {
    (to - from >= 3 && isName(title, to) ? names : words).set(hash, 1);
  });
  return { names, words };
}

function weighted(counts: ReadonlyMap<number, number>, rarity: Rarity, size: (weights: Float32Array) => number): Weighted {
  const hash = Int32Array.from(counts.keys()).sort();
  const weight = Float32Array.from(hash, (one) => (1 + Math.log(counts.get(one) ?? 1)) * rarity(one));
  const share = 1 / (size(weight) || 1);
  return { hash, weight: weight.map((one) => one * share) };
}

/** The rarity of an n-gram that one story in three thousand holds: rarer ones tell no more. */
const rarest = 8;

const length = (weights: Float32Array) => Math.sqrt(weights.reduce((sum, one) => sum + one * one, 0));
const total = (weights: Float32Array) => weights.reduce((sum, one) => sum + one, 0);

export function compared(story: Story, rarity: Rarity): Compared {
  const lead = leadOf(story);
  const { names, words } = splitTitle(lead);
  return {
    all: weighted(countGrams(`${story.title}。${story.body}`), rarity, length),
    names: weighted(names, rarity, () => rarest),
    words: weighted(words, rarity, total),
    numbers: lead.match(/\d+/g) ?? [],
  };
}

/** Walks two lists in order of hash and sums what `share` makes of the weights of common n-grams. */
function overlap(one: Weighted, other: Weighted, share: (a: number, b: number) => number): number {
  let sum = 0;
  let a = 0;
  let b = 0;
  while (a < one.hash.length && b < other.hash.length) {
    const left = one.hash[a] as number;
    const right = other.hash[b] as number;
    if (left === right) sum += share(one.weight[a] as number, other.weight[b] as number);
    if (left <= right) a += 1;
    if (right <= left) b += 1;
  }
  return sum;
}

/** What tells whether two stories are one; all from 0 to 1. `names` and `words` are shares of one title that stand in the other's text. */
export type Likeness = {
  readonly wording: number;
  readonly lessNames: number;
  readonly moreNames: number;
  /** The rarest name that one title and the other text share. */
  readonly rarestName: number;
  readonly lessWords: number;
  readonly moreWords: number;
  /** 1 where both titles hold numbers and none is shared. */
  readonly otherNumbers: number;
};

const ofFirst = (a: number) => a;

/** The rarest name of one title that stands in the other's text: 0 for none, 1 for one as rare as can be. */
function rarestShared(names: Weighted, all: Weighted): number {
  let most = 0;
  overlap(names, all, (weight) => {
    most = Math.max(most, Math.min(1, weight));
    return 0;
  });
  return most;
}

/** Share of a title's names that stand in the other's text; half where it has none. */
const shareOf = (names: Weighted, all: Weighted) =>
  names.hash.length === 0 ? 0.5 : overlap(names, all, ofFirst) / (total(names.weight) || 1);

export function likeness(one: Compared, other: Compared): Likeness {
  const names = [shareOf(one.names, other.all), shareOf(other.names, one.all)] as const;
  const words = [overlap(one.words, other.all, ofFirst), overlap(other.words, one.all, ofFirst)] as const;
  const haveNumbers = one.numbers.length > 0 && other.numbers.length > 0;
  return {
    wording: overlap(one.all, other.all, (a, b) => a * b),
    lessNames: Math.min(...names),
    moreNames: Math.max(...names),
    rarestName: Math.max(rarestShared(one.names, other.all), rarestShared(other.names, one.all)),
    lessWords: Math.min(...words),
    moreWords: Math.max(...words),
    otherNumbers: haveNumbers && !one.numbers.some((number) => other.numbers.includes(number)) ? 1 : 0,
  };
}
