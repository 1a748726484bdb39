import type { Appointment, Context } from '#platform/context.ts';
import { conflict, forbidden, unprocessable } from '#platform/refusal.ts';
import { faultsOf, type Value } from '../field.ts';
import { addTouch, countedMinutes } from '../minutes.ts';
import { fillingPost } from '../policy.ts';
import type { CorrectInput, DraftInput, FillingView, SubmitInput } from '../schema-filling.ts';
import { type Answers, type Report, updateDraft, writeReport } from '../store/fillings.ts';
import { addToBurden, selectReportedValues, upsertReportedValues } from '../store/values.ts';
import type { FillingState } from '../tables.ts';
import { refuseUnasked } from './open-filling.ts';
import { type Scene, sceneOf, showFilling } from './view-filling.ts';
import { whoActs } from './who-acts.ts';

type Key = { region: string; id: string };
type Given = NonNullable<SubmitInput['answers']>;

const changed = () => conflict('filling.changed', 'Someone else wrote into this filling meanwhile; read it again.');

/** The scene of a filling that who acts may write, in the version he read. */
async function writable(ctx: Context, key: Key, version: number, state: FillingState): Promise<{ scene: Scene; held: Appointment }> {
  const scene = await sceneOf(ctx, key);
  const { filling } = scene;
  const held = fillingPost(ctx.actor, filling.area_code);
  if (!held) throw forbidden('filling.area_not_yours', 'None of your posts fills forms for this area.');
  if (filling.state !== state)
    throw state === 'draft'
      ? conflict('filling.submitted', 'The filling was sent in; correct it, and say why.')
      : conflict('filling.not_submitted', 'The filling was not sent in yet; there is nothing to correct.');
  if (filling.version !== version) throw changed();
  return { scene, held };
}

/** What stands after these answers: null empties a field. Faulty ones are refused by field. */
function merged({ fields, filling }: Scene, given: Given, whole: boolean): Answers {
  const answers = new Map<string, Value>(Object.entries(filling.answers));
  for (const { field, value } of given)
    if (value === null) answers.delete(field);
    else answers.set(field, value);
  const asked = fields.map(({ code, kind, choices, required }) => ({ code, kind, choices, required }));
  const named = given.filter(({ value }) => value === null).map(({ field }) => ({ field, value: '' }));
  const unknown = named
    .filter(({ field }) => !asked.some(({ code }) => code === field))
    .map(({ field }) => ({ field, problem: 'unknown' as const }));
  const faults = [
    ...faultsOf(
      given.flatMap(({ field, value }) => (value === null ? [] : [{ field, value }])),
      asked,
      false,
    ),
    ...unknown,
  ];
  if (faults.length > 0) throw unprocessable('filling.invalid', 'Some answers do not fit their fields.', { fields: faults });
  const missing = whole
    ? faultsOf(
        [...answers].map(([field, value]) => ({ field, value })),
        asked,
        true,
      )
    : [];
  if (missing.length > 0) throw unprocessable('filling.incomplete', 'Some fields still need an answer.', { fields: missing });
  return Object.fromEntries(answers);
}

const touched = (ctx: Context, { filling, known }: Scene) =>
  addTouch(filling.active_seconds, filling.touched_at, ctx.now, known.dictionary.limits['idle-minutes'].value);

/** Keeps a draft and measures on. */
export async function keepDraft(ctx: Context, key: Key, input: DraftInput): Promise<FillingView> {
  const { scene } = await writable(ctx, key, input.version, 'draft');
  const answers = merged(scene, input.answers, false);
  if (!(await updateDraft(ctx, { ...key, version: input.version, answers, activeSeconds: touched(ctx, scene) }))) throw changed();
  return showFilling(ctx, await sceneOf(ctx, key));
}

/** A carried value that was left as it was keeps its own source and time: passing it on does not make it newer. */
async function newValues(ctx: Context, { fields, filling, form }: Scene, answers: Answers): Promise<Record<string, Value | null>> {
  const carried = fields.filter(({ held_by }) => held_by.length > 0).map(({ code }) => code);
  const before = await selectReportedValues(ctx, filling.region, filling.area_code, carried);
  const left = new Set(
    before.filter((one) => one.form_id !== form.id && one.value === answers[one.field_code]).map((one) => one.field_code),
  );
  // What a correction takes away is not to be reused either.
  const taken = filling.state === 'submitted' ? Object.keys(filling.answers).filter((code) => !(code in answers)) : [];
  return Object.fromEntries([
    ...Object.entries(answers).filter(([code]) => !left.has(code)),
    ...taken.map((code) => [code, null] as const),
  ]);
}

/** Writes a report with its line, the values that others may reuse, and the month's burden. */
async function report(
  ctx: Context,
  { scene, held }: { scene: Scene; held: Appointment },
  one: Pick<Report, 'action' | 'answers' | 'activeSeconds' | 'minutesStated' | 'reason'>,
) {
  const { filling, form } = scene;
  const { id, name } = whoActs(ctx, held);
  const minutes = countedMinutes(one.activeSeconds, one.minutesStated);
  const by = { id: id ?? '', name: name ?? '', unitId: held.unitId };
  if (!(await writeReport(ctx, { ...one, region: filling.region, id: filling.id, version: filling.version, minutes, by }))) throw changed();
  const where = { region: filling.region, areaCode: filling.area_code, formId: form.id };
  await upsertReportedValues(ctx, where, await newValues(ctx, scene, one.answers));
  const before = one.action === 'submit' ? 0 : countedMinutes(filling.active_seconds, filling.minutes_stated);
  await addToBurden(ctx, { ...where, month: filling.month, filled: one.action === 'submit' ? 1 : 0, minutes: minutes - before });
}

/** Sends a filling in. Every required field needs an answer; the minutes are those measured unless the filler states his own. */
export async function submitFilling(ctx: Context, key: Key, input: SubmitInput): Promise<FillingView> {
  const found = await writable(ctx, key, input.version, 'draft');
  refuseUnasked(found.scene.known, found.scene.form, found.scene.filling.area_code);
  const answers = merged(found.scene, input.answers ?? [], true);
  const activeSeconds = touched(ctx, found.scene);
  await report(ctx, found, { action: 'submit', answers, activeSeconds, minutesStated: input.minutes ?? null, reason: null });
  return showFilling(ctx, await sceneOf(ctx, key));
}

/** Corrects answers or minutes of what was sent in; what stood before stays in the record. Possible as long as the form is known, also after its term. */
export async function correctFilling(ctx: Context, key: Key, input: CorrectInput): Promise<FillingView> {
  const found = await writable(ctx, key, input.version, 'submitted');
  const { filling } = found.scene;
  const answers = merged(found.scene, input.answers ?? [], true);
  await report(ctx, found, {
    action: 'correct',
    answers,
    activeSeconds: filling.active_seconds,
    minutesStated: input.minutes ?? filling.minutes_stated,
    reason: input.reason,
  });
  return showFilling(ctx, await sceneOf(ctx, key));
}
