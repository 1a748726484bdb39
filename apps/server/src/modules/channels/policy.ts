/** How the states and steps of a case are told in the words of GeoReport v2, CitySDK and the update extension. Pure. */

/** States in which nobody owes anything more. */
export const closedStates = ['closed', 'rejected', 'terminated', 'withdrawn', 'archived'] as const;
const isClosed = (state: string) => (closedStates as readonly string[]).includes(state);

/** The standard knows two states. */
export const statusOf = (state: string): 'open' | 'closed' => (isClosed(state) ? 'closed' : 'open');

export const detailedStatuses = ['RECEIVED', 'PENDING', 'IN_PROCESS', 'PROCESSED', 'ARCHIVED', 'REJECTED'] as const;
export type DetailedStatus = (typeof detailedStatuses)[number];

const details: Readonly<Record<string, DetailedStatus>> = {
  reported: 'RECEIVED',
  accepted: 'PENDING',
  consulting: 'PENDING',
  disputed: 'PENDING',
  suspended: 'PENDING',
  joined: 'PENDING',
  dispatched: 'IN_PROCESS',
  handling: 'IN_PROCESS',
  reviewing: 'IN_PROCESS',
  rectifying: 'IN_PROCESS',
  judging: 'PROCESSED',
  confirming: 'PROCESSED',
  closed: 'PROCESSED',
  archived: 'ARCHIVED',
  withdrawn: 'ARCHIVED',
  rejected: 'REJECTED',
  terminated: 'REJECTED',
};

/** The detailed status of CitySDK; an archived case that was refused stays refused. */
export const detailedStatusOf = (state: string, outcome: string | null): DetailedStatus =>
  state === 'archived' && outcome === 'rejected' ? 'REJECTED' : (details[state] ?? 'IN_PROCESS');

/** States that a detailed status stands for. */
export const statesOf = (detailed: DetailedStatus): string[] => Object.keys(details).filter((state) => details[state] === detailed);

export const updateStatuses = [
  'open',
  'closed',
  'fixed',
  'in_progress',
  'action_scheduled',
  'investigating',
  'planned',
  'duplicate',
  'not_councils_responsibility',
  'no_further_action',
  'internal_referral',
  'for_triage',
  'cancelled',
  'reopen',
  'unchanged',
] as const;
export type UpdateStatus = (typeof updateStatuses)[number];

/** What each step is called in an update; a step without a line is not told. */
const steps: Readonly<Record<string, UpdateStatus>> = {
  accept: 'investigating',
  reject: 'not_councils_responsibility',
  answer: 'in_progress',
  consult: 'for_triage',
  dispute: 'for_triage',
  designate: 'in_progress',
  dispatch: 'in_progress',
  join: 'duplicate',
  leave: 'investigating',
  follow: 'in_progress',
  sign: 'in_progress',
  call: 'internal_referral',
  'report-in': 'action_scheduled',
  'grant-return': 'for_triage',
  'grant-extension': 'action_scheduled',
  'grant-suspension': 'planned',
  resume: 'in_progress',
  'grant-termination': 'no_further_action',
  approve: 'in_progress',
  rate: 'fixed',
  refuse: 'open',
  rectified: 'in_progress',
  confirm: 'fixed',
  deny: 'open',
  'close-unrated': 'closed',
  'close-unreached': 'closed',
  'close-unconfirmed': 'closed',
  reopen: 'open',
  withdraw: 'cancelled',
};

/** What a step that led to a state is called; a judgement that sends the case back is no repair. */
export function updateStatusOf(action: string, state: string): UpdateStatus | undefined {
  const status = steps[action];
  return status === 'fixed' && !isClosed(state) ? 'open' : status;
}

const replying = ['reject', 'answer', 'follow', 'approve', 'rate', 'rectified', 'grant-termination', 'close-unrated', 'close-unreached'];

/** Steps at which the reply is given out; before them it is a draft of the unit (the desk approves it first). */
export const givesReply = (action: string) => replying.includes(action);

/** States in which the reply has been given out. */
export const hasReply = (state: string) => ['judging', 'confirming', 'closed', 'rejected', 'terminated', 'archived'].includes(state);

/** `In progress`, `IN_PROGRESS` and `in-progress` are the same word; fixed has several. Undefined when it is none. */
export function readUpdateStatus(written: string): UpdateStatus | undefined {
  const word = written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const known = word.startsWith('fixed') ? 'fixed' : word === 'reopened' ? 'reopen' : word;
  return updateStatuses.find((status) => status === known);
}

/**
 * What a client’s update does to a case: the reporter sends an answered case back, opens a closed one, or only adds a remark. Nothing that a client
 * says closes a case.
 */
export function effectOfUpdate(status: UpdateStatus | undefined, state: string): 'refuse' | 'reopen' | 'note' | 'none' {
  const goesOn = status === 'open' || status === 'reopen';
  if (goesOn && state === 'judging') return 'refuse';
  if (goesOn && (state === 'closed' || state === 'rejected')) return 'reopen';
  return isClosed(state) ? 'none' : 'note';
}

const endings: readonly UpdateStatus[] = ['fixed', 'closed', 'no_further_action', 'not_councils_responsibility', 'duplicate', 'cancelled'];

/** Whether a peer says that its part is done: by its status, or, where it is a city like this one, because it waits for a judgement. */
export const saysDone = (status: UpdateStatus | undefined, state: string | null) =>
  state === 'judging' || (status !== undefined && endings.includes(status));

/** How long a failed sending waits: doubled each time, half a minute at first, a quarter of an hour at most. */
export const pauseMs = (attempts: number): number => Math.min(30_000 * 2 ** Math.max(0, attempts - 1), 900_000);

/** After three days of failing a sending waits for a person; nothing is thrown away. */
export const givesUpAfterMs = 3 * 86_400_000;
