import type { CaseFilter } from '@banyan/api-client';
import { writeFilter } from '../staff/case-filter.ts';
import { type Period, periodOf } from '../staff/city-day.ts';
import type { Attention } from './figures.ts';

/** Addresses of the lists behind the figures. A figure without a list of its own leads to the nearest one that contains it. */

const officer = '/officer/';

export function caseList(filter: CaseFilter = {}): string {
  const text = new URLSearchParams(writeFilter(filter)).toString();
  return `${officer}cases${text && `?${text}`}`;
}

const closedIn = ({ from, to }: Period): CaseFilter => ({ state: 'closed', closedFrom: from, closedTo: to });

/** Lists of one day of the city (`YYYY-MM-DD`), narrowed to an area where one is seen. */
export function listsOf(date: string, zone: string, area: string | undefined) {
  const day = periodOf(date, zone);
  const list = (filter: CaseFilter) => caseList({ ...(area === undefined ? {} : { area }), ...filter });
  return {
    reported: (filter: CaseFilter = {}) => list({ ...day, ...filter }),
    reportedIn: (hour: number) => list(periodOf(date, zone, hour, hour + 1)),
    /** Rejected and withdrawn reports are ended too, but nothing was done: they are not among the closed ones. */
    closed: (filter: CaseFilter = {}) => list({ ...closedIn(day), ...filter }),
    now: (filter: CaseFilter) => list(filter),
  };
}
export type Lists = ReturnType<typeof listsOf>;

/** Reports without a matter are a row of their own among the categories; the list cannot ask for what is missing, so the day's reports stand for them. */
export const isSorted = (category: string) => category !== 'unsorted';

/** What is behind a line of the attention list: the one case, else the list. */
export function behind(item: Attention): string {
  if (item.caseId) return `${officer}cases/${item.region}/${item.caseId}`;
  return `${officer}cases?${item.query}`;
}

/** Where a guest signs in and comes back from. */
export const signInAddress = `${officer}sign-in?next=/command/`;
export const workListAddress = officer;
