import {
  type ActionName,
  type ClockKind,
  type ClockOwner,
  type Condition,
  type Counter,
  clockOwner,
  type FactName,
  type Field,
  type Party,
  type RequestKind,
  type Row,
  returnsBeforeDispute,
  type State,
  type SupervisionLevel,
  supervisionLevels,
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
  designated: boolean;
  returnRefused: boolean;
  /** The request that waits for a ruling. */
  request: RequestKind | null;
  returns: number;
  extensions: number;
  suspensions: number;
  consultations: number;
  joins: number;
  /** The unit’s time for handling is over. */
  late: boolean;
  reachable: boolean;
  attemptsDone: boolean;
  supervised: SupervisionLevel | null;
  hasFollowers: boolean;
  /** What the case is about: asked by districts’ guards alone. */
  about: { matter: string | null; urgency: string; nature: string | null; channel: string; area: string };
  /** The call that is answered, when the action names one. */
  call?: { state: 'called' | 'signed' | 'reported-in' | 'finished' | 'withdrawn'; contacted: boolean };
};

/** The fields that came with the action. */
export type Given = Partial<Record<Field, unknown>>;

export type Decision =
  | { allowed: true; row: Row; to: State; round: number; starts: readonly ClockKind[] }
  | { allowed: false; why: 'state' | 'party' | 'condition' | 'field'; missing?: Condition | Field; row?: Row };

/** GB/T 39734: 2 dissatisfied, 1 very dissatisfied. */
const isBad = ({ level }: Given) => typeof level === 'number' && level <= 2;

const rank = (level: unknown) => supervisionLevels.indexOf(level as SupervisionLevel);

const holds: Record<FactName, (facts: Facts, given: Given) => boolean> = {
  hasLead: (facts) => facts.hasLead,
  hasMatter: (facts) => facts.hasMatter,
  asked: (facts) => facts.asked,
  openCalls: (facts) => facts.openCallCount > 0,
  openContact: (facts) => facts.openClocks.includes('contact'),
  callCalled: (facts) => facts.call?.state === 'called',
  callOpen: (facts) => facts.call?.state === 'called' || facts.call?.state === 'signed',
  callReportedIn: (facts) => facts.call?.state === 'reported-in',
  openCallContact: (facts) => facts.call?.contacted === false,
  designated: (facts) => facts.designated,
  returnRefused: (facts) => facts.returnRefused,
  requestOpen: (facts) => facts.request !== null,
  returnAsked: (facts) => facts.request === 'return',
  extensionAsked: (facts) => facts.request === 'extension',
  suspensionAsked: (facts) => facts.request === 'suspension',
  terminationAsked: (facts) => facts.request === 'termination',
  thirdReturn: (facts) => facts.returns >= returnsBeforeDispute,
  late: (facts) => facts.late,
  extended: (facts) => facts.extensions > 0,
  twiceExtended: (facts) => facts.extensions > 1,
  twiceSuspended: (facts) => facts.suspensions > 1,
  twiceConsulted: (facts) => facts.consultations > 1,
  twiceJoined: (facts) => facts.joins > 1,
  reachable: (facts) => facts.reachable,
  attemptsDone: (facts) => facts.attemptsDone,
  bad: (_facts, given) => isBad(given),
  supervised: (facts) => facts.supervised !== null,
  raises: (facts, given) => given.supervision === undefined || rank(given.supervision) > rank(facts.supervised),
  hasFollowers: (facts) => facts.hasFollowers,
};

/** Whether a condition of a row holds. */
export const isMet = (condition: Condition, facts: Facts, given: Given): boolean =>
  condition.startsWith('!') ? !holds[condition.slice(1) as FactName](facts, given) : holds[condition as FactName](facts, given);

/** A guard that a pack adds to a row, compiled: only narrows, never widens. */
export type Guard = (facts: Facts) => boolean;

/** The law of one district: the rows, by action, and the guards its pack adds. */
export type Law = { rows: readonly Row[]; of: ReadonlyMap<ActionName, readonly Row[]>; guards: ReadonlyMap<Row, Guard> };

export function lawOf(rows: readonly Row[], guards: ReadonlyMap<Row, Guard> = new Map()): Law {
  const of = new Map<ActionName, Row[]>();
  for (const row of rows) of.set(row.action, [...(of.get(row.action) ?? []), row]);
  return { rows, of, guards };
}

/** The workflow as it stands in this house, before any pack. */
export const commonLaw = lawOf(workflow);

const isGiven = (given: Given, field: Field) => given[field] !== undefined && given[field] !== '';

