import '../events.ts';
import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { closedMs } from '../limits.ts';
import { type LicenceKey, selectDueReminders, takeReminder } from '../store/licences.ts';
import { removeWrongCodes } from '../store/wrong-codes.ts';
import { shownOf, todayOf } from './view-licences.ts';

const platform: Actor = { kind: 'platform' };
const batch = 200;

async function remind(ctx: Context, key: LicenceKey): Promise<boolean> {
  const row = await takeReminder(ctx, key);
  if (!row || row.valid_until === null || row.state !== 'valid') return false;
  const { name, nameEn } = shownOf(ctx.house, row);
  await ctx.house.announcements.announce(ctx, 'licence.expiring', {
    region: row.region,
    id: row.id,
    number: row.number,
    kind: row.kind,
    name,
    nameEn: nameEn ?? name,
    personId: row.person_id,
    until: row.valid_until,
  });
  return true;
}

/** Announces every licence whose last day comes near, each once and in a unit of work of its own. Gives how many were announced. */
export async function remindHolders(house: House, now: Date): Promise<number> {
  const due = await unitOfWork(house, platform, now, async (ctx) => selectDueReminders(ctx, await todayOf(ctx), batch));
  let told = 0;
  for (const key of due) if (await unitOfWork(house, platform, now, (ctx) => remind(ctx, key))) told += 1;
  return told;
}

/** Forgets wrong codes whose window is over. */
export async function forgetWrongCodes(house: House, now: Date): Promise<number> {
  await unitOfWork(house, platform, now, (ctx) => removeWrongCodes(ctx, new Date(now.getTime() - closedMs)));
  // Rows removed are no reason to look again at once.
  return 0;
}
