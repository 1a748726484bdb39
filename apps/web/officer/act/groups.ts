import { type OpenAction, type SupervisionLevel, supervisionLevels } from '@banyan/api-client';

/** How the steps that are open to an officer are laid out, so that a page with many of them stays calm. */

export const groups = ['main', 'request', 'ruling', 'callback', 'other'] as const;
export type Group = (typeof groups)[number];

const byPhone = ['attempt', 'rate', 'refuse', 'confirm', 'deny', 'close-unreached'];
const others = ['answer-supervision', 'supervise', 'end-supervision', 'join', 'leave', 'order-recusal', 'recuse'];

/** The panel to which a step belongs. */
export function groupOf(action: string): Group {
  if (action.startsWith('request-')) return 'request';
  if (/^(grant|refuse)-/.test(action)) return 'ruling';
  if (byPhone.includes(action)) return 'callback';
  return others.includes(action) ? 'other' : 'main';
}

/** What moves the case on comes first, what ends or takes back comes late, a plain note last. */
const rank = [
  'accept',
  'dispatch',
  'designate',
  'approve',
  'sign',
  'sign-call',
  'report-in',
  'finish-call',
  'contact',
  'rectified',
  'minute',
  'finish',
  'resume',
  'contact-caller',
  'call',
  'consult',
  'answer',
  'send-back',
  'dispute',
  'reject',
  'withdraw-call',
  'request-extension',
  'request-suspension',
  'request-return',
  'request-termination',
  'attempt',
  'rate',
  'refuse',
  'confirm',
  'deny',
  'close-unreached',
  ...others,
  'urge',
  'note',
];
const rankOf = (action: string) => (rank.includes(action) ? rank.indexOf(action) : rank.length - 1.5);

export const keyOfAction = (action: Pick<OpenAction, 'action' | 'call'>) => `${action.action}/${action.call ?? ''}`;
export const arrange = (actions: readonly OpenAction[]): OpenAction[] => [...actions].sort((a, b) => rankOf(a.action) - rankOf(b.action));
/** Only an action that moves the case may stand first with the leaf corner. */
export const isLeading = (action: Pick<OpenAction, 'action'>) => rankOf(action.action) <= rank.indexOf('finish');

/** What can be done at nearly any time; where nothing else is open, it is nobody's turn here. */
const always = ['note', 'recuse', 'order-recusal', 'supervise', 'end-supervision', 'withdraw-call', 'join', 'leave'];
export const isTurn = ({ action }: Pick<OpenAction, 'action'>) => !always.includes(action) && groupOf(action) !== 'request';

/** The open steps of each panel, in order. Supervision that stands on the highest level cannot be raised. */
export function grouped(actions: readonly OpenAction[], supervised: SupervisionLevel | null): Record<Group, OpenAction[]> {
  const isHighest = supervised === supervisionLevels[supervisionLevels.length - 1];
  const sorted = arrange(actions).filter(({ action }) => !(isHighest && action === 'supervise'));
  const of = (group: Group) => sorted.filter(({ action }) => groupOf(action) === group);
  return { main: of('main'), request: of('request'), ruling: of('ruling'), callback: of('callback'), other: of('other') };
}
