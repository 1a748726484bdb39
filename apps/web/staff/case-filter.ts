import { type CaseFilter, caseStates, channels } from '@banyan/api-client';

/** The filters of the case list as they stand in its address: the command page writes them, the list of the officers reads them. */

type Given = Readonly<Record<string, unknown>>;

const oneOf =
  <T extends string>(list: readonly T[]) =>
  (text: string): T | undefined =>
    list.find((one) => one === text);
const matching = (shape: RegExp) => (text: string) => (shape.test(text) ? text : undefined);
const truth = (text: string) => ({ true: true, false: false })[text];
const instant = (text: string) =>
  /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
const code = matching(/^[\w.-]{1,40}$/);

const readers: { readonly [K in keyof Required<CaseFilter>]: (text: string) => CaseFilter[K] } = {
  area: matching(/^\d{6,15}$/),
  state: oneOf(caseStates),
  matter: code,
  category: code,
  channel: oneOf(channels),
  cell: matching(/^[0-9a-f]{15,16}$/),
  unit: matching(/^[\w.:-]{1,64}$/),
  // The list knows only this side of it: whoever is not overdue may have no duty at all.
  overdue: (text) => truth(text) || undefined,
  open: truth,
  rated: truth,
  from: instant,
  to: instant,
  closedFrom: instant,
  closedTo: instant,
};
export const filterNames = Object.keys(readers) as (keyof CaseFilter)[];

/** Reads the filters of an address; `unread` names those that mean nothing here. */
export function readFilter(query: Given): { filter: CaseFilter; unread: string[] } {
  const known = filterNames.flatMap((name) => {
    const given = query[name];
    const value = typeof given === 'string' ? readers[name](given) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const filter = Object.fromEntries(known) as CaseFilter;
  return { filter, unread: Object.keys(query).filter((name) => !(name in filter)) };
}

/** The filters as the query of an address, the same ones always in the same order. */
export function writeFilter(filter: CaseFilter): Record<string, string> {
  return Object.fromEntries(
    filterNames.flatMap((name) => (filter[name] === undefined || filter[name] === '' ? [] : [[name, String(filter[name])]])),
  );
}
