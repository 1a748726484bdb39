import type { Round } from '#platform/module.ts';
import { fireTimers } from './service/fire-timers.ts';

/** Deadlines are rows; this round looks every second and fires those that are due. */
export const rounds: readonly Round[] = [{ name: 'cases.timers', everyMs: 1000, run: fireTimers }];
