import { randomBytes } from 'node:crypto';
import { type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { monthAt, monthOf, shiftMonth } from '../months.ts';
import { hasClosed, insertDraw, selectDraw } from '../store/audits.ts';
import { mayCount } from '../store/months.ts';

/** Units of work that began in a month have ended so long after it. */
const settledAfterMs = 60_000;

/** Draws the audit of the month that has ended, once; nobody chooses the seed, and nobody draws again. */
export async function drawNextAudit(house: House, now: Date): Promise<number> {
  return unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    const matters = await mattersOf(ctx);
    const month = monthOf(matters, shiftMonth(monthAt(matters, now), -1));
    if (now.getTime() < month.until.getTime() + settledAfterMs) return 0;
    if (!(await mayCount(ctx)) || (await selectDraw(ctx, month.on)) || !(await hasClosed(ctx, month))) return 0;
    await insertDraw(ctx, month, randomBytes(16).toString('hex'));
    return 1;
  });
}
