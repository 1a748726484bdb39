/** One entry of the responsibility list as it holds in one county. */
export type Matter = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly category: string;
  readonly categoryName: string;
  readonly categoryNameEn: string;
  /** Kind of the unit that leads, and kinds that usually help. */
  readonly lead: string;
  readonly co: readonly string[];
  /** Legal ground, or `to be confirmed`. */
  readonly basis: string;
  /** 立案条件 and 结案条件. */
  readonly filing: string;
  readonly closing: string;
  readonly sign: string;
  readonly contact: string;
  readonly handle: string;
  readonly limitSource: LimitSource;
  /** What residents say. */
  readonly said: readonly string[];
  readonly urgency: string;
  readonly nature: string;
  /** The city, or the county that changed it, and in which columns. */
  readonly areaCode: string;
  readonly overrides: readonly string[];
};

/** Where a matter's limits come from, as an order prints it. */
export const limitSources = {
  'gbt-practice': '数字化城市管理立案、结案标准',
  db11: 'DB11/T 2021—2022',
  'jinan-12345': '《济南市12345市民服务热线条例》第二十四条',
  /** The order then prints the matter's own legal ground. */
  law: '所依据法律法规规定的期限',
  drafted: '本包拟定，待本市确认',
  observed: '按历史工单统计，待本市确认',
} as const;
export type LimitSource = keyof typeof limitSources;

export type Category = { readonly id: string; readonly name: string; readonly nameEn: string; readonly icon: string };

export type Reason = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** What the reporter is told when a report is rejected on this ground. */
  readonly toldZh: string | null;
  readonly toldEn: string | null;
  /** Levels of rating at which it is offered; empty for every level. */
  readonly levels: readonly number[];
};

export type Word = { readonly code: string; readonly zh: string; readonly en: string };
