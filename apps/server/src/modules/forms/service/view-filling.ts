import type { Context } from '#platform/context.ts';
import { writeCursor } from '#platform/paging.ts';
import { coversArea } from '#platform/policy.ts';
import { forbidden, notFound } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import { measuredMinutes } from '../minutes.ts';
import { partiesOf } from '../policy.ts';
import { fillerLevels } from '../schema.ts';
import type { FillingPage, FillingView } from '../schema-filling.ts';
import { type Answers, type FillingRow, selectFilling, selectFillingHistory, selectSubmitted } from '../store/fillings.ts';
import { type FormFieldRow, type FormRow, markUsed, selectForm, selectFormFields } from '../store/forms.ts';
import { type ReportedValue, selectReportedValues } from '../store/values.ts';
import { type Known, knownOf } from './known.ts';
import { fieldOf, idOfCursor } from './view-forms.ts';

/** A filling with what stands around it. */
export type Scene = { known: Known; form: FormRow; fields: readonly FormFieldRow[]; filling: FillingRow };

/** Loads a filling that who acts may see; refuses others as unknown. */
export async function sceneOf(ctx: Context, key: { region: string; id: string }): Promise<Scene> {
  const known = await knownOf(ctx);
  const filling = await selectFilling(ctx, key);
  const form = filling && (await selectForm(ctx, filling.form_id));
  if (!filling || !form) throw notFound('filling');
  return { known, form, fields: await selectFormFields(ctx, form.id), filling };
}

export const pairsOf = (answers: Answers) => Object.entries(answers).map(([field, value]) => ({ field, value }));

function fieldView(scene: Scene, field: FormFieldRow, reported: ReportedValue | undefined): FillingView['fields'][number] {
  const { places } = scene.known;
  const value = scene.filling.answers[field.code] ?? null;
  // A filling is no source of itself.
  const isOther = reported !== undefined && !(scene.filling.state === 'submitted' && reported.form_id === scene.form.id);
  return {
    ...fieldOf(field),
    value,
    source: isOther
      ? {
          form: reported.form_id,
          title: reported.form_title,
          unitName: places.unitName(reported.unit_id),
          unitNameEn: places.unitName(reported.unit_id, 'en'),
          at: reported.reported_at.toISOString(),
          same: reported.value === value,
        }
      : null,
  };
}

/** A filling with, beside each value, where it came from and when; with its record, and the minutes as measured. */
export async function showFilling(ctx: Context, scene: Scene): Promise<FillingView> {
  const { known, form, fields, filling } = scene;
  const { places } = known;
  const reported = await selectReportedValues(
    ctx,
    filling.region,
    filling.area_code,
    fields.map(({ code }) => code),
  );
  const byField = new Map(reported.map((one) => [one.field_code, one]));
  const history = await selectFillingHistory(ctx, filling);
  return {
    region: filling.region,
    id: filling.id,
    version: filling.version,
    state: filling.state,
    form: form.id,
    title: form.title,
    unitName: places.unitName(form.unit_id),
    unitNameEn: places.unitName(form.unit_id, 'en'),
    area: filling.area_code,
    areaName: places.areaName(filling.area_code),
    areaNameEn: places.areaName(filling.area_code, 'en'),
    period: filling.period,
    openedAt: filling.opened_at.toISOString(),
    submittedAt: filling.submitted_at?.toISOString() ?? null,
    minutesMeasured: measuredMinutes(filling.active_seconds),
    minutesStated: filling.minutes_stated,
    idleMinutes: known.dictionary.limits['idle-minutes'].value,
    fields: fields.map((field) => fieldView(scene, field, byField.get(field.code))),
    history: history.map((one) => ({
      at: one.at.toISOString(),
      action: one.action === 'submit' ? 'submit' : 'correct',
      by: one.actor_name,
      unitName: places.unitName(one.unit_id),
      minutes: one.minutes,
      reason: one.reason,
      answers: pairsOf(one.answers),
    })),
  };
}

export const viewFilling = async (ctx: Context, key: { region: string; id: string }): Promise<FillingView> =>
  showFilling(ctx, await sceneOf(ctx, key));

/** What was sent in for a form, for the unit that asked and the desk. That the asking unit read it is noted: what nobody reads is not asked again. */
export async function listFillings(ctx: Context, formId: string, query: { cursor?: string; limit?: number }): Promise<FillingPage> {
  const places = await placesOf(ctx);
  const form = await selectForm(ctx, formId);
  if (!form) throw notFound('form');
  const parties = partiesOf(ctx.actor, { unitId: form.unit_id, areaCode: form.area_code, askedBy: form.asked_by });
  if (!parties.has('asker') && !parties.has('desk'))
    throw forbidden('form.not_yours', 'The form is neither asked by your unit nor watched by your desk.');
  const limit = query.limit ?? 50;
  const rows = await selectSubmitted(ctx, formId, idOfCursor(query.cursor), limit + 1);
  if (parties.has('asker') && rows.length > 0) await markUsed(ctx, formId);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    fillings: rows.slice(0, limit).map((row) => ({
      region: row.region,
      id: row.id,
      area: row.area_code,
      areaName: places.areaName(row.area_code),
      areaNameEn: places.areaName(row.area_code, 'en'),
      period: row.period,
      submittedAt: (row.submitted_at ?? row.opened_at).toISOString(),
      version: row.version,
      answers: pairsOf(row.answers),
    })),
    next: last ? writeCursor([last.id]) : null,
  };
}

/** The area that a filler means: the one he names, or that of his first post. */
export function fillingArea(ctx: Context, { places }: Known, asked: string | undefined): string {
  const posts = ctx.actor.kind === 'officer' ? ctx.actor.appointments.filter((held) => held.permissions.includes('form.fill')) : [];
  const code = asked ?? posts[0]?.areaCode ?? '';
  if (!posts.some((held) => coversArea(held, code)))
    throw forbidden('filling.area_not_yours', 'None of your posts fills forms for this area.');
  const level = places.area(code)?.level;
  if (!(fillerLevels as readonly (string | undefined)[]).includes(level))
    throw forbidden('filling.area_not_yours', 'Forms are filled for a street or a community; name the one that is meant.');
  return code;
}
