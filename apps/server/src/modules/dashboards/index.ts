import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** The figures of the command page. */
export const dashboards: Module = { name: 'dashboards', routes, rounds };

export { forgetDays } from './service/count-days.ts';
