import type { Both } from '#platform/print/sheet.ts';

/** What stands in the printed file of a case, in both languages, Chinese first. Pure. */

export type { Both };

/** The parts in which the steps of a case are told. */
export const chapters = {
  intake: ['受理', 'Intake'],
  dispatch: ['派单与移交', 'Hand-over'],
  handling: ['办理', 'Handling'],
  call: ['一线呼叫', 'Calls'],
  request: ['申请与决定', 'Requests and rulings'],
  callback: ['回访', 'Call-back'],
  judgement: ['评价', 'Judgement'],
  supervision: ['督办与回避', 'Supervision'],
  note: ['备注', 'Notes'],
  end: ['结案归档', 'The end'],
} as const satisfies Record<string, Both>;
export type Chapter = keyof typeof chapters;

type Step = readonly [chapter: Chapter, zh: string, en: string];

// biome-ignore format: one step a line, as a table is read.
export const steps: Readonly<Record<string, Step>> = {
  report: ['intake', '提交诉求', 'Reported'],
  accept: ['intake', '受理', 'Accepted'],
  reject: ['intake', '不予受理', 'Not accepted'],
  answer: ['intake', '直接答复', 'Answered directly'],
  consult: ['intake', '派单前会商', 'Consultation opened'],
  minute: ['intake', '会商纪要', 'Consultation minuted'],
  join: ['intake', '并入同类诉求', 'Joined to a like case'],
  leave: ['intake', '分出单独办理', 'Taken out to stand alone'],
  follow: ['handling', '随主件答复', 'Answered with the lead case'],
  dispatch: ['dispatch', '派单', 'Dispatched'],
  dispute: ['dispatch', '责任争议', 'Responsibility disputed'],
  designate: ['dispatch', '指定主办单位', 'Lead unit designated'],
  sign: ['dispatch', '签收', 'Signed'],
  contact: ['handling', '联系诉求人', 'Reporter contacted'],
  finish: ['handling', '办毕反馈', 'Finished'],
  approve: ['handling', '审核通过', 'Approved'],
  'send-back': ['handling', '退回重办', 'Sent back'],
  rectified: ['handling', '整改完成', 'Rectified'],
  call: ['call', '呼叫部门', 'Departments called'],
  'sign-call': ['call', '签收呼叫', 'Call signed'],
  'contact-caller': ['call', '联系呼叫方', 'Caller contacted'],
  'report-in': ['call', '一线报到', 'Reported in on site'],
  'finish-call': ['call', '一线处置完成', 'Call finished'],
  'withdraw-call': ['call', '撤回呼叫', 'Call withdrawn'],
  'request-return': ['request', '申请退单', 'Return requested'],
  'grant-return': ['request', '同意退单', 'Return granted'],
  'refuse-return': ['request', '不同意退单', 'Return refused'],
  'request-extension': ['request', '申请延期', 'Extension requested'],
  'grant-extension': ['request', '同意延期', 'Extension granted'],
  'refuse-extension': ['request', '不同意延期', 'Extension refused'],
  'request-suspension': ['request', '申请挂账', 'Suspension requested'],
  'grant-suspension': ['request', '同意挂账', 'Suspension granted'],
  'refuse-suspension': ['request', '不同意挂账', 'Suspension refused'],
  resume: ['request', '恢复办理', 'Resumed'],
  'request-termination': ['request', '申请终止办理', 'Termination requested'],
  'grant-termination': ['request', '同意终止办理', 'Termination granted'],
  'refuse-termination': ['request', '不同意终止办理', 'Termination refused'],
  ask: ['callback', '到期请诉求人评价', 'Time is up: the reporter is asked'],
  attempt: ['callback', '回访未果', 'Call-back without answer'],
  rate: ['judgement', '评价', 'Rated'],
  refuse: ['judgement', '不认可，要求重办', 'Not solved, handled again'],
  confirm: ['judgement', '确认整改', 'Rectification confirmed'],
  deny: ['judgement', '不认可整改', 'Rectification denied'],
  supervise: ['supervision', '督办', 'Supervised'],
  'answer-supervision': ['supervision', '答复督办', 'Supervision answered'],
  'end-supervision': ['supervision', '解除督办', 'Supervision ended'],
  recuse: ['supervision', '自行回避', 'Officer withdrew'],
  'demand-recusal': ['supervision', '申请回避', 'Recusal demanded'],
  'order-recusal': ['supervision', '决定回避', 'Recusal ordered'],
  gather: ['note', '有诉求并入', 'Another report has joined'],
  release: ['note', '有诉求分出', 'A joined report has left'],
  urge: ['note', '催办', 'Urged'],
  note: ['note', '工作备注', 'Working note'],
  'close-unrated': ['end', '未评价结案', 'Closed unrated'],
  'close-unreached': ['end', '未联系上结案', 'Closed, not reached'],
  'close-unconfirmed': ['end', '未确认结案', 'Closed unconfirmed'],
  withdraw: ['end', '撤回诉求', 'Withdrawn'],
  reopen: ['end', '重新办理', 'Reopened'],
  archive: ['end', '归档', 'Archived'],
};

