import { deadline, parseLimit } from '@banyan/working-time';
import { dayIn } from '#platform/civil-day.ts';
import { type Context, newId } from '#platform/context.ts';
import { conflict } from '#platform/refusal.ts';
import { recordDecision } from '../../rules/index.ts';
import type { Services } from '../catalogue.ts';
import type { Verdict } from '../decide.ts';
import { writeApplicationNumber } from '../number.ts';
import type { Item } from '../pack/service-pack.ts';
import { claimRight, insertApplication, type LineActor, type NewApplication, selectHolder, takeRunning } from '../store/applications.ts';
import type { SeenBySource } from '../verify.ts';
import type { Draft } from './decide-plan.ts';
import type { Plan } from './plan.ts';
import { heldUntil, type Settled, settle, unitOf } from './settle.ts';
import { writeLooks } from './write-looks.ts';

export type Taken = { region: string; id: string; number: string; item: string; state: 'approved' | 'with-person' };

/** When a limit of the catalogue ends; null without a limit or outside the calendar. */
export function dueAt({ calendar }: Services, from: Date, limit: string | null): Date | null {
  if (limit === null || calendar === null) return null;
  return new Date(deadline(calendar, from.getTime(), parseLimit(limit)));
}

/** Look-ups give an answer and no right: they may be asked as often as one likes. */
const isRight = ({ result, mode }: Item) => result.kind !== 'answer' || mode !== 'lookup';

const rightOf = (ctx: Context, personId: string, item: Item, id: string): string =>
  isRight(item) ? ctx.house.vault.blindIndex(`right:${item.id}:${personId}`).toString('hex') : id;

async function takeRight(ctx: Context, plan: Plan, draft: Draft, id: string, onceFor: string, approved: boolean): Promise<number> {
  const today = dayIn(plan.places.city.zone, ctx.now);
  if (!isRight(draft.item)) return takeRunning(ctx);
  const until = approved ? heldUntil(plan.services, draft.item, draft.decision, today) : null;
  const running = await claimRight(ctx, { onceFor, region: plan.region, id, heldUntil: until, today });
  if (running !== undefined) return running;
  const holder = await selectHolder(ctx, onceFor);
  throw conflict('application.already_held', 'This was asked for already: there is one application for a right.', {
    item: draft.item.id,
    ...(holder ? { application: holder } : {}),
  });
}

const limitsOf = (services: Services, now: Date, { promisedLimit, statutoryLimit }: Item) => ({
  due_at: dueAt(services, now, promisedLimit ?? statutoryLimit),
  statutory_due_at: dueAt(services, now, statutoryLimit),
});

function givenBy({ licence, payment }: Settled) {
  const none = { id: null, number: null };
  const [issued, ordered] = [licence ?? none, payment ?? none];
  return { licence_id: issued.id, licence_number: issued.number, payment_id: ordered.id, payment_number: ordered.number };
}

function rowOf(ctx: Context, plan: Plan, draft: Draft, known: Known): NewApplication {
  const { applicant, region, joint, services } = plan;
  const approved = known.verdict.outcome === 'approve';
  return {
    region,
    id: known.id,
    number: known.number,
    state: approved ? 'approved' : 'with-person',
    item: draft.item.id,
    joint,
    bundle_id: known.bundleId,
    area_code: plan.asking.area,
    unit_id: known.unitId,
    channel: applicant.mandateId === null ? 'web' : 'proxy',
    applicant_id: applicant.accountId,
    person_id: applicant.personId,
    mandate_id: applicant.mandateId,
    person_masked: applicant.maskedName,
    answers: draft.answers,
    situation: draft.situation,
    values_sealed: ctx.house.vault.seal(JSON.stringify({ claims: draft.claims, values: draft.values })),
    checks: draft.checks,
    causes: known.verdict.causes,
    decision: draft.decision,
    materials: draft.materials,
    by_machine: approved,
    once_for: known.onceFor,
    ...givenBy(known.settled),
    submitted_at: ctx.now,
    ...(approved
      ? { due_at: null, statutory_due_at: null, decided_at: ctx.now }
      : { ...limitsOf(services, ctx.now, draft.item), decided_at: null }),
  };
}

type Known = {
  readonly id: string;
  readonly number: string;
  readonly unitId: string;
  readonly bundleId: string | null;
  readonly onceFor: string;
  readonly verdict: Verdict;
  readonly settled: Settled;
};

const nothing: Settled = { licence: null, payment: null };

async function writeOne(ctx: Context, plan: Plan, draft: Draft, changed: ReadonlySet<string>, bundleId: string | null): Promise<Taken> {
  const { applicant, region, services, places } = plan;
  const verdict = draft.judge(changed);
  const approved = verdict.outcome === 'approve';
  const id = newId(ctx.now);
  const onceFor = rightOf(ctx, applicant.personId, draft.item, id);
  const number = writeApplicationNumber(region, dayIn(places.city.zone, ctx.now), await takeRight(ctx, plan, draft, id, onceFor, approved));
  const unitId = unitOf(places, draft.item.leadUnit, plan.asking.area);
  const right = { region, id, number, person_id: applicant.personId, person_masked: applicant.maskedName, unit_id: unitId };
  const settled = approved
    ? await settle(ctx, services, places, { ...right, item: draft.item, values: draft.values, decision: draft.decision })
    : nothing;
  const row = rowOf(ctx, plan, draft, { id, number, unitId, bundleId, onceFor, verdict, settled });
  const by: LineActor = approved
    ? { kind: 'platform', id: null, name: null, unitId: null }
    : { kind: 'resident', id: applicant.accountId, name: null, unitId: null };
  insertApplication(ctx, row, approved ? 'approve-at-once' : 'submit', by);
  if (draft.decision)
    recordDecision(ctx, {
      region,
      ruleId: draft.decision.ruleId,
      version: draft.decision.version,
      decided: draft.decision,
      about: { kind: 'application', id },
    });
  return { region, id, number, item: draft.item.id, state: approved ? 'approved' : 'with-person' };
}

/**
 * Writes what was decided, in one unit of work: the right is taken, the licence or the order to pay is issued, the application with its first line, the decision
 * and a line for every register that was looked into. Refuses `application.already_held` where the right was asked for before.
 */
export async function writeApplications(
  ctx: Context,
  plan: Plan,
  drafts: readonly Draft[],
  seen: SeenBySource,
  changed: ReadonlySet<string>,
): Promise<{ applications: Taken[] }> {
  const bundleId = plan.joint === null ? null : newId(ctx.now);
  const applications: Taken[] = [];
  for (const draft of drafts) applications.push(await writeOne(ctx, plan, draft, changed, bundleId));
  await writeLooks(ctx, plan, seen, { kind: 'application', id: applications[0]?.id ?? null, number: applications[0]?.number });
  return { applications };
}
