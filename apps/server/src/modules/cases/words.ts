import type { ClockKind } from '../matters/index.ts';

/** The words in which the law of the loop is written: states, parties, actions, fields, facts and counters. The law itself is workflow.ts. */

export const states = [
  'reported',
  'accepted',
  'consulting',
  'dispatched',
  'disputed',
  'handling',
  'suspended',
  'reviewing',
  'judging',
  'rectifying',
  'confirming',
  'joined',
  'closed',
  'rejected',
  'terminated',
  'withdrawn',
  'archived',
] as const;
export type State = (typeof states)[number];

/** The duties that the pack gives limits for; the list stands with the limits. */
export type { ClockKind };

/** Who acts in relation to this case; the permission that an officer's post must grant stands beside it. */
export const parties = {
  desk: 'case.triage',
  lead: 'case.handle',
  caller: 'case.call',
  called: 'case.handle',
  involved: 'case.read',
  ruler: 'case.triage',
  arbiter: 'case.arbitrate',
  overseer: 'case.supervise',
  callback: 'case.callback',
  reporter: null,
  platform: null,
} as const;
export type Party = keyof typeof parties;

export const actionNames = [
  'accept',
  'reject',
  'answer',
  'consult',
  'minute',
  'dispatch',
  'dispute',
  'designate',
  'sign',
  'contact',
  'call',
  'sign-call',
  'contact-caller',
  'report-in',
  'finish-call',
  'withdraw-call',
  'request-return',
  'grant-return',
  'refuse-return',
  'request-extension',
  'grant-extension',
  'refuse-extension',
  'request-suspension',
  'grant-suspension',
  'refuse-suspension',
  'resume',
  'request-termination',
  'grant-termination',
  'refuse-termination',
  'finish',
  'approve',
  'send-back',
  'ask',
  'attempt',
  'rate',
  'refuse',
  'close-unrated',
  'close-unreached',
  'rectified',
  'confirm',
  'deny',
  'close-unconfirmed',
  'supervise',
  'answer-supervision',
  'end-supervision',
  'join',
  'follow',
  'leave',
  'gather',
  'release',
  'recuse',
  'demand-recusal',
  'order-recusal',
  'archive',
  'reopen',
  'withdraw',
  'urge',
  'note',
] as const;
export type ActionName = (typeof actionNames)[number];

/** What a unit may ask for; one request at a time, and each is granted or refused. */
export const requestKinds = ['return', 'extension', 'suspension', 'termination'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** 督办: daily, listed (挂牌督办), summons (约谈督办); 潍坊市12345政务服务便民热线条例 第二十六条. */
export const supervisionLevels = ['daily', 'listed', 'summons'] as const;
export type SupervisionLevel = (typeof supervisionLevels)[number];

/** What a call-back attempt met. Whoever was reached rates, refuses or confirms; that is an action of its own. */
export const attemptOutcomes = ['no-answer', 'busy', 'wrong-number', 'declined'] as const;

/** Fields of an action's input; `needs` must be given, `takes` may be. */
export type Field =
  | 'note'
  | 'reason'
  | 'reply'
  | 'unit'
  | 'units'
  | 'matter'
  | 'area'
  | 'call'
  | 'whistle'
  | 'meetAt'
  | 'photos'
  | 'level'
  | 'reasons'
  | 'reviewOn'
  | 'outcome'
  | 'supervision'
  | 'into'
  | 'officer'
  | 'accused';

/** Facts about a case that a row may ask for; `!` negates. */
export const factNames = [
  'hasLead',
  'hasMatter',
  'asked',
  'openCalls',
  'openContact',
  'callCalled',
  'callOpen',
  'callReportedIn',
  'openCallContact',
  'designated',
  'returnRefused',
  'requestOpen',
  'returnAsked',
  'extensionAsked',
  'suspensionAsked',
  'terminationAsked',
  'thirdReturn',
  'late',
  'extended',
  'twiceExtended',
  'twiceSuspended',
  'twiceConsulted',
  'twiceJoined',
  'reachable',
  'attemptsDone',
  'bad',
  'supervised',
  'raises',
  'hasFollowers',
] as const;
export type FactName = (typeof factNames)[number];
export type Condition = FactName | `!${FactName}`;

/** What is counted so that no circle of the workflow turns unseen. */
export const counters = ['round', 'returns', 'consultations', 'extensions', 'suspensions', 'joins'] as const;
export type Counter = (typeof counters)[number];

export type Row = {
  action: ActionName;
  /** Tells rows of one action apart: `rate` and `rate:bad`. */
  variant?: string;
  from: readonly State[];
  /** `same` keeps the state: something happened within it. */
  to: State | 'same';
  by: Party;
  when?: readonly Condition[];
  needs?: readonly Field[];
  takes?: readonly Field[];
  /** Clocks this ends; `all` for every open clock of the case, `call` for those of the call that is answered. */
  ends?: readonly (ClockKind | 'all' | 'call')[];
  starts?: readonly ClockKind[];
  /** Clocks that get the pack's extension, that stand still from now on, that go on again. */
  extends?: readonly ClockKind[];
  pauses?: readonly ClockKind[];
  resumes?: readonly ClockKind[];
  /** The case goes round again; counted, because no cycle may turn without a counter. */
  counts?: Counter;
  /** The reporter is told in the same transaction. */
  told?: true;
  /** A district's own condition, a FEEL expression over the facts; only packs write it. */
  guard?: string;
  basis: string;
};

/** The name under which a pack may speak of a row. */
export const rowName = (row: Pick<Row, 'action' | 'variant'>): string => (row.variant ? `${row.action}:${row.variant}` : row.action);
