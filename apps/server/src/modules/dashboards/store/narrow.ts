import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/context.ts';

/**
 * Where is counted: cases filed in `regions` (county codes, and the city's own code for reports without a county); `finer` keeps whole counties and single
 * streets of them. Of the whole city nothing is left out: the list only leads to the indexes that begin with the county.
 */
/** Ends that came after the reporter was asked for his judgement. */
export const judgedOutcomes = sql`'rated', 'rectified', 'unrated', 'unreached'`;

export type Scope = {
  readonly isWholeCity: boolean;
  readonly regions: readonly string[];
  readonly finer: { readonly counties: readonly string[]; readonly streets: readonly string[] } | null;
};

const finerThan = ({ finer }: Scope): RawBuilder<boolean> =>
  finer ? sql<boolean>`(c.region = any (${finer.counties}::text[]) or c.street_code = any (${finer.streets}::text[]))` : sql<boolean>`true`;

/** The condition that a case `c` lies in the scope, for indexes that begin with the county. */
export const inRegions = (scope: Scope): RawBuilder<boolean> =>
  sql<boolean>`c.region = any (${scope.regions}::text[]) and ${finerThan(scope)}`;

/** The same for indexes that begin with time or place: of the whole city no county is named, or the planner takes the list for a choice. */
export const inScope = (scope: Scope): RawBuilder<boolean> => (scope.isWholeCity ? sql<boolean>`true` : inRegions(scope));

/** One look-up a row by the primary key; `limit 1` keeps the planner from joining the other way round, for it cannot guess what the row-level policies let through. */
export const caseOf = (columns: RawBuilder<unknown>, key: RawBuilder<unknown>) =>
  sql`cross join lateral (select ${columns} from cases.figure_case c where (c.region, c.id) = ${key} limit 1) c`;

/** Duties `k` in the scope: the case is looked up only where the scope or the grain needs it. */
export function dutiesIn(scope: Scope, needsStreet = false): { from: RawBuilder<unknown>; where: RawBuilder<boolean> } {
  const looksUp = needsStreet || scope.finer !== null;
  return {
    from: looksUp
      ? sql`cases.figure_clock k ${caseOf(sql`c.region, c.street_code`, sql`(k.region, k.case_id)`)}`
      : sql`cases.figure_clock k`,
    where: sql<boolean>`k.region = any (${scope.regions}::text[]) and ${finerThan(scope)}`,
  };
}

/**
 * Tells the planner for the rest of this unit of work what it cannot know: it takes the row-level policies to let almost nothing through, and so would sort
 * a whole month to group it, and take a plan for few rows for any number of them. A hint for this session only, so Citus need not pass it on.
 */
export async function expectManyRows(ctx: Context): Promise<void> {
  await sql`set local enable_sort = off`.execute(ctx.tx);
  await sql`set local plan_cache_mode = force_custom_plan`.execute(ctx.tx);
}
