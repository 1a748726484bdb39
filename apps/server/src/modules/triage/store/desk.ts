import type { Context } from '#platform/context.ts';
import type { DraftTable, OverrideTable, TriageTables } from '../tables.ts';

const own = (ctx: Context) => ctx.tx.withTables<TriageTables>();

export async function insertOverride(ctx: Context, override: OverrideTable) {
  await own(ctx).insertInto('triage.override').values(override).execute();
}

export const selectOverrides = (ctx: Context, region: string, caseId: string) =>
  own(ctx).selectFrom('triage.override').selectAll().where('region', '=', region).where('case_id', '=', caseId).orderBy('at').execute();

export async function insertDraft(ctx: Context, draft: Pick<DraftTable, 'region' | 'id' | 'case_id' | 'kind' | 'asked_by'>) {
  const open = { state: 'asked', asked_at: ctx.now, ended_at: null, written: null, model: null, fault: null } as const;
  await own(ctx)
    .insertInto('triage.draft')
    .values({ ...draft, ...open })
    .execute();
}

export const selectDraft = (ctx: Context, region: string, id: string) =>
  own(ctx).selectFrom('triage.draft').selectAll().where('region', '=', region).where('id', '=', id).executeTakeFirst();

export async function endDraft(
  ctx: Context,
  { region, id }: Pick<DraftTable, 'region' | 'id'>,
  end: Pick<DraftTable, 'state' | 'written' | 'model' | 'fault'>,
) {
  await own(ctx)
    .updateTable('triage.draft')
    .set({ ...end, ended_at: ctx.now })
    .where('region', '=', region)
    .where('id', '=', id)
    .execute();
}
