import { type House, unitOfWork } from '#platform/context.ts';
import { moveForm, takeOverdueForms } from '../store/forms.ts';
import { knownOf } from './known.ts';
import { whoActs } from './who-acts.ts';

const batch = 50;

/** Closes the forms whose term is over; one whose answers the asking unit never read is proposed for abolition. Says how many. */
export function closeForms(house: House, now: Date): Promise<number> {
  return unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    const { today } = await knownOf(ctx);
    const forms = await takeOverdueForms(ctx, today, batch);
    for (const { id, version, used } of forms) {
      const step = used ? ({ action: 'expire', to: 'expired' } as const) : ({ action: 'find-unused', to: 'unused' } as const);
      await moveForm(ctx, { id, version, from: 'approved', ...step, endedOn: null, note: null }, whoActs(ctx, null));
    }
    return forms.length;
  });
}
