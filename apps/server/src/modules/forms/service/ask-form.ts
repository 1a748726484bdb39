import { randomInt } from 'node:crypto';
import { type Appointment, type Context, newId } from '#platform/context.ts';
import { forbidden, notFound, unprocessable } from '#platform/refusal.ts';
import type { Field } from '../field.ts';
import { daysBetween, isDay } from '../period.ts';
import { askingPost } from '../policy.ts';
import type { FormCheck, FormView, NewField, NewForm } from '../schema.ts';
import { insertForm, type NewFormField, selectForm } from '../store/forms.ts';
import { type Checked, checkFields, weighForm } from './check-form.ts';
import { type Known, knownOf, officesOf } from './known.ts';
import { viewForm } from './view-forms.ts';
import { whoActs } from './who-acts.ts';

/** The asker's post, and the form found to make sense: its area, its offices, its term, its fields. */
async function readForm(ctx: Context, known: Known, form: NewForm): Promise<Appointment> {
  if (!known.places.area(form.area)) throw unprocessable('area.unknown', `There is no area ${form.area}.`, { allowed: '/api/areas' });
  const post = askingPost(ctx.actor, form.area, form.unit);
  if (!post) throw forbidden('form.area_not_yours', 'None of your posts may ask forms of this area for this unit.');
  const asked = officesOf(known.places, form.area).some(({ level }) => (form.fillers as readonly string[]).includes(level));
  if (!asked)
    throw unprocessable('form.nobody_asked', 'No street or community of this area would fill the form.', { fillers: form.fillers });
  checkTerm(known, form);
  await checkRenewal(ctx, form, post);
  for (const field of form.fields) checkField(known, field);
  return post;
}

function checkTerm({ today, dictionary }: Known, { validFrom, validUntil }: NewForm) {
  const most = dictionary.limits['term-days'];
  const isTerm = isDay(validFrom) && isDay(validUntil) && validFrom <= validUntil && validUntil >= today;
  if (!isTerm || daysBetween(validFrom, validUntil) >= most.value)
    throw unprocessable('form.term_invalid', `A form is asked from one day to another one not yet past, for at most ${most.value} days.`, {
      most,
    });
}

/** A form whose answers nobody read is not asked again. */
async function checkRenewal(ctx: Context, { renews }: NewForm, post: Appointment) {
  if (renews === undefined) return;
  const before = await selectForm(ctx, renews);
  if (!before || before.unit_id !== post.unitId) throw notFound('form');
  if (before.state === 'unused' || before.state === 'abolished')
    throw unprocessable('form.unused', 'Nobody read what was filled; the form may not be asked again.', { form: renews });
}

function checkField({ dictionary }: Known, field: NewField) {
  if (field.code !== undefined) {
    if (!dictionary.fields.has(field.code))
      throw unprocessable('form.field_unknown', `The dictionary has no field "${field.code}".`, {
        field: field.code,
        allowed: '/api/form-fields',
      });
    return;
  }
  const isWhole = field.name !== undefined && field.kind !== undefined && (field.kind === 'choice') === (field.choices ?? []).length > 0;
  if (!isWhole) throw unprocessable('form.field_incomplete', 'A new field has a name, a kind, and choices when it is a choice.', { field });
  if (field.reason === undefined)
    throw unprocessable('form.reason_missing', `Say why the field "${field.name}" is needed and who holds no such data.`, {
      field: field.name,
    });
}

const keyOf = (field: NewField) => field.code ?? `new ${field.name}`;

function refuseTwice(fields: readonly NewField[]) {
  const twin = fields.find((one, place) => fields.findIndex((other) => keyOf(other) === keyOf(one)) !== place);
  if (twin)
    throw unprocessable('form.field_twice', `The field "${twin.code ?? twin.name}" stands twice.`, { field: twin.code ?? twin.name });
}

