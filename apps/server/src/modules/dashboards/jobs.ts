import type { Round } from '#platform/module.ts';
import { countNextDay } from './service/count-days.ts';

/** Finished days are kept counted: after midnight at once, the older ones again every five minutes. */
export const rounds: readonly Round[] = [{ name: 'dashboards.days', everyMs: 10_000, run: countNextDay }];
