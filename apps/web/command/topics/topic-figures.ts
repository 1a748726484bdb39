import { type Ask, get } from '@banyan/api-client';

/** Hot topics and what recurs, as the API tells them; days are `YYYY-MM-DD` of the city. */
export type Topic = {
  region: string;
  day: string;
  name: string;
  areaName: string;
  areas: { code: string; name: string; count: number }[];
  byDay: { day: string; count: number }[];
  matterName: string | null;
  heat: number;
  caseCount: number;
  openCount: number;
  firstAt: string;
  lastAt: string;
  caseIds: string[];
};
export type Recurring = {
  region: string;
  address: string | null;
  areaName: string;
  matter: string;
  matterName: string;
  dayCount: number;
  caseCount: number;
  badCount: number;
  openCount: number;
  firstAt: string;
  lastAt: string;
  newestId: string | null;
};

export const topicsPath = '/command/topics';

/** The day that the address asks for, `?day=2026-11-24`; what means nothing is the newest. */
export const dayIn = (search: string): string | undefined => {
  const day = new URLSearchParams(search).get('day');
  return day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
};

export const getTopics = (day: string | undefined, ask?: Ask) =>
  get<{ days: string[]; topics: Topic[] }>('/triage/topics', { query: { day }, ...ask });
export const getRecurring = (ask?: Ask) => get<{ problems: Recurring[] }>('/triage/recurring', ask);

const dayMs = 86_400_000;

/** Counts day by day from the first to the last, days without reports included; at most the last sixty. */
export function everyDay(byDay: readonly { day: string; count: number }[]): { day: string; count: number }[] {
  const counts = new Map(byDay.map(({ day, count }) => [day, count]));
  const days = [...counts.keys()].sort();
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) return [];
  const from = Math.max(Date.parse(first), Date.parse(last) - 59 * dayMs);
  const all: { day: string; count: number }[] = [];
  for (let at = from; at <= Date.parse(last); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push({ day, count: counts.get(day) ?? 0 });
  }
  return all;
}
