import type { Context } from '#platform/context.ts';
import { isWide } from '#platform/policy.ts';
import { forbidden, notFound } from '#platform/refusal.ts';
import { compareGrids, type RowChange } from '../compare.ts';
import { type Decided, decide } from '../rule-model.ts';
import type { RuleLine, VersionLine, VersionView } from '../schema.ts';
import {
  type VersionLine as Line,
  selectHistory,
  selectRules,
  selectVersion,
  selectVersionLines,
  type VersionRow,
} from '../store/versions.ts';
import type { Values } from '../tables.ts';
import { actionsFrom } from '../workflow.ts';
import { checkText } from './checked-text.ts';
import { todayOf } from './today.ts';

/** What the posts of an officer grant him for the rules of the city; a county's post does not change what holds in all of them. */
export const permissionsOf = ({ actor }: Context): ReadonlySet<string> =>
  new Set(actor.kind === 'officer' ? actor.appointments.filter(isWide).flatMap(({ permissions }) => permissions) : []);

/** Refuses with `rule.not_yours` who holds none of the permissions in the city. */
export function requireDesk(ctx: Context, permissions: readonly string[] = ['rule.edit', 'rule.approve']) {
  const held = permissionsOf(ctx);
  if (!permissions.some((one) => held.has(one)))
    throw forbidden('rule.not_yours', 'Rules of the city are kept by officers whose post is in the city.', { permissions });
}

function lineOf(ctx: Context, row: Line, inForce: number | undefined): VersionLine {
  const isOfficer = ctx.actor.kind === 'officer';
  return {
    number: row.number,
    state: row.state,
    origin: row.origin,
    basedOn: row.based_on,
    fromOn: row.from_on,
    toOn: row.to_on,
    inForce: row.number === inForce,
    authorName: isOfficer ? row.author_name : null,
    approverName: isOfficer ? row.approver_name : null,
    changedAt: row.changed_at.toISOString(),
  };
}

/** The number of the version that decides on a day, as this unit of work sees it; of two that hold, the one that began later. */
const inForceOf = (versions: readonly Line[], on: string): number | undefined =>
  versions
    .filter(({ from_on, to_on }) => from_on !== null && from_on <= on && (to_on === null || on <= to_on))
    .sort((one, other) => (other.from_on ?? '').localeCompare(one.from_on ?? '') || other.number - one.number)[0]?.number;

/** All rules with the versions that who acts may see, the newest first. */
export async function listRules(ctx: Context): Promise<{ rules: RuleLine[] }> {
  const today = await todayOf(ctx);
  const versions = Map.groupBy(await selectVersionLines(ctx), ({ rule_id }) => rule_id);
  const rules = (await selectRules(ctx)).filter(({ id }) => versions.has(id));
  return {
    rules: rules.map(({ id, title }) => ({
      id,
      title,
      versions: (versions.get(id) ?? []).map((row) => lineOf(ctx, row, inForceOf(versions.get(id) ?? [], today))),
    })),
  };
}

/** The version, or a refusal where there is none that who acts may see. */
export async function versionOf(ctx: Context, ruleId: string, number: number): Promise<VersionRow> {
  const row = await selectVersion(ctx, ruleId, number);
  if (!row) throw notFound('rule');
  return row;
}

/** Everyone who wrote something of a version; none of them is its second pair of eyes. */
export async function writersOf(ctx: Context, ruleId: string, number: number): Promise<ReadonlySet<string | null>> {
  const history = await selectHistory(ctx, ruleId, number);
  return new Set(history.filter(({ action }) => action === 'draft' || action === 'change').map(({ actor_id }) => actor_id));
}

/** A version with its tables, what is wrong with them, its record, and what who acts may do with it. */
export async function viewVersion(ctx: Context, ruleId: string, number: number): Promise<VersionView> {
  const row = await versionOf(ctx, ruleId, number);
  const text = await checkText(row.xml);
  const inForce = inForceOf(await selectVersionLines(ctx, ruleId), await todayOf(ctx));
  const held = permissionsOf(ctx);
  const history = ctx.actor.kind === 'officer' ? await selectHistory(ctx, ruleId, number) : [];
  const wrote = history.some(
    (line) => ['draft', 'change'].includes(line.action) && ctx.actor.kind === 'officer' && line.actor_id === ctx.actor.accountId,
  );
  return {
    ...lineOf(ctx, row, inForce),
    id: ruleId,
    title: text.rule?.title ?? ruleId,
    revision: row.revision,
    xml: row.xml,
    inputs: (text.rule?.inputs ?? []).map(({ name, type, allowed }) => ({ name, type, allowed: allowed === null ? null : [...allowed] })),
    grids: text.grids.map(copyGrid),
    problems: [...text.problems],
    actions: actionsFrom(row.state, held, wrote),
    mayEdit: row.state === 'drafted' && held.has('rule.edit'),
    history: history.map((line) => ({
      at: line.at.toISOString(),
      action: line.action,
      fromState: line.from_state,
      toState: line.to_state,
      actorName: line.actor_name,
      note: line.note,
    })),
  };
}

/** As the contract has it: lists that may be changed. */
const copyGrid = (grid: Awaited<ReturnType<typeof checkText>>['grids'][number]): VersionView['grids'][number] => ({
  ...grid,
  inputs: [...grid.inputs],
  outputs: [...grid.outputs],
  annotations: [...grid.annotations],
  rows: grid.rows.map((row) => ({
    id: row.id,
    conditions: [...row.conditions],
    outputs: [...row.outputs],
    annotations: [...row.annotations],
  })),
});

/** Decides an example by a version, sound or not yet, with the rows that held. Nothing is kept. */
export async function tryVersion(ctx: Context, ruleId: string, number: number, inputs: Values): Promise<Decided> {
  requireDesk(ctx);
  const { rule } = await checkText((await versionOf(ctx, ruleId, number)).xml);
  if (rule === null) throw notFound('rule');
  return decide(rule, inputs);
}

/** What differs from one version to another, cell by cell. */
export async function compareVersions(
  ctx: Context,
  ruleId: string,
  after: number,
  before: number,
): Promise<{ before: number; after: number; changes: RowChange[] }> {
  const [was, is] = [await versionOf(ctx, ruleId, before), await versionOf(ctx, ruleId, after)];
  return { before, after, changes: compareGrids((await checkText(was.xml)).grids, (await checkText(is.xml)).grids) };
}