const firstUnmet = ({ when = [] }: Row, facts: Facts, given: Given) => when.find((condition) => !isMet(condition, facts, given));
const firstLacking = ({ needs = [] }: Row, given: Given) => needs.find((field) => !isGiven(given, field));

/** What one row says of the action, its state apart: allowed, or what stands in the way. */
function readRow(law: Law, row: Row, facts: Facts, parties: ReadonlySet<Party>, given: Given): Decision {
  if (!parties.has(row.by)) return { allowed: false, why: 'party', row };
  const unmet = firstUnmet(row, facts, given);
  if (unmet) return { allowed: false, why: 'condition', missing: unmet, row };
  if (law.guards.get(row)?.(facts) === false) return { allowed: false, why: 'condition', row };
  const lacking = firstLacking(row, given);
  if (lacking) return { allowed: false, why: 'field', missing: lacking, row };
  const to = row.to === 'same' ? facts.state : row.to;
  return { allowed: true, row, to, round: facts.round + (row.counts === 'round' ? 1 : 0), starts: row.starts ?? [] };
}

/**
 * Decides one action by the table: pure, no clock, no I/O. The nearest miss is reported: state before party before condition before field.
 * `given` holds the fields that came with the action; `parties` the roles the actor has in this case.
 */
export function decide(facts: Facts, action: ActionName, parties: ReadonlySet<Party>, given: Given, law: Law = commonLaw): Decision {
  let miss: Extract<Decision, { allowed: false }> = { allowed: false, why: 'state' };
  for (const row of law.of.get(action) ?? []) {
    if (!row.from.includes(facts.state)) continue;
    const read = readRow(law, row, facts, parties, given);
    if (read.allowed || read.why === 'field') return read;
    if (read.why === 'condition' || miss.why === 'state') miss = read;
  }
  return miss;
}

/** A condition on a call is met by some call; which one, the actor says with the action. So is one on a field that is still to be written. */
const openUntilGiven: readonly Condition[] = ['callCalled', 'callOpen', 'callReportedIn', 'openCallContact', 'bad', '!bad'];
export const isAboutCall = (row: Row) => row.needs?.includes('call') ?? false;

/** A matter that is still unknown may come with the action: then the row needs it. */
const askingMatter = (row: Row, facts: Facts): Row =>
  facts.hasMatter || !row.when?.includes('hasMatter') || !row.takes?.includes('matter')
    ? row
    : { ...row, needs: [...(row.needs ?? []), 'matter'], takes: row.takes.filter((field) => field !== 'matter') };

/** The rows open to an actor now, without their input fields: what a screen offers and what a refusal names as allowed. */
export function allowedRows(facts: Facts, parties: ReadonlySet<Party>, law: Law = commonLaw): Row[] {
  const mayHold = (row: Row, condition: Condition) =>
    openUntilGiven.includes(condition) || isMet(condition, facts, {}) || (condition === 'hasMatter' && row.takes?.includes('matter'));
  return law.rows
    .filter(
      (row) =>
        row.by !== 'platform' &&
        row.from.includes(facts.state) &&
        parties.has(row.by) &&
        (row.when ?? []).every((condition) => mayHold(row, condition)) &&
        law.guards.get(row)?.(facts) !== false &&
        callFits(row, facts),
    )
    .map((row) => askingMatter(row, facts));
}

const callFits = (row: Row, facts: Facts) =>
  !isAboutCall(row) || (facts.call !== undefined && (row.when ?? []).every((condition) => isMet(condition, facts, {})));

export type ClockUnits = { desk: string; superior: string; lead: string | null; called: string | null };

const unitBy: Record<ClockOwner, (units: ClockUnits) => string | null> = {
  desk: ({ desk }) => desk,
  superior: ({ superior }) => superior,
  ruler: ({ desk, superior, lead }) => (desk === lead ? superior : desk),
  lead: ({ lead }) => lead,
  leadOrDesk: ({ lead, desk }) => lead ?? desk,
  called: ({ called }) => called,
  reporter: () => null,
  platform: () => null,
};

/** The unit that answers for a clock; null where the reporter or the platform does. */
export const unitOfClock = (kind: ClockKind, units: ClockUnits): string | null => unitBy[clockOwner[kind]](units);

/** The column of the case that keeps a counter. */
export type Counted = 'return_count' | 'consult_count' | 'extension_count' | 'suspension_count' | 'join_count';
export const columnOf: Record<Exclude<Counter, 'round'>, Counted> = {
  returns: 'return_count',
  consultations: 'consult_count',
  extensions: 'extension_count',
  suspensions: 'suspension_count',
  joins: 'join_count',
};
