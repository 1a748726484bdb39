import type { Round } from '#platform/module.ts';
import { closeForms } from './service/close-forms.ts';

/** Forms close by themselves in the first minutes of the day after their term. Filling is refused at once, whether the round ran or not. */
export const rounds: readonly Round[] = [{ name: 'forms.close', everyMs: 300_000, run: closeForms }];
