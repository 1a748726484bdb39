import { natureOf } from '../replay/exported-words.ts';
import type { AreasDraft } from './choose-areas.ts';
import type { KindsDraft } from './choose-kinds.ts';
import { addFacts, chooseHandle, chooseLead, firmRows, type HandleDraft, type LeadDraft } from './choose-lead.ts';
import { chooseSaid, sentencesOf } from './said.ts';
import { type Facts, factsOf, readPlaceKey, type Seen, type SubtypeSeen } from './seen.ts';
import { addCounts, type Counts, count, foldWords, ranked, spelt } from './tally.ts';

/** Drafts the responsibility list from the kinds of requests in an export. Pure. */

export type MatterDraft = {
  code: string;
  name: string;
  type: string;
  rows: number;
  nature: string;
  said: string[];
  lead: LeadDraft;
  handle: HandleDraft;
  /** Other limits that single jurisdictions keep, each from at least 30 rows. */
  countyHandles: { county: string; handle: HandleDraft }[];
};

export type MattersDraft = {
  matters: MatterDraft[];
  /** Types that became no matter of their own: how many, with how many rows. */
  folded: { types: number; rows: number };
  /** Fewest rows of a type that is a matter, where its column is free text and elsewhere. */
  leastRows: { freeText: number; elsewhere: number };
  /** Jurisdictions whose types look typed in, not chosen. */
  freeText: string[];
};

export const mostMatters = 2000;
const leastFreeText = 3;
const splitShare = 0.05;
const leastSplit = 3;
const restOfType = /^other|其他|其它/i;
/** Readers take names of up to 80 characters. */
const longestName = 80;
export const cut = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};

type Kept = { type: string; subtype: string; parts: SubtypeSeen[]; rows: number };

export function chooseMatters(seen: Seen, areas: AreasDraft, kinds: KindsDraft, otherName: string, defaultHandle: string): MattersDraft {
  const freeText = freeTextSources(seen);
  const leastRows = { freeText: leastFreeText, elsewhere: 1 };
  let kept = keepTypes(seen, freeText, leastRows);
  // One place is left for what fits none.
  while (kept.length >= mostMatters) {
    leastRows.elsewhere += 1;
    leastRows.freeText = Math.max(leastFreeText, leastRows.elsewhere);
    kept = keepTypes(seen, freeText, leastRows);
  }
  const left = foldedTypes(seen, freeText, leastRows);
  const general = generalOf(seen, left, otherName);
  const taken = new Set<string>();
  const draft = (one: Kept) => matterOf(one, areas, kinds, taken, defaultHandle);
  const matters = [...kept.sort((a, b) => b.rows - a.rows || (nameOfKept(a) < nameOfKept(b) ? -1 : 1)), ...general].map(draft);
  return {
    matters,
    folded: { types: left.length, rows: left.reduce((sum, one) => sum + one.rows, 0) },
    leastRows,
    freeText: [...freeText],
  };
}

/** Where more than half of many types were seen once, people typed them in. */
function freeTextSources(seen: Seen): Set<string> {
  const bySource = new Map<string, Counts>();
  for (const [type, { subtypes }] of seen.types) {
    for (const subtype of subtypes.values()) {
      for (const [key, facts] of subtype.facts) {
        const { source } = readPlaceKey(key);
        const counts = bySource.get(source) ?? new Map<string, number>();
        count(counts, type, facts.rows);
        bySource.set(source, counts);
      }
    }
  }
  const isFree = (types: Counts) => types.size > 100 && [...types.values()].filter((rows) => rows === 1).length * 2 > types.size;
  return new Set([...bySource].filter(([, types]) => isFree(types)).map(([source]) => source));
}

type LeastRows = MattersDraft['leastRows'];

function isKept(type: { rows: number; subtypes: Map<string, SubtypeSeen> }, freeText: ReadonlySet<string>, least: LeastRows): boolean {
  const chosen =
    freeText.size === 0 ||
    [...type.subtypes.values()].some((subtype) => [...subtype.facts.keys()].some((key) => !freeText.has(readPlaceKey(key).source)));
  return type.rows >= (chosen ? least.elsewhere : least.freeText);
}