// biome-ignore format: one word a line, as a table is read.
export const states: Readonly<Record<string, Both>> = {
  reported: ['已提交', 'Reported'],
  accepted: ['已受理', 'Accepted'],
  consulting: ['会商中', 'In consultation'],
  dispatched: ['已派单', 'Dispatched'],
  disputed: ['责任争议', 'Disputed'],
  handling: ['办理中', 'Being handled'],
  suspended: ['已挂账', 'Suspended'],
  reviewing: ['审核中', 'Being reviewed'],
  judging: ['待评价', 'Waiting for judgement'],
  rectifying: ['整改中', 'Being rectified'],
  confirming: ['待确认整改', 'Waiting for confirmation'],
  joined: ['已并入', 'Joined'],
  closed: ['已办结', 'Closed'],
  rejected: ['不予受理', 'Not accepted'],
  terminated: ['终止办理', 'Terminated'],
  withdrawn: ['已撤回', 'Withdrawn'],
  archived: ['已归档', 'Archived'],
};

// biome-ignore format: one word a line, as a table is read.
export const duties: Readonly<Record<string, Both>> = {
  accept: ['受理', 'To accept'],
  dispatch: ['派单', 'To dispatch'],
  consult: ['会商', 'To consult'],
  designate: ['指定主办', 'To designate'],
  sign: ['签收', 'To sign'],
  contact: ['联系诉求人', 'To contact the reporter'],
  handle: ['办理', 'To handle'],
  rehandle: ['重新办理', 'To handle again'],
  promise: ['对诉求人的承诺', 'Promise to the reporter'],
  rectify: ['整改', 'To rectify'],
  confirm: ['确认整改', 'To confirm'],
  ruling: ['对申请作决定', 'To rule on a request'],
  suspension: ['挂账复核', 'Review of a suspension'],
  review: ['审核', 'To review'],
  'call-sign': ['签收呼叫', 'To sign the call'],
  'call-contact': ['联系呼叫方', 'To contact the caller'],
  'on-site': ['到场报到', 'To be on site'],
  'call-handle': ['呼叫处置', 'To handle the call'],
  rate: ['评价', 'To rate'],
  callback: ['回访', 'To call back'],
  supervision: ['督办', 'Under supervision'],
  archive: ['归档', 'To archive'],
};

// biome-ignore format: one word a line, as a table is read.
export const terms = {
  natures: { consult: ['咨询', 'Question'], help: ['求助', 'Request for help'], complaint: ['投诉', 'Complaint'], report: ['举报', 'Report of a breach'], suggest: ['建议', 'Suggestion'], thanks: ['感谢', 'Thanks'], other: ['其他', 'Other'] },
  channels: { app: ['手机', 'App'], phone: ['电话', 'Phone'], web: ['网页', 'Web'], wechat: ['微信', 'WeChat'], counter: ['窗口', 'Counter'], patrol: ['巡查', 'Patrol'], device: ['设备', 'Device'], email: ['邮件', 'E-mail'], sms: ['短信', 'SMS'], other: ['其他', 'Other'] },
  urgencies: { emergency: ['特急', 'Emergency'], urgent: ['紧急', 'Urgent'], ordinary: ['一般', 'Ordinary'] },
  identities: { named: ['实名', 'Named'], confidential: ['要求保密', 'Confidential'], anonymous: ['匿名', 'Anonymous'] },
  calls: { called: ['已呼叫', 'Called'], signed: ['已签收', 'Signed'], 'reported-in': ['已报到', 'Reported in'], finished: ['已处置', 'Finished'], withdrawn: ['已撤回', 'Withdrawn'] },
  whistles: { work: ['工作推进哨', 'To move work on'], hard: ['攻坚克难哨', 'For the hard cases'] },
  outcomes: { rated: ['已评价', 'Rated'], unrated: ['未评价', 'Unrated'], unreached: ['未联系上', 'Not reached'], unconfirmed: ['整改未确认', 'Rectification unconfirmed'], rejected: ['不予受理', 'Not accepted'], withdrawn: ['已撤回', 'Withdrawn'], terminated: ['终止办理', 'Terminated'], answered: ['已答复', 'Answered'], handled: ['已办理', 'Handled'] },
  levels: { 5: ['非常满意', 'Very satisfied'], 4: ['满意', 'Satisfied'], 3: ['基本满意', 'Fairly satisfied'], 2: ['不满意', 'Dissatisfied'], 1: ['非常不满意', 'Very dissatisfied'] },
  supervisions: { daily: ['日常督办', 'Daily supervision'], listed: ['挂牌督办', 'Listed'], summons: ['约谈督办', 'Summons'] },
  attempts: { 'no-answer': ['无人接听', 'No answer'], busy: ['占线', 'Busy'], 'wrong-number': ['号码有误', 'Wrong number'], declined: ['拒绝回访', 'Declined'] },
  requests: { return: ['退单', 'Return'], extension: ['延期', 'Extension'], suspension: ['挂账', 'Suspension'], termination: ['终止办理', 'Termination'] },
  actors: { officer: ['工作人员', 'Officer'], resident: ['诉求人', 'Reporter'], guest: ['诉求人', 'Reporter'], platform: ['平台', 'Platform'] },
  stages: { before: ['办前', 'Before'], after: ['办后', 'After'] },
  readers: { office: ['办理单位用', 'For offices'], reporter: ['诉求人用', 'For the reporter'] },
  verdicts: { met: ['按时', 'In time'], missed: ['超时', 'Late'], open: ['未结束', 'Running'] },
} as const satisfies Record<string, Record<string, Both>>;

/** The words for a code; a code that is newer than this table is shown as it came, never hidden. */
export const bothOf = (list: Readonly<Record<string, Both>>, code: string | number): Both => list[code] ?? [String(code), ''];

/** The words of a step, and the part of the file in which it is told. */
export function stepOf(action: string): { chapter: Chapter; words: Both } {
  const [chapter, zh, en] = steps[action] ?? (['handling', action, ''] as const);
  return { chapter, words: [zh, en] };
}
