/** Counts and samples that stay small however long a file is. Pure: what is kept depends on the order of the rows alone. */

export type Counts = Map<string, number>;

export function count(counts: Counts, key: string, by = 1) {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

export const sumOf = (counts: ReadonlyMap<unknown, number>): number => {
  let sum = 0;
  for (const number of counts.values()) sum += number;
  return sum;
};

/** The most frequent first; equals in the order of their keys, so that a draft is the same every time. */
export const ranked = (counts: Counts): [key: string, number: number][] =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

export function addCounts(into: Counts, from: Counts): Counts {
  for (const [key, number] of from) count(into, key, number);
  return into;
}

/** One name in the spellings in which it was seen. */
export type Name = { rows: number; spellings: Counts };

const mostSpellings = 8;

export const nameOf = (): Name => ({ rows: 0, spellings: new Map() });

export function see(name: Name, words: string) {
  name.rows += 1;
  if (name.spellings.size < mostSpellings || name.spellings.has(words)) count(name.spellings, words);
}

/** The most frequent spelling. */
export const spelt = (name: Name): string => ranked(name.spellings)[0]?.[0] ?? '';

/** Letter case and spaces aside, two spellings of one name are one key. */
export const foldWords = (words: string): string => words.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** Finds or makes the entry of a key, unless there are `most` already. */
export function entryOf<V>(entries: Map<string, V>, key: string, make: () => V, most: number): V | undefined {
  const known = entries.get(key);
  if (known !== undefined || entries.size >= most) return known;
  const made = make();
  entries.set(key, made);
  return made;
}

export type Point = { lat: number; lon: number };
/** Every `stride`-th point of those seen; when full, every second one is dropped. */
export type Sample = { seen: number; stride: number; most: number; points: Point[] };

export const sampleOf = (most: number): Sample => ({ seen: 0, stride: 1, most, points: [] });

export function keepPoint(sample: Sample, point: Point) {
  const due = sample.seen % sample.stride === 0;
  sample.seen += 1;
  if (!due) return;
  sample.points.push(point);
  if (sample.points.length < sample.most) return;
  sample.points = sample.points.filter((_, place) => place % 2 === 0);
  sample.stride *= 2;
}

/** The value below which a share (0–1) of the sorted values lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Medians of latitude and longitude, to five decimals (about a metre); undefined without points. */
export function medianPoint(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const middle = (values: number[]) =>
    Number(
      quantile(
        values.sort((a, b) => a - b),
        0.5,
      ).toFixed(5),
    );
  return { lat: middle(points.map((point) => point.lat)), lon: middle(points.map((point) => point.lon)) };
}
