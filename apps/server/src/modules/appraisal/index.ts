import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** How units fare in the eyes of those they work for. */
export const appraisal: Module = { name: 'appraisal', routes, rounds };

export { type AppraisalOfPack, readAppraisal } from './pack/read-appraisal.ts';
export { countMonth, countNextMonth, forgetMonths } from './service/count-months.ts';
export { raiseFlags } from './service/raise-flags.ts';
export { writeAppraisal as loadAppraisal } from './store/catalogue.ts';
