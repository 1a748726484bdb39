import { type Ask, get, type Point } from '@banyan/api-client';

/** The figures of the command page as the API tells them. Rates are 0..1, satisfaction 1..5; null means that nothing was measured. */

export type Hour = { hour: number; reported: number; closed: number; lastWeekReported: number };
type Series = readonly (number | null)[] | null | undefined;
export type Today = {
  date: string;
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
  medianAnswerMinutes?: number | null;
  /** Difference to the same weekday of last week, up to the same hour. */
  deltas?: { reported?: number | null; onTimeRate?: number | null; satisfaction?: number | null; overdueOpen?: number | null };
  hours: Hour[];
  /** Fourteen days, the last is today. */
  spark?: { reported?: Series; onTimeRate?: Series; satisfaction?: Series; overdueOpen?: Series };
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
  titleEn?: string | null;
  detail?: string | null;
  detailEn?: string | null;
  region: string;
  caseId?: string | null;
  number?: string | null;
  areaName: string;
  at: string;
  point?: Point | null;
  cell?: string | null;
  /** Query of the case list behind it, e.g. `area=350102&overdue=true`. */
  query?: string | null;
};
export const spans = [24, 168, 720] as const;
export type Span = (typeof spans)[number];

export const getToday = (area: string | undefined, ask?: Ask) => get<Today>('/command/today', { query: { area }, ...ask });
export const getCells = (query: { res: 7 | 8; hours: Span; area?: string }, ask?: Ask) => get<Cell[]>('/command/cells', { query, ...ask });
export const getCategories = (area: string | undefined, ask?: Ask) =>
  get<CategoryFigure[]>('/command/matters', { query: { area }, ...ask });
export const getChannels = (area: string | undefined, ask?: Ask) => get<ChannelFigure[]>('/command/channels', { query: { area }, ...ask });
export const getCounties = (ask?: Ask) => get<CountyFigure[]>('/command/counties', ask);
export const getAttention = (area: string | undefined, ask?: Ask) => get<Attention[]>('/command/attention', { query: { area }, ...ask });
