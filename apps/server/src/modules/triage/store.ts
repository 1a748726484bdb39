import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { Context, House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { Proposed } from './proposed.ts';
import type { LandmarkTable, LessonTable, ModelFigures, ModelTable, StoryTable, TriageTables } from './tables.ts';

const own = (tx: Tx) => tx.withTables<TriageTables>();

/** Name under which models and place names are cached in every process. */
export const cacheName = 'triage';

/** The models in use, and the landmarks; on a connection aside, because units of work wait for it. */
export const selectEquipment = (house: House): Promise<{ models: ModelTable[]; landmarks: LandmarkTable[] }> =>
  transact(house.database.aside, 'BEGIN READ ONLY', async (tx) => ({
    models: (await own(tx).selectFrom('triage.model').selectAll().where('state', '=', 'used').execute()) as ModelTable[],
    landmarks: await own(tx).selectFrom('triage.landmark').selectAll().orderBy('name').execute(),
  }));

const tellChanged = (tx: Tx) => sql.raw(changedText(cacheName)).execute(tx);

/** Writes a pack's landmarks in place of those before, as the owner of the tables. */
export async function writeLandmarks(tx: Tx, landmarks: readonly LandmarkTable[]) {
  await sql`delete from triage.landmark`.execute(tx);
  await sql`insert into triage.landmark (name, kind, areas)
    select name, kind, array(select jsonb_array_elements_text(areas)) from jsonb_to_recordset(${JSON.stringify(landmarks)}::jsonb) as r(name text, kind text, areas jsonb)`.execute(
    tx,
  );
  await tellChanged(tx);
}

export type NewProposal = {
  region: string;
  case_id: string;
  model_version: number | null;
  model_area: string | null;
  proposed: Proposed;
};

export async function insertProposal(ctx: Context, { proposed, ...row }: NewProposal) {
  await own(ctx.tx)
    .insertInto('triage.proposal')
    .values({
      ...row,
      made_at: ctx.now,
      proposed: JSON.stringify(proposed),
      confirmed_matter: null,
      confirmed_at: null,
      was_right: null,
      dispatched_by: null,
    })
    .onConflict((clash) => clash.doNothing())
    .execute();
}

export const selectProposal = (ctx: Context, region: string, caseId: string) =>
  own(ctx.tx).selectFrom('triage.proposal').selectAll().where('region', '=', region).where('case_id', '=', caseId).executeTakeFirst();

export async function confirmProposal(ctx: Context, region: string, caseId: string, matterCode: string, by: string | null) {
  await sql`update triage.proposal set confirmed_matter = ${matterCode}, confirmed_at = ${ctx.now}, dispatched_by = ${by},
      was_right = (proposed->'matters'->0->>'code') is not distinct from ${matterCode}
    where region = ${region} and case_id = ${caseId}::uuid and confirmed_at is null`.execute(ctx.tx);
}

export async function insertStory(ctx: Context, story: StoryTable) {
  await own(ctx.tx)
    .insertInto('triage.story')
    .values(story)
    .onConflict((clash) => clash.doNothing())
    .execute();
}

export async function insertLesson(ctx: Context, lesson: LessonTable) {
  await own(ctx.tx)
    .insertInto('triage.lesson')
    .values(lesson)
    .onConflict((clash) => clash.columns(['region', 'case_id']).doUpdateSet({ matter_code: lesson.matter_code, at: lesson.at }))
    .execute();
}

export type AlikeQuery = { region: string; bands: readonly number[]; cell: string | null; since: Date; most: number };

export type AlikeRow = { reported_at: Date; matter_code: string | null; compared: Buffer };

/** Candidates for the same complaint, without saying which cases they are: for whoever writes a report. */
export async function selectAlike(ctx: Context, { region, bands, cell, since, most }: AlikeQuery): Promise<AlikeRow[]> {
  const { rows } =
    await sql<AlikeRow>`select reported_at, matter_code, compared from triage.alike(${region}, ${[...bands]}::integer[], ${cell}, ${since}, ${most})`.execute(
      ctx.tx,
    );
  return rows;
}

/** The same with the cases, as far as the row-level policy shows them to an officer. */
export async function selectAlikeCases(ctx: Context, { region, bands, cell, since, most }: AlikeQuery) {
  const { rows } = await sql<AlikeRow & { case_id: string }>`
    select case_id, reported_at, matter_code, compared from triage.story
      where region = ${region} and bands && ${[...bands]}::integer[] and reported_at >= ${since} limit ${most}
    `.execute(ctx.tx);
  if (cell === null) return rows;
  const near = await sql<AlikeRow & { case_id: string }>`
    select case_id, reported_at, matter_code, compared from triage.story
      where region = ${region} and h3_8 = ${cell} and reported_at >= ${since} order by reported_at desc limit ${most}`.execute(ctx.tx);
  return [...new Map([...rows, ...near.rows].map((row) => [row.case_id, row])).values()];
}

/** Lessons of a district, or of the whole city, newest first. */
export async function selectLessons(ctx: Context, region: string | null, most: number): Promise<LessonTable[]> {
  const all = own(ctx.tx).selectFrom('triage.lesson').selectAll().orderBy('at', 'desc').limit(most);
  return (region === null ? all : all.where('region', '=', region)).execute();
}

export async function countLessons(ctx: Context): Promise<Map<string, number>> {
  const { rows } = await sql<{
    region: string;
    count: number;
  }>`select region, count(*)::int as count from triage.lesson group by region`.execute(ctx.tx);
  return new Map(rows.map(({ region, count }) => [region, count]));
}

export const selectModels = (ctx: Context) =>
  own(ctx.tx)
    .selectFrom('triage.model')
    .select(['task', 'area_code', 'version', 'state', 'trained_at', 'example_count', 'lesson_count', 'list_tag', 'figures'])
    .orderBy('area_code')
    .orderBy('version')
    .execute();

export const selectPacked = (ctx: Context, task: string, area: string) =>
  own(ctx.tx)
    .selectFrom('triage.model')
    .select(['packed', 'version'])
    .where('task', '=', task)
    .where('area_code', '=', area)
    .where('state', '=', 'used')
    .executeTakeFirst();

export type NewModel = Omit<ModelTable, 'figures' | 'version' | 'state'> & { figures: ModelFigures };

/** Adds a version; with `use` it takes the place of the one in use. Gives the version. */
export async function insertModel(ctx: Context, model: NewModel, use: boolean): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(version), 0) + 1 as next from triage.model
    where task = ${model.task} and area_code = ${model.area_code}`.execute(ctx.tx);
  const version = rows[0]?.next ?? 1;
  await own(ctx.tx)
    .insertInto('triage.model')
    .values({ ...model, version, state: 'candidate', figures: JSON.stringify(model.figures) })
    .execute();
  if (use) await useModel(ctx, model.task, model.area_code, version);
  return version;
}

/** Puts a version to use; gives whether there is one. */
export async function useModel(ctx: Context, task: string, area: string, version: number): Promise<boolean> {
  const models = own(ctx.tx).updateTable('triage.model').where('task', '=', task).where('area_code', '=', area);
  const { rows } = await sql`select 1 from triage.model where task = ${task} and area_code = ${area} and version = ${version}`.execute(
    ctx.tx,
  );
  if (rows.length === 0) return false;
  await models.set({ state: 'retired' }).where('state', '=', 'used').execute();
  await models.set({ state: 'used' }).where('version', '=', version).execute();
  await tellChanged(ctx.tx);
  return true;
}
