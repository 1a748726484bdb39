import type { ActionName, ClockKind, State } from './workflow.ts';

/** What the module announces; each is heard inside the unit of work that made it true. */
export type CaseMoved = {
  region: string;
  id: string;
  number: string;
  title: string;
  action: ActionName | 'report';
  from: State | null;
  to: State;
  round: number;
  matterCode: string | null;
  areaCode: string;
  deskUnit: string;
  leadUnit: string | null;
  calledUnits: readonly string[];
  reporterId: string | null;
  /** The reporter is to be told; never when he asked for no reply. */
  told: boolean;
  reply: string | null;
};

export type ClockFired = { region: string; caseId: string; number: string; title: string; kind: ClockKind; step: 'yellow' | 'red' | 'overdue'; unitId: string | null; dueAt: Date; reporterId: string | null };

declare module '#platform/events.ts' {
  interface Facts {
    'case.moved': CaseMoved;
    'clock.fired': ClockFired;
  }
}
