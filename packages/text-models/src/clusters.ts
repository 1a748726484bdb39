/** Two members and how probably they are one. */
export type Link = { readonly one: number; readonly other: number; readonly probability: number };

/** Sum and number of the links between two groups. */
type Bond = { sum: number; count: number };

type Grouping = {
  readonly groupOf: Int32Array;
  readonly members: Map<number, readonly number[]>;
  readonly bonds: Map<number, Map<number, Bond>>;
};

/**
 * Groups of members that are one, the largest first, single members left out. The surest links join first; two groups join only while the mean
 * probability over all pairs between them is at least `least` (average linkage; a pair without a link counts `absent`), so that a chain of
 * half-likenesses does not grow into one group.
 */
export function clusters(count: number, links: readonly Link[], least: number, absent: number): number[][] {
  const grouping = apart(count, links);
  const order = links
    .filter(({ probability }) => probability >= least)
    .sort((a, b) => b.probability - a.probability || a.one - b.one || a.other - b.other);
  // A join can make a refused pair of groups likelier: pass over the links until nothing joins.
  while (pass(grouping, order, least, absent));
  return [...grouping.members.values()]
    .filter((one) => one.length > 1)
    .map((one) => [...one].sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
}

function apart(count: number, links: readonly Link[]): Grouping {
  const grouping: Grouping = {
    groupOf: Int32Array.from({ length: count }, (_, member) => member),
    members: new Map(Array.from({ length: count }, (_, member) => [member, [member]] as const)),
    bonds: new Map(),
  };
  for (const { one, other, probability } of links) addBond(grouping, one, other, { sum: probability, count: 1 });
  return grouping;
}

function addBond({ bonds }: Grouping, one: number, other: number, { sum, count }: Bond): void {
  for (const [left, right] of [
    [one, other],
    [other, one],
  ] as const) {
    const row = bonds.get(left) ?? new Map<number, Bond>();
    const held = row.get(right);
    row.set(right, { sum: (held?.sum ?? 0) + sum, count: (held?.count ?? 0) + count });
    bonds.set(left, row);
  }
}

function pass(grouping: Grouping, order: readonly Link[], least: number, absent: number): boolean {
  let joined = false;
  for (const { one, other } of order) {
    const left = grouping.groupOf[one] as number;
    const right = grouping.groupOf[other] as number;
    if (left === right || meanBetween(grouping, left, right, absent) < least) continue;
    join(grouping, left, right);
    joined = true;
  }
  return joined;
}

const membersOf = ({ members }: Grouping, group: number) => members.get(group) ?? [];

function meanBetween(grouping: Grouping, left: number, right: number, absent: number): number {
  const pairs = membersOf(grouping, left).length * membersOf(grouping, right).length;
  const bond = grouping.bonds.get(left)?.get(right) ?? { sum: 0, count: 0 };
  return (bond.sum + (pairs - bond.count) * absent) / pairs;
}

function join(grouping: Grouping, left: number, right: number): void {
  const isLarger = membersOf(grouping, left).length >= membersOf(grouping, right).length;
  const [kept, gone] = isLarger ? [left, right] : [right, left];
  const moved = membersOf(grouping, gone);
  for (const member of moved) grouping.groupOf[member] = kept;
  grouping.members.set(kept, [...membersOf(grouping, kept), ...moved]);
  grouping.members.delete(gone);
  for (const [third, bond] of grouping.bonds.get(gone) ?? []) {
    grouping.bonds.get(third)?.delete(gone);
    if (third !== kept) addBond(grouping, kept, third, bond);
  }
  grouping.bonds.delete(gone);
}