/** Throws what speaks against the form, the weightiest first. Kept apart from the check, because approval asks again. */
export function refuseIfHeld(checked: Checked) {
  if (checked.lacks !== null)
    throw unprocessable('form.basis_missing', 'A form needs a law or document and the article in it; without one it may not be asked.', {
      lacks: checked.lacks,
    });
  if (checked.banned.length > 0)
    throw unprocessable('form.metric_banned', 'Check-ins, activity, installs, likes and the like may not be asked.', {
      banned: checked.banned,
    });
  if (checked.known.length > 0)
    throw unprocessable('form.field_known', 'The dictionary knows fields that the form calls new; use these codes.', {
      known: checked.known,
    });
  if (checked.share > checked.threshold.value)
    throw unprocessable('form.overlaps', 'Too many fields are already held; use what is named instead of asking again.', {
      overlaps: checked.overlaps,
      share: checked.share,
      threshold: checked.threshold,
    });
}

/** Says what speaks against a form and what it would add, without asking it. */
export async function checkForm(ctx: Context, form: NewForm): Promise<FormCheck> {
  const known = await knownOf(ctx);
  await readForm(ctx, known, form);
  refuseTwice(form.fields);
  const { found: _, ...checked } = await checkFields(ctx, known, form, []);
  return { ...checked, ...(await weighForm(ctx, known, form)) };
}

/** Codes of new fields begin with x, which no pack may use. */
const newCode = (formId: string, position: number) =>
  `x-${formId.slice(0, 8)}${formId.slice(9, 13)}-${randomInt(4096).toString(36)}-${position}`;

/** A field as the dictionary has it. */
const knownField = (field: Field) => ({
  code: field.code,
  name: field.name,
  name_en: field.nameEn,
  kind: field.kind,
  measure: field.measure,
  choices: [...field.choices],
  is_new: false,
});

/** A field that the form brings, found complete before. */
const newField = ({ name = '', nameEn = name, kind = 'text', measure = null, choices = [] }: Wanted, code: string) => ({
  code,
  name,
  name_en: nameEn,
  kind,
  measure,
  choices,
  is_new: true,
});
type Wanted = Omit<NewField, 'measure'> & { measure?: string | null };

function rowsOf({ dictionary }: Known, form: NewForm, id: string, checked: Checked): NewFormField[] {
  const held = new Map(checked.overlaps.map(({ field, heldBy }) => [field, heldBy]));
  return form.fields.map((wanted, position) => {
    const field = dictionary.fields.get(wanted.code ?? '');
    const heldBy = held.get(wanted.code ?? '') ?? [];
    // What is held elsewhere is carried along; nobody is made to fill it again.
    const required = heldBy.length === 0 && wanted.required !== false;
    return {
      ...(field ? knownField(field) : newField(wanted, newCode(id, position))),
      position,
      required,
      reason: wanted.reason ?? null,
      held_by: heldBy,
    };
  });
}

/**
 * Proposes a form to the burden desk. Refused without a ground (`form.basis_missing`), with fields that measure diligence (`form.metric_banned`) or that the
 * dictionary knows under another name (`form.field_known`), and when more fields are held already than the pack's threshold allows (`form.overlaps`).
 */
export async function askForm(ctx: Context, form: NewForm): Promise<FormView> {
  const known = await knownOf(ctx);
  const post = await readForm(ctx, known, form);
  refuseTwice(form.fields);
  const checked = await checkFields(ctx, known, form, []);
  refuseIfHeld(checked);
  const by = whoActs(ctx, post);
  const id = newId(ctx.now);
  await insertForm(
    ctx,
    {
      id,
      title: form.title,
      purpose: form.purpose,
      unit_id: post.unitId,
      area_code: form.area,
      fillers: form.fillers,
      basis_law: form.basis.law,
      basis_article: form.basis.article,
      frequency: form.frequency,
      minutes_expected: form.minutes,
      valid_from: form.validFrom,
      valid_until: form.validUntil,
      overlap: checked.share,
      renews: form.renews ?? null,
      asked_by: by.id ?? '',
    },
    rowsOf(known, form, id, checked),
    by,
  );
  return viewForm(ctx, id);
}
