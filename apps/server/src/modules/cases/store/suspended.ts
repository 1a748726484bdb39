import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

/** A suspended case as it is published; the area is its street, or its county where no street is known. */
export type SuspendedCase = {
  region: string;
  number: string;
  matter_code: string | null;
  area_code: string;
  since: Date;
  review_on: string | null;
  cause: string | null;
};

/** Published suspensions of a county or a street, or of the whole city, the newest first. */
export async function selectSuspended(
  ctx: Context,
  area: { region?: string; street?: string },
  after: { since: string; region: string; number: string } | undefined,
  limit: number,
): Promise<SuspendedCase[]> {
  const { rows } = await sql<SuspendedCase>`
    select s.region, s.number, s.matter_code, s.area_code, s.since, s.review_on, s.cause from cases.suspended_case s
    where true ${area.region ? sql`and s.region = ${area.region}` : sql``} ${area.street ? sql`and s.area_code = ${area.street}` : sql``}
      ${after ? sql`and (s.since, s.region, s.number) < (${after.since}::timestamptz, ${after.region}, ${after.number})` : sql``}
    order by s.since desc, s.region desc, s.number desc limit ${limit}`.execute(ctx.tx);
  return rows;
}
