import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Value } from '../field.ts';
import type { Filled } from '../meter.ts';
import type { FormsTables, ReportedValueTable } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<FormsTables>();

/** A value that an area reported, and the form that brought it. */
export type ReportedValue = Pick<Selectable<ReportedValueTable>, 'field_code' | 'value' | 'reported_at' | 'form_id'> & {
  form_title: string;
  unit_id: string;
};

/** What an area already reported of some fields. */
export async function selectReportedValues(
  ctx: Context,
  region: string,
  areaCode: string,
  codes: readonly string[],
): Promise<ReportedValue[]> {
  const { rows } = await sql<ReportedValue>`
    select v.field_code, v.value, v.reported_at, v.form_id, f.title as form_title, f.unit_id
    from forms.reported_value v join forms.form f on f.id = v.form_id
    where v.region = ${region} and v.area_code = ${areaCode} and v.field_code = any (${codes}::text[]) and v.value <> 'null'::jsonb`.execute(
    ctx.tx,
  );
  return rows;
}

/** Keeps the newest value of each field of an area; null says that there is none any more. */
export async function upsertReportedValues(
  ctx: Context,
  one: { region: string; areaCode: string; formId: string },
  answers: Readonly<Record<string, Value | null>>,
) {
  await sql`
    insert into forms.reported_value (region, area_code, field_code, value, form_id, reported_at)
    select ${one.region}, ${one.areaCode}, a.key, a.value, ${one.formId}::uuid, ${ctx.now}::timestamptz from jsonb_each(${JSON.stringify(answers)}::jsonb) a
    on conflict (region, area_code, field_code) do update set value = excluded.value, form_id = excluded.form_id, reported_at = excluded.reported_at
      where forms.reported_value.reported_at <= excluded.reported_at`.execute(ctx.tx);
}

/** Adds to the month of an area and to the sum of its county. */
export async function addToBurden(
  ctx: Context,
  one: { region: string; month: string; formId: string; areaCode: string; filled: number; minutes: number },
) {
  await sql`
    insert into forms.burden (region, month, form_id, area_code, filled, minutes)
    select ${one.region}, ${one.month}, ${one.formId}::uuid, a.code, ${one.filled}::int, ${one.minutes}::int from unnest(array[${one.areaCode}, ${one.region}]::text[]) as a(code)
    on conflict (region, month, form_id, area_code) do update set filled = forms.burden.filled + excluded.filled, minutes = forms.burden.minutes + excluded.minutes`.execute(
    ctx.tx,
  );
}

/** Sums of counties by month and form; everybody may see them. */
export async function selectBurdenSums(
  ctx: Context,
  regions: readonly string[] | undefined,
  months: { from: string; until: string },
): Promise<{ month: string; form_id: string; filled: number; minutes: number }[]> {
  const { rows } = await sql<{ month: string; form_id: string; filled: number; minutes: number }>`
    select month, form_id, sum(filled)::int as filled, sum(minutes)::int as minutes from forms.burden
    where area_code = region and month between ${months.from} and ${months.until} ${regions ? sql`and region = any (${regions}::text[])` : sql``}
    group by month, form_id`.execute(ctx.tx);
  return rows;
}

/** Of each form all that was ever sent, for the mean of its minutes. */
export async function selectSentSums(ctx: Context, formIds: readonly string[]): Promise<Map<string, { filled: number; minutes: number }>> {
  const rows = await own(ctx)
    .selectFrom('forms.burden')
    .select((eb) => [
      'form_id',
      sql<number>`sum(${eb.ref('filled')})::int`.as('filled'),
      sql<number>`sum(${eb.ref('minutes')})::int`.as('minutes'),
    ])
    .where('form_id', 'in', formIds.length > 0 ? [...formIds] : ['00000000-0000-0000-0000-000000000000'])
    .whereRef('area_code', '=', 'region')
    .groupBy('form_id')
    .execute();
  return new Map(rows.map(({ form_id, filled, minutes }) => [form_id, { filled, minutes }]));
}

/** The month of single areas, as far as the actor's counties reach. */
export async function selectBurdens(ctx: Context, regions: readonly string[], month: string, areaCode?: string): Promise<Filled[]> {
  const { rows } = await sql<Filled>`
    select form_id as "formId", area_code as "areaCode", filled, minutes from forms.burden
    where region = any (${regions}::text[]) and month = ${month} and area_code <> region ${areaCode === undefined ? sql`` : sql`and area_code = ${areaCode}`}`.execute(
    ctx.tx,
  );
  return rows;
}