function keepTypes(seen: Seen, freeText: ReadonlySet<string>, least: LeastRows): Kept[] {
  const kept: Kept[] = [];
  for (const [key, type] of seen.types) {
    if (key === '' || !isKept(type, freeText, least)) continue;
    const split = splitOf(type.rows, type.subtypes);
    const name = spelt(type);
    for (const subtype of split) kept.push({ type: name, subtype: spelt(subtype), parts: [subtype], rows: subtype.rows });
    const rest = [...type.subtypes.values()].filter((subtype) => !split.includes(subtype));
    const rows = rest.reduce((sum, subtype) => sum + subtype.rows, 0);
    if (rows > 0) kept.push({ type: name, subtype: '', parts: rest, rows });
  }
  return kept;
}

/** A type that falls apart into several subtypes of at least 5 % each says little by itself; each of them is a matter then. */
function splitOf(rows: number, subtypes: ReadonlyMap<string, SubtypeSeen>): SubtypeSeen[] {
  const large = [...subtypes]
    .filter(([key, subtype]) => key !== '' && !restOfType.test(key) && subtype.rows >= Math.max(splitShare * rows, leastSplit))
    .map(([, subtype]) => subtype);
  return large.length > 1 ? large : [];
}

const foldedTypes = (seen: Seen, freeText: ReadonlySet<string>, least: LeastRows) =>
  [...seen.types].filter(([key, type]) => key !== '' && !isKept(type, freeText, least)).map(([, type]) => type);

/** Requests without a type, by their nature where no request has one, and the types that became no matter. */
function generalOf(seen: Seen, left: readonly { subtypes: Map<string, SubtypeSeen> }[], otherName: string): Kept[] {
  const untyped = seen.types.get('')?.subtypes ?? new Map<string, SubtypeSeen>();
  const hasTypes = seen.types.size > (seen.types.has('') ? 1 : 0);
  const byNature = hasTypes ? [] : [...untyped].filter(([nature]) => nature !== '');
  const general = byNature
    .map(([, part]): Kept => ({ type: spelt(part), subtype: '', parts: [part], rows: part.rows }))
    .sort((a, b) => b.rows - a.rows);
  const rest = [
    ...(hasTypes ? untyped.values() : [untyped.get('')].filter((part) => part !== undefined)),
    ...left.flatMap((type) => [...type.subtypes.values()]),
  ];
  const rows = rest.reduce((sum, part) => sum + part.rows, 0);
  if (rows > 0) general.push({ type: otherName, subtype: '', parts: rest, rows });
  return general;
}

/** The form under which a history finds its matter again. */
const nameOfKept = ({ type, subtype }: Kept) => (subtype === '' || foldWords(type) === foldWords(subtype) ? type : `${type} · ${subtype}`);

function matterOf(kept: Kept, areas: AreasDraft, kinds: KindsDraft, taken: Set<string>, defaultHandle: string): MatterDraft {
  const byCounty = new Map<string, Facts>();
  const all = factsOf();
  for (const part of kept.parts) {
    for (const [key, facts] of part.facts) {
      const { source, district } = readPlaceKey(key);
      const county = areas.countyOf(source, district) ?? '';
      byCounty.set(county, addFacts(byCounty.get(county) ?? factsOf(), facts));
      addFacts(all, facts);
    }
  }
  const handle = chooseHandle(all, defaultHandle);
  const natures = kept.parts.reduce((sum, part) => addCounts(sum, part.natures), new Map<string, number>());
  const said = kept.parts.flatMap((part) => part.said);
  return {
    code: '',
    name: cut(nameOfKept(kept), longestName),
    type: kept.type,
    rows: kept.rows,
    nature: natureOf(ranked(natures)[0]?.[0]) ?? 'help',
    said: chooseSaid(said, sentencesOf(kept.type, kept.subtype), nameOfKept(kept), taken),
    lead: chooseLead(byCounty, kinds),
    handle,
    countyHandles: areas.counties === 'jurisdictions' ? countyHandles(byCounty, handle, defaultHandle) : [],
  };
}

function countyHandles(byCounty: ReadonlyMap<string, Facts>, base: HandleDraft, defaultHandle: string): MatterDraft['countyHandles'] {
  return [...byCounty].flatMap(([county, facts]) => {
    const handle = county === '' ? undefined : chooseHandle(facts, defaultHandle);
    return handle?.source === 'observed' && handle.rows >= firmRows && handle.limit !== base.limit ? [{ county, handle }] : [];
  });
}
