import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { daysUpTo, wholeDay } from '../days.ts';
import { deleteDays, mayCount, replaceDay, selectNextToCount } from '../store/days.ts';
import { countWindows, rowOfTally } from './history.ts';
import { wholeCity } from './sight.ts';

const platform: Actor = { kind: 'platform' };

/** Days that the page looks back: the petals' thirty, today included. */
export const lookBack = 30;

/** A day is counted when units of work that began in it have ended. */
const settledAfterMs = 60_000;

/**
 * Counts one finished day: the newest that is missing, else the one counted longest ago, so that what was brought in late is found within a round
 * trip of the month. Returns 1 when a day was missing, so that the next one follows at once.
 */
export async function countNextDay(house: House, now: Date): Promise<number> {
  return unitOfWork(house, platform, now, async (ctx) => {
    const matters = await mattersOf(ctx);
    const days = daysUpTo(matters, now, lookBack).filter((day) => now.getTime() >= day.until.getTime() + settledAfterMs);
    if (days.length === 0 || !(await mayCount(ctx))) return 0;
    const next = await selectNextToCount(
      ctx,
      days.map((day) => day.on),
    );
    const day = days.find((one) => one.on === next?.on);
    if (!next || !day) return 0;
    const scope = wholeCity(await placesOf(ctx));
    const lines = await countWindows(ctx, scope, [wholeDay(day)], 'street');
    await replaceDay(ctx, day.on, lines.map(rowOfTally));
    return next.isMissing ? 1 : 0;
  });
}

/** Forgets the finished days after a history was brought in; until they are counted again, they are counted on the spot. */
export const forgetDays = (ctx: Context): Promise<void> => deleteDays(ctx);
