import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { OtherForm } from '../overlap.ts';
import type { FormFieldTable, FormHistoryTable, FormsTables, FormTable } from '../tables.ts';
import { type FormAction, type FormState, publicStates } from '../workflow.ts';

const own = (ctx: Context) => ctx.tx.withTables<FormsTables>();

/** A form as the store gives it: days as `YYYY-MM-DD`. */
export type FormRow = Omit<Selectable<FormTable>, 'valid_from' | 'valid_until' | 'ended_on'> & {
  valid_from: string;
  valid_until: string;
  ended_on: string | null;
};
export type FormFieldRow = Selectable<FormFieldTable>;

/** The forms that who acts may see: officers all of them, everybody else what is or was in force. The row-level policy says the same. */
function visibleForms(ctx: Context) {
  const all = own(ctx).selectFrom('forms.form as f');
  return ctx.actor.kind === 'officer' || ctx.actor.kind === 'platform' ? all : all.where('f.state', 'in', [...publicStates]);
}

const days = [
  sql<string>`f.valid_from::text`.as('valid_from'),
  sql<string>`f.valid_until::text`.as('valid_until'),
  sql<string | null>`f.ended_on::text`.as('ended_on'),
] as const;

const columns = [
  'f.id',
  'f.version',
  'f.state',
  'f.title',
  'f.purpose',
  'f.unit_id',
  'f.area_code',
  'f.fillers',
  'f.basis_law',
  'f.basis_article',
  'f.frequency',
  'f.minutes_expected',
  'f.overlap',
  'f.renews',
  'f.asked_by',
  'f.asked_at',
  'f.decided_at',
  'f.used_at',
] as const;

const selectRows = (ctx: Context) => visibleForms(ctx).select(columns).select(days);

export const selectForm = (ctx: Context, id: string): Promise<FormRow | undefined> =>
  selectRows(ctx).where('f.id', '=', id).executeTakeFirst();

export type FormFilter = { states?: readonly FormState[]; unit?: string; area?: string };

/** The newest first; ids are born in order (UUIDv7). `area` keeps the forms asked in it: its own, those of areas above and below it. */
export function selectForms(ctx: Context, filter: FormFilter, after: string | undefined, limit: number): Promise<FormRow[]> {
  let query = selectRows(ctx).orderBy('f.id', 'desc').limit(limit);
  if (filter.states) query = query.where('f.state', 'in', [...filter.states]);
  if (filter.unit !== undefined) query = query.where('f.unit_id', '=', filter.unit);
  if (filter.area !== undefined)
    query = query.where(
      sql<boolean>`(f.area_code like '____00' or ${filter.area} like '____00' or starts_with(f.area_code, ${filter.area}) or starts_with(${filter.area}, f.area_code))`,
    );
  return (after === undefined ? query : query.where('f.id', '<', after)).execute();
}

export const selectFormFields = (ctx: Context, formId: string): Promise<FormFieldRow[]> =>
  own(ctx).selectFrom('forms.form_field').selectAll().where('form_id', '=', formId).orderBy('position').execute();

export const selectFormHistory = (ctx: Context, formId: string): Promise<Selectable<FormHistoryTable>[]> =>
  own(ctx).selectFrom('forms.form_history').selectAll().where('form_id', '=', formId).orderBy('step').execute();

/** Forms in force or still to come on a day, with the codes they ask; not the form itself nor the one it renews. */
export async function selectOtherForms(ctx: Context, today: string, except: readonly (string | null)[]): Promise<OtherForm[]> {
  const { rows } = await sql<OtherForm>`
    select f.id, f.title, f.unit_id as "unitId", f.area_code as "areaCode", f.fillers,
      array(select ff.code from forms.form_field ff where ff.form_id = f.id order by ff.position) as fields
    from forms.form f where f.state = 'approved' and f.valid_until >= ${today}::date and f.id <> all (${except.filter((id) => id !== null)}::uuid[])
    order by f.id limit 5000`.execute(ctx.tx);
  return rows;
}

/** What was or is in force between two days. */
export function selectFormsBetween(ctx: Context, from: string, until: string): Promise<FormRow[]> {
  return selectRows(ctx)
    .where('f.state', 'in', [...publicStates])
    .where(sql<boolean>`f.valid_until >= ${from}::date and f.valid_from <= ${until}::date`)
    .orderBy('f.id')
    .limit(20_000)
    .execute();
}

