import { sql } from 'kysely';
import type { House } from '#platform/context.ts';
import { transact } from '#platform/database.ts';
import type { RulesTables } from '../tables.ts';

/** The name under which the versions that decide are remembered in every process. */
export const cacheName = 'rules';

/** A version that decides or did, with its days as texts. */
export type DatedVersion = { ruleId: string; number: number; fromOn: string; toOn: string | null; xml: string; hash: string };

/** Every version that ever came into force, the one that began last first. Read on a connection aside: units of work wait for it. */
export function selectDatedVersions(house: House): Promise<DatedVersion[]> {
  return transact(house.database.aside, 'BEGIN READ ONLY', (tx) =>
    tx
      .withTables<RulesTables>()
      .selectFrom('rules.rule_version')
      .where('from_on', 'is not', null)
      .select(['rule_id as ruleId', 'number', 'xml', 'hash'])
      .select([sql<string>`from_on::text`.as('fromOn'), sql<string | null>`to_on::text`.as('toOn')])
      .orderBy('from_on', 'desc')
      .orderBy('number', 'desc')
      .execute(),
  );
}
