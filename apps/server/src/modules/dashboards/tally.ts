/** Duties that the five petals judge, beside the rating. */
export const dutyKinds = ['accept', 'dispatch', 'handle', 'review'] as const;
export type DutyKind = (typeof dutyKinds)[number];

/** How many there were, and how many of them were met in time. */
export type Share = { count: number; met: number };

/** What is counted of a stretch of time in a place. */
export type Tally = {
  reported: number;
  closed: number;
  rated: number;
  /** Sum of the levels of the ratings. */
  levels: number;
  /** Cases with an overdue duty of a unit at the end of the stretch. */
  overdue: number;
  /** Handling duties that ended or fell due in it; a duty may be in two days, that of its end and that of its deadline. */
  onTime: Share;
  /** Duties settled in it, each once. */
  duties: Record<DutyKind, Share>;
};

export const emptyTally = (): Tally => ({
  reported: 0,
  closed: 0,
  rated: 0,
  levels: 0,
  overdue: 0,
  onTime: { count: 0, met: 0 },
  duties: { accept: { count: 0, met: 0 }, dispatch: { count: 0, met: 0 }, handle: { count: 0, met: 0 }, review: { count: 0, met: 0 } },
});

const added = (a: Share, b: Share): Share => ({ count: a.count + b.count, met: a.met + b.met });

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally();
  for (const tally of tallies) {
    for (const name of ['reported', 'closed', 'rated', 'levels', 'overdue'] as const) sum[name] += tally[name];
    sum.onTime = added(sum.onTime, tally.onTime);
    for (const kind of dutyKinds) sum.duties[kind] = added(sum.duties[kind], tally.duties[kind]);
  }
  return sum;
}

/** Nothing was measured where nothing was due: that is no 100 %, it is null. */
export const shareOf = ({ count, met }: Share): number | null => (count === 0 ? null : met / count);

/** Mean level 1 to 5 of those who rated; whoever did not rate is in neither number. */
export const meanLevel = ({ rated, levels }: Pick<Tally, 'rated' | 'levels'>): number | null => (rated === 0 ? null : levels / rated);

/** The difference of two figures; null where one of them was not measured. */
export const deltaOf = (now: number | null, before: number | null): number | null =>
  now === null || before === null ? null : now - before;
