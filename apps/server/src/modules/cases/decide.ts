import {
  type ActionName,
  type ClockKind,
  type Condition,
  clockOwner,
  type Field,
  type Party,
  type Row,
  type State,
  workflow,
} from './workflow.ts';

/** What the table needs to know of a case; `parties` are the roles this actor has in it. */
export type Facts = {
  state: State;
  round: number;
  hasLead: boolean;
  hasMatter: boolean;
  asked: boolean;
  openCallCount: number;
  openClocks: readonly ClockKind[];
  /** The call that is answered, when the action names one. */
  call?: { state: 'called' | 'signed' | 'reported-in' | 'finished' | 'withdrawn'; contacted: boolean };
};

export type Decision =
  | { allowed: true; row: Row; to: State; round: number; starts: readonly ClockKind[] }
  | { allowed: false; why: 'state' | 'party' | 'condition' | 'field'; missing?: Condition | Field; row?: Row };

const holds: Record<Condition, (facts: Facts) => boolean> = {
  hasLead: (facts) => facts.hasLead,
  '!hasLead': (facts) => !facts.hasLead,
  hasMatter: (facts) => facts.hasMatter,
  asked: (facts) => facts.asked,
  '!openCalls': (facts) => facts.openCallCount === 0,
  openContact: (facts) => facts.openClocks.includes('contact'),
  callCalled: (facts) => facts.call?.state === 'called',
  callOpen: (facts) => facts.call?.state === 'called' || facts.call?.state === 'signed',
  callSigned: (facts) => facts.call?.state === 'signed',
  callReportedIn: (facts) => facts.call?.state === 'reported-in',
  openCallContact: (facts) => facts.call?.contacted === false,
};

const rowsOf = new Map<ActionName, Row[]>();
for (const row of workflow) rowsOf.set(row.action, [...(rowsOf.get(row.action) ?? []), row]);

const firstUnmet = (row: Row, facts: Facts): Condition | undefined => row.when?.find((condition) => !holds[condition](facts));

const isGiven = (input: Partial<Record<Field, unknown>>, field: Field) => input[field] !== undefined && input[field] !== '';

/** What one row says of the action, its state apart: allowed, or what stands in the way. */
function readRow(row: Row, facts: Facts, parties: ReadonlySet<Party>, input: Partial<Record<Field, unknown>>): Decision {
  if (!parties.has(row.by)) return { allowed: false, why: 'party', row };
  const unmet = firstUnmet(row, facts);
  if (unmet) return { allowed: false, why: 'condition', missing: unmet, row };
  const lacking = row.needs?.find((field) => !isGiven(input, field));
  if (lacking) return { allowed: false, why: 'field', missing: lacking, row };
  const to = row.to === 'same' ? facts.state : row.to;
  return { allowed: true, row, to, round: facts.round + (row.round ? 1 : 0), starts: row.starts ?? [] };
}

/**
 * Decides one action by the table: pure, no clock, no I/O. The nearest miss is reported: state before party before condition before field.
 * `input` holds the fields that came with the action; `parties` the roles the actor has in this case.
 */
export function decide(facts: Facts, action: ActionName, parties: ReadonlySet<Party>, input: Partial<Record<Field, unknown>>): Decision {
  let miss: Extract<Decision, { allowed: false }> = { allowed: false, why: 'state' };
  for (const row of rowsOf.get(action) ?? []) {
    if (!row.from.includes(facts.state)) continue;
    const read = readRow(row, facts, parties, input);
    if (read.allowed || read.why === 'field') return read;
    if (read.why === 'condition' || miss.why === 'state') miss = read;
  }
  return miss;
}

/** A condition on a call is met by some call; which one, the actor says with the action. */
const aboutCalls: readonly Condition[] = ['callCalled', 'callOpen', 'callSigned', 'callReportedIn', 'openCallContact'];
export const isAboutCall = (row: Row) => row.needs?.includes('call') ?? false;

/** A matter that is still unknown may come with the action: then the row needs it. */
const askingMatter = (row: Row, facts: Facts): Row =>
  facts.hasMatter || !row.when?.includes('hasMatter') || !row.takes?.includes('matter')
    ? row
    : { ...row, needs: [...(row.needs ?? []), 'matter'], takes: row.takes.filter((field) => field !== 'matter') };

/** The rows open to an actor now, without their input fields: what a screen offers and what a refusal names as allowed. */
export function allowedRows(facts: Facts, parties: ReadonlySet<Party>): Row[] {
  const isMet = (row: Row, condition: Condition) =>
    aboutCalls.includes(condition) || holds[condition](facts) || (condition === 'hasMatter' && row.takes?.includes('matter'));
  return workflow
    .filter(
      (row) =>
        row.by !== 'platform' &&
        row.from.includes(facts.state) &&
        parties.has(row.by) &&
        (row.when ?? []).every((condition) => isMet(row, condition)) &&
        callFits(row, facts),
    )
    .map((row) => askingMatter(row, facts));
}

const callFits = (row: Row, facts: Facts) =>
  !isAboutCall(row) || (facts.call !== undefined && (row.when ?? []).every((condition) => holds[condition](facts)));

/** The unit that answers for a clock; null where the reporter or the platform does. */
export function unitOfClock(kind: ClockKind, units: { desk: string; lead: string | null; called: string | null }): string | null {
  switch (clockOwner[kind]) {
    case 'desk':
      return units.desk;
    case 'lead':
      return units.lead;
    case 'called':
      return units.called;
    case 'reporter':
    case 'platform':
      return null;
  }
}
