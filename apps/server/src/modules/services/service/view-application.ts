import type { Plain } from '@banyan/decision-tables';
import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { badRequest } from '#platform/refusal.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { recordLook } from '../../privacy/index.ts';
import type { Services } from '../catalogue.ts';
import type { Cause, MaterialGiven } from '../decide.ts';
import { remedy } from '../limits.ts';
import type { Item, Source } from '../pack/service-pack.ts';
import { decidingUnits } from '../policy.ts';
import { type ApplicationKey, type ApplicationRow, selectTimeline } from '../store/applications.ts';
import { servicesOf } from '../store/catalogue.ts';
import { type After, selectDrawn, selectOwnApplications, selectQueue } from '../store/lists.ts';
import type { FieldCheck } from '../verify.ts';
import { actionsFrom } from '../workflow.ts';
import { keptOf, openApplication, standingOf } from './act-on-application.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The application as a line of a list. */
export function lineOf(services: Services, places: Places, row: ApplicationRow) {
  const item = services.item(row.item);
  return {
    region: row.region,
    id: row.id,
    number: row.number,
    state: row.state,
    item: row.item,
    name: item?.name ?? row.item,
    nameEn: item?.nameEn ?? row.item,
    joint: row.joint,
    bundle: row.bundle_id,
    for: row.person_masked,
    byProxy: row.mandate_id !== null,
    byMachine: row.by_machine,
    unitName: places.unitName(row.unit_id),
    unitNameEn: places.unitName(row.unit_id, 'en'),
    areaName: places.areaName(row.area_code),
    differences: row.causes.filter(({ code }) => code === 'mismatch').length,
    reviewAsked: row.review_asked_at !== null,
    submittedAt: row.submitted_at.toISOString(),
    dueAt: iso(row.due_at),
    decidedAt: iso(row.decided_at),
  };
}

const shownCause = (cause: Cause) => ({
  code: cause.code,
  field: 'field' in cause ? cause.field : null,
  source: 'source' in cause ? cause.source : null,
  material: 'material' in cause ? cause.material : null,
  reason: 'reason' in cause ? cause.reason : null,
});

const named = (source: Source | null | undefined) => ({ sourceName: source?.name ?? null, sourceNameEn: source?.nameEn ?? null });

function fieldsOf(services: Services, row: ApplicationRow, kept: ReturnType<typeof keptOf>) {
  const checks = new Map(row.checks.map((check) => [check.field, check]));
  const show = (values: Record<string, Plain>, name: string): Plain => values[name] ?? null;
  const checked = (check: FieldCheck | undefined) => ({ result: check?.result ?? null, asOf: check?.asOf ?? null });
  return (services.item(row.item)?.form?.fields ?? []).map(({ name, title, titleEn, source }) => ({
    name,
    title,
    titleEn,
    claimed: show(kept.claims, name),
    value: show(kept.values, name),
    source: source?.source ?? null,
    ...named(source && services.source(source.source)),
    ...checked(checks.get(name)),
  }));
}

function decisionOf(services: Services, row: ApplicationRow) {
  const { decision } = row;
  if (!decision) return null;
  const code = typeof decision.outputs.reason === 'string' ? decision.outputs.reason : '';
  const words = services.reason(code);
  return {
    ruleId: decision.ruleId,
    version: decision.version,
    outcome: decision.outputs.outcome === 'approve' ? ('approve' as const) : ('person' as const),
    reason: code,
    reasonZh: words?.zh ?? code,
    reasonEn: words?.en ?? code,
    amountCents: typeof decision.outputs.amount_cents === 'number' ? decision.outputs.amount_cents : null,
    fired: decision.fired.map(({ table, number, rule, annotation, cells }) => ({
      table,
      number,
      rule,
      annotation,
      cells: cells.map(({ label, test, value }) => ({ label, test, value: value === null ? '' : String(value) })),
    })),
  };
}

/** An officer who opens an application leaves a line that its person reads. */
const leaveLine = (ctx: Context, row: ApplicationRow) =>
  recordLook(ctx, {
    region: row.region,
    personId: row.person_id,
    purpose: 'decide-service',
    fields: ['application'],
    about: { kind: 'application', id: row.id, number: row.number },
    unitId: row.unit_id,
  });

