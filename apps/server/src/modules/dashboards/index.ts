import type { Module } from '#platform/module.ts';

/** The figures of the command page. */
export const dashboards: Module = { name: 'dashboards' };
