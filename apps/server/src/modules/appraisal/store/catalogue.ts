import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { Context } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import { type MeasureName, measureNames, type PostKind, postKinds } from '../law/measures.ts';
import type { ScorecardRow } from '../law/scorecard.ts';
import type { AppraisalOfPack } from '../pack/read-appraisal.ts';
import type { AppraisalTables } from '../tables.ts';

/** Who is compared with whom. */
export type PeerGroup = { code: string; zh: string; en: string; areas: readonly string[]; source: string; status: string };
/** On which ground a result may be set aside, and for which measures. */
export type Ground = {
  code: string;
  zh: string;
  en: string;
  measures: readonly MeasureName[];
  rule: string;
  source: string;
  status: string;
};
/** The pack's part of appraisal. */
export type Rules = { scorecard: readonly ScorecardRow[]; groups: readonly PeerGroup[]; grounds: readonly Ground[] };

const cacheName = 'appraisal.rules';

const known = <T extends string>(list: readonly T[], word: string): T => {
  const found = list.find((one) => one === word);
  if (found === undefined) throw new Error(`The scorecard names "${word}", which this version does not know; load the pack again.`);
  return found;
};

export const rulesOf = ({ house }: Pick<Context, 'house'>): Promise<Rules> =>
  house.cache.get(cacheName, () =>
    transact(house.database.aside, 'BEGIN READ ONLY', async (tx) => {
      const own = tx.withTables<AppraisalTables>();
      const { rows } = await sql<{ since: string; post: string; measure: string; weight: number; source: string; status: string }>`
        select since::text as since, post, measure, weight, source, status from appraisal.scorecard_row order by since, post, measure`.execute(
        tx,
      );
      const groups = await own.selectFrom('appraisal.peer_group').selectAll().orderBy('position').execute();
      const grounds = await own.selectFrom('appraisal.exclusion_ground').selectAll().orderBy('position').execute();
      return {
        scorecard: rows.map((row) => ({
          ...row,
          post: known<PostKind>(postKinds, row.post),
          measure: known<MeasureName>(measureNames, row.measure),
        })),
        groups,
        grounds: grounds.map((row) => ({ ...row, measures: row.measures.map((name) => known<MeasureName>(measureNames, name)) })),
      };
    }),
  );

const list = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

/** Writes a pack's part of appraisal as the owner of the tables, in place of what was there; every month is weighed anew. */
export async function writeAppraisal(tx: Tx, pack: AppraisalOfPack) {
  await sql`delete from appraisal.scorecard_row`.execute(tx);
  await sql`delete from appraisal.peer_group`.execute(tx);
  await sql`delete from appraisal.exclusion_ground`.execute(tx);
  await sql`insert into appraisal.scorecard_row (since, post, measure, weight, source, status)
    select since, post, measure, weight, source, status
    from jsonb_to_recordset(${list(pack.scorecard)}) as r(since date, post text, measure text, weight float8, source text, status text)`.execute(
    tx,
  );
  await sql`insert into appraisal.peer_group (code, zh, en, areas, source, status, position)
    select code, zh, en, array(select jsonb_array_elements_text(areas)), source, status, position
    from jsonb_to_recordset(${list(pack.groups)}) as r(code text, zh text, en text, areas jsonb, source text, status text, position int)`.execute(
    tx,
  );
  await sql`insert into appraisal.exclusion_ground (code, zh, en, measures, rule, source, status, position)
    select code, zh, en, array(select jsonb_array_elements_text(measures)), rule, source, status, position
    from jsonb_to_recordset(${list(pack.grounds)}) as r(code text, zh text, en text, measures jsonb, rule text, source text, status text, position int)`.execute(
    tx,
  );
  await sql`update appraisal.counted_month set stale = true`.execute(tx);
  await sql.raw(changedText(cacheName)).execute(tx);
}
