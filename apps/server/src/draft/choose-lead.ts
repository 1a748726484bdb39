import { type KindsDraft, kindCounts, serviceKind } from './choose-kinds.ts';
import type { Facts } from './seen.ts';
import { addCounts, type Counts, ranked, sumOf } from './tally.ts';
import { addSteps, limitOfStep, stepAt } from './wall-clock.ts';

/** Who led a kind of request and how long it was given, as an export shows it. Pure. */

export type LeadDraft = {
  lead: string;
  co: string[];
  /** Counties in which another kind leads, with the rows that say so. */
  exceptions: { county: string; kind: string; rows: number; of: number }[];
  rows: number;
  withAgency: number;
};

const coShare = 0.1;
/** Fewer rows than this say nothing of a limit or of an exception. */
const leastRows = 5;

/**
 * The most frequent agency leads. Where another one is the most frequent of a county, that is an exception, unless a handful of rows says so against a
 * lead that the county has too. Others with at least a tenth of a county's rows help.
 */
export function chooseLead(byCounty: ReadonlyMap<string, Facts>, { kindOf, isIn }: Pick<KindsDraft, 'kindOf' | 'isIn'>): LeadDraft {
  const all: Counts = new Map();
  const counties = [...byCounty].map(([county, facts]) => {
    const { named } = kindCounts(facts.agencies, facts.rows, kindOf);
    addCounts(all, named);
    return { county, named: ranked(named), rows: facts.rows };
  });
  const lead = ranked(all)[0]?.[0] ?? serviceKind;
  const co = new Set(counties.flatMap(({ named }) => helpersOf(named)));
  co.delete(lead);
  const exceptions = counties.flatMap(({ county, named, rows }) => {
    const [kind, led] = named[0] ?? [serviceKind, rows];
    const weighs = led >= leastRows || !isIn(lead, county);
    return kind === lead || county === '' || !weighs ? [] : [{ county, kind, rows: led, of: rows }];
  });
  const rows = counties.reduce((sum, one) => sum + one.rows, 0);
  return { lead, co: [...co].sort(), exceptions, rows, withAgency: sumOf(all) };
}

/** Kinds behind the first with at least a tenth of the rows that name one. */
function helpersOf(named: readonly [kind: string, rows: number][]): string[] {
  const rows = named.reduce((sum, [, number]) => sum + number, 0);
  return named.slice(1).flatMap(([kind, number]) => (number >= coShare * rows ? [kind] : []));
}

export type HandleDraft = { limit: string; source: 'observed' | 'drafted'; from: 'due dates' | 'closings' | 'default'; rows: number };

const dueShare = 0.3;
/** From this many rows on a limit is taken for firm; below it is told to a person. */
export const firmRows = 30;

/** The median of the times given where at least 30 % of the rows have one, else the time within which three quarters were closed, else the default. */
export function chooseHandle({ rows, due, done }: Facts, fallback: string): HandleDraft {
  const [dueRows, doneRows] = [sumOf(due), sumOf(done)];
  const given = dueRows >= Math.max(dueShare * rows, leastRows) ? stepAt(due, 0.5) : undefined;
  if (given !== undefined) return { limit: limitOfStep(given), source: 'observed', from: 'due dates', rows: dueRows };
  const taken = doneRows >= leastRows ? stepAt(done, 0.75) : undefined;
  if (taken !== undefined) return { limit: limitOfStep(taken), source: 'observed', from: 'closings', rows: doneRows };
  return { limit: fallback, source: 'drafted', from: 'default', rows: Math.max(dueRows, doneRows) };
}

export function addFacts(into: Facts, from: Facts): Facts {
  into.rows += from.rows;
  addCounts(into.agencies, from.agencies);
  addSteps(into.due, from.due);
  addSteps(into.done, from.done);
  return into;
}
