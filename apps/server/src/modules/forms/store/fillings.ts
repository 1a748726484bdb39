import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Value } from '../field.ts';
import { areasBy, askingUnits } from '../policy.ts';
import type { FillingHistoryTable, FillingTable, FormsTables } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<FormsTables>();

export type FillingRow = Selectable<FillingTable>;
type Key = Pick<FillingRow, 'region' | 'id'>;

/** Stands for the city among the areas of posts; as a prefix it is found nowhere. */
const wholeCity = '*';

/**
 * The fillings that who acts may see: of the areas where he fills or where his desk watches the burden, and those of the forms that his unit asked.
 * The row-level policy keeps the county.
 */
function visibleFillings(ctx: Context) {
  const areas = areasBy(ctx.actor, ['form.fill', 'form.approve'], wholeCity);
  const units = askingUnits(ctx.actor);
  return own(ctx)
    .selectFrom('forms.filling as g')
    .where(
      sql<boolean>`(${areas.includes(wholeCity)} or exists (select 1 from unnest(${areas}::text[]) as a(code) where starts_with(g.area_code, a.code))
      or exists (select 1 from forms.form f where f.id = g.form_id and f.unit_id = any (${units}::text[])))`,
    );
}

export const selectFilling = (ctx: Context, { region, id }: Key): Promise<FillingRow | undefined> =>
  visibleFillings(ctx).selectAll('g').where('g.region', '=', region).where('g.id', '=', id).executeTakeFirst();

/** The filling of a form by an area for a period, if it was opened. */
export const selectFillingFor = (
  ctx: Context,
  one: { region: string; formId: string; areaCode: string; period: string },
): Promise<FillingRow | undefined> =>
  visibleFillings(ctx)
    .selectAll('g')
    .where('g.region', '=', one.region)
    .where('g.form_id', '=', one.formId)
    .where('g.area_code', '=', one.areaCode)
    .where('g.period', '=', one.period)
    .executeTakeFirst();

/** What an area opened of some forms. */
export async function selectFillingsOf(ctx: Context, region: string, areaCode: string, formIds: readonly string[]): Promise<FillingRow[]> {
  if (formIds.length === 0) return [];
  return visibleFillings(ctx)
    .selectAll('g')
    .where('g.region', '=', region)
    .where('g.area_code', '=', areaCode)
    .where('g.form_id', 'in', [...formIds])
    .orderBy('g.id', 'desc')
    .limit(2000)
    .execute();
}

/** What was sent in for a form, the newest first. */
export function selectSubmitted(ctx: Context, formId: string, after: string | undefined, limit: number): Promise<FillingRow[]> {
  const newest = visibleFillings(ctx)
    .selectAll('g')
    .where('g.form_id', '=', formId)
    .where('g.state', '=', 'submitted')
    .orderBy('g.id', 'desc')
    .limit(limit);
  return (after === undefined ? newest : newest.where('g.id', '<', after)).execute();
}

export const selectFillingHistory = (ctx: Context, { region, id }: Key): Promise<Selectable<FillingHistoryTable>[]> =>
  own(ctx)
    .selectFrom('forms.filling_history')
    .selectAll()
    .where('region', '=', region)
    .where('filling_id', '=', id)
    .orderBy('step')
    .execute();

export type Answers = Readonly<Record<string, Value>>;

export type NewFilling = {
  region: string;
  id: string;
  formId: string;
  areaCode: string;
  period: string;
  month: string;
  answers: Answers;
  unitId: string;
};

/** Opens a filling; false when the area has one for this period already. */
export async function insertFilling(ctx: Context, one: NewFilling): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into forms.filling (region, id, form_id, area_code, period, month, state, answers, unit_id, opened_at, touched_at, active_seconds)
    values (${one.region}, ${one.id}::uuid, ${one.formId}::uuid, ${one.areaCode}, ${one.period}, ${one.month}, 'draft', ${JSON.stringify(one.answers)}::jsonb, ${one.unitId}, ${ctx.now}, ${ctx.now}, 0)
    on conflict (region, form_id, area_code, period) do nothing`.execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Someone sat down at a draft again: the time since the last touch was a pause. */
export async function touchFilling(ctx: Context, { region, id }: Key) {
  await own(ctx)
    .updateTable('forms.filling')
    .set({ touched_at: ctx.now })
    .where('region', '=', region)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute();
}

export type Draft = Key & { version: number; answers: Answers; activeSeconds: number };

/** Keeps a draft; false when it was changed or sent meanwhile. */
export async function updateDraft(ctx: Context, draft: Draft): Promise<boolean> {
  const { numUpdatedRows } = await own(ctx)
    .updateTable('forms.filling')
    .set((eb) => ({
      answers: JSON.stringify(draft.answers),
      active_seconds: draft.activeSeconds,
      touched_at: ctx.now,
      version: eb('version', '+', 1),
    }))
    .where('region', '=', draft.region)
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type Report = Draft & {
  action: 'submit' | 'correct';
  minutesStated: number | null;
  /** What the meter counts for it. */
  minutes: number;
  reason: string | null;
  by: { id: string; name: string; unitId: string };
};

/** Sends a draft in, or corrects what was sent, and writes the line in the same statement; false when it was changed meanwhile. */
export async function writeReport(ctx: Context, report: Report): Promise<boolean> {
  const from = report.action === 'submit' ? 'draft' : 'submitted';
  const answers = JSON.stringify(report.answers);
  const { numAffectedRows } = await sql`
    with written as (
      update forms.filling set state = 'submitted', answers = ${answers}::jsonb, active_seconds = ${report.activeSeconds}::int, minutes_stated = ${report.minutesStated}::int, version = version + 1,
        touched_at = ${ctx.now}::timestamptz, submitted_at = coalesce(submitted_at, ${ctx.now}::timestamptz), unit_id = ${report.by.unitId}
      where region = ${report.region} and id = ${report.id}::uuid and version = ${report.version}::int and state = ${from} returning region, id, version
    )
    insert into forms.filling_history (region, filling_id, step, at, action, actor_id, actor_name, unit_id, answers, minutes, reason)
    select region, id, version, ${ctx.now}::timestamptz, ${report.action}, ${report.by.id}::uuid, ${report.by.name}, ${report.by.unitId}, ${answers}::jsonb, ${report.minutes}::int, ${report.reason}
    from written`.execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}
