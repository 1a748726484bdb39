import type { Round } from '#platform/module.ts';
import { countNextMonth } from './service/count-months.ts';
import { drawNextAudit } from './service/draw-audit.ts';
import { raiseNextFlags } from './service/raise-flags.ts';

export const rounds: readonly Round[] = [
  { name: 'appraisal.months', everyMs: 60_000, run: countNextMonth },
  { name: 'appraisal.flags', everyMs: 300_000, run: raiseNextFlags },
  { name: 'appraisal.audit', everyMs: 300_000, run: drawNextAudit },
];
