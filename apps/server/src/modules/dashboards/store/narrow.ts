import { type RawBuilder, sql } from 'kysely';

/**
 * Where is counted: cases filed in `regions` (the county codes that every index begins with, and the city's own code for reports without a county).
 * `finer` narrows to whole counties, streets, and communities or grids among them; null takes the regions as they are.
 */
export type Scope = { readonly regions: readonly string[]; readonly finer: Finer | null };
export type Finer = { readonly whole: readonly string[]; readonly streets: readonly string[]; readonly areas: readonly string[] };

const yes = sql<boolean>`true`;

/** The condition that a case of this alias lies in the scope. */
export const inScope = (scope: Scope, alias: 'c'): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${alias}.region`)} = any (${scope.regions}::text[]) and ${isFiner(scope)}`;

const isFiner = ({ finer }: Scope): RawBuilder<boolean> =>
  finer
    ? sql<boolean>`(c.region = any (${finer.whole}::text[]) or c.street_code = any (${finer.streets}::text[]) or exists (select 1 from unnest(${finer.areas}::text[]) as a(code) where starts_with(c.area_code, a.code)))`
    : yes;

/** One look-up a row by the primary key; `limit 1` keeps the planner from joining the other way round, for it cannot guess what the row-level policies let through. */
export const caseOf = (columns: RawBuilder<unknown>, key: RawBuilder<unknown>) =>
  sql`cross join lateral (select ${columns} from cases.figure_case c where (c.region, c.id) = ${key} limit 1) c`;

const place = sql`c.region, c.street_code, c.area_code`;

/** Duties `k` in the scope: the case is looked up only where the scope or the grain needs it. */
export function dutiesIn(scope: Scope, needsStreet = false): { from: RawBuilder<unknown>; where: RawBuilder<boolean> } {
  const looksUp = needsStreet || scope.finer !== null;
  return {
    from: looksUp ? sql`cases.figure_clock k ${caseOf(place, sql`(k.region, k.case_id)`)}` : sql`cases.figure_clock k`,
    where: sql<boolean>`k.region = any (${scope.regions}::text[]) and ${isFiner(scope)}`,
  };
}
