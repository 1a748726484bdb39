/** The names of the law of the loop as the contract writes them; whoever has words for them has words for all. */

export const caseStates = [
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
export type CaseState = (typeof caseStates)[number];

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

export const clockKinds = [
  'accept',
  'dispatch',
  'consult',
  'designate',
  'sign',
  'contact',
  'handle',
  'promise',
  'rehandle',
  'ruling',
  'suspension',
  'call-sign',
  'call-contact',
  'on-site',
  'call-handle',
  'review',
  'rate',
  'callback',
  'rectify',
  'confirm',
  'supervision',
  'archive',
] as const;
export type ClockKind = (typeof clockKinds)[number];

export const requestKinds = ['return', 'extension', 'suspension', 'termination'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** 督办, from the mildest. */
export const supervisionLevels = ['daily', 'listed', 'summons'] as const;
export type SupervisionLevel = (typeof supervisionLevels)[number];

/** What a call-back attempt met. */
export const attemptOutcomes = ['no-answer', 'busy', 'wrong-number', 'declined'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Fields of an action's input. */
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
export type Light = 'green' | 'yellow' | 'red' | 'overdue' | 'met' | 'missed' | 'paused';