const shownMaterial = (item: Item | undefined, { id, how }: MaterialGiven) => {
  const material = item?.materials.find((one) => one.id === id);
  return { id, how, name: material?.name ?? id, nameEn: material?.nameEn ?? id };
};

type Line = Awaited<ReturnType<typeof selectTimeline>>[number];
const shownLine = (places: Places, forOfficer: boolean, line: Line) => ({
  at: line.at.toISOString(),
  action: line.action,
  from: line.from_state,
  to: line.to_state,
  by: line.actor_kind,
  name: forOfficer ? line.actor_name : null,
  unitName: line.unit_id === null ? null : places.unitName(line.unit_id),
  ground: line.ground,
  note: line.note,
});

/** The whole application for its applicant, for whom it is, or for the officer who decides it. */
export async function viewApplication(ctx: Context, key: ApplicationKey) {
  const { row, parties } = await openApplication(ctx, key);
  const [services, places, timeline] = await Promise.all([servicesOf(ctx.house), placesOf(ctx.house), selectTimeline(ctx, key)]);
  const item = services.item(row.item);
  const forOfficer = ctx.actor.kind === 'officer';
  if (forOfficer) await leaveLine(ctx, row);
  return {
    ...lineOf(services, places, row),
    situation: row.situation,
    answers: Object.entries(row.answers).map(([question, answer]) => wordsOfAnswer(item, question, answer)),
    fields: fieldsOf(services, row, keptOf(ctx, row)),
    materials: row.materials.map((given) => shownMaterial(item, given)),
    causes: row.causes.map(shownCause),
    decision: decisionOf(services, row),
    basis: item?.basis ?? '',
    licenceNumber: row.licence_number,
    paymentNumber: row.payment_number,
    statutoryDueAt: iso(row.statutory_due_at),
    correctBy: iso(row.correct_by),
    remedy: row.state === 'refused' || row.state === 'revoked' ? { ...remedy } : null,
    allowed: actionsFrom(row.state, new Set(parties.keys()), standingOf(row)),
    timeline: timeline.map((line) => shownLine(places, forOfficer, line)),
  };
}

function wordsOfAnswer(item: Item | undefined, question: string, answer: string) {
  const asked = item?.questions.find(({ id }) => id === question) ?? { text: question, textEn: question, options: [] };
  const option = asked.options.find(({ code }) => code === answer) ?? { text: answer, textEn: answer };
  return { question, answer, text: asked.text, textEn: asked.textEn, answerText: option.text, answerTextEn: option.textEn };
}

export type PageQuery = { after?: string; limit?: number };

function afterOf(cursor: string | undefined): After | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = readCursor(cursor, 2);
  const instant = new Date(String(at));
  if (Number.isNaN(instant.getTime()) || !/^[0-9a-f-]{36}$/.test(String(id)))
    throw badRequest('request.cursor_invalid', 'This cursor is not one that the list gave out. Start from the first page.');
  return { at: instant, id: String(id) };
}

async function pageOf(ctx: Context, rows: readonly ApplicationRow[], limit: number, keyOf: (row: ApplicationRow) => Date) {
  const [services, places] = await Promise.all([servicesOf(ctx.house), placesOf(ctx.house)]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    applications: page.map((row) => lineOf(services, places, row)),
    next: last && rows.length > limit ? writeCursor([keyOf(last).toISOString(), last.id]) : null,
  };
}

/** One's own applications and those filed for one, the newest first. */
export async function listOwnApplications(ctx: Context, { after, limit = 20 }: PageQuery) {
  const accountId = ctx.actor.kind === 'resident' ? ctx.actor.accountId : '';
  return pageOf(ctx, await selectOwnApplications(ctx, accountId, afterOf(after), limit + 1), limit, (row) => row.submitted_at);
}

/** What waits for the units of an officer, what is due first. */
export async function listQueue(ctx: Context, { after, limit = 20 }: PageQuery) {
  const rows = await selectQueue(ctx, decidingUnits(ctx.actor), afterOf(after), limit + 1);
  return pageOf(ctx, rows, limit, (row) => row.due_at ?? row.submitted_at);
}

/** What was drawn for a second look in the officer's area and not ended. */
export async function listDrawn(ctx: Context) {
  return pageOf(ctx, await selectDrawn(ctx, 200), 200, (row) => row.submitted_at);
}
