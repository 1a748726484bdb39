import type { ClockKind } from '../matters/index.ts';

/** The life of a case. Read it to know the law of the loop, change it to change the law. Every row cites its rule. */

export const states = [
  'reported',
  'accepted',
  'dispatched',
  'handling',
  'reviewing',
  'judging',
  'closed',
  'rejected',
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
  reporter: null,
  platform: null,
} as const;
export type Party = keyof typeof parties;

export const actionNames = [
  'accept',
  'reject',
  'answer',
  'dispatch',
  'sign',
  'contact',
  'call',
  'sign-call',
  'contact-caller',
  'report-in',
  'finish-call',
  'withdraw-call',
  'finish',
  'approve',
  'send-back',
  'rate',
  'refuse',
  'ask',
  'close-unrated',
  'archive',
  'reopen',
  'withdraw',
  'urge',
  'note',
] as const;
export type ActionName = (typeof actionNames)[number];

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
  | 'reasons';

/** Facts about a case that a row may ask for; `!` negates. */
export type Condition =
  | 'hasLead'
  | '!hasLead'
  | 'hasMatter'
  | 'asked'
  | '!openCalls'
  | 'openContact'
  | 'callCalled'
  | 'callOpen'
  | 'callSigned'
  | 'callReportedIn'
  | 'openCallContact';

export type Row = {
  action: ActionName;
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
  /** The case goes round again; counted, because no cycle may turn without a counter. */
  round?: true;
  /** The reporter is told in the same transaction. */
  told?: true;
  basis: string;
};

const open = ['reported', 'accepted', 'dispatched', 'handling', 'reviewing'] as const;
const withUnit = ['dispatched', 'handling', 'reviewing'] as const;

