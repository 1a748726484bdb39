import type { Module } from '#platform/module.ts';
import { archiveWorker } from './archive/jobs.ts';
import { rounds, workers } from './jobs.ts';
import { fileRoutes } from './routes/file.ts';
import { suspendedRoutes } from './routes/suspended.ts';
import { routes } from './routes.ts';

export { checkFile } from './archive/check-file.ts';
export { archivedCaseIsPutOnFile } from './archive/jobs.ts';
export { commonLaw, type Law } from './decide.ts';
export { changesFor, type LawChange, lawUnder } from './district-rules.ts';
export type { CaseMoved, ClockFired } from './events.ts';
export { readGuard } from './guard.ts';
export { runOf } from './limits.ts';
export { checkDigit, regionOfNumber, writeNumber } from './number.ts';
export { type LawOfPack, readLaw } from './pack/read-law.ts';
export { pastFacts } from './past-facts.ts';
export { redact } from './redact.ts';
export type { ActionInput, CaseView, NewReport, Reported } from './schema.ts';
export { actOnCase, playStep } from './service/act-on-case.ts';
export { fireTimers, playTimers, settleTimers } from './service/fire-timers.ts';
export { leadFollowers, releaseFollower } from './service/lead-followers.ts';
export { fileReport, reportCase } from './service/report-case.ts';
export { viewCase } from './service/view-case.ts';
export { type LoopFigures, selectLoopFigures as loopFigures } from './store/figures.ts';
export { countHistory, type PastCase, selectHistory } from './store/history.ts';
export { writeLaw as loadLaw } from './store/law.ts';
export { type Held, selectCase as holdCase } from './store/read.ts';
export {
  type ActionName,
  type ClockKind,
  clockOwner,
  endedStates,
  escalation,
  finalStates,
  parties,
  type Row,
  rowName,
  type State,
  states,
  whenDue,
  workflow,
} from './workflow.ts';

export const cases: Module = {
  name: 'cases',
  routes(app, house) {
    routes(app, house);
    fileRoutes(app, house);
    suspendedRoutes(app);
  },
  rounds,
  workers: [...workers, archiveWorker],
};
