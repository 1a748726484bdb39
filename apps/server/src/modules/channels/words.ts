/** What Open311 says of a case in the city’s own words, by state; the reporter’s words and the unit’s reply are not among them. Pure. */

export type Language = 'zh' | 'en';
type Said = Record<Language, string>;

const notes: Readonly<Record<string, Said>> = {
  reported: { zh: '已收到，等待受理。', en: 'Received; waiting to be accepted.' },
  accepted: { zh: '已受理，正在确定承办单位。', en: 'Accepted; the unit in charge is being chosen.' },
  consulting: { zh: '已受理，正在会商由谁承办。', en: 'Accepted; offices are agreeing on who is in charge.' },
  disputed: { zh: '已受理，正在指定承办单位。', en: 'Accepted; the unit in charge is being designated.' },
  joined: { zh: '已并入同一问题的在办件。', en: 'Joined to a case about the same problem.' },
  dispatched: { zh: '已派给承办单位，等待签收。', en: 'Sent to the unit in charge, which has yet to sign for it.' },
  handling: { zh: '承办单位正在办理。', en: 'The unit in charge is working on it.' },
  reviewing: { zh: '承办单位已反馈，正在审核。', en: 'The unit has reported back; its report is being checked.' },
  suspended: { zh: '已挂账，定期复查。', en: 'Suspended; it is looked at again at set times.' },
  rectifying: { zh: '评价不满意，正在整改。', en: 'Judged unsatisfactory; it is being put right.' },
  confirming: { zh: '已整改，等待诉求人确认。', en: 'Put right; the reporter is asked to confirm.' },
  terminated: { zh: '已终止办理，理由已告知诉求人。', en: 'Ended without a solution; the reporter was told the reason.' },
  judging: { zh: '已答复，等待诉求人评价。', en: 'Answered; the reporter is asked to judge the result.' },
  closed: { zh: '已办结。', en: 'Closed.' },
  rejected: { zh: '不予受理，理由已告知诉求人。', en: 'Not taken; the reporter was told the reason.' },
  withdrawn: { zh: '诉求人已撤回。', en: 'Withdrawn by the reporter.' },
  archived: { zh: '已办结归档。', en: 'Closed and archived.' },
};

const nexts: Readonly<Record<string, Said>> = {
  reported: { zh: '受理台将按时限决定是否受理。', en: 'The desk decides within its time limit whether to take it.' },
  accepted: { zh: '即将派给承办单位。', en: 'It is about to be sent to a unit.' },
  dispatched: { zh: '承办单位签收后会联系诉求人。', en: 'The unit signs for it and then contacts the reporter.' },
  handling: { zh: '到期未办结的，平台会询问诉求人。', en: 'When the time is up the reporter is asked.' },
  judging: { zh: '不认可的可以退回重办。', en: 'Who does not accept the result can send it back.' },
};

const steps: Readonly<Record<string, Said>> = {
  accept: { zh: '已受理。', en: 'Accepted.' },
  reject: { zh: '不予受理。', en: 'Not taken.' },
  answer: { zh: '已答复。', en: 'Answered.' },
  dispatch: { zh: '已派给承办单位。', en: 'Sent to the unit in charge.' },
  consult: { zh: '正在会商由谁承办。', en: 'Offices are agreeing on who is in charge.' },
  dispute: { zh: '正在指定承办单位。', en: 'The unit in charge is being designated.' },
  designate: { zh: '已指定承办单位。', en: 'The unit in charge has been designated.' },
  join: { zh: '已并入同一问题的在办件。', en: 'Joined to a case about the same problem.' },
  leave: { zh: '改为单独办理。', en: 'Handled on its own again.' },
  follow: {
    zh: '同一问题已有结果，等待诉求人评价。',
    en: 'The same problem has been answered; the reporter is asked to judge the result.',
  },
  'grant-return': { zh: '重新确定承办单位。', en: 'The unit in charge is being chosen again.' },
  'grant-extension': { zh: '已延期。', en: 'The time limit was extended.' },
  'grant-suspension': { zh: '已挂账，定期复查。', en: 'Suspended; it is looked at again at set times.' },
  resume: { zh: '恢复办理。', en: 'Taken up again.' },
  'grant-termination': { zh: '已终止办理。', en: 'Ended without a solution.' },
  rectified: { zh: '已整改，等待诉求人确认。', en: 'Put right; the reporter is asked to confirm.' },
  confirm: { zh: '诉求人已确认整改，办结。', en: 'Confirmed by the reporter and closed.' },
  deny: { zh: '诉求人不认可整改。', en: 'The reporter did not accept what was done.' },
  'close-unreached': { zh: '多次回访未能联系，办结。', en: 'Closed; the reporter could not be reached.' },
  'close-unconfirmed': { zh: '未确认，办结。', en: 'Closed without a confirmation.' },
  sign: { zh: '承办单位已签收。', en: 'The unit in charge has signed for it.' },
  call: { zh: '已呼叫相关部门到场。', en: 'Other departments have been called to the place.' },
  'report-in': { zh: '被呼叫部门已到场。', en: 'A called department is on site.' },
  approve: { zh: '已办毕，等待诉求人评价。', en: 'Handled; the reporter is asked to judge the result.' },
  rate: { zh: '诉求人已评价，办结。', en: 'Judged by the reporter and closed.' },
  refuse: { zh: '诉求人不认可，退回重办。', en: 'The reporter did not accept the result; it is handled again.' },
  'close-unrated': { zh: '未评价，办结。', en: 'Closed without a judgement.' },
  reopen: { zh: '重新办理。', en: 'Opened again.' },
  withdraw: { zh: '诉求人已撤回。', en: 'Withdrawn by the reporter.' },
};

const other: Said = { zh: '办理中。', en: 'Being handled.' };

export const noteOf = (state: string, language: Language): string => (notes[state] ?? other)[language];
export const nextOf = (state: string, language: Language): string | null => nexts[state]?.[language] ?? null;
export const stepOf = (action: string, language: Language): string => (steps[action] ?? other)[language];

/** What the sender of a request is told once; the code is how the reporter follows and judges it. */
export const takenNote = (code: string | null, language: Language): string =>
  language === 'zh'
    ? `已收到。${code ? `诉求人凭编号和查询码 ${code} 可查看进展、评价结果。` : ''}`
    : `Received.${code ? ` With the number and the query code ${code} the reporter can follow it and judge the result.` : ''}`;

/** `zh` and `en` in whatever form a caller names them (BCP 47); the city’s own language without. */
export const languageOf = (locale: string | undefined): Language => (locale?.toLowerCase().startsWith('en') ? 'en' : 'zh');
