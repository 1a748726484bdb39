import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { badRequest, notFound } from '#platform/refusal.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { partiesOf } from '../policy.ts';
import type { Dictionary, FormField, FormLine, FormPage, FormQuery, FormView } from '../schema.ts';
import { type FormFieldRow, type FormRow, selectForm, selectFormFields, selectFormHistory, selectForms } from '../store/forms.ts';
import { actionsFrom, officerActions } from '../workflow.ts';
import { knownOf, nameOfArea } from './known.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;
const isFiller = (level: string): level is 'street' | 'community' => level === 'street' || level === 'community';

export const lineOf = (places: Places, row: FormRow): FormLine => ({
  id: row.id,
  state: row.state,
  title: row.title,
  purpose: row.purpose,
  unit: row.unit_id,
  unitName: places.unitName(row.unit_id),
  unitNameEn: places.unitName(row.unit_id, 'en'),
  area: row.area_code,
  areaName: nameOfArea(places, row.area_code),
  areaNameEn: nameOfArea(places, row.area_code, 'en'),
  fillers: row.fillers.filter(isFiller),
  basis: { law: row.basis_law, article: row.basis_article },
  frequency: row.frequency,
  minutesExpected: row.minutes_expected,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  endedOn: row.ended_on,
  overlap: row.overlap,
  renews: row.renews,
  askedAt: row.asked_at.toISOString(),
  decidedAt: iso(row.decided_at),
  usedAt: iso(row.used_at),
});

export const fieldOf = (row: FormFieldRow): FormField => ({
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  kind: row.kind,
  measure: row.measure,
  choices: row.choices,
  required: row.required,
  isNew: row.is_new,
  reason: row.reason,
  heldBy: row.held_by,
});

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in a cursor of a list whose key is an id. */
export function idOfCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [id] = readCursor(cursor, 1);
  if (typeof id !== 'string' || !uuidForm.test(id))
    throw badRequest('request.cursor_invalid', 'This cursor is not one that the list gave out. Start from the first page.');
  return id;
}

export async function listForms(ctx: Context, query: FormQuery): Promise<FormPage> {
  const places = await placesOf(ctx);
  const limit = query.limit ?? 30;
  const filter = {
    ...(query.state === undefined ? {} : { states: [query.state] }),
    ...(query.unit === undefined ? {} : { unit: query.unit }),
    ...(query.area === undefined ? {} : { area: query.area }),
  };
  const rows = await selectForms(ctx, filter, idOfCursor(query.cursor), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { forms: rows.slice(0, limit).map((row) => lineOf(places, row)), next: last ? writeCursor([last.id]) : null };
}

/** A form with its fields. Its record is for officers, so that a second unit reads why the first was refused; who acted is told to the unit and the desk only. */
export async function viewForm(ctx: Context, id: string): Promise<FormView> {
  const places = await placesOf(ctx);
  const row = await selectForm(ctx, id);
  if (!row) throw notFound('form');
  const fields = await selectFormFields(ctx, id);
  const history = ctx.actor.kind === 'officer' ? await selectFormHistory(ctx, id) : [];
  const parties = partiesOf(ctx.actor, { unitId: row.unit_id, areaCode: row.area_code, askedBy: row.asked_by });
  const able = actionsFrom(row.state, new Set(parties.keys()));
  return {
    ...lineOf(places, row),
    fields: fields.map(fieldOf),
    actions: officerActions.filter((action) => able.includes(action)),
    history: history.map((one) => ({
      at: one.at.toISOString(),
      action: one.action,
      state: one.to_state,
      by: parties.size > 0 ? one.actor_name : null,
      unitName: one.unit_id === null ? null : places.unitName(one.unit_id),
      note: one.note,
    })),
  };
}

/** The field dictionary: what the city already holds and who holds it, the numbers by which forms are measured, and what none may ask. */
export async function listFields(ctx: Context): Promise<Dictionary> {
  const { places, dictionary } = await knownOf(ctx);
  const { limits } = dictionary;
  return {
    fields: [...dictionary.fields.values()].map(({ aliases: _, choices, ...field }) => ({ ...field, choices: [...choices] })),
    resources: [...dictionary.resources.values()].map((resource) => ({
      ...resource,
      holderName: places.kinds.get(resource.holder)?.name ?? resource.holder,
      holderNameEn: places.kinds.get(resource.holder)?.nameEn ?? resource.holder,
    })),
    limits: {
      overlap: limits.overlap,
      monthForms: limits['month-forms'],
      monthMinutes: limits['month-minutes'],
      idleMinutes: limits['idle-minutes'],
      termDays: limits['term-days'],
      useDays: limits['use-days'],
    },
    banned: [...dictionary.banned],
  };
}
