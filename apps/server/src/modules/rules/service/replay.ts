import { type Context, type House, newId, unitOfWork } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { badRequest, notFound, unprocessable } from '#platform/refusal.ts';
import { decide, type RuleModel } from '../rule-model.ts';
import type { ChangePage, ReplayView } from '../schema.ts';
import {
  type Change,
  countDecisions,
  type DecisionKey,
  type DecisionRow,
  insertChanges,
  insertReplay,
  type ReplayRow,
  selectChanges,
  selectDecisions,
  selectReplay,
  selectReplays,
  updateReplay,
} from '../store/replays.ts';
import { selectVersion } from '../store/versions.ts';
import { refuseUnsound } from './act-on-version.ts';
import { checkText } from './checked-text.ts';
import { requireDesk, versionOf } from './view-version.ts';

export const replayQueue = 'rules.replay';
export type ReplayJob = { id: string; at: string };

/** Decisions looked at in one unit of work: about a tenth of a second. */
const batch = 2000;

const viewOf = (row: ReplayRow, hash: string): ReplayView => ({
  id: row.id,
  rule: row.rule_id,
  number: row.number,
  state: row.state,
  fromOn: row.from_on,
  untilOn: row.until_on,
  total: row.total,
  seen: row.seen,
  changed: row.changed,
  current: row.hash === hash,
  fault: row.fault,
  askedAt: row.asked_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

/** Begins to decide again what the rule decided between two days, by another version; a job does it. */
export async function startReplay(
  ctx: Context,
  ruleId: string,
  number: number,
  term: { fromOn: string; untilOn: string },
): Promise<ReplayView> {
  requireDesk(ctx);
  if (ctx.actor.kind !== 'officer') throw notFound('rule');
  const days = [term.fromOn, term.untilOn].map((day) => Date.parse(day));
  if (days.some(Number.isNaN) || term.untilOn < term.fromOn)
    throw unprocessable('rule.term_invalid', 'The last day of a replay comes after its first.', term);
  const { xml, hash } = await versionOf(ctx, ruleId, number);
  refuseUnsound(await checkText(xml));
  const id = newId(ctx.now);
  await insertReplay(ctx, {
    id,
    rule_id: ruleId,
    number,
    hash,
    from_on: term.fromOn,
    until_on: term.untilOn,
    asked_by: ctx.actor.accountId,
  });
  await ctx.house.jobs.later(ctx, replayQueue, { id, at: ctx.now.toISOString() } satisfies ReplayJob);
  return viewReplay(ctx, id);
}

async function replayOf(ctx: Context, id: string): Promise<ReplayRow> {
  const row = await selectReplay(ctx, id);
  if (!row) throw notFound('replay');
  return row;
}

export async function viewReplay(ctx: Context, id: string): Promise<ReplayView> {
  requireDesk(ctx);
  const row = await replayOf(ctx, id);
  return viewOf(row, (await versionOf(ctx, row.rule_id, row.number)).hash);
}

export async function listReplays(ctx: Context, ruleId: string, number: number): Promise<{ replays: ReplayView[] }> {
  requireDesk(ctx);
  const { hash } = await versionOf(ctx, ruleId, number);
  return { replays: (await selectReplays(ctx, ruleId, number)).map((row) => viewOf(row, hash)) };
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function keyOf(cursor: string | undefined): DecisionKey | undefined {
  if (cursor === undefined) return undefined;
  const [region, id] = readCursor(cursor, 2);
  if (typeof region !== 'string' || typeof id !== 'string' || !uuidForm.test(id))
    throw badRequest('request.cursor_invalid', 'This cursor is not one that the list gave out. Start from the first page.');
  return { region, id };
}

/** The decisions that would change, of the counties of who asks, a page at a time. */
export async function listChanges(ctx: Context, id: string, query: { cursor?: string; limit?: number }): Promise<ChangePage> {
  requireDesk(ctx);
  await replayOf(ctx, id);
  const limit = query.limit ?? 30;
  const rows = await selectChanges(ctx, id, keyOf(query.cursor), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    changes: rows.slice(0, limit).map((row) => ({
      region: row.region,
      decision: row.decision_id,
      decidedAt: row.decided_at.toISOString(),
      about: { kind: row.about_kind, id: row.about_id },
      before: row.before,
      after: row.after,
      fired: row.fired.map((one) => ({ ...one, cells: [...one.cells] })),
    })),
    next: last ? writeCursor([last.region, last.decision_id]) : null,
  };
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, entry]) => [name, inOrder(entry)]),
  );
};

/** Whether two answers say the same, in whatever order their parts stand (jsonb does not keep it). */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));

function changesOf(rule: RuleModel, decisions: readonly DecisionRow[]): Change[] {
  return decisions.flatMap((decision) => {
    const { outputs } = decide(rule, decision.inputs, false);
    if (isSame(outputs, decision.outputs)) return [];
    return [{ decision, after: outputs, fired: decide(rule, decision.inputs).fired }];
  });
}

/** Works a replay to its end; one that was broken off begins again and finds the same changes. */
export async function workReplay(house: House, { id, at }: ReplayJob) {
  const now = new Date(at);
  const step = <T>(work: (ctx: Context) => Promise<T>) => unitOfWork(house, { kind: 'platform' }, now, work);
  const begun = await step(async (ctx) => {
    const row = await selectReplay(ctx, id);
    if (!row || row.state === 'done' || row.state === 'failed') return undefined;
    const version = await selectVersion(ctx, row.rule_id, row.number);
    const total = await countDecisions(ctx, row);
    await updateReplay(ctx, id, { state: 'running', total, seen: 0, changed: 0 });
    return version && { row, version };
  });
  if (!begun) return;
  const { row, version } = begun;
  const end = (change: Parameters<typeof updateReplay>[2]) => step((ctx) => updateReplay(ctx, id, { ...change, ended_at: now }));
  const { rule } = await checkText(version.xml);
  if (version.hash !== row.hash || rule === null) return void (await end({ state: 'failed', fault: 'changed' }));
  let after: DecisionKey | undefined;
  let [seen, changed] = [0, 0];
  for (;;) {
    const decisions = await step((ctx) => selectDecisions(ctx, row, after, batch));
    const changes = changesOf(rule, decisions);
    seen += decisions.length;
    changed += changes.length;
    await step(async (ctx) => {
      await insertChanges(ctx, id, changes);
      await updateReplay(ctx, id, { seen, changed });
    });
    const last = decisions.at(-1);
    if (!last || decisions.length < batch) break;
    after = { region: last.region, id: last.id };
  }
  await end({ state: 'done' });
}
