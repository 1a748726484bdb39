import type { Plain } from '@banyan/decision-tables';
import { dayIn } from '#platform/civil-day.ts';
import type { Appointment, Context } from '#platform/context.ts';
import { conflict, forbidden, notFound, Refusal, unprocessable } from '#platform/refusal.ts';
import { reinstateLicence, revokeLicence, suspendLicence } from '../../licences/index.ts';
import { cancelOrder } from '../../payments/index.ts';
import { placesOf } from '../../places/index.ts';
import type { Services } from '../catalogue.ts';
import { correctionLimit, extensionLimit } from '../limits.ts';
import { mayRead, partiesOf } from '../policy.ts';
import {
  type ApplicationKey,
  type ApplicationRow,
  drawnOf,
  holdRight,
  type LineActor,
  type Move,
  moveApplication,
  selectApplication,
} from '../store/applications.ts';
import { servicesOf } from '../store/catalogue.ts';
import { endDraw } from '../store/lists.ts';
import {
  type ApplicationCounter,
  type ApplicationParty,
  type ApplicationState,
  type ApplicationStep,
  actionsFrom,
  holdingStates,
  type Standing,
  stepFrom,
} from '../workflow.ts';
import { heldUntil, type Settled, settle } from './settle.ts';
import { dueAt } from './write-applications.ts';

export type ActionInput = { readonly note?: string; readonly ground?: string };

const zero: Record<ApplicationCounter, number> = { extensions: 0, reviews: 0, rounds: 0, corrections: 0, suspensions: 0 };

export const standingOf = ({ counts, review_asked_at }: Pick<ApplicationRow, 'counts' | 'review_asked_at'>): Standing => ({
  counts: { ...zero, ...counts },
  reviewAsked: review_asked_at !== null,
});

type Seen = { row: ApplicationRow; parties: ReadonlyMap<ApplicationParty, Appointment | null> };

/** An application that who acts may see, and what he is to it; refuses `application.unknown`. */
export async function openApplication(ctx: Context, key: ApplicationKey): Promise<Seen> {
  const row = await selectApplication(ctx, key);
  if (!row) throw notFound('application');
  const asked = {
    unitId: row.unit_id,
    areaCode: row.area_code,
    applicantId: row.applicant_id,
    personId: row.person_id,
    drawn: ctx.actor.kind === 'officer' ? await drawnOf(ctx, key) : null,
  };
  if (!mayRead(ctx.actor, asked)) throw notFound('application');
  return { row, parties: partiesOf(ctx.actor, asked) };
}

function stepOf({ row, parties }: Seen, action: string, { note = '', ground = '' }: ActionInput): ApplicationStep {
  const standing = standingOf(row);
  const step = stepFrom(row.state, action, standing);
  if (!step)
    throw conflict('application.step_impossible', 'In this state that cannot be done.', {
      state: row.state,
      allowed: actionsFrom(row.state, new Set(parties.keys()), standing),
    });
  if (!parties.has(step.by)) throw forbidden('application.not_yours_to_do', 'This is for another to do.', { by: step.by });
  if (step.note && note.trim() === '') throw unprocessable('application.note_missing', 'Say in a sentence why.');
  if (step.ground && ground.trim() === '') throw unprocessable('application.ground_missing', 'Name the law on which it rests.');
  return step;
}

function actorOf({ actor }: Context, held: Appointment | null | undefined): LineActor {
  if (actor.kind === 'officer') return { kind: 'officer', id: actor.accountId, name: actor.name, unitId: held?.unitId ?? null };
  return { kind: actor.kind, id: actor.kind === 'resident' ? actor.accountId : null, name: null, unitId: null };
}

/** Steps that a licence takes with its application. */
const licenceSteps = { suspend: suspendLicence, reinstate: reinstateLicence, revoke: revokeLicence, reverse: revokeLicence } as const;
const hasLicenceStep = (action: string): action is keyof typeof licenceSteps => Object.hasOwn(licenceSteps, action);

/** What a step does besides moving: each in the same unit of work. */
async function effect(ctx: Context, services: Services, row: ApplicationRow, action: string, note: string): Promise<Settled> {
  if (row.licence_id !== null && hasLicenceStep(action)) await licenceSteps[action](ctx, { region: row.region, id: row.licence_id }, note);
  if (action === 'revoke' || action === 'reverse') await cancelPayment(ctx, row, note);
  return action === 'approve' ? settleByPerson(ctx, services, row) : { licence: null, payment: null };
}

