import { defineWords } from './language.ts';

/** States, clocks, people and actions of a case in the field's own terms; every face says them alike. */
export const caseWords = defineWords(
  {
    state: {
      reported: '待受理', accepted: '已受理', dispatched: '已派遣', handling: '处置中', reviewing: '核查中', judging: '待评价',
      closed: '已结案', rejected: '不予受理', withdrawn: '已撤回', archived: '已归档',
    },
    step: { report: '上报', accept: '受理', dispatch: '派遣', handle: '处置', rate: '评价' },
    clock: {
      accept: '受理', dispatch: '派遣', sign: '签收', contact: '联系诉求人', handle: '办结', rectify: '再次办理', 'call-sign': '呼叫签收', 'call-contact': '联系呼叫人',
      'on-site': '到场报到', 'call-handle': '呼叫处置', review: '核查', rate: '评价', archive: '归档',
    },
    light: { green: '时限内', yellow: '快到期', red: '即将超时', overdue: '已超时', met: '按时完成', missed: '超时完成' },
    urgency: { emergency: '特急', urgent: '紧急', ordinary: '一般' },
    identity: { named: '实名', confidential: '保密', anonymous: '匿名' },
    call: { called: '待签收', signed: '已签收', 'reported-in': '已到场', finished: '已完成', withdrawn: '已撤回' },
    level: { 1: '非常不满意', 2: '不满意', 3: '基本满意', 4: '满意', 5: '非常满意' },
    party: { resident: '诉求人', guest: '诉求人', officer: '工作人员', platform: '系统' },
    did: {
      report: '上报', accept: '受理', reject: '不予受理', answer: '直接答复', dispatch: '派遣承办单位', sign: '签收', contact: '联系诉求人', call: '呼叫部门',
      'sign-call': '签收呼叫', 'contact-caller': '联系呼叫人', 'report-in': '到场报到', 'finish-call': '完成呼叫任务', 'withdraw-call': '撤回呼叫', finish: '办理完毕，提交核查',
      approve: '核查通过', 'send-back': '核查退回', rate: '评价', refuse: '反映未解决，退回重办', ask: '时限已到，请诉求人评价', 'close-unrated': '逾期未评价，结案',
      archive: '归档', reopen: '重新打开', withdraw: '撤回诉求', urge: '催办', note: '补充记录',
    },
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
      reported: 'Waiting to be accepted', accepted: 'Accepted', dispatched: 'Sent to a unit', handling: 'Being handled', reviewing: 'Being checked', judging: 'Waiting for your rating',
      closed: 'Closed', rejected: 'Not accepted', withdrawn: 'Withdrawn', archived: 'Archived',
    },
    step: { report: 'Report', accept: 'Accept', dispatch: 'Dispatch', handle: 'Handle', rate: 'Rate' },
    clock: {
      accept: 'Accept', dispatch: 'Dispatch', sign: 'Sign in', contact: 'Contact reporter', handle: 'Handle', rectify: 'Handle again', 'call-sign': 'Sign call', 'call-contact': 'Contact caller',
      'on-site': 'On site', 'call-handle': 'Handle call', review: 'Review', rate: 'Rate', archive: 'Archive',
    },
    light: { green: 'In time', yellow: 'Due soon', red: 'Almost due', overdue: 'Overdue', met: 'Met', missed: 'Missed' },
    urgency: { emergency: 'Emergency', urgent: 'Urgent', ordinary: 'Ordinary' },
    identity: { named: 'Named', confidential: 'Confidential', anonymous: 'Anonymous' },
    call: { called: 'Called', signed: 'Signed', 'reported-in': 'On site', finished: 'Finished', withdrawn: 'Taken back' },
    level: { 1: 'Very dissatisfied', 2: 'Dissatisfied', 3: 'Fairly satisfied', 4: 'Satisfied', 5: 'Very satisfied' },
    party: { resident: 'Reporter', guest: 'Reporter', officer: 'Officer', platform: 'System' },
    did: {
      report: 'Reported', accept: 'Accepted', reject: 'Not accepted', answer: 'Answered directly', dispatch: 'Sent to the lead unit', sign: 'Signed in', contact: 'Contacted the reporter', call: 'Called departments',
      'sign-call': 'Signed the call', 'contact-caller': 'Contacted the caller', 'report-in': 'Reported in on site', 'finish-call': 'Finished the call', 'withdraw-call': 'Took the call back', finish: 'Handled, sent for review',
      approve: 'Review passed', 'send-back': 'Sent back by review', rate: 'Rated', refuse: 'Reporter says not solved; handled again', ask: 'Time is up: the reporter is asked', 'close-unrated': 'Closed unrated',
      archive: 'Archived', reopen: 'Reopened', withdraw: 'Withdrawn', urge: 'Urged', note: 'Note added',
    },
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

/** The word for a code of the API; a code that is newer than this page is shown as it came, never hidden. */
export function wordFor(words: Readonly<Record<string | number, string>>, code: string | number): string {
  return words[code] ?? String(code);
}
