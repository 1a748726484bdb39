import { type Selectable, sql } from 'kysely';
import { tellChanged } from '#platform/cached.ts';
import type { Context } from '#platform/context.ts';
import type { RuleHistoryTable, RulesTables, RuleVersionTable } from '../tables.ts';
import type { VersionState } from '../workflow.ts';
import { cacheName } from './in-force.ts';

export const own = (ctx: Context) => ctx.tx.withTables<RulesTables>();

/** A version as the store gives it: days as `YYYY-MM-DD`. */
export type VersionRow = Omit<Selectable<RuleVersionTable>, 'from_on' | 'to_on'> & { from_on: string | null; to_on: string | null };
export type VersionLine = Omit<VersionRow, 'xml'>;

const days = [sql<string | null>`v.from_on::text`.as('from_on'), sql<string | null>`v.to_on::text`.as('to_on')] as const;
const columns = [
  'v.rule_id',
  'v.number',
  'v.revision',
  'v.state',
  'v.origin',
  'v.based_on',
  'v.hash',
  'v.author',
  'v.author_name',
  'v.approver',
  'v.approver_name',
  'v.made_at',
  'v.changed_at',
] as const;

/** What who acts may see: officers every version, everybody else what decides or did. The row-level policy says the same. */
function visibleVersions(ctx: Context) {
  const all = own(ctx).selectFrom('rules.rule_version as v');
  return ctx.actor.kind === 'officer' || ctx.actor.kind === 'platform' ? all : all.where('v.from_on', 'is not', null);
}

/** All rules with their versions, the newest first. A city has some hundred rules, so the list is whole. */
export const selectRules = (ctx: Context) => own(ctx).selectFrom('rules.rule').select(['id', 'title']).orderBy('id').limit(2000).execute();

export const selectVersionLines = (ctx: Context, ruleId?: string): Promise<VersionLine[]> => {
  const all = visibleVersions(ctx).select(columns).select(days).orderBy('v.rule_id').orderBy('v.number', 'desc').limit(5000);
  return (ruleId === undefined ? all : all.where('v.rule_id', '=', ruleId)).execute();
};

export const selectVersion = (ctx: Context, ruleId: string, number: number): Promise<VersionRow | undefined> =>
  visibleVersions(ctx)
    .select(columns)
    .select(days)
    .select('v.xml')
    .where('v.rule_id', '=', ruleId)
    .where('v.number', '=', number)
    .executeTakeFirst();

export const selectHistory = (ctx: Context, ruleId: string, number: number): Promise<Selectable<RuleHistoryTable>[]> =>
  own(ctx)
    .selectFrom('rules.rule_history')
    .selectAll()
    .where('rule_id', '=', ruleId)
    .where('number', '=', number)
    .orderBy('step')
    .execute();

/** Who acts, as a line of the record names him. */
export type By = { id: string; name: string };

export type NewVersion = { ruleId: string; basedOn: number; xml: string; hash: string };

/** Writes a draft as the next version of its rule, with the first line of its record; gives its number. */
export async function insertDraft(ctx: Context, { ruleId, basedOn, xml, hash }: NewVersion, by: By): Promise<number> {
  // Two drafts begun at once would take the same number: the rule's row lets one after the other.
  await own(ctx).selectFrom('rules.rule').select('id').where('id', '=', ruleId).forUpdate().executeTakeFirst();
  const { rows } = await sql<{ number: number }>`
    with made as (
      insert into rules.rule_version (rule_id, number, state, origin, based_on, xml, hash, author, author_name, made_at, changed_at)
      select ${ruleId}, coalesce(max(number), 0) + 1, 'drafted', 'desk', ${basedOn}::int, ${xml}, ${hash}, ${by.id}::uuid, ${by.name}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from rules.rule_version where rule_id = ${ruleId} returning number
    ), line as (
      insert into rules.rule_history (rule_id, number, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, hash, note)
      select ${ruleId}, number, 1, ${ctx.now}::timestamptz, 'draft', null, 'drafted', 'officer', ${by.id}::uuid, ${by.name}, ${hash}, null from made
    )
    select number from made`.execute(ctx.tx);
  return rows[0]?.number ?? 0;
}

/** Changes the text of a draft; false when someone else changed it since. */
export async function updateDraft(ctx: Context, row: VersionLine, xml: string, hash: string, by: By): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with changed as (
      update rules.rule_version set xml = ${xml}, hash = ${hash}, revision = revision + 1, changed_at = ${ctx.now}::timestamptz, author = ${by.id}::uuid, author_name = ${by.name}
      where rule_id = ${row.rule_id} and number = ${row.number}::int and revision = ${row.revision}::int and state = 'drafted' returning rule_id, number
    )
    insert into rules.rule_history (rule_id, number, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, hash, note)
    select rule_id, number, (select max(step) + 1 from rules.rule_history h where h.rule_id = ${row.rule_id} and h.number = ${row.number}::int),
      ${ctx.now}::timestamptz, 'change', 'drafted', 'drafted', 'officer', ${by.id}::uuid, ${by.name}, ${hash}, null from changed`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export type Move = {
  action: string;
  to: VersionState;
  note: string | null;
  /** Days that the step sets; undefined leaves them. */
  fromOn?: string;
  toOn?: string;
  approves: boolean;
};

/** Moves a version and writes the line in the same statement; false when someone else was first. */
export async function moveVersion(ctx: Context, row: VersionLine, move: Move, by: By): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with moved as (
      update rules.rule_version set state = ${move.to}, revision = revision + 1, changed_at = ${ctx.now}::timestamptz,
        from_on = coalesce(${move.fromOn ?? null}::date, from_on), to_on = coalesce(${move.toOn ?? null}::date, to_on),
        approver = case when ${move.approves}::bool then ${by.id}::uuid else approver end,
        approver_name = case when ${move.approves}::bool then ${by.name} else approver_name end
      where rule_id = ${row.rule_id} and number = ${row.number}::int and revision = ${row.revision}::int and state = ${row.state} returning rule_id, number, hash
    )
    insert into rules.rule_history (rule_id, number, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, hash, note)
    select rule_id, number, (select max(step) + 1 from rules.rule_history h where h.rule_id = ${row.rule_id} and h.number = ${row.number}::int),
      ${ctx.now}::timestamptz, ${move.action}, ${row.state}, ${move.to}, 'officer', ${by.id}::uuid, ${by.name}, hash, ${move.note} from moved`.execute(
    ctx.tx,
  );
  const done = (numAffectedRows ?? 0n) > 0n;
  if (done && (move.fromOn !== undefined || move.toOn !== undefined)) tellChanged(ctx, cacheName);
  return done;
}
