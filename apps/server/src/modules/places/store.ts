import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { Context, House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { PlacesOfPack } from './pack/read-places.ts';
import { type PlacesRows, rowsOfPack } from './pack/rows-of-pack.ts';
import type { PlacesTables } from './tables.ts';

/** The name under which the catalogue of places is cached in every process. */
export const cacheName = 'places';

const own = (tx: Tx) => tx.withTables<PlacesTables>();

/**
 * Reads the catalogue on a connection aside: units of work wait for it, and if they held all connections of the pool, waiting for one of
 * these would never end.
 */
export async function selectPlaces(house: House): Promise<PlacesRows> {
  return transact(house.database.aside, 'BEGIN READ ONLY', selectRows);
}

/** Reads the rows inside an open transaction. */
export async function selectRows(tx: Tx): Promise<PlacesRows> {
  const db = own(tx);
  return {
    city: await db.selectFrom('places.city').selectAll().executeTakeFirst(),
    areas: await db.selectFrom('places.area').selectAll().orderBy('code').execute(),
    boundaries: await db.selectFrom('places.boundary').selectAll().orderBy('area_code').execute(),
    unitKinds: await db.selectFrom('places.unit_kind').selectAll().orderBy('position').execute(),
    units: await db.selectFrom('places.unit').selectAll().orderBy('id').execute(),
    responsibilities: await db.selectFrom('places.responsibility').selectAll().orderBy('position').execute(),
  };
}

const list = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

/** Writes a pack's places as the owner of the tables. What the pack no longer holds is put out of use, never deleted: cases name it. */
export async function writePlaces(tx: Tx, pack: PlacesOfPack) {
  const rows = rowsOfPack(pack);
  await writeCity(tx, rows.city);
  await sql`insert into places.area (code, name, name_en, level, parent, path, lat, lon, source, status, origin, active)
    select code, name, name_en, level, parent, path, lat, lon, source, status, 'pack', true
    from jsonb_to_recordset(${list(rows.areas)}) as r(code text, name text, name_en text, level text, parent text, path text, lat float8, lon float8, source text, status text)
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, level = excluded.level, parent = excluded.parent, path = excluded.path,
      lat = excluded.lat, lon = excluded.lon, source = excluded.source, status = excluded.status, origin = 'pack', active = true`.execute(
    tx,
  );
  await sql`update places.area set active = false where origin = 'pack' and active
    and code not in (select r.code from jsonb_to_recordset(${list(rows.areas.map(({ code }) => ({ code })))}) as r(code text))`.execute(tx);
  await writeBoundaries(tx, rows);
  await writeUnits(tx, rows);
  await sql.raw(changedText(cacheName)).execute(tx);
}

async function writeCity(tx: Tx, city: PlacesTables['places.city']) {
  const db = own(tx);
  await db.deleteFrom('places.city').execute();
  // The driver would send an array as a PostgreSQL array, so JSON goes as text.
  const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
  await db
    .insertInto('places.city')
    .values({ ...city, map_notice: json(city.map_notice), intake: json(city.intake) })
    .execute();
}

/** A surveyed boundary stays: the pack's computed one is no better. */
async function writeBoundaries(tx: Tx, { boundaries }: PlacesRows) {
  await sql`delete from places.boundary where survey_id is null`.execute(tx);
  await sql`insert into places.boundary (area_code, level, approximate, coordinates)
    select area_code, level, approximate, coordinates from jsonb_to_recordset(${list(boundaries)}) as r(area_code text, level text, approximate boolean, coordinates text)
    on conflict (area_code) do nothing`.execute(tx);
}

async function writeUnits(tx: Tx, rows: PlacesRows) {
  await sql`delete from places.unit_kind`.execute(tx);
  await sql`insert into places.unit_kind (id, name, name_en, levels, position)
    select id, name, name_en, array(select jsonb_array_elements_text(levels)), position
    from jsonb_to_recordset(${list(rows.unitKinds)}) as r(id text, name text, name_en text, levels jsonb, position int)`.execute(tx);
  await sql`insert into places.unit (id, kind, area_code, name, name_en, status, source, active)
    select id, kind, area_code, name, name_en, status, source, true
    from jsonb_to_recordset(${list(rows.units)}) as r(id text, kind text, area_code text, name text, name_en text, status text, source text)
    on conflict (id) do update set kind = excluded.kind, area_code = excluded.area_code, name = excluded.name, name_en = excluded.name_en,
      status = excluded.status, source = excluded.source, active = true`.execute(tx);
  await sql`update places.unit set active = false where active
    and id not in (select r.id from jsonb_to_recordset(${list(rows.units.map(({ id }) => ({ id })))}) as r(id text))`.execute(tx);
  await sql`delete from places.responsibility`.execute(tx);
  await sql`insert into places.responsibility (area_code, scope, scope_value, role, kind, unit_id, source, status, position)
    select area_code, scope, scope_value, role, kind, unit_id, source, status, position
    from jsonb_to_recordset(${list(rows.responsibilities)}) as r(area_code text, scope text, scope_value text, role text, kind text, unit_id text, source text, status text, position int)`.execute(
    tx,
  );
}

export type SurveyRow = PlacesTables['places.survey'];
export type NewArea = Pick<PlacesTables['places.area'], 'code' | 'name' | 'name_en' | 'level' | 'parent' | 'path' | 'source' | 'status'>;
export type BoundaryRow = PlacesTables['places.boundary'];

const surveyLock = 8_120_736;

/** One survey at a time; the next one waits for this one's commit. */
export async function lockSurveys(ctx: Context) {
  await sql`select pg_advisory_xact_lock(${surveyLock})`.execute(ctx.tx);
}

/** Writes a checked survey: its record, areas the catalogue did not have, and every boundary it sets or cuts back. */
export async function writeSurvey(ctx: Context, survey: SurveyRow, areas: readonly NewArea[], boundaries: readonly BoundaryRow[]) {
  const db = own(ctx.tx);
  await db.insertInto('places.survey').values(survey).execute();
  if (areas.length > 0) {
    await sql`insert into places.area (code, name, name_en, level, parent, path, source, status, origin, active)
      select code, name, name_en, level, parent, path, source, status, 'survey', true
      from jsonb_to_recordset(${list(areas)}) as r(code text, name text, name_en text, level text, parent text, path text, source text, status text)
      on conflict (code) do update set active = true`.execute(ctx.tx);
  }
  await sql`insert into places.boundary (area_code, level, approximate, coordinates, survey_id)
    select area_code, level, approximate, coordinates, survey_id
    from jsonb_to_recordset(${list(boundaries)}) as r(area_code text, level text, approximate boolean, coordinates text, survey_id uuid)
    on conflict (area_code) do update set level = excluded.level, approximate = excluded.approximate, coordinates = excluded.coordinates, survey_id = excluded.survey_id`.execute(
    ctx.tx,
  );
  await sql.raw(changedText(cacheName)).execute(ctx.tx);
}
