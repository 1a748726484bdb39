/** What people are told, in both languages. `{field}` is filled from the message's data; a field ending in `At` is an instant. Pure. */

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
type Words = { readonly title: string; readonly text: string };

/** Messages to residents speak of "your report"; messages to officers name the case and the clock. Each says what the reader can do next. */
export const templates = {
  'case.reported': {
    zh: { title: '已收到您的诉求', text: '编号 {number}。我们会在 {dueAt} 前告诉您是否受理。' },
    en: { title: 'Your report has arrived', text: 'Number {number}. By {dueAt} we will tell you whether it is accepted.' },
  },
  'case.received': {
    zh: { title: '已收到您的诉求', text: '编号 {number}，查询码 {code}。我们会在 {dueAt} 前告诉您是否受理。' },
    en: {
      title: 'Your report has arrived',
      text: 'Number {number}, query code {code}. By {dueAt} we will tell you whether it is accepted.',
    },
  },
  'case.accepted': {
    zh: { title: '您的诉求已受理', text: '编号 {number}，{unit}正在确定由谁办理。' },
    en: { title: 'Your report was accepted', text: 'Number {number}. {unit} is deciding who will handle it.' },
  },
  'case.rejected': {
    zh: { title: '您的诉求不予受理', text: '编号 {number}。打开可以看到原因，以及您可以走的其他途径。' },
    en: { title: 'Your report was not accepted', text: 'Number {number}. Open it for the reason and for the channel that is open to you.' },
  },
  'case.answered': {
    zh: { title: '您的诉求有答复了', text: '编号 {number}。请打开看答复，并告诉我们是否满意。' },
    en: { title: 'Your report has been answered', text: 'Number {number}. Please read the answer and tell us whether you are satisfied.' },
  },
  'case.dispatched': {
    zh: { title: '您的诉求已派给{unit}', text: '编号 {number}，应在 {dueAt} 前办结。' },
    en: { title: 'Your report went to {unit}', text: 'Number {number}. It is to be finished by {dueAt}.' },
  },
  'case.signed': {
    zh: { title: '{unit}已接手', text: '编号 {number}，工作人员会与您联系。' },
    en: { title: '{unit} has taken it on', text: 'Number {number}. An officer will get in touch with you.' },
  },
  'case.contacted': {
    zh: { title: '{unit}联系过您', text: '编号 {number}。如果没有人联系您，请打开后催办。' },
    en: { title: '{unit} says it has contacted you', text: 'Number {number}. If nobody did, open it and urge.' },
  },
  'case.called': {
    zh: { title: '{unit}已呼叫有关部门到场', text: '编号 {number}。打开可以看到呼叫了哪些部门。' },
    en: { title: '{unit} has called departments to the place', text: 'Number {number}. Open it to see who was called.' },
  },
  'case.reported_in': {
    zh: { title: '{unit}已到场', text: '编号 {number}。' },
    en: { title: '{unit} is on site', text: 'Number {number}.' },
  },
  'case.finished': {
    zh: { title: '您的诉求已办理，请您评价', text: '编号 {number}。解决得怎么样，由您说了算；请在 {dueAt} 前评价。' },
    en: {
      title: 'Your report has been handled: please rate it',
      text: 'Number {number}. Yours is the last word; please rate it by {dueAt}.',
    },
  },
  'case.asked': {
    zh: { title: '期限已到，请告诉我们问题是否解决', text: '编号 {number}。解决了请评价，没解决我们继续办。' },
    en: { title: 'Time is up: is it solved?', text: 'Number {number}. If it is, please rate it; if not, we go on.' },
  },
  'case.closed_unrated': {
    zh: { title: '您的诉求已结案（未评价）', text: '编号 {number}。没有收到您的评价，按“未评价”统计，不算满意。有新情况可以重新打开。' },
    en: {
      title: 'Your report was closed without a rating',
      text: 'Number {number}. It counts as unrated, never as satisfied. If something is new, you can reopen it.',
    },
  },
  'case.returned': {
    zh: { title: '承办单位退回，正在另派', text: '编号 {number}，{unit}认为不归其办理。您的办结期限不变。' },
    en: {
      title: 'The unit returned it; another will be named',
      text: 'Number {number}. {unit} says it is not its duty. Your deadline stays as it is.',
    },
  },
  'case.extended': {
    zh: { title: '办理时间延长', text: '编号 {number}，经批准延长至 {dueAt}。' },
    en: { title: 'More time was granted', text: 'Number {number}. The new deadline is {dueAt}.' },
  },
  'case.suspended': {
    zh: { title: '您的诉求暂缓办理（挂账）', text: '编号 {number}。原因可以打开查看；最迟 {dueAt} 复核，其间仍算未办结。' },
    en: {
      title: 'Your report is suspended',
      text: 'Number {number}. Open it for the cause; it is looked at again by {dueAt} and counts as open meanwhile.',
    },
  },
  'case.resumed': {
    zh: { title: '您的诉求恢复办理', text: '编号 {number}。' },
    en: { title: 'Work on your report goes on', text: 'Number {number}.' },
  },
  'case.terminated': {
    zh: { title: '您的诉求终止办理', text: '编号 {number}。打开可以看到理由；有新情况可以重新提出。' },
    en: {
      title: 'Work on your report was terminated',
      text: 'Number {number}. Open it for the reason; if something is new, you can reopen it.',
    },
  },
  'case.rectified': {
    zh: { title: '您评价不满意的事项已整改', text: '编号 {number}。请在 {dueAt} 前告诉我们是否改好。' },
    en: { title: 'What you rated badly was rectified', text: 'Number {number}. Please tell us by {dueAt} whether it is.' },
  },
  'case.joined': {
    zh: { title: '您的诉求与同类诉求一并办理', text: '编号 {number}。您仍会单独得到答复并单独评价；如果不是同一件事，可以提出分开办理。' },
    en: {
      title: 'Your report is handled together with others',
      text: 'Number {number}. You still get your own reply and your own rating; if it is another matter, ask to be heard alone.',
    },
  },
  'case.closed_unreached': {
    zh: {
      title: '您的诉求已结案（未联系上）',
      text: '编号 {number}。多次回访没有联系上您，按“未联系上”统计，不算满意。有新情况可以重新打开。',
    },
    en: {
      title: 'Closed: we could not reach you',
      text: 'Number {number}. It counts as not reached, never as satisfied. If something is new, you can reopen it.',
    },
  },
  'case.reopened': {
    zh: { title: '您的诉求已重新办理', text: '编号 {number}。' },
    en: { title: 'Your report is being handled again', text: 'Number {number}.' },
  },
  'case.looked_at': {
    zh: { title: '有工作人员查看了您的联系方式', text: '编号 {number}，查看人：{unit}{officer}。打开可以看到用途。' },
    en: {
      title: 'An officer opened your contact details',
      text: 'Number {number}, opened by {officer} of {unit}. Open it to see what for.',
    },
  },
  'duty.ruling': {
    zh: { title: '有申请待裁定', text: '{number}：{unit}提出申请，请在 {dueAt} 前答复。' },
    en: { title: 'A request waits for a ruling', text: '{number}: asked by {unit}; please rule by {dueAt}.' },
  },
  'duty.supervised': {
    zh: { title: '督办', text: '{number}：{matter}已被督办，请在 {dueAt} 前报告进展。' },
    en: { title: 'Under supervision', text: '{number}: {matter}. Report progress by {dueAt}.' },
  },
  'duty.new': {
    zh: { title: '新工单：{matter}', text: '{number}，{unit}请在 {dueAt} 前签收。' },
    en: { title: 'New case: {matter}', text: '{number}. {unit} is to sign by {dueAt}.' },
  },
  'duty.called': {
    zh: { title: '{caller}呼叫{unit}到场', text: '{number}，请在 {dueAt} 前签收并联系呼叫方。' },
    en: { title: '{caller} calls {unit} to the place', text: '{number}. Sign by {dueAt} and contact the caller.' },
  },
  'duty.due_soon': {
    zh: { title: '快到期：{matter}', text: '{number}，{unit}的期限是 {dueAt}。' },
    en: { title: 'Due soon: {matter}', text: '{number}. {unit} has until {dueAt}.' },
  },
  'duty.overdue': {
    zh: { title: '已超期：{matter}', text: '{number}，{unit}的期限 {dueAt} 已过。' },
    en: { title: 'Overdue: {matter}', text: '{number}. The limit of {unit} ended at {dueAt}.' },
  },
  'duty.refused': {
    zh: { title: '群众不满意，退回重办：{matter}', text: '{number}，{unit}请在 {dueAt} 前整改。' },
    en: { title: 'Refused by the reporter: {matter}', text: '{number}. {unit} is to put it right by {dueAt}.' },
  },
  'duty.urged': {
    zh: { title: '群众催办：{matter}', text: '{number}，请{unit}尽快联系诉求人并办理。' },
    en: { title: 'Urged by the reporter: {matter}', text: '{number}. {unit}, please get in touch and go on.' },
  },
  'code.made': {
    zh: { title: '登录验证码 {code}', text: '5 分钟内有效。请不要告诉任何人，工作人员不会向您索要。' },
    en: { title: 'Sign-in code {code}', text: 'Valid for 5 minutes. Tell it to nobody; no officer will ask for it.' },
  },
  'licence.suspended': {
    zh: { title: '您的{name}已暂停使用', text: '证照编号 {licence}。理由：{reason}。如有异议，可联系签发单位或拨打12345。' },
    en: {
      title: 'Your licence is suspended: {name}',
      text: 'Number {licence}. Reason: {reason}. To contest it, ask the office that issued it or call 12345.',
    },
  },
  'licence.reinstated': {
    zh: { title: '您的{name}已恢复使用', text: '证照编号 {licence}。' },
    en: { title: 'Your licence is good again: {name}', text: 'Number {licence}.' },
  },
  'licence.revoked': {
    zh: { title: '您的{name}已被吊销', text: '证照编号 {licence}。理由：{reason}。如有异议，可申请行政复议，或拨打12345咨询。' },
    en: {
      title: 'Your licence was revoked: {name}',
      text: 'Number {licence}. Reason: {reason}. You may ask for an administrative review, or call 12345.',
    },
  },
  'licence.expiring': {
    zh: { title: '您的{name}快到期了', text: '证照编号 {licence}，有效期到 {until}。需要继续使用的，请在到期前三十日申请延续。' },
    en: {
      title: 'Your licence is about to expire: {name}',
      text: 'Number {licence}, valid to {until}. To keep it, apply thirty days before.',
    },
  },
  'payment.settled': {
    zh: { title: '{purpose}已发放', text: '{amount} 元已付到您尾号 {tail} 的账户。单号 {order}。' },
    en: { title: 'Paid: {purpose}', text: '{amount} yuan went to your account ending in {tail}. Number {order}.' },
  },
  'payment.failed': {
    zh: { title: '{purpose}没有付成功', text: '单号 {order}。原因：{reason}。工作人员会处理，不用您重新申请。' },
    en: {
      title: 'Could not be paid: {purpose}',
      text: 'Number {order}. Reason: {reason}. An officer sees to it; you need not apply again.',
    },
  },
} as const satisfies Record<string, Record<Language, Words>>;

