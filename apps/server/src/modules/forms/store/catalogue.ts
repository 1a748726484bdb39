import { sql } from 'kysely';
import { changedText, tellChanged } from '#platform/cached.ts';
import type { Context, House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { BannedWord } from '../basis.ts';
import type { Field, Resource } from '../field.ts';
import { type FormLimits, limitsOf } from '../limits.ts';
import type { FormsOfPack } from '../pack/read-forms.ts';
import type { FormsTables } from '../tables.ts';

/** What is known before any form is asked: who holds which fields, by which numbers forms are measured, what none may ask. */
export type Dictionary = {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly limits: FormLimits;
  readonly banned: readonly BannedWord[];
};

const cacheName = 'forms.dictionary';
const own = (tx: Tx) => tx.withTables<FormsTables>();

/** In memory until a pack or an approved form changes it. */
export const dictionaryOf = (house: House): Promise<Dictionary> =>
  house.cache.get(cacheName, () => transact(house.database.aside, 'BEGIN READ ONLY', selectDictionary));

async function selectDictionary(tx: Tx): Promise<Dictionary> {
  const db = own(tx);
  const resources = await db.selectFrom('forms.resource').selectAll().orderBy('position').execute();
  const fields = await db.selectFrom('forms.field').selectAll().orderBy('position').orderBy('code').execute();
  const limits = await db.selectFrom('forms.form_limit').selectAll().execute();
  const banned = await db.selectFrom('forms.banned_word').selectAll().orderBy('word').execute();
  return {
    resources: new Map(resources.map(({ name_en, position: _, ...row }) => [row.code, { ...row, nameEn: name_en }])),
    fields: new Map(
      fields.map(({ name_en, fresh_days, origin_form, position: _, ...row }) => [
        row.code,
        { ...row, nameEn: name_en, freshDays: fresh_days, originForm: origin_form },
      ]),
    ),
    limits: limitsOf(limits),
    banned,
  };
}

const list = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

/** Writes a pack's dictionary as the owner of the tables, in place of the pack's before; fields that forms brought stay. */
export async function writeForms(tx: Tx, pack: FormsOfPack) {
  await sql`delete from forms.resource`.execute(tx);
  await sql`delete from forms.form_limit`.execute(tx);
  await sql`delete from forms.banned_word`.execute(tx);
  await sql`delete from forms.field where origin_form is null`.execute(tx);
  await sql`insert into forms.resource (code, name, name_en, holder, access, basis, source, status, position)
    select code, name, "nameEn", holder, access, basis, source, status, place
    from rows from (jsonb_to_recordset(${list(pack.resources)}) as (code text, name text, "nameEn" text, holder text, access text, basis text, source text, status text)) with ordinality
      as r(code, name, "nameEn", holder, access, basis, source, status, place)`.execute(tx);
  await sql`insert into forms.field (code, name, name_en, kind, measure, choices, aliases, resource, fresh_days, source, status, position)
    select code, name, "nameEn", kind, measure, choices, array(select jsonb_array_elements_text(aliases)), resource, "freshDays", source, status, place
    from rows from (jsonb_to_recordset(${list(pack.fields)}) as (code text, name text, "nameEn" text, kind text, measure text, choices jsonb, aliases jsonb, resource text, "freshDays" int, source text,
      status text)) with ordinality as r(code, name, "nameEn", kind, measure, choices, aliases, resource, "freshDays", source, status, place)`.execute(
    tx,
  );
  await sql`insert into forms.form_limit (name, value, basis, source, status)
    select name, value, basis, source, status from jsonb_to_recordset(${list(pack.limits)}) as r(name text, value double precision, basis text, source text, status text)`.execute(
    tx,
  );
  await sql`insert into forms.banned_word (word, basis, source, status)
    select word, basis, source, status from jsonb_to_recordset(${list(pack.banned)}) as r(word text, basis text, source text, status text)`.execute(
    tx,
  );
  await sql.raw(changedText(cacheName)).execute(tx);
}

/** The new fields of an approved form join the dictionary: the next form that asks them finds them held. */
export async function insertFieldsOf(ctx: Context, formId: string, freshDays: number) {
  await sql`insert into forms.field (code, name, name_en, kind, measure, choices, aliases, resource, fresh_days, origin_form, source, status, position)
    select code, name, name_en, kind, measure, choices, '{}', null, ${freshDays}::int, form_id, coalesce(reason, ''), 'listed', 100000 + position
    from forms.form_field where form_id = ${formId}::uuid and is_new on conflict (code) do nothing`.execute(ctx.tx);
  tellChanged(ctx, cacheName);
}
