import { type Context, newId } from '#platform/context.ts';
import { conflict, notFound, unprocessable } from '#platform/refusal.ts';
import { isFresh, type Value } from '../field.ts';
import { isAsked, usualMinutes } from '../meter.ts';
import { isInForce, openPeriods, type Period } from '../period.ts';
import { fillingPost } from '../policy.ts';
import type { AskedList, FillingView } from '../schema-filling.ts';
import { type Answers, insertFilling, selectFillingFor, selectFillingsOf, touchFilling } from '../store/fillings.ts';
import { type FormFieldRow, type FormRow, selectForm, selectFormFields, selectFormsBetween } from '../store/forms.ts';
import { selectReportedValues, selectSentSums } from '../store/values.ts';
import { meteredOf } from './check-form.ts';
import { type Known, knownOf } from './known.ts';
import { fillingArea, sceneOf, showFilling } from './view-filling.ts';

const regionOf = (areaCode: string) => areaCode.slice(0, 6);

/** Everything asked of an area now, in one table: each form with the askings that are open and how far they are. */
export async function listAskedForms(ctx: Context, asked?: string): Promise<AskedList> {
  const known = await knownOf(ctx);
  const { places, today, isWorkday } = known;
  const areaCode = fillingArea(ctx, known, asked);
  const office = { code: areaCode, level: places.area(areaCode)?.level ?? '' };
  const forms = (await selectFormsBetween(ctx, today, today)).filter((row) => row.state === 'approved' && isAsked(meteredOf(row), office));
  const ids = forms.map(({ id }) => id);
  const fillings = await selectFillingsOf(ctx, regionOf(areaCode), areaCode, ids);
  const sent = await selectSentSums(ctx, ids);
  const opened = new Map(fillings.map((one) => [`${one.form_id} ${one.period}`, one]));
  return {
    area: areaCode,
    areaName: places.areaName(areaCode),
    areaNameEn: places.areaName(areaCode, 'en'),
    asked: forms.flatMap((row) =>
      openPeriods(meteredOf(row), today, isWorkday).map(({ key, from, to }) => {
        const filling = opened.get(`${row.id} ${key}`);
        return {
          form: row.id,
          title: row.title,
          unitName: places.unitName(row.unit_id),
          unitNameEn: places.unitName(row.unit_id, 'en'),
          period: key,
          from,
          to,
          state: filling?.state ?? ('open' as const),
          filling: filling?.id ?? null,
          minutesUsual: Math.max(1, Math.round(usualMinutes(meteredOf(row), sent.get(row.id) ?? { filled: 0, minutes: 0 }))),
        };
      }),
    ),
  };
}

function periodFor({ today, isWorkday }: Known, row: FormRow, wanted: string | undefined): Period {
  const periods = openPeriods(meteredOf(row), today, isWorkday);
  const period = wanted === undefined ? periods.at(-1) : periods.find(({ key }) => key === wanted);
  if (!period)
    throw unprocessable('filling.period_closed', 'This asking is not open: only the running one and the one before it are.', {
      allowed: periods.map(({ key }) => key),
    });
  return period;
}

/** What the area reported before and what is still fresh, by field: collected once, reused. */
async function knownAnswers(ctx: Context, { dictionary }: Known, areaCode: string, fields: readonly FormFieldRow[]): Promise<Answers> {
  const codes = fields.map(({ code }) => code);
  const reported = await selectReportedValues(ctx, regionOf(areaCode), areaCode, codes);
  const fresh = reported.filter((one) => isFresh(one.reported_at, dictionary.fields.get(one.field_code)?.freshDays ?? 0, ctx.now));
  return Object.fromEntries(fresh.map((one): [string, Value] => [one.field_code, one.value]));
}

/** Refuses a form that is over, and one that is not asked of the area. */
export function refuseUnasked({ places, today }: Known, row: FormRow, areaCode: string) {
  if (row.state !== 'approved' || !isInForce(meteredOf(row), today))
    throw conflict('form.closed', 'The form is not in force; nothing is asked by it.', { state: row.state, validUntil: row.valid_until });
  if (!isAsked(meteredOf(row), { code: areaCode, level: places.area(areaCode)?.level ?? '' }))
    throw unprocessable('form.not_asked_here', 'The form is not asked of this street or community.', {
      area: row.area_code,
      fillers: row.fillers,
    });
}

/**
 * Opens the filling of an area for a period, pre-filled with what the same area already reported, and starts to measure; an open one is taken up again.
 */
export async function openFilling(ctx: Context, formId: string, input: { area: string; period?: string }): Promise<FillingView> {
  const known = await knownOf(ctx);
  const areaCode = fillingArea(ctx, known, input.area);
  const row = await selectForm(ctx, formId);
  if (!row) throw notFound('form');
  refuseUnasked(known, row, areaCode);
  const period = periodFor(known, row, input.period);
  const where = { region: regionOf(areaCode), formId, areaCode, period: period.key };
  const before = await selectFillingFor(ctx, where);
  if (before) await touchFilling(ctx, before);
  else {
    const answers = await knownAnswers(ctx, known, areaCode, await selectFormFields(ctx, formId));
    const unitId = fillingPost(ctx.actor, areaCode)?.unitId ?? '';
    await insertFilling(ctx, { ...where, id: newId(ctx.now), month: period.month, answers, unitId });
  }
  const opened = before ?? (await selectFillingFor(ctx, where));
  if (!opened) throw notFound('filling');
  return showFilling(ctx, await sceneOf(ctx, opened));
}
