import type { AttemptOutcome, CaseState, ClockKind, Light, RequestKind, SupervisionLevel } from '@banyan/api-client';
import { deedsEn, deedsZh } from './deed-words.ts';
import { defineWords } from './language.ts';

/** Every name of the law has a word: one that is missing does not compile. */
type States = Record<CaseState, string>;
type Clocks = Record<ClockKind, string>;
type Lights = Record<Light, string>;
type Requests = Record<RequestKind, string>;
type Levels = Record<SupervisionLevel, string>;
type Attempts = Record<AttemptOutcome, string>;

/** States, clocks, people and actions of a case in the field's own terms; every face says them alike. */
export const caseWords = defineWords(
  {
    state: {
      reported: '待受理',
      accepted: '已受理',
      consulting: '会商中',
      dispatched: '已派遣',
      disputed: '待指定承办',
      handling: '处置中',
      suspended: '已挂账',
      reviewing: '核查中',
      judging: '待评价',
      rectifying: '整改中',
      confirming: '待确认',
      joined: '已并件',
      closed: '已结案',
      rejected: '不予受理',
      terminated: '已终止',
      withdrawn: '已撤回',
      archived: '已归档',
    } satisfies States,
    /** What a reporter reads where it is his own turn. */
    ownState: { judging: '待评价', confirming: '待您确认' },
    step: { report: '上报', accept: '受理', dispatch: '派遣', handle: '处置', rate: '评价' },
    clock: {
      accept: '受理',
      dispatch: '派遣',
      consult: '会商',
      designate: '指定承办',
      sign: '签收',
      contact: '联系诉求人',
      handle: '办结',
      promise: '承诺办结',
      rehandle: '再次办理',
      ruling: '裁定申请',
      suspension: '挂账复核',
      'call-sign': '呼叫签收',
      'call-contact': '联系呼叫人',
      'on-site': '到场报到',
      'call-handle': '呼叫处置',
      review: '核查',
      rate: '评价',
      callback: '回访',
      rectify: '整改',
      confirm: '确认整改',
      supervision: '督办反馈',
      archive: '归档',
    } satisfies Clocks,
    light: {
      green: '时限内',
      yellow: '快到期',
      red: '即将超时',
      overdue: '已超时',
      met: '按时完成',
      missed: '超时完成',
      paused: '停止计时',
    } satisfies Lights,
    urgency: { emergency: '特急', urgent: '紧急', ordinary: '一般' },
    identity: { named: '实名', confidential: '保密', anonymous: '匿名' },
    request: { return: '退件', extension: '延期', suspension: '挂账', termination: '终止办理' } satisfies Requests,
    supervision: { daily: '日常督办', listed: '挂牌督办', summons: '约谈督办' } satisfies Levels,
    attempt: { 'no-answer': '无人接听', busy: '占线', 'wrong-number': '号码不对', declined: '接通，不愿回访' } satisfies Attempts,
    call: { called: '待签收', signed: '已签收', 'reported-in': '已到场', finished: '已完成', withdrawn: '已撤回' },
    level: { 1: '非常不满意', 2: '不满意', 3: '基本满意', 4: '满意', 5: '非常满意' },
    party: { resident: '诉求人', guest: '诉求人', officer: '工作人员', platform: '系统' },
    did: deedsZh,
    remaining: {
      left: (span: string) => `还剩 ${span}`,
      over: (span: string) => `已超时 ${span}`,
      days: (days: number, hours: number) => (hours === 0 ? `${days} 天` : `${days} 天 ${hours} 小时`),
      hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分`),
      minutes: (minutes: number) => `${minutes} 分钟`,
      moment: '不到 1 分钟',
    },
  },
  {
    state: {
      reported: 'Waiting to be accepted',
      accepted: 'Accepted',
      consulting: 'Being discussed',
      dispatched: 'Sent to a unit',
      disputed: 'Waiting for an arbiter',
      handling: 'Being handled',
      suspended: 'Suspended',
      reviewing: 'Being checked',
      judging: 'Waiting for rating',
      rectifying: 'Being put right',
      confirming: 'Waiting for confirmation',
      joined: 'Joined to another case',
      closed: 'Closed',
      rejected: 'Not accepted',
      terminated: 'Ended',
      withdrawn: 'Withdrawn',
      archived: 'Archived',
    } satisfies States,
    ownState: { judging: 'Waiting for your rating', confirming: 'Waiting for your word' },
    step: { report: 'Report', accept: 'Accept', dispatch: 'Dispatch', handle: 'Handle', rate: 'Rate' },
    clock: {
      accept: 'Accept',
      dispatch: 'Dispatch',
      consult: 'Discuss',
      designate: 'Designate a unit',
      sign: 'Sign in',
      contact: 'Contact reporter',
      handle: 'Handle',
      promise: 'Promised to the reporter',
      rehandle: 'Handle again',
      ruling: 'Rule on a request',
      suspension: 'Look at suspension',
      'call-sign': 'Sign call',
      'call-contact': 'Contact caller',
      'on-site': 'On site',
      'call-handle': 'Handle call',
      review: 'Review',
      rate: 'Rate',
      callback: 'Call back',
      rectify: 'Rectify',
      confirm: 'Confirm',
      supervision: 'Report to supervisor',
      archive: 'Archive',
    } satisfies Clocks,
    light: {
      green: 'In time',
      yellow: 'Due soon',
      red: 'Almost due',
      overdue: 'Overdue',
      met: 'Met',
      missed: 'Missed',
      paused: 'Standing still',
    } satisfies Lights,
    urgency: { emergency: 'Emergency', urgent: 'Urgent', ordinary: 'Ordinary' },
    identity: { named: 'Named', confidential: 'Confidential', anonymous: 'Anonymous' },
    request: { return: 'return', extension: 'more time', suspension: 'suspension', termination: 'ending' } satisfies Requests,
    supervision: { daily: 'Supervised', listed: 'Listed supervision', summons: 'Supervision by summons' } satisfies Levels,
    attempt: {
      'no-answer': 'No answer',
      busy: 'Busy',
      'wrong-number': 'Wrong number',
      declined: 'Reached, wants no call-back',
    } satisfies Attempts,
    call: { called: 'Called', signed: 'Signed', 'reported-in': 'On site', finished: 'Finished', withdrawn: 'Taken back' },
    level: { 1: 'Very dissatisfied', 2: 'Dissatisfied', 3: 'Fairly satisfied', 4: 'Satisfied', 5: 'Very satisfied' },
    party: { resident: 'Reporter', guest: 'Reporter', officer: 'Officer', platform: 'System' },
    did: deedsEn,
    remaining: {
      left: (span: string) => `${span} left`,
      over: (span: string) => `${span} overdue`,
      days: (days: number, hours: number) => (hours === 0 ? `${days} d` : `${days} d ${hours} h`),
      hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
      minutes: (minutes: number) => `${minutes} min`,
      moment: 'under a minute',
    },
  },
);

export type CaseWords = (typeof caseWords)['zh'];

/** The state of somebody's own case, as it is said to him. */
export const ownStateText = (words: CaseWords, state: CaseState): string =>
  state === 'judging' || state === 'confirming' ? words.ownState[state] : words.state[state];

/** The word for a code of the API; a code that is newer than this page is shown as it came, never hidden. */
export function wordFor(words: Readonly<Record<string | number, string>>, code: string | number): string {
  return words[code] ?? String(code);
}
