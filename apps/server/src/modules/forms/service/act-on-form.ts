import type { Context } from '#platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '#platform/refusal.ts';
import { isSecondPair, partiesOf } from '../policy.ts';
import type { FormView, NewForm } from '../schema.ts';
import { insertFieldsOf } from '../store/catalogue.ts';
import { type FormRow, moveForm, selectForm, selectFormFields } from '../store/forms.ts';
import { actionsFrom, type FormStep, type OfficerAction, stepFrom } from '../workflow.ts';
import { refuseIfHeld } from './ask-form.ts';
import { checkFields } from './check-form.ts';
import { type Known, knownOf } from './known.ts';
import { viewForm } from './view-forms.ts';
import { whoActs } from './who-acts.ts';

/** How long a value of a new field stays good: as long as one asking lasts, and no shorter than a week. */
const freshDays: Record<FormRow['frequency'], number> = { once: 366, daily: 7, weekly: 7, monthly: 31, quarterly: 92, yearly: 366 };

/** The form as it was asked, for a second check: between asking and approval another one may have come into force. */
async function askedOf(ctx: Context, row: FormRow): Promise<NewForm> {
  const fields = await selectFormFields(ctx, row.id);
  return {
    title: row.title,
    purpose: row.purpose,
    area: row.area_code,
    fillers: row.fillers.filter((level) => level === 'street' || level === 'community'),
    basis: { law: row.basis_law, article: row.basis_article },
    frequency: row.frequency,
    minutes: row.minutes_expected,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    fields: fields.map((one) => (one.is_new ? { name: one.name, kind: one.kind, reason: one.reason ?? '' } : { code: one.code })),
    ...(row.renews === null ? {} : { renews: row.renews }),
  };
}

async function approve(ctx: Context, known: Known, row: FormRow) {
  if (row.valid_until < known.today)
    throw unprocessable('form.term_invalid', 'The term of the form is over before it was approved.', { validUntil: row.valid_until });
  refuseIfHeld(await checkFields(ctx, known, await askedOf(ctx, row), [row.id]));
  await insertFieldsOf(ctx, row.id, freshDays[row.frequency]);
}

function admit(ctx: Context, row: FormRow, action: OfficerAction, note: string | undefined) {
  const form = { unitId: row.unit_id, areaCode: row.area_code, askedBy: row.asked_by };
  const parties = partiesOf(ctx.actor, form);
  if (parties.size === 0) throw forbidden('form.not_yours', 'The form is neither asked by your unit nor watched by your desk.');
  const step: FormStep | undefined = stepFrom(row.state, action);
  if (!step)
    throw conflict('form.step_impossible', `A form that is ${row.state} cannot be changed so.`, {
      state: row.state,
      allowed: actionsFrom(row.state, new Set(parties.keys())),
    });
  const party = step.by.find((one) => parties.has(one));
  if (party === undefined) throw forbidden('form.not_yours', 'The form is neither asked by your unit nor watched by your desk.');
  const held = parties.get(party) ?? null;
  if (step.fourEyes && !isSecondPair(ctx.actor, held, form))
    throw forbidden('form.four_eyes', 'Whoever approves is neither the person nor of the unit that asked.');
  if (step.note && (note ?? '').trim() === '') throw unprocessable('form.note_missing', 'Say in a sentence why.');
  return { step, held };
}

/**
 * Moves a form by one step of the workflow table. Refuses a step that the state does not allow (`form.step_impossible`), an officer who is no party
 * (`form.not_yours`), the asker who would approve his own form (`form.four_eyes`), and an approval against which something speaks by now.
 */
export async function actOnForm(ctx: Context, id: string, action: OfficerAction, note?: string): Promise<FormView> {
  const known = await knownOf(ctx);
  const row = await selectForm(ctx, id);
  if (!row) throw notFound('form');
  const { step, held } = admit(ctx, row, action, note);
  if (action === 'approve') await approve(ctx, known, row);
  const endedOn = action === 'end' ? known.today : null;
  const move = { id, version: row.version, action, from: row.state, to: step.to, endedOn, note: note?.trim() || null };
  if (!(await moveForm(ctx, move, whoActs(ctx, held)))) throw conflict('form.changed', 'Someone else decided on this form meanwhile.');
  return viewForm(ctx, id);
}
