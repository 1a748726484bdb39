import type { Context } from '#platform/context.ts';
import { type AttentionKind, isCluster, isRecurring, rankAttention, rules, type Severity, severityOf } from '../rules.ts';
import type { AttentionList } from '../schema.ts';
import {
  type Backlog,
  type Heap,
  type Recurrence,
  selectBacklogs,
  selectHeaps,
  selectRecurrences,
  selectUnanswered,
  selectUrgent,
  selectUsual,
  type UnansweredCalls,
  type UrgentDuty,
} from '../store/attention.ts';
import { backlogSaid, callSaid, clusterSaid, type Name, recurringSaid, urgencyNames, urgentSaid } from '../words.ts';
import { type Sight, sightOf } from './sight.ts';

type Entry = AttentionList[number] & { kind: AttentionKind; severity: Severity; weight: number };

const day = 86_400_000;
const minutesBetween = (from: Date, until: Date) => Math.trunc((until.getTime() - from.getTime()) / 60_000);
const queryOf = (filter: Record<string, string | null>) =>
  new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== null)).toString();

const placeOf = ({ places }: Sight, area: string) => ({ areaName: places.areaName(area), areaNameEn: places.areaName(area, 'en') });
const unitOf = ({ places }: Sight, id: string): Name => ({ zh: places.unitName(id), en: places.unitName(id, 'en') });
const matterOf = ({ matters }: Sight, region: string, code: string): Name => {
  const matter = matters.matter(region, code);
  return matter ? { zh: matter.name, en: matter.nameEn } : { zh: code, en: code };
};

/** One category's reports in one cell; the heaviest matter names it when it is the only one. */
type Pile = { cell: string; category: string; count: number; usualPerDay: number; heaps: Heap[] };

function pilesOf({ matters }: Sight, heaps: readonly Heap[]): Pile[] {
  const piles = new Map<string, Pile>();
  for (const heap of heaps) {
    const category = matters.matter(heap.region, heap.matter)?.category;
    if (category === undefined) continue;
    const key = `${heap.cell} ${category}`;
    const pile = piles.get(key) ?? { cell: heap.cell, category, count: 0, usualPerDay: 0, heaps: [] };
    pile.count += heap.count;
    pile.heaps.push(heap);
    piles.set(key, pile);
  }
  return [...piles.values()].filter((pile) => pile.count >= rules.clusterLeast);
}

/** 聚集: many reports of one category in one cell within 24 hours, against the cell's own mean of the 28 days before. */
async function clustersIn(ctx: Context, sight: Sight): Promise<Pile[]> {
  const since = new Date(ctx.now.getTime() - day);
  const piles = pilesOf(sight, await selectHeaps(ctx, sight.scope, since, rules.clusterLeast));
  if (piles.length === 0) return [];
  const before = await selectUsual(
    ctx,
    sight.scope,
    [...new Set(piles.map((pile) => pile.cell))],
    new Date(since.getTime() - rules.usualDays * day),
    since,
  );
  for (const { cell, region, matter, count } of before) {
    const category = sight.matters.matter(region, matter)?.category;
    const pile = piles.find((one) => one.cell === cell && one.category === category);
    if (pile) pile.usualPerDay += count / rules.usualDays;
  }
  return piles.filter((pile) => isCluster(pile.count, pile.usualPerDay));
}

function clusterEntry(sight: Sight, pile: Pile): Entry {
  const [heaviest] = pile.heaps.toSorted((a, b) => b.count - a.count) as [Heap];
  const matters = new Set(pile.heaps.map((heap) => heap.matter));
  const regions = new Set(pile.heaps.map((heap) => heap.region));
  const category = sight.matters.categories.find(({ id }) => id === pile.category);
  const about =
    matters.size === 1 || !category ? matterOf(sight, heaviest.region, heaviest.matter) : { zh: category.name, en: category.nameEn };
  const lastAt = new Date(Math.max(...pile.heaps.map((heap) => heap.lastAt.getTime())));
  return {
    kind: 'cluster',
    severity: 'amber',
    weight: pile.count / Math.max(pile.usualPerDay, 1 / rules.usualDays),
    ...clusterSaid(about, pile.count, pile.usualPerDay),
    numbers: { count: pile.count, usualPerDay: pile.usualPerDay },
    region: heaviest.region,
    caseId: null,
    number: null,
    ...placeOf(sight, heaviest.area),
    at: lastAt.toISOString(),
    cell: pile.cell,
    query: queryOf({
      area: regions.size === 1 ? heaviest.region : null,
      cell: pile.cell,
      matter: matters.size === 1 ? heaviest.matter : null,
    }),
  };
}

