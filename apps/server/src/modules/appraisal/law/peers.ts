import type { Interval } from './intervals.ts';
import { priorOf } from './intervals.ts';
import { type MeasureName, measureNames, type PostKind } from './measures.ts';
import { type Rank, rankPeers, type Score, scoreOf } from './ranking.ts';
import type { Tally } from './rates.ts';
import type { Scorecard } from './scorecard.ts';

export type Appraised = { readonly unit: string; readonly peers: string; readonly tally: Tally };
export type PeerPrior = { readonly peers: string; readonly measure: MeasureName; readonly mean: number; readonly weight: number };
export type Placed = Score & {
  readonly unit: string;
  readonly peers: string;
  readonly post: PostKind;
  readonly version: string;
  /** Null where there is no score. */
  readonly place: Rank | null;
};

/**
 * Who is compared with whom: units of one kind in one group of counties; units of the city, which are each alone of their kind, with each other. A
 * county that no group names is in a group without name.
 */
export function peersOf(
  unit: { kind: string; areaCode: string },
  cityCode: string,
  groups: readonly { code: string; areas: readonly string[] }[],
): string {
  const county = unit.areaCode.slice(0, 6);
  const group = groups.find(({ areas }) => areas.includes(county))?.code ?? '';
  return unit.areaCode === cityCode ? group || 'city' : `${group}|${unit.kind}`;
}

/** Priors, scores and ranks of a month: every unit by itself, ranked among the peers that have a score too. */
export function appraise(units: readonly Appraised[], scorecards: readonly Scorecard[]): { priors: PeerPrior[]; placed: Placed[] } {
  const priors: PeerPrior[] = [];
  const placed: Placed[] = [];
  for (const [peers, members] of Map.groupBy(units, (one) => one.peers)) {
    const known = new Map(measureNames.map((measure) => [measure, priorOf(members.map(({ tally }) => tally[measure]))]));
    for (const [measure, prior] of known) if (prior) priors.push({ peers, measure, ...prior });
    for (const { post, version, weights } of scorecards) {
      const active = members.filter(({ tally }) => weights.some(({ measure }) => tally[measure].count > 0));
      const scores = active.map(({ unit, tally }) => ({ unit, score: scoreOf(tally, weights, known) }));
      const places = placesOf(scores);
      placed.push(...scores.map(({ unit, score }) => ({ ...score, unit, peers, post, version, place: places.get(unit) ?? null })));
    }
  }
  return { priors, placed };
}

function placesOf(scores: readonly { unit: string; score: Score }[]): Map<string, Rank> {
  const ranked = scores.flatMap(({ unit, score }): { unit: string; bounds: Interval }[] =>
    score.score === null ? [] : [{ unit, bounds: { low: score.low, high: score.high } }],
  );
  const ranks = rankPeers(ranked.map(({ bounds }) => bounds));
  return new Map(ranked.flatMap(({ unit }, at) => (ranks[at] ? [[unit, ranks[at]] as const] : [])));
}
