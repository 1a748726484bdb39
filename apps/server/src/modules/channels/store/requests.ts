import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { Answers } from '../answers.ts';

export type NewClientRequest = {
  region: string;
  caseId: string;
  clientId: string;
  title: string | null;
  description: string;
  address: string | null;
  lat: number | null;
  lon: number | null;
  answers: Answers;
  mediaUrls: readonly string[];
  photos: readonly string[];
};

/** Notes who filed a case and what may be shown of it; nobody waits for its answer before the end. */
export function insertClientRequest(ctx: Context, one: NewClientRequest): void {
  trail(
    ctx.tx,
    `insert into channels.client_request (region, case_id, client_id, filed_at, title, description, address, lat, lon, answers, media_urls, photos)
     values ($1, $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::text[], $12::uuid[])`,
    [
      one.region,
      one.caseId,
      one.clientId,
      ctx.now,
      one.title,
      one.description,
      one.address,
      one.lat,
      one.lon,
      JSON.stringify(one.answers),
      one.mediaUrls,
      one.photos,
    ],
  );
}

/**
 * Public reading runs as the platform over views of public fields; it waits no longer than anybody’s request. A page is read along an index, which needs
 * no helpers (their start costs more than the page) and no plan of its own for every list of matters.
 */
export function bound(ctx: Context) {
  for (const setting of ['statement_timeout = 15000', 'max_parallel_workers_per_gather = 0', 'plan_cache_mode = force_generic_plan'])
    trail(ctx.tx, `set local ${setting}`, []);
}

/** The number of a case that a client filed, by the id it was filed under. */
export async function selectNumberOfToken(ctx: Context, region: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{
    number: string;
  }>`select c.number from channels.client_request r join cases.public_case c on c.region = r.region and c.id = r.case_id
    where r.region = ${region} and r.case_id = ${id}::uuid`.execute(ctx.tx);
  return rows[0]?.number;
}

/** The file of a photo that a client sent to be shown with a case that is shown; `place` counts from 1. */
export async function selectMedia(
  ctx: Context,
  key: { region: string; caseId: string; place: number },
  matters: readonly string[],
): Promise<string | undefined> {
  const { rows } = await sql<{ file: string | null }>`select r.photos[${key.place}::int] as file from channels.client_request r
    join cases.public_case c on c.region = r.region and c.id = r.case_id
    where r.region = ${key.region} and r.case_id = ${key.caseId}::uuid and c.matter_code = any (${matters}::text[])`.execute(ctx.tx);
  return rows[0]?.file ?? undefined;
}

/** When the pack of the city was last loaded. */
export async function selectLoadedAt(ctx: Context): Promise<Date | undefined> {
  const { rows } = await sql<{ changed_at: Date }>`select changed_at from platform.fact where name = 'pack.loaded'`.execute(ctx.tx);
  return rows[0]?.changed_at;
}
