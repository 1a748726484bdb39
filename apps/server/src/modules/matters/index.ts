import type { Module } from '#platform/module.ts';
import { routes } from './routes.ts';

/** What residents report, who answers for it, by when and on which ground. */
export const matters: Module = { name: 'matters', routes };

export { type Difference, differencesOf } from './difference.ts';
export {
  type ClockKind,
  clockKinds,
  type GroundedLimit,
  type LimitKind,
  type LimitScene,
  limitKinds,
  type ReasonList,
  type WordList,
} from './limits.ts';
export type { Category, Matter, Reason, Word } from './matter.ts';
export type { MatterQuery, Matters } from './matters.ts';
export { type MattersOfPack, readMatters } from './pack/read-matters.ts';
export { mattersOf, mattersOfPack } from './service.ts';
export { writeMatters as loadMatters } from './store.ts';
