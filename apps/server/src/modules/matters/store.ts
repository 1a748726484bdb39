import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { MattersOfPack } from './pack/read-matters.ts';
import type { MattersRows } from './pack/rows-of-pack.ts';
import type { MattersTables } from './tables.ts';

/** The name under which the list is cached in every process. */
export const cacheName = 'matters';

const own = (tx: Tx) => tx.withTables<MattersTables>();

/** Reads on a connection aside: units of work wait for it, and they may hold every connection of the pool. */
export async function selectMatters(house: House): Promise<MattersRows> {
  return transact(house.database.aside, 'BEGIN READ ONLY', selectRows);
}

async function selectRows(tx: Tx): Promise<MattersRows> {
  const db = own(tx);
  return {
    categories: await db.selectFrom('matters.category').selectAll().orderBy('position').execute(),
    matters: await db.selectFrom('matters.matter').selectAll().orderBy('area_code').orderBy('position').execute(),
    limits: await db
      .selectFrom('matters.limit_rule')
      .select(['area_code', 'clock', 'scope', 'scope_value', 'limit', 'basis', 'source', 'status'])
      // Days come as texts, as the pack writes them.
      .select(sql<string>`to_char(from_on, 'YYYY-MM-DD')`.as('from_on'))
      .execute(),
    reasons: await db.selectFrom('matters.reason').selectAll().orderBy('position').execute(),
    words: await db.selectFrom('matters.word').selectAll().orderBy('position').execute(),
    calendars: await db.selectFrom('matters.calendar').selectAll().execute(),
    warnings: await db.selectFrom('matters.warning').selectAll().execute(),
  };
}

const list = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;
const texts = (column: string) => sql`array(select jsonb_array_elements_text(${sql.ref(column)}))`;

/** Writes a pack's matters as the owner of the tables, in place of what was there: cases keep the codes and the limits they were given. */
export async function writeMatters(tx: Tx, pack: MattersOfPack) {
  for (const table of ['category', 'matter', 'limit_rule', 'reason', 'word', 'calendar', 'warning'])
    await sql`delete from ${sql.table(`matters.${table}`)}`.execute(tx);
  await sql`insert into matters.category (id, name, name_en, position, icon)
    select id, name, name_en, position, icon from jsonb_to_recordset(${list(pack.categories)}) as r(id text, name text, name_en text, position int, icon text)`.execute(
    tx,
  );
  await sql`insert into matters.matter (area_code, code, name, name_en, category, lead, co, basis, filing, sign, contact, handle, limit_source, closing, said, urgency, nature, overrides, source, status, position)
    select area_code, code, name, name_en, category, lead, ${texts('co')}, basis, filing, sign, contact, handle, limit_source, closing, ${texts('said')}, urgency, nature, ${texts('overrides')}, source, status, position
    from jsonb_to_recordset(${list(pack.matters)}) as r(area_code text, code text, name text, name_en text, category text, lead text, co jsonb, basis text, filing text, sign text, contact text,
      handle text, limit_source text, closing text, said jsonb, urgency text, nature text, overrides jsonb, source text, status text, position int)`.execute(
    tx,
  );
  await writeRules(tx, pack);
  await sql.raw(changedText(cacheName)).execute(tx);
}

async function writeRules(tx: Tx, pack: MattersOfPack) {
  await sql`insert into matters.limit_rule (area_code, clock, scope, scope_value, "limit", from_on, basis, source, status)
    select area_code, clock, scope, scope_value, "limit", from_on, basis, source, status
    from jsonb_to_recordset(${list(pack.limits)}) as r(area_code text, clock text, scope text, scope_value text, "limit" text, from_on date, basis text, source text, status text)`.execute(
    tx,
  );
  await sql`insert into matters.reason (list, code, zh, en, told_zh, told_en, levels, source, position)
    select list, code, zh, en, told_zh, told_en, array(select jsonb_array_elements_text(levels)::int), source, position
    from jsonb_to_recordset(${list(pack.reasons)}) as r(list text, code text, zh text, en text, told_zh text, told_en text, levels jsonb, source text, position int)`.execute(
    tx,
  );
  await sql`insert into matters.word (list, code, zh, en, position)
    select list, code, zh, en, position from jsonb_to_recordset(${list(pack.words)}) as r(list text, code text, zh text, en text, position int)`.execute(
    tx,
  );
  await sql`insert into matters.calendar (area_code, definition)
    select area_code, definition from jsonb_to_recordset(${list(pack.calendars)}) as r(area_code text, definition jsonb)`.execute(tx);
  await own(tx)
    .insertInto('matters.warning')
    .values({ area_code: pack.cityCode, ...pack.warnings })
    .execute();
}
