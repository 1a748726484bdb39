import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { DecisionTable, Fired, ReplayChangeTable, ReplayTable, Values } from '../tables.ts';
import { own } from './versions.ts';

export type ReplayRow = Omit<Selectable<ReplayTable>, 'from_on' | 'until_on'> & { from_on: string; until_on: string };
export type DecisionRow = Selectable<DecisionTable>;
export type ChangeRow = Selectable<ReplayChangeTable>;

const days = [sql<string>`from_on::text`.as('from_on'), sql<string>`until_on::text`.as('until_on')] as const;
const columns = [
  'id',
  'rule_id',
  'number',
  'hash',
  'state',
  'total',
  'seen',
  'changed',
  'fault',
  'asked_by',
  'asked_at',
  'ended_at',
] as const;

type NewReplay = Pick<ReplayRow, 'id' | 'rule_id' | 'number' | 'hash' | 'from_on' | 'until_on' | 'asked_by'>;

export async function insertReplay(ctx: Context, replay: NewReplay) {
  const row = { ...replay, state: 'queued' as const, total: 0, seen: 0, changed: 0, fault: null, asked_at: ctx.now, ended_at: null };
  await own(ctx).insertInto('rules.replay').values(row).execute();
}

export const selectReplay = (ctx: Context, id: string): Promise<ReplayRow | undefined> =>
  own(ctx).selectFrom('rules.replay').select(columns).select(days).where('id', '=', id).executeTakeFirst();

export const selectReplays = (ctx: Context, ruleId: string, number: number): Promise<ReplayRow[]> =>
  own(ctx)
    .selectFrom('rules.replay')
    .select(columns)
    .select(days)
    .where('rule_id', '=', ruleId)
    .where('number', '=', number)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();

export async function updateReplay(
  ctx: Context,
  id: string,
  change: Partial<Pick<ReplayRow, 'state' | 'total' | 'seen' | 'changed' | 'fault' | 'ended_at'>>,
) {
  await own(ctx).updateTable('rules.replay').set(change).where('id', '=', id).execute();
}

/** Midnight in China at the beginning of a day. */
const midnight = (day: string) => sql<Date>`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;

/** Decisions of a rule made between two days, both inclusive. */
const decisionsOf = (ctx: Context, { rule_id, from_on, until_on }: Pick<ReplayRow, 'rule_id' | 'from_on' | 'until_on'>) =>
  own(ctx)
    .selectFrom('rules.decision')
    .where('rule_id', '=', rule_id)
    .where(sql<boolean>`at >= ${midnight(from_on)}`)
    .where(sql<boolean>`at < ${midnight(until_on)} + interval '1 day'`);

export async function countDecisions(ctx: Context, replay: Pick<ReplayRow, 'rule_id' | 'from_on' | 'until_on'>): Promise<number> {
  const { count } = await decisionsOf(ctx, replay)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type DecisionKey = { region: string; id: string };

export function selectDecisions(ctx: Context, replay: ReplayRow, after: DecisionKey | undefined, limit: number): Promise<DecisionRow[]> {
  const all = decisionsOf(ctx, replay).selectAll().orderBy('region').orderBy('id').limit(limit);
  return (after === undefined ? all : all.where(sql<boolean>`(region, id) > (${after.region}, ${after.id}::uuid)`)).execute();
}

export type Change = { decision: DecisionRow; after: Values; fired: readonly Fired[] };

export async function insertChanges(ctx: Context, replayId: string, changes: readonly Change[]) {
  if (changes.length === 0) return;
  await own(ctx)
    .insertInto('rules.replay_change')
    .values(
      changes.map(({ decision, after, fired }) => ({
        region: decision.region,
        replay_id: replayId,
        decision_id: decision.id,
        decided_at: decision.at,
        about_kind: decision.about_kind,
        about_id: decision.about_id,
        before: JSON.stringify(decision.outputs),
        after: JSON.stringify(after),
        fired: JSON.stringify(fired),
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

/** The decisions that would change, of the counties that who acts may see. */
export function selectChanges(ctx: Context, replayId: string, after: DecisionKey | undefined, limit: number): Promise<ChangeRow[]> {
  const all = own(ctx)
    .selectFrom('rules.replay_change')
    .selectAll()
    .where('replay_id', '=', replayId)
    .orderBy('region')
    .orderBy('decision_id')
    .limit(limit);
  return (after === undefined ? all : all.where(sql<boolean>`(region, decision_id) > (${after.region}, ${after.id}::uuid)`)).execute();
}
