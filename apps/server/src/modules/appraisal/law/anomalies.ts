import { minimumSample } from './ranking.ts';
import type { Share } from './rates.ts';

/** What deserves a second look. A flag is a fact with the cases behind it; it changes no figure and no score. */
export const flagKinds = ['perfect-streak', 'rating-minute', 'rating-device', 'closing-wave'] as const;
export type FlagKind = (typeof flagKinds)[number];

/** All numbers of the flags stand here. */
export const flagRules = {
  /** Months in a row in which every rating was good, each with the minimum sample. */
  streakMonths: 3,
  /** Ratings of one unit within one minute, and ratings of one unit in a month that came from one device or account. */
  minuteLeast: 5,
  deviceLeast: 5,
  /** Duties of one unit ended within one hour, each in the last part of its time. */
  waveLeast: 10,
  wavePart: 0.1,
  /** Cases named as evidence; the count tells how many there were. */
  evidence: 50,
} as const;

export type Cluster<T> = { readonly key: string; readonly members: readonly T[] };

/** Groups of at least `least` members with one key, the largest first; who has no key is in no group. */
export function clustersOf<T>(items: readonly T[], keyOf: (item: T) => string | null, least: number): Cluster<T>[] {
  const found = Map.groupBy(items, keyOf);
  return [...found]
    .flatMap(([key, members]) => (key !== null && members.length >= least ? [{ key, members }] : []))
    .sort((a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1));
}

/** The minute of an instant: `2026-11-03T02:15Z`. */
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16)}Z`;
/** The hour of an instant: `2026-11-03T02Z`. */
export const hourOf = (at: Date): string => `${at.toISOString().slice(0, 13)}Z`;

export type Duty = { readonly startedAt: Date; readonly endedAt: Date; readonly dueAt: Date };

/** Whether a duty ended in time, and only in the last tenth of it. */
export function isLastMoment({ startedAt, endedAt, dueAt }: Duty): boolean {
  const left = dueAt.getTime() - endedAt.getTime();
  return left >= 0 && left <= flagRules.wavePart * (dueAt.getTime() - startedAt.getTime());
}

/** Closing waves: an hour in which many duties ended at the last moment. */
export const wavesOf = <T extends Duty>(duties: readonly T[]): Cluster<T>[] =>
  clustersOf(duties.filter(isLastMoment), ({ endedAt }) => hourOf(endedAt), flagRules.waveLeast);

/** How many months up to the last one were all good, each with the minimum sample. `months` in order, the last one last. */
export function streakOf(months: readonly Share[]): number {
  const broken = months.findLastIndex(({ count, met }) => count < minimumSample || met < count);
  return months.length - 1 - broken;
}
