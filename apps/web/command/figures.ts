import { type Ask, get } from '@banyan/api-client';

/** The figures of the command page as the API tells them. Rates are 0..1, satisfaction 1..5; null means that nothing was measured. */

export type Hour = { hour: number; reported: number; closed: number; lastWeekReported: number };
export type Today = {
  date: string;
  /** Where is counted: what the viewer's posts cover. */
  areas: { code: string; name: string; nameEn: string }[];
  reported: number;
  closed: number;
  onTimeRate: number | null;
  onTimeCases: number;
  satisfaction: number | null;
  rated: number;
  overdueOpen: number;
  open: number;
  called: number;
  answeredCalls: number;
  medianAnswerMinutes: number | null;
  /** Difference to the same weekday of last week, up to the same hour. */
  deltas: { reported: number; closed: number; onTimeRate: number | null; satisfaction: number | null; overdueOpen: number };
  hours: Hour[];
  /** Fourteen days, the last is today. */
  spark: { reported: number[]; closed: number[]; onTimeRate: (number | null)[]; satisfaction: (number | null)[]; overdueOpen: number[] };
};
export type Cell = { cell: string; count: number; overdue: number };
export type CategoryFigure = { category: string; name: string; nameEn: string | null; count: number; lastWeek: number };
export type ChannelFigure = { channel: string; count: number };
export const petalNames = ['accept', 'dispatch', 'handle', 'review', 'rate'] as const;
export type PetalName = (typeof petalNames)[number];
export type Petal = { value: number | null; n: number };
export type CountyFigure = { code: string; name: string; nameEn: string | null; count: number; petals: Record<PetalName, Petal> };
export type Attention = {
  kind: string;
  severity: 'red' | 'amber';
  title: string;
  titleEn: string;
  detail: string;
  detailEn: string;
  region: string;
  caseId: string | null;
  number: string | null;
  areaName: string;
  areaNameEn: string;
  at: string;
  /** H3 cell of resolution 8; the exact place of a report is not told. */
  cell: string | null;
  /** Query of the case list behind it, e.g. `area=350102&overdue=true`. */
  query: string;
};
export const spans = [24, 168, 720] as const;
export type Span = (typeof spans)[number];

export const getToday = (ask?: Ask) => get<Today>('/command/today', ask);
export const getCells = (query: { res: 7 | 8; hours: Span }, ask?: Ask) => get<Cell[]>('/command/cells', { query, ...ask });
export const getCategories = (ask?: Ask) => get<CategoryFigure[]>('/command/matters', ask);
export const getChannels = (ask?: Ask) => get<ChannelFigure[]>('/command/channels', ask);
export const getCounties = (ask?: Ask) => get<CountyFigure[]>('/command/counties', ask);
export const getAttention = (ask?: Ask) => get<Attention[]>('/command/attention', ask);
