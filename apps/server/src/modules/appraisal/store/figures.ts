import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tally } from '../law/rates.ts';
import type { Part } from '../policy.ts';
import { tallyOf, tallySums } from './scores.ts';

/** Which rows are the figures of an area: one level holds each observation of it once. */
function inPart({ code, level }: Part): RawBuilder<boolean> {
  if (level === 'city') return sql<boolean>`t.level = 'county'`;
  const region = code.slice(0, 6);
  return level === 'county'
    ? sql<boolean>`t.level = 'county' and t.region = ${region}`
    : sql<boolean>`t.level = ${level} and t.region = ${region} and t.area_code = ${code}`;
}

/** Which rows are the figures of the areas one level below; of a community there is nothing below. */
function belowPart({ code, level }: Part): RawBuilder<boolean> {
  if (level === 'city') return sql<boolean>`t.level = 'county'`;
  if (level === 'county') return sql<boolean>`t.level = 'street' and t.region = ${code}`;
  if (level === 'street')
    return sql<boolean>`t.level = 'community' and t.region = ${code.slice(0, 6)} and starts_with(t.area_code, ${code})`;
  return inPart({ code, level });
}

const ofUnits = (units: readonly string[] | null) => (units ? sql<boolean>`t.unit_id = any (${units}::text[])` : sql<boolean>`true`);

async function select(ctx: Context, key: RawBuilder<string>, where: RawBuilder<boolean>): Promise<{ key: string; tally: Tally }[]> {
  const { rows } = await sql<Record<string, unknown> & { key: string }>`
    select ${key} as key, ${tallySums} from appraisal.unit_month t where ${where} group by 1 order by 1`.execute(ctx.tx);
  return rows.map((row) => ({ key: row.key, tally: tallyOf(row) }));
}

/** What each unit did in an area in a month; of `units` alone when they are named. */
export const selectByUnit = (ctx: Context, on: string, part: Part, units: readonly string[] | null) =>
  select(ctx, sql<string>`t.unit_id`, sql<boolean>`t.on_month = ${on}::date and ${inPart(part)} and ${ofUnits(units)}`);

/** What was done in each of the areas below an area in a month. */
export const selectByArea = (ctx: Context, on: string, part: Part, units: readonly string[] | null) =>
  select(ctx, sql<string>`t.area_code`, sql<boolean>`t.on_month = ${on}::date and ${belowPart(part)} and ${ofUnits(units)}`);

/** What a unit did, month by month, up to a month; over all areas that the floor shows. */
export const selectMonths = (ctx: Context, unit: string, from: string, on: string) =>
  select(
    ctx,
    sql<string>`t.on_month::text`,
    sql<boolean>`t.unit_id = ${unit} and t.level = 'county' and t.on_month >= ${from}::date and t.on_month <= ${on}::date`,
  );
