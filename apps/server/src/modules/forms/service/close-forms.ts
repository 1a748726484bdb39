import { type House, unitOfWork } from '#platform/context.ts';
import { addDays } from '../period.ts';
import { moveForm, takeOverForms, takeUnreadForms } from '../store/forms.ts';
import { knownOf } from './known.ts';
import { whoActs } from './who-acts.ts';

const batch = 50;

/**
 * Closes the forms whose term is over. One whose answers the asking unit has still not read some days later (`use-days`) is proposed for abolition: what
 * is due on the last day can only be read after it. Says how many were moved.
 */
export function closeForms(house: House, now: Date): Promise<number> {
  return unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    const { today, dictionary } = await knownOf(ctx);
    const by = whoActs(ctx, null);
    const over = await takeOverForms(ctx, today, batch);
    for (const form of over)
      await moveForm(ctx, { ...form, action: 'expire', from: 'approved', to: 'expired', endedOn: null, note: null }, by);
    const unread = await takeUnreadForms(ctx, addDays(today, -dictionary.limits['use-days'].value), batch);
    for (const form of unread)
      await moveForm(ctx, { ...form, action: 'find-unused', from: 'expired', to: 'unused', endedOn: null, note: null }, by);
    return over.length + unread.length;
  });
}
