/** When the command page calls for attention. All numbers of the rules stand here. */

export const attentionKinds = ['urgent', 'cluster', 'call', 'recurring', 'unit'] as const;
export type AttentionKind = (typeof attentionKinds)[number];
export type Severity = 'red' | 'amber';

export const rules = {
  /** Reports of one category in one H3 cell of resolution 8 (0.74 km²) within 24 hours, and how many times the cell's own mean a day. */
  clusterLeast: 5,
  clusterTimes: 3,
  usualDays: 28,
  /** Cases of one matter in one cell within a week, or ratings of at most `lowLevel` among them. */
  recurringDays: 7,
  recurringLeast: 5,
  lowLevel: 2,
  lowLeast: 2,
  /** Overdue duties from which a unit is named. */
  overdueLeast: 5,
  /** Entries in all, and entries of one kind that are not red: no kind crowds out the others. */
  most: 8,
  mostOfKind: 3,
} as const;

export const isCluster = (count: number, usualPerDay: number) => count >= rules.clusterLeast && count >= rules.clusterTimes * usualPerDay;

export const isRecurring = (count: number, lowRatings: number) => count >= rules.recurringLeast || lowRatings >= rules.lowLeast;

/** Red is kept for danger: an emergency whose time has run out. */
export const severityOf = (urgency: string, overdue: boolean): Severity => (urgency === 'emergency' && overdue ? 'red' : 'amber');

type Ranked = { kind: AttentionKind; severity: Severity; weight: number };

/** The most serious first: red before amber, then by kind in the order above, then by weight; cut to what a person can take in. */
export function rankAttention<T extends Ranked>(entries: readonly T[]): T[] {
  const ordered = entries.toSorted(
    (a, b) =>
      Number(b.severity === 'red') - Number(a.severity === 'red') ||
      attentionKinds.indexOf(a.kind) - attentionKinds.indexOf(b.kind) ||
      b.weight - a.weight,
  );
  const shown = new Map<AttentionKind, number>();
  const kept = ordered.filter((entry) => {
    if (entry.severity === 'red') return true;
    const count = (shown.get(entry.kind) ?? 0) + 1;
    shown.set(entry.kind, count);
    return count <= rules.mostOfKind;
  });
  return kept.slice(0, rules.most);
}
