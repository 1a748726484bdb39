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
  /** The unit that acted, and the clocks that began with this step or got another end. */
  unit: string | null;
  clocks: readonly { kind: ClockKind; unitId: string | null; dueAt: Date }[];
  reporterId: string | null;
  /** How many reports have joined this case. */
  followers: number;
  /** The reporter is to be told; never when he asked for no reply. */
  told: boolean;
  reply: string | null;
  /** At the report only: where a reporter without an account is reached, and his query code. */
  contact?: { phone: string; code: string };
};

export type ClockFired = {
  region: string;
  caseId: string;
  number: string;
  title: string;
  matterCode: string | null;
  areaCode: string;
  kind: ClockKind;
  step: 'yellow' | 'red' | 'overdue';
  unitId: string | null;
  dueAt: Date;
  reporterId: string | null;
};

declare module '#platform/events.ts' {
  interface Facts {
    'case.moved': CaseMoved;
    'clock.fired': ClockFired;
  }
}