export type TemplateName = keyof typeof templates;
type FieldsIn<Text extends string> = Text extends `${string}{${infer Field}}${infer Rest}` ? Field | FieldsIn<Rest> : never;

type FieldOf<Name extends TemplateName> = FieldsIn<(typeof templates)[Name]['zh']['title' | 'text']>;

/** The fields that a template must be given, instants as `Date`; `number` comes from the case itself. */
export type DataOf<Name extends TemplateName> = {
  readonly [Field in Exclude<FieldOf<Name>, 'number'>]: Field extends `${string}At` ? Date : string;
};

/** Whether a template names the case it is about. */
export type NamesCase<Name extends TemplateName> = 'number' extends FieldOf<Name> ? true : false;

/** A message as stored: instants are ISO 8601 texts. */
export type Data = Readonly<Record<string, string>>;

const instants: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
};

function fill(words: string, data: Data, language: Language): string {
  return words.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = data[field] ?? '';
    return field.endsWith('At') && value !== '' ? instants[language].format(new Date(value)) : value;
  });
}

export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(templates, name);

/** Title and text in one language. A template that this version no longer knows gives its name, so that old messages stay listed. */
export function render(template: string, data: Data, language: Language): Words {
  if (!isTemplate(template)) return { title: template, text: '' };
  const words = templates[template][language];
  return { title: fill(words.title, data, language), text: fill(words.text, data, language) };
}

/** One line for a phone, in Chinese. Who has only the phone is told where to answer by voice (docs/house.md, promise 8). */
export function renderSms(template: TemplateName, data: Data): string {
  const { title, text } = render(template, data, 'zh');
  return `${title}，${text}${template.startsWith('case.') ? '也可拨打 12345 查询和评价。' : ''}`;
}

/** The reader's language by his Accept-Language (RFC 9110 §12.5.4): the first of zh and en by weight; Chinese when he names neither. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const weight = options.map((option) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(option)?.[1]).find((found) => found !== undefined);
      return { language: languages.find((language) => tag === language || tag.startsWith(`${language}-`)), weight: Number(weight ?? 1) };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? 'zh';
}
