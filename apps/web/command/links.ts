import type { Attention } from './figures.ts';

/** Addresses of the lists behind the figures. A figure without a list of its own leads to the nearest one that contains it. */

const officer = '/officer/';
type Filter = { area?: string | undefined; state?: string; matter?: string; cell?: string; overdue?: boolean };

export function caseList(filter: Filter = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) search.set(name, String(value));
  const text = search.toString();
  return `${officer}cases${text && `?${text}`}`;
}

/** What is behind a line of the attention list: the one case, else the list. */
export function behind(item: Attention): string {
  if (item.caseId) return `${officer}cases/${item.region}/${item.caseId}`;
  return `${officer}cases?${item.query}`;
}

/** Where a guest signs in and comes back from. */
export const signInAddress = `${officer}sign-in?next=/command/`;
export const workListAddress = officer;
