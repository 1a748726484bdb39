import type { ActionName, ClockKind, Condition, Field, Row, State, SupervisionLevel } from './words.ts';

export * from './words.ts';

/** The life of a case. Read it to know the law of the loop, change it to change the law. Every row cites its rule. */

const beijing = '北京市接诉即办工作条例';
const jinan = '济南市12345市民服务热线条例';
const weifang = '潍坊市12345政务服务便民热线条例';

const withUnit = ['dispatched', 'handling', 'reviewing'] as const;
const open = ['reported', 'accepted', 'consulting', 'disputed', ...withUnit, 'suspended'] as const;
/** Open after a dispatch was promised: the states in which the resident's clock may end. */
const promised = ['accepted', 'consulting', 'disputed', ...withUnit] as const;
const supervisable = [...open, 'judging', 'rectifying', 'confirming'] as const;

/** By phone the caller-back writes down what the reporter says: the same law, another hand. */
const byReporterOrPhone = (row: Omit<Row, 'by'>): Row[] => [
  { ...row, by: 'reporter' },
  { ...row, by: 'callback', variant: row.variant ? `${row.variant}-by-phone` : 'by-phone', when: ['reachable', ...(row.when ?? [])] },
];

const ratingFields = { needs: ['level'], takes: ['reasons', 'note'] } satisfies Partial<Record<'needs' | 'takes', Field[]>>;
const refusalFields = { needs: ['note'], takes: ['reasons', 'photos'] } satisfies Partial<Record<'needs' | 'takes', Field[]>>;
const once: readonly Condition[] = ['!requestOpen'];

