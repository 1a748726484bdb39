/** What is measured of a unit. Each rate is met ÷ counted; each observation is counted once, in one month, for one unit. */

/** Who is scored (岗位, after CJ/T 292: areas, departments and posts are appraised): whoever takes and sends, handles, is called, and calls. */
export const postKinds = ['desk', 'handler', 'called', 'caller'] as const;
export type PostKind = (typeof postKinds)[number];

export const measureNames = [
  'response',
  'contact',
  'on-time',
  'rectify',
  'resolution',
  'satisfaction',
  'coverage',
  'return',
  'rehandle',
  'extension',
  'suspension',
  'accept',
  'dispatch',
  'review',
  'first-dispatch',
  'call-sign',
  'call-contact',
  'report-in',
  'call-finish',
  'call-withdrawn',
  'call-error',
] as const;
export type MeasureName = (typeof measureNames)[number];

export type Measure = {
  readonly name: MeasureName;
  readonly post: PostKind;
  /** Whether a high or a low rate is good; `plain` is told beside others and judged by nobody. */
  readonly good: 'high' | 'low' | 'plain';
  /**
   * When an observation is counted. `duty`: in the month in which the duty ended in time, or else fell due; `order`: in the month in which the order
   * came; `judged`: in the month in which the case was closed. What becomes of an order later changes the month in which it came.
   */
  readonly family: 'duty' | 'order' | 'judged';
  readonly zh: string;
  readonly en: string;
  readonly formula: { readonly zh: string; readonly en: string };
  readonly source: string;
};

const beijing = '北京市接诉即办工作条例';
const gulou = '南京市鼓楼区 吹哨报到';

/** Raise it when a formula changes: it stands beside every figure. */
export const formulaVersion = '2026.1';

/** From this level on a rating counts as satisfied: 基本满意 and better (five levels of the 好差评 system, GB/T 39734). */
export const satisfiedFrom = 3;

