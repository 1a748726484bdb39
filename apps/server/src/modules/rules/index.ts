import type { Module } from '#platform/module.ts';
import { workers } from './jobs.ts';
import { routes } from './routes.ts';

/** Rules that officials own: versions, four eyes, replay. */
export const rules: Module = { name: 'rules', routes, workers };

export { checkRules, type RuleOfPack, readRules } from './pack/read-rules.ts';
export type { Decided, RuleInput } from './rule-model.ts';
export { modelOf, type RuleInForce, ruleInForce, versionsInForce } from './service/rule-in-force.ts';
export { type NewDecision, recordDecision } from './store/decisions.ts';
export { writeRules as loadRules } from './store/load.ts';
export type { Fired, Values } from './tables.ts';