// biome-ignore format: one row a line, as a table is read.
export const workflow: readonly Row[] = [
  // Intake
  { action: 'accept', from: ['reported'], to: 'accepted', by: 'desk', takes: ['matter', 'area', 'accused', 'note'], ends: ['accept'], starts: ['dispatch'], told: true, basis: `${beijing} 第十条` },
  { action: 'reject', from: ['reported', 'accepted'], to: 'rejected', by: 'desk', when: ['!hasFollowers'], needs: ['reason', 'reply'], ends: ['all'], starts: ['archive'], told: true, basis: `${weifang} 第十九条: a refusal states its reason and names the legal channel` },
  { action: 'answer', from: ['reported', 'accepted'], to: 'judging', by: 'desk', needs: ['reply'], takes: ['matter'], ends: ['all'], starts: ['rate', 'callback'], told: true, basis: `${beijing} 第十一条: what can be answered at once is answered at once` },
  { action: 'consult', from: ['accepted'], to: 'consulting', by: 'desk', when: ['!twiceConsulted'], needs: ['units', 'note'], ends: ['dispatch'], starts: ['consult'], counts: 'consultations', basis: `${beijing} 第十二条: complex matters are discussed before dispatch` },
  { action: 'minute', from: ['consulting'], to: 'accepted', by: 'desk', needs: ['note'], takes: ['matter', 'units'], ends: ['consult'], starts: ['dispatch'], basis: `${beijing} 第十二条: the consultation is minuted` },
  { action: 'dispatch', from: ['accepted'], to: 'dispatched', by: 'desk', when: ['hasMatter'], needs: ['unit'], takes: ['matter', 'units', 'note'], ends: ['dispatch'], starts: ['sign', 'contact', 'handle', 'promise', 'call-sign', 'call-contact', 'on-site'], told: true, basis: `${beijing} 第十二条、第十三条: the unit’s clock starts at dispatch and is printed on the order` },
  { action: 'dispute', from: ['accepted'], to: 'disputed', by: 'desk', when: ['hasMatter'], needs: ['note'], ends: ['dispatch'], starts: ['designate', 'promise'], basis: `${beijing} 第十二条: objections to a dispatch are heard` },
  { action: 'designate', from: ['disputed'], to: 'dispatched', by: 'arbiter', needs: ['unit', 'note'], ends: ['designate'], starts: ['sign', 'contact', 'handle', 'promise'], told: true, basis: `${weifang} 第二十二条: the hotline designates, and a designated unit may not return` },
  { action: 'join', from: ['reported', 'accepted'], to: 'joined', by: 'desk', when: ['!hasFollowers', '!twiceJoined'], needs: ['into', 'note'], ends: ['accept', 'dispatch'], starts: ['promise'], counts: 'joins', told: true, basis: 'domain §1.4: one lead case, many reporters, each with his own reply, call-back and rating' },
  { action: 'leave', from: ['joined'], to: 'accepted', by: 'desk', needs: ['note'], starts: ['dispatch'], told: true, basis: 'domain §1.4: no child is closed silently' },
  { action: 'leave', variant: 'by-reporter', from: ['joined'], to: 'accepted', by: 'reporter', needs: ['note'], starts: ['dispatch'], basis: 'domain §1.4: who sees a difference is heard on his own' },
  { action: 'leave', variant: 'by-platform', from: ['joined'], to: 'accepted', by: 'platform', starts: ['dispatch'], told: true, basis: 'domain §1.4: when the lead case ends without an answer, its followers go their own way' },
  { action: 'follow', from: ['joined'], to: 'judging', by: 'platform', needs: ['reply'], ends: ['promise'], starts: ['rate', 'callback'], told: true, basis: 'GB/T 39734 一次一评、一事一评: every reporter rates for himself' },
  { action: 'gather', from: supervisable, to: 'same', by: 'platform', basis: 'domain §1.4: the lead case shows who has joined it' },
  { action: 'release', from: [...supervisable, 'closed', 'rejected', 'terminated', 'withdrawn'], to: 'same', by: 'platform', basis: 'domain §1.4: and who has left it' },
  // Handling
  { action: 'sign', from: ['dispatched'], to: 'handling', by: 'lead', when: ['!returnAsked'], takes: ['note'], ends: ['sign'], told: true, basis: `${beijing} 第十四条 首接负责` },
  { action: 'contact', from: ['dispatched', 'handling'], to: 'same', by: 'lead', when: ['openContact'], needs: ['note'], ends: ['contact'], told: true, basis: `${beijing} 第十五条` },
  { action: 'call', from: ['handling'], to: 'same', by: 'caller', needs: ['units', 'note'], takes: ['whistle', 'meetAt'], starts: ['call-sign', 'call-contact', 'on-site'], told: true, basis: `鼓楼区 一线呼叫; ${beijing} 第十六条` },
  { action: 'sign-call', from: ['dispatched', 'handling'], to: 'same', by: 'called', when: ['callCalled'], needs: ['call'], takes: ['note'], ends: ['call-sign'], basis: '一线报到: sign within the hour' },
  { action: 'contact-caller', from: ['dispatched', 'handling'], to: 'same', by: 'called', when: ['callOpen', 'openCallContact'], needs: ['call', 'note'], ends: ['call-contact'], basis: '一线报到: contact the caller within 24 hours' },
  { action: 'report-in', from: ['dispatched', 'handling'], to: 'same', by: 'called', when: ['callOpen'], needs: ['call', 'note'], takes: ['photos'], ends: ['call'], starts: ['call-handle'], told: true, basis: '一线报到: on site within 3 or 5 working days' },
  { action: 'finish-call', from: ['dispatched', 'handling'], to: 'same', by: 'called', when: ['callReportedIn'], needs: ['call', 'note'], takes: ['photos'], ends: ['call'], basis: `一线处置; ${beijing} 第十四条: co-units report to the first unit` },
  { action: 'withdraw-call', from: ['dispatched', 'handling'], to: 'same', by: 'caller', needs: ['call', 'note'], ends: ['call'], basis: 'A call made in error is taken back in the open' },
  { action: 'withdraw-call', variant: 'by-lead', from: ['dispatched', 'handling'], to: 'same', by: 'lead', needs: ['call', 'note'], ends: ['call'], basis: 'Co-units named at dispatch answer to the lead, who may release them' },
  { action: 'request-return', from: ['dispatched', 'handling'], to: 'same', by: 'lead', when: [...once, '!designated', '!returnRefused', '!openCalls'], needs: ['reason', 'note'], starts: ['ruling'], told: true, basis: `${weifang} 第二十二条: only what is clearly outside its duty, by application` },
  { action: 'grant-return', from: ['dispatched', 'handling'], to: 'accepted', by: 'ruler', when: ['returnAsked', '!thirdReturn'], needs: ['note'], ends: ['ruling', 'sign', 'contact', 'handle', 'rehandle'], starts: ['dispatch'], counts: 'returns', told: true, basis: `${weifang} 第二十二条; the resident’s clock goes on` },
  { action: 'grant-return', variant: 'third', from: ['dispatched', 'handling'], to: 'disputed', by: 'ruler', when: ['returnAsked', 'thirdReturn'], needs: ['note'], ends: ['ruling', 'sign', 'contact', 'handle', 'rehandle'], starts: ['designate'], counts: 'returns', told: true, basis: '巴彦淖尔12345: three units and nobody leads → an arbiter' },
  { action: 'refuse-return', from: ['dispatched', 'handling'], to: 'same', by: 'ruler', when: ['returnAsked'], needs: ['note'], ends: ['ruling'], basis: `${beijing} 第十四条 首接负责: the ground of the duty is named` },
  { action: 'request-extension', from: ['handling'], to: 'same', by: 'lead', when: [...once, '!late', '!twiceExtended'], needs: ['note'], starts: ['ruling'], basis: '数字化城市管理延期规则: before expiry only' },
  { action: 'grant-extension', from: ['handling'], to: 'same', by: 'ruler', when: ['extensionAsked', '!extended'], needs: ['note'], ends: ['ruling'], extends: ['handle', 'rehandle', 'promise'], counts: 'extensions', told: true, basis: `${jinan} 第二十四条: told, with an explicit deadline` },
  { action: 'grant-extension', variant: 'second', from: ['handling'], to: 'same', by: 'arbiter', when: ['extensionAsked', 'extended'], needs: ['note'], ends: ['ruling'], extends: ['handle', 'rehandle', 'promise'], counts: 'extensions', told: true, basis: '数字化城市管理延期规则: the second by a higher post' },
  { action: 'refuse-extension', from: ['handling'], to: 'same', by: 'ruler', when: ['extensionAsked', '!extended'], needs: ['note'], ends: ['ruling'], basis: '数字化城市管理延期规则' },
  { action: 'refuse-extension', variant: 'second', from: ['handling'], to: 'same', by: 'arbiter', when: ['extensionAsked', 'extended'], needs: ['note'], ends: ['ruling'], basis: '数字化城市管理延期规则' },
  { action: 'request-suspension', from: ['handling'], to: 'same', by: 'lead', when: [...once, '!openCalls', '!twiceSuspended'], needs: ['reason', 'note', 'reviewOn'], starts: ['ruling'], basis: '数字化城市管理挂账规则: cause and date of review' },
  { action: 'grant-suspension', from: ['handling'], to: 'suspended', by: 'arbiter', when: ['suspensionAsked'], needs: ['note'], ends: ['ruling'], starts: ['suspension'], pauses: ['contact', 'handle', 'rehandle', 'promise'], counts: 'suspensions', told: true, basis: '数字化城市管理挂账规则: approved, published, still counted as open' },
  { action: 'refuse-suspension', from: ['handling'], to: 'same', by: 'arbiter', when: ['suspensionAsked'], needs: ['note'], ends: ['ruling'], basis: '数字化城市管理挂账规则' },
  ...(['lead', 'arbiter', 'platform'] as const).map((by): Row => ({ action: 'resume', variant: `by-${by}`, from: ['suspended'], to: 'handling', by, takes: ['note'], ends: ['suspension'], resumes: ['contact', 'handle', 'rehandle', 'promise'], told: true, basis: '数字化城市管理挂账规则: the date of review ends it' })),
  { action: 'request-termination', from: ['handling'], to: 'same', by: 'lead', when: [...once, '!openCalls', '!hasFollowers'], needs: ['reason', 'note'], starts: ['ruling'], basis: `${weifang} 第二十一条: a written request` },
  { action: 'grant-termination', from: ['handling'], to: 'terminated', by: 'ruler', when: ['terminationAsked'], needs: ['reply', 'note'], ends: ['all'], starts: ['archive'], told: true, basis: `${weifang} 第二十一条: approved, and explained to the reporter` },
  { action: 'refuse-termination', from: ['handling'], to: 'same', by: 'ruler', when: ['terminationAsked'], needs: ['note'], ends: ['ruling'], basis: `${weifang} 第二十一条` },
  { action: 'finish', from: ['handling'], to: 'reviewing', by: 'lead', when: ['!openCalls', '!requestOpen'], needs: ['reply', 'note'], takes: ['photos'], ends: ['handle', 'contact', 'rehandle'], starts: ['review'], basis: `${beijing} 第十五条: feedback to the citizen and the hotline` },
  { action: 'approve', from: ['reviewing'], to: 'judging', by: 'desk', takes: ['note'], ends: ['review', 'promise'], starts: ['rate', 'callback'], told: true, basis: `${jinan} 第二十七条: each feedback is checked` },
  { action: 'send-back', from: ['reviewing'], to: 'handling', by: 'desk', needs: ['note'], ends: ['review'], starts: ['rehandle'], counts: 'round', basis: `${jinan} 第二十七条: what was not handled is returned` },
  // The reporter has the last word
  { action: 'ask', from: [...promised, 'joined'], to: 'same', by: 'platform', starts: ['callback'], told: true, basis: `${beijing} 第二十三条: call-back when the limit ends, whatever the unit reported` },
  { action: 'attempt', variant: 'asked', from: [...promised, 'joined'], to: 'same', by: 'callback', when: ['asked', 'reachable', '!attemptsDone'], needs: ['outcome'], takes: ['note'], basis: `${beijing} 第二十三条` },
  { action: 'attempt', from: ['judging', 'confirming'], to: 'same', by: 'callback', when: ['reachable', '!attemptsDone'], needs: ['outcome'], takes: ['note'], basis: 'domain §1.9: three attempts over two days; no answer is never satisfaction' },
  ...byReporterOrPhone({ action: 'rate', from: ['judging'], to: 'closed', when: ['!bad'], ...ratingFields, ends: ['all'], starts: ['archive'], basis: 'GB/T 39734 一次一评、一事一评' }),
  ...byReporterOrPhone({ action: 'rate', variant: 'bad', from: ['judging'], to: 'rectifying', when: ['bad'], ...ratingFields, ends: ['all'], starts: ['rectify'], basis: '政务服务“好差评”: verify, rectify, feed back, review' }),
  ...byReporterOrPhone({ action: 'rate', variant: 'asked', from: [...promised, 'joined'], to: 'closed', when: ['asked', '!bad'], ...ratingFields, ends: ['all'], starts: ['archive'], basis: `${beijing} 第二十三条: asked when the time is up, whatever the unit reported` }),
  ...byReporterOrPhone({ action: 'rate', variant: 'asked-bad', from: [...promised, 'joined'], to: 'rectifying', when: ['asked', 'bad'], ...ratingFields, ends: ['all'], starts: ['rectify'], basis: `${beijing} 第二十三条` }),
  ...byReporterOrPhone({ action: 'refuse', from: ['judging'], to: 'handling', when: ['hasLead'], ...refusalFields, ends: ['rate', 'callback'], starts: ['rehandle', 'promise'], counts: 'round', basis: `${jinan} 第二十七条: unsolved goes back` }),
  ...byReporterOrPhone({ action: 'refuse', variant: 'unled', from: ['judging'], to: 'accepted', when: ['!hasLead'], ...refusalFields, ends: ['rate', 'callback'], starts: ['dispatch'], counts: 'round', basis: 'A direct answer that does not answer goes to a unit' }),
  ...byReporterOrPhone({ action: 'refuse', variant: 'asked', from: ['reviewing'], to: 'handling', when: ['asked'], ...refusalFields, ends: ['review', 'callback', 'promise'], starts: ['rehandle', 'promise'], counts: 'round', basis: `${beijing} 第二十三条` }),
  { action: 'close-unrated', from: ['judging'], to: 'closed', by: 'platform', ends: ['all'], starts: ['archive'], told: true, basis: 'Unrated is counted as unrated, never as satisfied (docs/house.md, promise 2)' },
  { action: 'close-unreached', from: ['judging', 'confirming'], to: 'closed', by: 'callback', when: ['attemptsDone'], takes: ['note'], ends: ['all'], starts: ['archive'], told: true, basis: 'domain §1.9: not reached is counted as not reached' },
  { action: 'rectified', from: ['rectifying'], to: 'confirming', by: 'lead', when: ['hasLead'], needs: ['reply', 'note'], takes: ['photos'], ends: ['rectify'], starts: ['confirm', 'callback'], told: true, basis: '政务服务“好差评”: within 15 working days, and every bad rating is called back' },
  { action: 'rectified', variant: 'by-desk', from: ['rectifying'], to: 'confirming', by: 'desk', when: ['!hasLead'], needs: ['reply', 'note'], takes: ['photos'], ends: ['rectify'], starts: ['confirm', 'callback'], told: true, basis: '政务服务“好差评” 谁办理谁负责: who answered, rectifies' },
  ...byReporterOrPhone({ action: 'confirm', from: ['confirming'], to: 'closed', takes: ['note'], ends: ['all'], starts: ['archive'], basis: '政务服务“好差评”: the review of a rectification' }),
  ...byReporterOrPhone({ action: 'deny', from: ['confirming'], to: 'rectifying', ...refusalFields, ends: ['confirm', 'callback'], starts: ['rectify'], counts: 'round', basis: '政务服务“好差评”: not rectified is rectified again' }),
  { action: 'close-unconfirmed', from: ['confirming'], to: 'closed', by: 'platform', ends: ['all'], starts: ['archive'], told: true, basis: 'The bad rating stands; silence confirms nothing' },
  // Supervision, recusal
  { action: 'supervise', from: supervisable, to: 'same', by: 'overseer', when: ['raises'], needs: ['supervision', 'note'], ends: ['supervision'], starts: ['supervision'], basis: `${weifang} 第二十六条: 督办` },
  { action: 'answer-supervision', from: supervisable, to: 'same', by: 'lead', when: ['supervised'], needs: ['note'], takes: ['photos'], basis: `${weifang} 第二十六条` },
  { action: 'end-supervision', from: supervisable, to: 'same', by: 'overseer', when: ['supervised'], needs: ['note'], ends: ['supervision'], basis: `${weifang} 第二十六条: tracked until it is done` },
  { action: 'recuse', from: supervisable, to: 'same', by: 'involved', needs: ['note'], basis: `${jinan} 第三十二条: staff with an interest withdraw` },
  { action: 'demand-recusal', from: supervisable, to: 'same', by: 'reporter', needs: ['note'], basis: `${jinan} 第三十二条: the reporter may demand it` },
  { action: 'order-recusal', from: supervisable, to: 'same', by: 'desk', needs: ['officer', 'note'], told: true, basis: `${jinan} 第三十二条` },
  // The end, and what may follow it
  { action: 'archive', from: ['closed', 'rejected', 'terminated', 'withdrawn'], to: 'archived', by: 'platform', ends: ['all'], basis: `${jinan} 第二十二条; 国务院关于在线政务服务的若干规定 第十二条` },
  { action: 'reopen', from: ['closed', 'terminated'], to: 'handling', by: 'reporter', when: ['hasLead'], needs: ['note'], takes: ['photos'], ends: ['archive'], starts: ['rehandle', 'promise'], counts: 'round', told: true, basis: 'New facts within the window (domain §1.11)' },
  { action: 'reopen', variant: 'unled', from: ['closed', 'rejected'], to: 'accepted', by: 'reporter', when: ['!hasLead'], needs: ['note'], takes: ['photos'], ends: ['archive'], starts: ['dispatch'], counts: 'round', told: true, basis: 'New facts within the window (domain §1.11)' },
  { action: 'withdraw', from: ['reported', 'accepted', 'consulting', 'dispatched', 'disputed', 'handling', 'suspended', 'joined'], to: 'withdrawn', by: 'reporter', takes: ['note'], ends: ['all'], starts: ['archive'], basis: 'The reporter owns the report' },
  { action: 'urge', from: [...open, 'rectifying', 'joined'], to: 'same', by: 'reporter', takes: ['note'], basis: `${jinan}: the caller may urge; urging is counted and routed` },
  { action: 'note', from: [...supervisable, 'joined'], to: 'same', by: 'involved', needs: ['note'], basis: 'Working notes belong to the file' },
];