// biome-ignore format: one measure a line, as a table is read.
export const measures: readonly Measure[] = [
  { name: 'response', post: 'handler', good: 'high', family: 'duty', zh: '响应率（按时签收）', en: 'Response (signed in time)', formula: { zh: '时限内签收或退回的派单 ÷ 已签收或已到期的派单', en: 'orders signed or returned in time ÷ orders signed or fallen due' }, source: `${beijing} 第十四条、第三十二条` },
  { name: 'contact', post: 'handler', good: 'high', family: 'duty', zh: '按时联系率', en: 'Contact in time', formula: { zh: '时限内与诉求人联系的 ÷ 已联系或已到期的；办毕时顺带记为联系的不算', en: 'reporters contacted in time ÷ contacted or fallen due; a finish without contact is no contact' }, source: `${beijing} 第十五条` },
  { name: 'on-time', post: 'handler', good: 'high', family: 'duty', zh: '按期办结率', en: 'On time', formula: { zh: '时限内办毕的 ÷ 已办毕或已到期的；挂账的仍计', en: 'handled in time ÷ handled or fallen due; suspended ones stay counted' }, source: 'CJ/T 292 按期结案率' },
  { name: 'rectify', post: 'handler', good: 'high', family: 'duty', zh: '按期整改率', en: 'Rectified in time', formula: { zh: '时限内整改完毕的 ÷ 已整改或已到期的', en: 'rectified in time ÷ rectified or fallen due' }, source: '四川省政务服务“好差评”：差评整改' },
  { name: 'resolution', post: 'handler', good: 'high', family: 'judged', zh: '解决率', en: 'Resolution', formula: { zh: '诉求人评价且未说“问题没有解决”的 ÷ 诉求人已评价的（咨询除外）', en: 'rated and not said to be unsolved ÷ rated (questions left out)' }, source: `${beijing} 第三十二条` },
  { name: 'satisfaction', post: 'handler', good: 'high', family: 'judged', zh: '满意率', en: 'Satisfaction', formula: { zh: '评价三星及以上的 ÷ 诉求人已评价的；未评价的不计入分子分母', en: 'rated with three stars or more ÷ rated; the unrated are in neither number' }, source: `${beijing} 第三十二条; GB/T 39734` },
  { name: 'coverage', post: 'handler', good: 'plain', family: 'judged', zh: '评价覆盖率', en: 'Rating coverage', formula: { zh: '诉求人已评价的 ÷ 已办结的', en: 'rated ÷ closed' }, source: 'GB/T 39735' },
  { name: 'return', post: 'handler', good: 'low', family: 'order', zh: '退单率', en: 'Returned', formula: { zh: '退单获准的派单 ÷ 收到的派单', en: 'orders whose return was granted ÷ orders received' }, source: '榆林市12345月度通报 回退率' },
  { name: 'rehandle', post: 'handler', good: 'low', family: 'order', zh: '重办率', en: 'Handled again', formula: { zh: '办毕后被退回重办或整改的派单 ÷ 收到的派单', en: 'orders sent back or rectified ÷ orders received' }, source: '榆林市12345月度通报 重办率; 福州数字城管 返工率' },
  { name: 'extension', post: 'handler', good: 'low', family: 'order', zh: '延期率', en: 'Extended', formula: { zh: '获准延期的派单 ÷ 收到的派单', en: 'orders that were granted an extension ÷ orders received' }, source: '福州数字城管 延期率' },
  { name: 'suspension', post: 'handler', good: 'low', family: 'order', zh: '挂账率', en: 'Suspended', formula: { zh: '获准挂账的派单 ÷ 收到的派单', en: 'orders that were granted a suspension ÷ orders received' }, source: '金华市数字城管考核细则 缓办' },
  { name: 'accept', post: 'desk', good: 'high', family: 'duty', zh: '按时受理率', en: 'Accepted in time', formula: { zh: '时限内受理的 ÷ 已受理或已到期的', en: 'accepted in time ÷ accepted or fallen due' }, source: 'DB11/T 2021—2022' },
  { name: 'dispatch', post: 'desk', good: 'high', family: 'duty', zh: '按时派单率', en: 'Dispatched in time', formula: { zh: '时限内派单的 ÷ 已派单或已到期的', en: 'dispatched in time ÷ dispatched or fallen due' }, source: `${beijing} 第十二条` },
  { name: 'review', post: 'desk', good: 'high', family: 'duty', zh: '按时审核率', en: 'Reviewed in time', formula: { zh: '时限内审核的 ÷ 已审核或已到期的', en: 'reviewed in time ÷ reviewed or fallen due' }, source: '济南市12345市民服务热线条例 第二十七条' },
  { name: 'first-dispatch', post: 'desk', good: 'high', family: 'order', zh: '首派准确率', en: 'First dispatch right', formula: { zh: '首次派单后未被准予退回的诉求 ÷ 首次派单的诉求', en: 'cases whose first order was not returned ÷ cases dispatched for the first time' }, source: '苏州市12345第三方评估 差错率' },
  { name: 'call-sign', post: 'called', good: 'high', family: 'duty', zh: '呼叫按时签收率', en: 'Call signed in time', formula: { zh: '时限内签收的呼叫 ÷ 已签收或已到期的呼叫', en: 'calls signed in time ÷ signed or fallen due' }, source: gulou },
  { name: 'call-contact', post: 'called', good: 'high', family: 'duty', zh: '按时联系呼叫方率', en: 'Caller contacted in time', formula: { zh: '时限内与呼叫方联系的 ÷ 已联系或已到期的', en: 'callers contacted in time ÷ contacted or fallen due' }, source: gulou },
  { name: 'report-in', post: 'called', good: 'high', family: 'duty', zh: '按时报到率', en: 'On site in time', formula: { zh: '时限内到场报到的呼叫 ÷ 已报到或已到期的呼叫', en: 'calls answered on site in time ÷ answered or fallen due' }, source: gulou },
  { name: 'call-finish', post: 'called', good: 'high', family: 'duty', zh: '呼叫按时处置率', en: 'Call finished in time', formula: { zh: '时限内处置完成的呼叫 ÷ 已处置或已到期的呼叫', en: 'calls finished in time ÷ finished or fallen due' }, source: `${beijing} 第十六条` },
  { name: 'call-withdrawn', post: 'caller', good: 'low', family: 'order', zh: '呼叫撤回率', en: 'Calls withdrawn', formula: { zh: '呼叫方撤回的呼叫 ÷ 发出的呼叫', en: 'calls taken back by the caller ÷ calls made' }, source: gulou },
  { name: 'call-error', post: 'caller', good: 'low', family: 'order', zh: '呼叫有误率', en: 'Calls in error', formula: { zh: '经裁定属误呼的呼叫 ÷ 发出的呼叫', en: 'calls ruled to be in error ÷ calls made' }, source: gulou },
];

const byName = new Map(measures.map((measure) => [measure.name, measure]));

/** The measure of a name. */
export function measureOf(name: MeasureName): Measure {
  const measure = byName.get(name);
  if (!measure) throw new Error(`There is no measure "${name}".`);
  return measure;
}

/** What the reporter judged: whoever was rated must not be able to tell who did it. */
export const isJudged = (name: MeasureName): boolean => measureOf(name).family === 'judged';

/** The column of a measure: `on-time` is kept as `on_time_count` and `on_time_met`. */
export const columnOf = (name: MeasureName): string => name.replaceAll('-', '_');
