/** Numbers of the law and of the house. */

/** 行政许可法 第四十二条: ten working days more, once. */
export const extensionLimit = '10wd';

/** 行政复议法 第二十条, 行政诉讼法 第四十六条: within which a refusal may be contested. */
export const remedy = {
  reconsiderDays: 60,
  suitMonths: 6,
  basis: '《行政复议法》第二十条；《行政诉讼法》第四十六条',
} as const;

/** How long a false pledge may take to be put right. */
export const correctionLimit = '10wd';

/** Of a day's decisions by machine, so many in a hundred and at least so many are looked at by a person. */
export const auditShare = { inHundred: 2, least: 3 } as const;
