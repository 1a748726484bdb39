import type { Round } from '#platform/module.ts';
import { forgetWrongCodes, remindHolders } from './service/remind-holders.ts';

/** Holders are reminded in the minutes after midnight of the day; a reminder is a row with the day it is due. */
export const rounds: readonly Round[] = [
  { name: 'licences.remind', everyMs: 300_000, run: remindHolders },
  { name: 'licences.forget-wrong-codes', everyMs: 600_000, run: forgetWrongCodes },
];
