import type { ActionName } from '@banyan/api-client';

/** How a step is offered: its name, what follows from it, what is asked before it is sent, and how its fields are called. */
export type Act = {
  name: string;
  effect?: string;
  /** Asked once more, because it cannot be taken back. */
  sure?: string;
  note?: string;
  hint?: string;
  reply?: string;
  units?: string;
};

export const actsZh: Record<ActionName, Act> = {
  accept: { name: '受理', effect: '受理后开始派遣计时，诉求人会收到通知。' },
  reject: { name: '不予受理', effect: '诉求人会收到答复。不予受理要写明原因和应走的渠道。', sure: '确定不予受理？诉求人会立刻收到答复。' },
  answer: { name: '直接答复', effect: '能当场答复的直接答复，随后请诉求人评价。' },
  consult: {
    name: '召集会商',
    effect: '责任不清或涉及多家的，先会商再派遣，最多两次。会商期间另行计时。',
    note: '会商什么',
    units: '请哪些单位会商',
  },
  minute: { name: '记入会商纪要', effect: '写明结论，回到待派遣。', note: '会商结论', units: '参加会商的单位' },
  dispatch: { name: '派遣', effect: '从现在起为承办单位计时，诉求人会收到通知。', note: '给承办单位的话', units: '协办单位' },
  dispute: {
    name: '提请指定',
    effect: '各单位都不认领的，交上一级指定。对诉求人的时限照常计算。',
    note: '争议在哪里，各单位怎么说',
    hint: '写清争议焦点和已经征求过的单位。',
  },
  designate: {
    name: '指定承办单位',
    effect: '指定后不得退件，从现在起计时。',
    sure: '确定指定这个单位？被指定的单位不能再退件。',
    note: '指定的理由',
    hint: '写明依据的职责规定。',
  },
  sign: { name: '签收', effect: '表示本单位已看到并开始办理。首接负责，不再转手。' },
  contact: { name: '登记联系情况', effect: '记下与诉求人联系的情况，诉求人看得到。', note: '联系情况' },
  call: {
    name: '呼叫部门',
    effect: '被呼叫的部门须按时签收、联系、到场，双方都计时。',
    note: '请部门做什么',
    hint: '写清地点、要解决的问题和需要的人或设备。',
    units: '呼叫哪些部门',
  },
  'sign-call': { name: '签收呼叫', effect: '表示本单位已看到呼叫。' },
  'contact-caller': { name: '登记与呼叫人联系', effect: '记下与呼叫单位联系的情况。', note: '联系情况' },
  'report-in': { name: '到场报到', effect: '到现场后登记，开始处置计时。', note: '现场情况' },
  'finish-call': { name: '完成呼叫任务', effect: '记下本单位做了什么，交回给承办单位。', note: '做了什么' },
  'withdraw-call': {
    name: '撤回呼叫',
    effect: '呼叫错了可以撤回，撤回会留下记录。',
    sure: '确定撤回这次呼叫？',
    note: '撤回原因',
  },
  'request-return': {
    name: '申请退件',
    effect: '明显不属于本单位职责的才能退，由受理单位裁定。批准之前仍由本单位负责。',
    note: '退件理由',
    hint: '写明本单位职责依据，以及认为应由谁办。诉求人看得到。',
  },
  'grant-return': {
    name: '同意退件',
    effect: '退回待派遣。第三次退件不再转派，交上一级指定。对诉求人的时限不重新计算。',
    sure: '确定同意退件？',
    note: '裁定说明',
  },
  'refuse-return': {
    name: '不同意退件',
    effect: '由该单位继续办理，并且不得再次申请退件。',
    sure: '确定不同意退件？该单位不能再次申请。',
    note: '裁定说明',
    hint: '写明该单位负责的依据。',
  },
  'request-extension': {
    name: '申请延期',
    effect: '到期之前申请，最多两次：第一次由受理单位裁定，第二次由上一级裁定。',
    note: '为什么要延期，延期后怎么办',
  },
  'grant-extension': {
    name: '同意延期',
    effect: '时限顺延，诉求人会被告知新的办结时间。',
    sure: '确定同意延期？诉求人会收到通知。',
    note: '裁定说明',
  },
  'refuse-extension': { name: '不同意延期', effect: '仍按原来的时限办结。', note: '裁定说明' },
  'request-suspension': {
    name: '申请挂账',
    effect: '一时确实办不了的，写明原因和复核日，由上一级批准。挂账期间停止计时，仍算未办结。',
    note: '为什么现在办不了',
    hint: '写明办理条件和下一步安排。诉求人看得到。',
  },
  'grant-suspension': {
    name: '同意挂账',
    effect: '从现在起停止计时，到复核日自动恢复。诉求人会被告知复核日。',
    sure: '确定同意挂账？诉求人会被告知复核日。',
    note: '裁定说明',
  },
  'refuse-suspension': { name: '不同意挂账', effect: '继续办理，时限不变。', note: '裁定说明' },
  resume: { name: '恢复办理', effect: '结束挂账，时限接着计算。' },
  'request-termination': {
    name: '申请终止',
    effect: '办理中发现不应受理或无法办理的，书面申请，由受理单位裁定。',
    note: '终止理由',
  },
  'grant-termination': {
    name: '同意终止',
    effect: '诉求人会收到说明，30 天内有新情况可以要求重新办理。',
    sure: '确定终止办理？诉求人会立刻收到说明。',
    note: '裁定说明',
    reply: '给诉求人的说明',
  },
  'refuse-termination': { name: '不同意终止', effect: '由该单位继续办理。', note: '裁定说明' },
  finish: {
    name: '提交办理结果',
    effect: '提交后由受理单位核查；答复会发给诉求人。',
    note: '办理经过',
    hint: '去了哪里、做了什么、结果如何。会写进办理经过，诉求人看得到。',
  },
  approve: { name: '核查通过', effect: '通过后请诉求人评价。' },
  'send-back': { name: '核查退回', effect: '退回承办单位再次办理，轮次加一。', sure: '确定退回重办？', note: '退回原因' },
  ask: { name: '请诉求人评价' },
  attempt: { name: '记下这次回访', effect: '没有接通或对方不愿回访的，记在这里。接通后照诉求人说的记评价，不代为评价。' },
  rate: {
    name: '记下评价',
    effect: '照诉求人在电话里说的记。不满意的转入整改。',
    sure: '照诉求人的话记下这个评价？评价不能更改。',
    note: '诉求人的原话',
  },
  refuse: {
    name: '记下“没有解决”',
    effect: '诉求人说没有解决的，退回承办单位重办。',
    sure: '记下“没有解决”，退回重办？',
    note: '哪里没有解决',
  },
  'close-unrated': { name: '未评价结案' },
  'close-unreached': {
    name: '联系不上，结案',
    effect: '至少三次、跨一天以上仍联系不上才能这样结案，单独统计，不算满意。',
    sure: '确定按“联系不上”结案？',
  },
  rectified: { name: '提交整改结果', effect: '整改后请诉求人确认，并再次回访。', note: '整改经过', reply: '告诉诉求人改了什么' },
  confirm: {
    name: '记下“已经改好”',
    effect: '照诉求人在电话里说的记，随后结案。原来的评价不变。',
    sure: '诉求人确认已经改好？记下后结案。',
  },
  deny: { name: '记下“没有改好”', effect: '退回继续整改。', sure: '记下“没有改好”，继续整改？', note: '哪里没有改好' },
  'close-unconfirmed': { name: '未确认结案' },
  supervise: { name: '督办', effect: '承办单位须按时报告进展。只能升级，解除另办。', note: '督办要求' },
  'answer-supervision': { name: '报告督办进展', effect: '督办单位和诉求人都看得到。', note: '进展情况' },
  'end-supervision': { name: '解除督办', sure: '确定解除督办？', note: '为什么解除' },
  join: {
    name: '并入同类诉求',
    effect: '与主件一并办理；诉求人会被告知，仍单独得到答复并单独评价。',
    sure: '确定并入？诉求人会收到通知。',
    note: '为什么是同一件事',
  },
  follow: { name: '随主件答复' },
  leave: { name: '退出并件', effect: '回到待派遣，单独办理。诉求人会被告知。', sure: '确定退出并件，单独办理？', note: '为什么退出' },
  gather: { name: '接收并件' },
  release: { name: '移出并件' },
  recuse: {
    name: '本人回避',
    effect: '与本件有利害关系的应当回避。回避后您不能再办理本件，由本单位其他人接手。',
    sure: '确定回避？回避后您不能再办理本件。',
    note: '回避的原因',
  },
  'demand-recusal': { name: '申请回避' },
  'order-recusal': {
    name: '决定回避',
    effect: '被决定回避的人不能再办理本件，诉求人会被告知。',
    sure: '确定让这位工作人员回避？',
    note: '理由',
  },
  archive: { name: '归档' },
  reopen: { name: '重新打开' },
  withdraw: { name: '撤回诉求' },
  urge: { name: '催办' },
  note: { name: '补充记录', effect: '只在内部可见，诉求人看不到。', note: '记录内容' },
};