/** States in which the case rests; `archived` alone has no way out. */
export const finalStates: readonly State[] = ['archived'];

/** States in which nobody owes the reporter anything more; everything else is counted as open, suspended cases too. */
export const endedStates: readonly State[] = ['closed', 'rejected', 'terminated', 'withdrawn', 'archived'];

/** 再三 (巴彦淖尔12345): who has to go round for the third time is supervised from above without asking. */
export const escalation: { round: number; level: SupervisionLevel } = { round: 3, level: 'listed' };

/** The third return, or the third unit, ends the passing on (巴彦淖尔12345). */
export const returnsBeforeDispute = 2;

/** A clock that runs already is not started anew: no step resets the resident's clock. */
export const startedOnce: ReadonlySet<ClockKind> = new Set(['promise', 'callback']);

/** The `ruler` of a request is the desk, or the county’s where the desk’s own unit asks; the `superior` is the county’s desk. */
export type ClockOwner = 'desk' | 'ruler' | 'superior' | 'lead' | 'leadOrDesk' | 'called' | 'reporter' | 'platform';

/** Whose clock it is: the unit that answers for it, the reporter, or nobody but the platform. */
export const clockOwner: Record<ClockKind, ClockOwner> = {
  accept: 'desk',
  dispatch: 'desk',
  consult: 'desk',
  designate: 'superior',
  ruling: 'ruler',
  review: 'desk',
  callback: 'superior',
  sign: 'lead',
  contact: 'lead',
  handle: 'lead',
  rehandle: 'lead',
  rectify: 'leadOrDesk',
  supervision: 'leadOrDesk',
  'call-sign': 'called',
  'call-contact': 'called',
  'on-site': 'called',
  'call-handle': 'called',
  rate: 'reporter',
  confirm: 'reporter',
  promise: 'platform',
  suspension: 'platform',
  archive: 'platform',
};

/** Clocks that make sense only where a fact holds: nobody can be called back who left no number. */
export const clockNeeds: Partial<Record<ClockKind, Condition>> = { callback: 'reachable' };

/** What the platform does when a clock ends; the others only turn red and are told to the unit and its supervisor. */
export const whenDue: Partial<Record<ClockKind, ActionName>> = {
  promise: 'ask',
  rate: 'close-unrated',
  confirm: 'close-unconfirmed',
  suspension: 'resume',
  archive: 'archive',
};