/** 反复: one matter that comes back in one cell within seven days, or is rated badly there. */
function recurringEntry(sight: Sight, one: Recurrence): Entry {
  return {
    kind: 'recurring',
    severity: 'amber',
    weight: one.count + one.low,
    ...recurringSaid(matterOf(sight, one.region, one.matter), one.count, one.low),
    numbers: { count: one.count, lowRatings: one.low },
    region: one.region,
    caseId: null,
    number: null,
    ...placeOf(sight, one.area),
    at: one.lastAt.toISOString(),
    cell: one.cell,
    query: queryOf({ area: one.inOneCounty ? one.region : null, cell: one.cell, matter: one.matter }),
  };
}

/** 紧急: an emergency or an urgent case that nobody has accepted or signed for while its time runs out. */
function urgentEntry(ctx: Context, sight: Sight, one: UrgentDuty): Entry {
  const isOverdue = one.dueAt < ctx.now;
  const minutes = minutesBetween(one.dueAt, ctx.now);
  const about = one.matter === null ? urgencyNames[one.urgency] : matterOf(sight, one.region, one.matter);
  return {
    kind: 'urgent',
    severity: severityOf(one.urgency, isOverdue),
    weight: minutes + (one.urgency === 'emergency' ? 100_000 : 0),
    ...urgentSaid(about, unitOf(sight, one.unit), one.kind, isOverdue ? Math.max(minutes, 1) : Math.min(minutes, -1)),
    numbers: { minutesOverdue: minutes },
    region: one.region,
    caseId: one.caseId,
    number: one.number,
    ...placeOf(sight, one.area),
    at: (isOverdue ? one.dueAt : one.redAt).toISOString(),
    cell: one.cell,
    query: queryOf({ area: one.region, matter: one.matter, cell: one.cell }),
  };
}

/** 推诿: a unit that was called and has not signed in time. */
function callEntry(ctx: Context, sight: Sight, one: UnansweredCalls): Entry {
  const minutes = minutesBetween(one.dueAt, ctx.now);
  return {
    kind: 'call',
    severity: 'amber',
    weight: one.count * 100_000 + minutes,
    ...callSaid(unitOf(sight, one.unit), unitOf(sight, one.caller), one.count, minutes),
    numbers: { count: one.count, minutesOverdue: minutes },
    region: one.region,
    caseId: one.count === 1 ? one.caseId : null,
    number: one.count === 1 ? one.number : null,
    ...placeOf(sight, one.area),
    at: one.dueAt.toISOString(),
    cell: one.cell,
    query: queryOf({ area: one.region, overdue: 'true' }),
  };
}

/** 积压: a unit with many overdue duties. */
function backlogEntry(ctx: Context, sight: Sight, one: Backlog): Entry {
  const minutes = minutesBetween(one.oldestDueAt, ctx.now);
  const own = sight.places.unit(one.unit)?.areaCode ?? one.region;
  const [part] = sight.parts;
  const isOurs = sight.parts.some(({ code }) => sight.places.covers(code, own));
  const area = isOurs ? own : (part?.code ?? one.region);
  return {
    kind: 'unit',
    severity: 'amber',
    weight: one.count,
    ...backlogSaid(unitOf(sight, one.unit), one.count, minutes),
    numbers: { count: one.count, minutesOverdue: minutes },
    region: one.region,
    caseId: null,
    number: null,
    ...placeOf(sight, area),
    at: one.lastDueAt.toISOString(),
    cell: null,
    query: queryOf({ area, overdue: 'true' }),
  };
}

/** What a person should look at now, the most serious first; the rules stand in rules.ts. */
export async function showAttention(ctx: Context, area?: string): Promise<AttentionList> {
  const sight = await sightOf(ctx, area);
  const piles = await clustersIn(ctx, sight);
  // What has just flared up is told once, unless its ratings say more.
  const isTold = (one: Recurrence) =>
    one.low < rules.lowLeast && piles.some(({ cell, heaps }) => cell === one.cell && heaps.some((heap) => heap.matter === one.matter));
  const recurrences = await selectRecurrences(ctx, sight.scope, new Date(ctx.now.getTime() - rules.recurringDays * day));
  const recurring = recurrences.filter((one) => isRecurring(one.count, one.low) && !isTold(one)).map((one) => recurringEntry(sight, one));
  const clusters = piles.map((pile) => clusterEntry(sight, pile));
  const urgent = (await selectUrgent(ctx, sight.scope, sight.matters.fractions.red)).map((one) => urgentEntry(ctx, sight, one));
  const calls = (await selectUnanswered(ctx, sight.scope)).map((one) => callEntry(ctx, sight, one));
  const backlogs = (await selectBacklogs(ctx, sight.scope)).map((one) => backlogEntry(ctx, sight, one));
  return rankAttention([...urgent, ...clusters, ...calls, ...recurring, ...backlogs]).map(({ weight: _, ...entry }) => entry);
}
