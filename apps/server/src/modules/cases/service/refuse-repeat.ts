import type { Context } from '#platform/context.ts';
import { conflict } from '#platform/refusal.ts';
import type { NewReport } from '../schema.ts';
import { selectRepeated } from '../store/read.ts';
import type { Spot } from './find-spot.ts';

/**
 * The same matter at the same place, reported by the same person and still being handled, with no new facts: he is told how far it is, and no
 * second case begins (北京市接诉即办工作条例 第十一条). `newFacts` says what is new, and then it does.
 */
export async function refuseRepeat(ctx: Context, spot: Spot, matterCode: string | undefined, report: NewReport): Promise<void> {
  if (ctx.actor.kind !== 'resident' || matterCode === undefined || report.newFacts) return;
  const first = await selectRepeated(ctx, ctx.actor.accountId, { region: spot.region, streetCode: spot.streetCode, matterCode });
  if (!first) return;
  throw conflict(
    'case.repeated',
    `You reported this before, and it is being handled: ${first.number}. Say what is new, or follow that case.`,
    {
      region: first.region,
      id: first.id,
      number: first.number,
      state: first.state,
      reportedAt: first.reported_at.toISOString(),
      promiseAt: first.promise_at?.toISOString() ?? null,
      field: 'newFacts',
    },
  );
}
