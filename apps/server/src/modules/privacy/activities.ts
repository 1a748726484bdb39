/** Purposes for which the platform opens personal data: what the law calls the processing of a person's data, with its ground. Pure. */

/** One processing activity (个人信息保护法 第十三条、第十七条、第五十六条). `zh` is read as "为…，查看了…". */
export type Activity = {
  readonly purpose: string;
  readonly zh: string;
  readonly en: string;
  /** `consent` needs the person's own; `duty` is 履行法定职责, which does not. */
  readonly ground: 'consent' | 'duty';
  readonly basis: string;
  /** The most that may be opened for it. */
  readonly fields: readonly string[];
};

/** What the registers and the forms of services tell of a person. */
export const contents = [
  'name',
  'phone',
  'id_number',
  'birth',
  'address',
  'household',
  'residence',
  'identity_card',
  'family',
  'property',
  'income',
  'allowances',
  'health',
  'education',
  'veteran',
  'work',
  'bank',
  'cards',
  'firm',
  'application',
] as const;

const duty = '个人信息保护法 第十三条第一款第三项（履行法定职责）';
const consent = '个人信息保护法 第十三条第一款第一项（取得个人的同意）';

export const activities: readonly Activity[] = [
  {
    purpose: 'contact-reporter',
    zh: '为办理您的诉求与您联系',
    en: 'to reach you about your report',
    ground: 'duty',
    basis: duty,
    fields: ['name', 'phone'],
  },
  { purpose: 'verify-facts', zh: '为向您核实情况', en: 'to verify facts with you', ground: 'duty', basis: duty, fields: ['name', 'phone'] },
  { purpose: 'call-back', zh: '为回访办理结果', en: 'to ask you about the result', ground: 'duty', basis: duty, fields: ['name', 'phone'] },
  {
    purpose: 'decide-service',
    zh: '为办理您申请的事项',
    en: 'to decide what you applied for',
    ground: 'duty',
    basis: duty,
    fields: [...contents],
  },
  {
    purpose: 'prefill-form',
    zh: '经您同意，为您带出表单内容',
    en: 'to fill in your form, with your consent',
    ground: 'consent',
    basis: consent,
    fields: [...contents],
  },
  {
    purpose: 'verify-identity',
    zh: '为核验您的身份',
    en: 'to verify who you are',
    ground: 'duty',
    basis: duty,
    fields: ['name', 'phone', 'id_number', 'birth', 'address'],
  },
  {
    purpose: 'issue-licence',
    zh: '为制发您的证照',
    en: 'to issue your licence',
    ground: 'duty',
    basis: duty,
    fields: ['name', 'id_number', 'birth', 'address', 'firm'],
  },
  { purpose: 'pay-out', zh: '为向您发放款项', en: 'to pay you', ground: 'duty', basis: duty, fields: ['name', 'id_number', 'bank'] },
  {
    purpose: 'act-by-mandate',
    zh: '为代您办事',
    en: 'to act for you by your mandate',
    ground: 'consent',
    basis: consent,
    fields: ['name', 'phone', 'id_number', 'birth', 'address'],
  },
  {
    purpose: 'answer-rights',
    zh: '为答复您的个人信息权利请求',
    en: 'to answer your request about your data',
    ground: 'duty',
    basis: '个人信息保护法 第五十条',
    fields: ['name', 'phone', 'id_number', 'birth', 'address'],
  },
];

const byPurpose = new Map(activities.map((activity) => [activity.purpose, activity]));

export const activityOf = (purpose: string): Activity | undefined => byPurpose.get(purpose);

/** What is read instead of a field's code. */
export const fieldWords: Readonly<Record<string, { zh: string; en: string }>> = {
  name: { zh: '姓名', en: 'name' },
  phone: { zh: '手机号', en: 'phone' },
  id_number: { zh: '身份证号', en: 'ID number' },
  birth: { zh: '出生日期', en: 'date of birth' },
  address: { zh: '住址', en: 'address' },
  household: { zh: '家庭情况', en: 'household' },
  income: { zh: '收入', en: 'income' },
  health: { zh: '健康情况', en: 'health' },
  education: { zh: '学籍学历', en: 'education' },
  work: { zh: '就业参保', en: 'work' },
  bank: { zh: '银行账号', en: 'bank account' },
  residence: { zh: '居住登记', en: 'registered residence' },
  identity_card: { zh: '身份证件', en: 'identity card' },
  family: { zh: '出生和父母情况', en: 'birth and parents' },
  property: { zh: '房产、租赁和车辆', en: 'homes, leases and vehicles' },
  allowances: { zh: '津贴补助', en: 'allowances' },
  veteran: { zh: '退役军人信息', en: 'record as a veteran' },
  cards: { zh: '读者证和优待卡', en: 'library and travel cards' },
  firm: { zh: '企业信息', en: 'firm' },
  application: { zh: '您的申请内容', en: 'application' },
};