// biome-ignore format: one row a line, as a table is read.
export const workflow: readonly Row[] = [
  { action: 'accept', from: ['reported'], to: 'accepted', by: 'desk', takes: ['matter', 'area', 'note'], ends: ['accept'], starts: ['dispatch'], told: true, basis: '北京市接诉即办工作条例 第十条' },
  { action: 'reject', from: ['reported', 'accepted'], to: 'rejected', by: 'desk', needs: ['reason', 'reply'], ends: ['all'], starts: ['archive'], told: true, basis: '潍坊市12345政务服务便民热线条例 第十九条: a refusal states its reason and names the legal channel' },
  { action: 'answer', from: ['reported', 'accepted'], to: 'judging', by: 'desk', needs: ['reply'], takes: ['matter'], ends: ['all'], starts: ['rate'], told: true, basis: '北京市接诉即办工作条例 第十一条: what can be answered at once is answered at once' },
  { action: 'dispatch', from: ['accepted'], to: 'dispatched', by: 'desk', needs: ['unit'], takes: ['matter', 'note'], when: ['hasMatter'], ends: ['dispatch'], starts: ['sign', 'contact', 'handle'], told: true, basis: '北京市接诉即办工作条例 第十二条、第十三条: the unit’s clock starts at dispatch and is printed on the order' },
  { action: 'sign', from: ['dispatched'], to: 'handling', by: 'lead', takes: ['note'], ends: ['sign'], told: true, basis: '北京市接诉即办工作条例 第十四条 首接负责' },
  { action: 'contact', from: ['dispatched', 'handling'], to: 'same', by: 'lead', when: ['openContact'], needs: ['note'], ends: ['contact'], told: true, basis: '北京市接诉即办工作条例 第十五条' },
  { action: 'call', from: ['handling'], to: 'same', by: 'caller', needs: ['units', 'note'], takes: ['whistle', 'meetAt'], starts: ['call-sign', 'call-contact', 'on-site'], told: true, basis: '鼓楼区 一线呼叫; 北京市接诉即办工作条例 第十六条' },
  { action: 'sign-call', from: ['handling'], to: 'same', by: 'called', when: ['callCalled'], needs: ['call'], takes: ['note'], ends: ['call-sign'], basis: '一线报到: sign within the hour' },
  { action: 'contact-caller', from: ['handling'], to: 'same', by: 'called', when: ['callOpen', 'openCallContact'], needs: ['call', 'note'], ends: ['call-contact'], basis: '一线报到: contact the caller within 24 hours' },
  { action: 'report-in', from: ['handling'], to: 'same', by: 'called', when: ['callOpen'], needs: ['call', 'note'], takes: ['photos'], ends: ['call'], starts: ['call-handle'], told: true, basis: '一线报到: on site within 3 or 5 working days' },
  { action: 'finish-call', from: ['handling'], to: 'same', by: 'called', when: ['callReportedIn'], needs: ['call', 'note'], takes: ['photos'], ends: ['call'], basis: '一线处置; 北京市接诉即办工作条例 第十四条: co-units report to the first unit' },
  { action: 'withdraw-call', from: ['handling'], to: 'same', by: 'caller', needs: ['call', 'note'], ends: ['call'], basis: 'A call made in error is taken back in the open' },
  { action: 'finish', from: ['handling'], to: 'reviewing', by: 'lead', when: ['!openCalls'], needs: ['reply', 'note'], takes: ['photos'], ends: ['handle', 'contact', 'rectify'], starts: ['review'], basis: '北京市接诉即办工作条例 第十五条: feedback to the citizen and the hotline' },
  { action: 'approve', from: ['reviewing'], to: 'judging', by: 'desk', takes: ['note'], ends: ['review'], starts: ['rate'], told: true, basis: '济南市12345市民服务热线条例 第二十七条: each feedback is checked' },
  { action: 'send-back', from: ['reviewing'], to: 'handling', by: 'desk', needs: ['note'], ends: ['review'], starts: ['rectify'], round: true, basis: '济南市12345市民服务热线条例 第二十七条: what was not handled is returned' },
  { action: 'rate', from: ['judging'], to: 'closed', by: 'reporter', needs: ['level'], takes: ['reasons', 'note'], ends: ['all'], starts: ['archive'], basis: 'GB/T 39734 一次一评、一事一评' },
  { action: 'rate', from: withUnit, to: 'closed', by: 'reporter', when: ['asked'], needs: ['level'], takes: ['reasons', 'note'], ends: ['all'], starts: ['archive'], basis: '北京市接诉即办工作条例 第二十三条: asked when the time is up, whatever the unit reported' },
  { action: 'refuse', from: ['judging'], to: 'handling', by: 'reporter', when: ['hasLead'], needs: ['note'], takes: ['reasons', 'photos'], ends: ['rate'], starts: ['rectify'], round: true, basis: '济南市12345市民服务热线条例 第二十七条: unsolved goes back' },
  { action: 'refuse', from: ['judging'], to: 'accepted', by: 'reporter', when: ['!hasLead'], needs: ['note'], takes: ['reasons', 'photos'], ends: ['rate'], starts: ['dispatch'], round: true, basis: 'A direct answer that does not answer goes to a unit' },
  { action: 'refuse', from: ['reviewing'], to: 'handling', by: 'reporter', when: ['asked'], needs: ['note'], takes: ['reasons', 'photos'], ends: ['review'], starts: ['rectify'], round: true, basis: '北京市接诉即办工作条例 第二十三条' },
  { action: 'ask', from: withUnit, to: 'same', by: 'platform', told: true, basis: '北京市接诉即办工作条例 第二十三条: call-back when the limit ends' },
  { action: 'close-unrated', from: ['judging'], to: 'closed', by: 'platform', ends: ['all'], starts: ['archive'], told: true, basis: 'Unrated is counted as unrated, never as satisfied (docs/house.md, promise 2)' },
  { action: 'archive', from: ['closed', 'rejected', 'withdrawn'], to: 'archived', by: 'platform', ends: ['all'], basis: '济南市12345市民服务热线条例 第二十二条; 国务院关于在线政务服务的若干规定 第十二条' },
  { action: 'reopen', from: ['closed'], to: 'handling', by: 'reporter', when: ['hasLead'], needs: ['note'], takes: ['photos'], ends: ['archive'], starts: ['rectify'], round: true, told: true, basis: 'New facts within the window (domain §1.11)' },
  { action: 'reopen', from: ['closed', 'rejected'], to: 'accepted', by: 'reporter', when: ['!hasLead'], needs: ['note'], takes: ['photos'], ends: ['archive'], starts: ['dispatch'], round: true, told: true, basis: 'New facts within the window (domain §1.11)' },
  { action: 'withdraw', from: ['reported', 'accepted', 'dispatched', 'handling'], to: 'withdrawn', by: 'reporter', takes: ['note'], ends: ['all'], starts: ['archive'], basis: 'The reporter owns the report' },
  { action: 'urge', from: open, to: 'same', by: 'reporter', takes: ['note'], basis: '济南市12345市民服务热线条例: the caller may urge; urging is counted and routed' },
  { action: 'note', from: [...open, 'judging'], to: 'same', by: 'involved', needs: ['note'], basis: 'Working notes belong to the file' },
];

/** States in which the case rests; `archived` alone has no way out. */
export const finalStates: readonly State[] = ['archived'];

/** Whose clock it is: the unit that answers for it, the reporter, or nobody but the platform. */
export const clockOwner: Record<ClockKind, 'desk' | 'lead' | 'called' | 'reporter' | 'platform'> = {
  accept: 'desk',
  dispatch: 'desk',
  review: 'desk',
  sign: 'lead',
  contact: 'lead',
  handle: 'lead',
  rectify: 'lead',
  'call-sign': 'called',
  'call-contact': 'called',
  'on-site': 'called',
  'call-handle': 'called',
  rate: 'reporter',
  archive: 'platform',
};

/** What the platform does when a clock ends; the others only turn red and are told to the unit and its supervisor. */
export const whenDue: Partial<Record<ClockKind, ActionName>> = { handle: 'ask', rectify: 'ask', rate: 'close-unrated', archive: 'archive' };