/** Who acts, as a line of the record names him. */
export type Actor = { kind: string; id: string | null; name: string | null; unitId: string | null };

export type NewForm = Pick<
  FormRow,
  | 'id'
  | 'title'
  | 'purpose'
  | 'unit_id'
  | 'area_code'
  | 'fillers'
  | 'basis_law'
  | 'basis_article'
  | 'frequency'
  | 'minutes_expected'
  | 'valid_from'
  | 'valid_until'
  | 'overlap'
  | 'renews'
  | 'asked_by'
>;
export type NewFormField = Omit<FormFieldRow, 'form_id'>;

/** The form, its fields and the first line of its record in one statement. */
export async function insertForm(ctx: Context, form: NewForm, fields: readonly NewFormField[], by: Actor) {
  await sql`
    with asked as (
      insert into forms.form (id, state, title, purpose, unit_id, area_code, fillers, basis_law, basis_article, frequency, minutes_expected, valid_from, valid_until, overlap, renews, asked_by, asked_at)
      values (${form.id}::uuid, 'proposed', ${form.title}, ${form.purpose}, ${form.unit_id}, ${form.area_code}, ${form.fillers}::text[], ${form.basis_law}, ${form.basis_article}, ${form.frequency},
        ${form.minutes_expected}::int, ${form.valid_from}::date, ${form.valid_until}::date, ${form.overlap}::float8, ${form.renews}::uuid, ${form.asked_by}::uuid, ${ctx.now}::timestamptz)
    ), fields as (
      insert into forms.form_field (form_id, position, code, name, name_en, kind, measure, choices, required, is_new, reason, held_by)
      select ${form.id}::uuid, r.position, r.code, r.name, r.name_en, r.kind, r.measure, r.choices, r.required, r.is_new, r.reason, r.held_by
      from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb) as r(position int, code text, name text, name_en text, kind text, measure text, choices jsonb, required boolean, is_new boolean, reason text,
        held_by jsonb)
    )
    insert into forms.form_history (form_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, unit_id, note)
    values (${form.id}::uuid, 1, ${ctx.now}::timestamptz, 'ask', null, 'proposed', ${by.kind}, ${by.id}::uuid, ${by.name}, ${by.unitId}, null)`.execute(
    ctx.tx,
  );
}

export type Move = {
  id: string;
  version: number;
  action: FormAction;
  from: FormState;
  to: FormState;
  endedOn: string | null;
  note: string | null;
};

/** Moves a form and writes the line in the same statement; false when someone else moved it first. */
export async function moveForm(ctx: Context, move: Move, by: Actor): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with moved as (
      update forms.form set state = ${move.to}, version = version + 1, ended_on = coalesce(${move.endedOn}::date, ended_on),
        decided_at = case when ${by.kind} = 'officer' then ${ctx.now}::timestamptz else decided_at end
      where id = ${move.id}::uuid and version = ${move.version} and state = ${move.from} returning id, version
    )
    insert into forms.form_history (form_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, unit_id, note)
    select id, version, ${ctx.now}::timestamptz, ${move.action}, ${move.from}, ${move.to}, ${by.kind}, ${by.id}::uuid, ${by.name}, ${by.unitId}, ${move.note} from moved`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Notes that the asking unit read what was filled. */
export async function markUsed(ctx: Context, formId: string) {
  await own(ctx).updateTable('forms.form').set({ used_at: ctx.now }).where('id', '=', formId).execute();
}

type Due = { id: string; version: number };

/** Forms whose term is over and that nobody closed yet; each is taken by one process only. */
export async function takeOverForms(ctx: Context, today: string, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, version from forms.form where state = 'approved' and valid_until < ${today}::date order by id limit ${limit} for update skip locked`.execute(
    ctx.tx,
  );
  return rows;
}

/** Forms that ended by themselves up to a day and whose answers the asking unit never read. */
export async function takeUnreadForms(ctx: Context, until: string, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, version from forms.form where state = 'expired' and used_at is null and valid_until < ${until}::date order by id limit ${limit} for update skip locked`.execute(
    ctx.tx,
  );
  return rows;
}
