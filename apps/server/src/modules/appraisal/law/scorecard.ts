import { type MeasureName, measureOf, type PostKind, postKinds } from './measures.ts';
import type { Weight } from './ranking.ts';

/** One line of the pack's scorecard: from a date on, a measure weighs so much in the score of a post kind. */
export type ScorecardRow = {
  readonly since: string;
  readonly post: PostKind;
  readonly measure: MeasureName;
  readonly weight: number;
  readonly source: string;
  readonly status: string;
};

/** The weights of one post kind in force, with the date of their version, their source and status. */
export type Scorecard = {
  readonly version: string;
  readonly post: PostKind;
  readonly weights: readonly (Weight & { readonly source: string; readonly status: string })[];
};

/** What is wrong with a scorecard, by the place of the row; empty when it is sound. Weights of one version of one post add up to 100. */
export function faultsOf(rows: readonly ScorecardRow[]): { place: number; column: 'measure' | 'weight'; reason: string }[] {
  const faults: { place: number; column: 'measure' | 'weight'; reason: string }[] = [];
  for (const [place, { measure, post }] of rows.entries()) {
    const known = measureOf(measure);
    if (known.post !== post)
      faults.push({ place, column: 'measure', reason: `"${measure}" is a measure of the post kind "${known.post}"` });
    if (known.good === 'plain')
      faults.push({ place, column: 'measure', reason: `"${measure}" is told beside others and cannot be weighed` });
  }
  const versions = Map.groupBy(rows.keys(), (place) => `${rows[place]?.since} ${rows[place]?.post}`);
  for (const [version, places] of versions) {
    const sum = places.reduce((total, place) => total + (rows[place]?.weight ?? 0), 0);
    if (Math.abs(sum - 100) > 1e-9)
      faults.push({
        place: places[0] ?? 0,
        column: 'weight',
        reason: `the weights of ${version} add up to ${sum}; they must add up to 100`,
      });
  }
  return faults;
}

/** The scorecards in force on a date `YYYY-MM-DD`, one for each post kind that has one: a month is judged by the version in force on its first day. */
export function scorecardsOn(rows: readonly ScorecardRow[], date: string): Scorecard[] {
  return postKinds.flatMap((post) => {
    const mine = rows.filter((row) => row.post === post && row.since <= date);
    const version = mine
      .map(({ since }) => since)
      .sort()
      .at(-1);
    if (version === undefined) return [];
    const weights = mine
      .filter(({ since }) => since === version)
      .map(({ measure, weight, source, status }) => ({ measure, weight, source, status }));
    return [{ version, post, weights }];
  });
}