const sentAlready = ['payment.step_impossible', 'payment.handed_over'];

/** An order that was sent already stays: what was paid is asked back by the unit, which the record says. */
async function cancelPayment(ctx: Context, row: ApplicationRow, note: string) {
  if (row.payment_id === null) return;
  try {
    await cancelOrder(ctx, { region: row.region, id: row.payment_id }, note);
  } catch (error) {
    if (!(error instanceof Refusal && sentAlready.includes(error.code))) throw error;
  }
}

type Kept = { claims: Record<string, Plain>; values: Record<string, Plain> };
export const keptOf = (ctx: Pick<Context, 'house'>, row: Pick<ApplicationRow, 'values_sealed'>): Kept =>
  JSON.parse(ctx.house.vault.open(row.values_sealed));

async function settleByPerson(ctx: Context, services: Services, row: ApplicationRow): Promise<Settled> {
  const item = services.item(row.item);
  if (!item) return { licence: null, payment: null };
  const places = await placesOf(ctx.house);
  const settled = await settle(ctx, services, places, { ...row, item, values: keptOf(ctx, row).values });
  holdRight(ctx, row.once_for, row.id, heldUntil(services, item, row.decision, dayIn(places.city.zone, ctx.now)));
  return settled;
}

function nextDue(services: Services, ctx: Context, row: ApplicationRow, action: string): Date | null {
  if (action === 'extend') return dueAt(services, row.due_at ?? ctx.now, extensionLimit);
  if (action === 'reconsider') return dueAt(services, ctx.now, services.item(row.item)?.promisedLimit ?? null);
  return row.due_at;
}

const reviewAfter = (ctx: Context, row: ApplicationRow, action: string): Date | null => {
  if (action === 'ask-review') return ctx.now;
  return action === 'answer-review' || action === 'reconsider' ? null : row.review_asked_at;
};

const decides = ['approve', 'refuse', 'withdraw'];

const written = (text: string | undefined): string | null => text?.trim() || null;

const countsAfter = ({ counts }: ApplicationRow, step: ApplicationStep) =>
  step.counts ? { ...counts, [step.counts]: (counts[step.counts] ?? 0) + 1 } : counts;

function moveOf(ctx: Context, services: Services, row: ApplicationRow, step: ApplicationStep, settled: Settled, input: ActionInput): Move {
  const to: ApplicationState = step.to === 'same' ? row.state : step.to;
  return {
    region: row.region,
    id: row.id,
    version: row.version,
    action: step.action,
    from: row.state,
    to,
    counts: countsAfter(row, step),
    reviewAskedAt: reviewAfter(ctx, row, step.action),
    correctBy: step.action === 'order-correction' ? dueAt(services, ctx.now, correctionLimit) : null,
    dueAt: nextDue(services, ctx, row, step.action),
    decidedAt: decides.includes(step.action) ? ctx.now : row.decided_at,
    byMachine: row.by_machine && !decides.includes(step.action),
    ...settled,
    ground: written(input.ground),
    note: written(input.note),
  };
}

/**
 * Takes a step with an application, with all that follows from it, in one unit of work. Refuses `application.unknown`, `application.step_impossible`,
 * `application.not_yours_to_do`, `application.note_missing`, `application.ground_missing`, `application.changed`.
 */
export async function actOnApplication(ctx: Context, key: ApplicationKey, action: string, input: ActionInput): Promise<void> {
  const seen = await openApplication(ctx, key);
  const step = stepOf(seen, action, input);
  const services = await servicesOf(ctx.house);
  const { row, parties } = seen;
  const settled = await effect(ctx, services, row, action, input.note?.trim() ?? '');
  const move = moveOf(ctx, services, row, step, settled, input);
  if (!(await moveApplication(ctx, move, actorOf(ctx, parties.get(step.by)))))
    throw conflict('application.changed', 'Someone else moved this application meanwhile.');
  if (step.by === 'auditor') await endDraw(ctx, row.region, row.id, action === 'keep' ? 'kept' : 'reversed');
  if (holdingStates.includes(row.state) && !holdingStates.includes(move.to)) holdRight(ctx, row.once_for, null, null);
  if (action === 'reconsider') holdRight(ctx, row.once_for, row.id, null);
}
