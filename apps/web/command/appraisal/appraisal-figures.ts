import { type Ask, get, post } from '@banyan/api-client';
import type { Grouping, PostKind } from './appraisal-address.ts';

/** Appraisal as the API tells it. Rates are 0 to 1, scores 0 to 100, months `YYYY-MM`. */

export type Figure = {
  measure: string;
  count: number;
  met: number | null;
  rate: number | null;
  low: number | null;
  high: number | null;
  shrunk: number | null;
  /** So few rated that the figure would tell who did. */
  withheld: boolean;
};
export type Score = {
  post: string;
  version: string;
  score: number | null;
  low: number | null;
  high: number | null;
  lacks: string[];
  rank: number | null;
  peerCount: number;
  alike: number | null;
};
export type Row = {
  key: string;
  name: string;
  nameEn: string;
  kind: string | null;
  peers: string | null;
  scores: Score[];
  figures: Figure[];
};
type Counting = {
  countedAt: string | null;
  waits: boolean;
  formulaVersion: string;
  minimumSample: number;
  scorecards: { post: string; version: string }[];
};
export type Figures = Counting & {
  month: string;
  area: { code: string; name: string; nameEn: string };
  by: string;
  confinedTo: string[] | null;
  rows: Row[];
  next: string | null;
};
export type UnitFigures = Counting & {
  month: string;
  unit: { id: string; name: string; nameEn: string; kind: string; peers: string };
  scores: Score[];
  figures: Figure[];
  months: { month: string; figures: Figure[] }[];
  areas: { code: string; name: string; nameEn: string; figures: Figure[] }[];
};
export type Measure = {
  name: string;
  post: string;
  good: 'high' | 'low' | 'plain';
  zh: string;
  en: string;
  formula: { zh: string; en: string };
  source: string;
};
export type Method = {
  formulaVersion: string;
  minimumSample: number;
  leastRatings: number;
  contestDays: number;
  measures: Measure[];
  intervals: { wilson: string; shrunk: string; rank: string };
  scorecards: { post: string; version: string; weights: { measure: string; weight: number; source: string; status: string }[] }[];
  grounds: { code: string; zh: string; en: string; measures: string[]; rule: string; source: string; status: string }[];
  audit: { formula: string; share: number; least: number };
};
export type Result = { region: string; caseId: string; number: string; met: boolean; at: string | null };
export type Contest = {
  region: string;
  id: string;
  caseId: string;
  number: string;
  unit: string;
  unitName: string;
  measure: string;
  instance: number;
  ground: { code: string; zh: string; en: string };
  note: string;
  ruling: { granted: boolean; ground: { zh: string; en: string; rule: string }; reason: string; rulingUnit: string } | null;
};

export type Flag = {
  region: string;
  unit: string;
  unitName: string;
  kind: 'perfect-streak' | 'rating-minute' | 'rating-device' | 'closing-wave';
  /** The minute, the hour, the number of the group, or the number of months. */
  mark: string;
  count: number;
  evidence: { caseId: string; number: string }[];
};
export type Audit = {
  draw: { seed: string; drawnAt: string; caseCount: number } | null;
  formula: string;
  cases: { region: string; caseId: string; number: string; unit: string; unitName: string }[];
  next: string | null;
};

type Where = { area?: string; month?: string };
export const getMethod = (month?: string, ask?: Ask) => get<Method>('/appraisal/method', { query: month ? { month } : {}, ...ask });
export const getFigures = (query: Where & { by: Grouping; limit: number }, ask?: Ask) =>
  get<Figures>('/appraisal/figures', { query, ...ask });
export const getUnit = (unit: string, month?: string, ask?: Ask) =>
  get<UnitFigures>(`/appraisal/units/${unit}`, { query: month ? { month } : {}, ...ask });
export const getResults = (unit: string, query: { month?: string; measure: string; met?: boolean; limit: number }, ask?: Ask) =>
  get<{ results: Result[]; next: string | null }>(`/appraisal/units/${unit}/results`, { query, ...ask });
export const getContests = (query: { month?: string; limit: number }, ask?: Ask) =>
  get<{ contests: Contest[]; next: string | null }>('/appraisal/contests', { query, ...ask });
export const getFlags = (query: Where & { unit?: string; limit: number }, ask?: Ask) =>
  get<{ flags: Flag[] }>('/appraisal/flags', { query, ...ask });
export const getAudit = (query: Where & { unit?: string; limit: number }, ask?: Ask) => get<Audit>('/appraisal/audit', { query, ...ask });
export const sendContest = (body: { unit: string; month: string; caseId: string; measure: string; ground: string; note: string }) =>
  post<Contest>('/appraisal/contests', body);

/** The address of the same figures as a file. */
export const fileAddress = (format: 'csv' | 'xlsx', language: string, { area, month }: Where, by: Grouping): string => {
  const query = new URLSearchParams({ format, by, language: language === 'en' ? 'en' : 'zh' });
  if (area) query.set('area', area);
  if (month) query.set('month', month);
  return `/api/appraisal/export?${query}`;
};

/** The score of a post kind among those of a row. */
export const scoreOf = (scores: readonly Score[], of: PostKind): Score | undefined => scores.find((one) => one.post === of);

type Share = { met: number; rate: number | null; low: number | null; high: number | null };
export type DispatchFigures = { areaName: string; count: number; kept: Share; taken: Share };
export type Dispatch = {
  dispatchers: (DispatchFigures & { account: string; name: string })[];
  models: (DispatchFigures & { area: string; version: number })[];
};
/** First dispatches of a month, by the person and by the version of the model. */
export const getDispatch = (query: { area?: string; month?: string }, ask?: Ask) => get<Dispatch>('/appraisal/dispatch', { query, ...ask });
