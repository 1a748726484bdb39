import { type Counts, count, entryOf, foldWords, keepPoint, type Name, nameOf, type Point, type Sample, sampleOf, see } from './tally.ts';
import type { Steps } from './wall-clock.ts';

/** What one pass over an export leaves in memory. Names are kept under their folded spelling, an absent one under the empty text. */

export type AreaSeen = Name & { points: Sample; agencies: Counts; below: Map<string, AreaSeen> };

/** What was seen of one kind of request in one place. */
export type Facts = { rows: number; agencies: Counts; due: Steps; done: Steps };
export type SubtypeSeen = Name & { natures: Counts; said: string[]; facts: Map<string, Facts> };
export type TypeSeen = Name & { subtypes: Map<string, SubtypeSeen> };

export const dateFaults = [
  'reported missing',
  'reported unreadable',
  'reported outside 1990 to 2060',
  'due missing',
  'due unreadable',
  'due before reported',
  'closed missing',
  'closed unreadable',
  'closed outside 1990 to 2060',
  'closed before reported',
] as const;
export type DateFault = (typeof dateFaults)[number];

export const pointFaults = ['missing', 'unreadable or outside the globe', 'placeholder of whole degrees'] as const;
export type PointFault = (typeof pointFaults)[number];

export type Seen = {
  rows: number;
  broken: Counts;
  /** Columns by the field they were read as, and those not read, each with its filled cells. */
  columns: Map<string, { field: string | null; filled: number }>;
  sources: Map<string, AreaSeen>;
  types: Map<string, TypeSeen>;
  /** How many areas, subtypes and facts are kept in all. */
  kept: { areas: number; subtypes: number; facts: number };
  agencies: Map<string, Name>;
  channels: Counts;
  natures: Counts;
  titles: Counts;
  points: Sample;
  pointFaults: Counts;
  dateFaults: Counts;
  first: number | null;
  last: number | null;
  /** Rows whose words are mostly Chinese. */
  chinese: number;
  /** Rows whose names were too many to keep apart, by field. */
  spilt: Counts;
};

export const newSeen = (): Seen => ({
  rows: 0,
  broken: new Map(),
  columns: new Map(),
  sources: new Map(),
  types: new Map(),
  kept: { areas: 0, subtypes: 0, facts: 0 },
  agencies: new Map(),
  channels: new Map(),
  natures: new Map(),
  titles: new Map(),
  points: sampleOf(4000),
  pointFaults: new Map(),
  dateFaults: new Map(),
  first: null,
  last: null,
  chinese: 0,
  spilt: new Map(),
});

/** More names than these are not kept apart: a column that has them is no column of names. */
export const most = {
  sources: 200,
  districts: 2000,
  neighborhoods: 2000,
  areas: 30_000,
  agencies: 5000,
  types: 20_000,
  subtypes: 400,
  allSubtypes: 40_000,
  places: 400,
  facts: 100_000,
  words: 500,
  titles: 20_000,
};

const areaOf = (points: number): AreaSeen => ({ ...nameOf(), points: sampleOf(points), agencies: new Map(), below: new Map() });

const blank =
  /^(?:(?:0+\s)?unspecified(?:\s.*)?|unknown|not (?:available|applicable|specified|provided)|n\/?a|none|null|nil|undefined|-+|\?+|不详|未知|无|空|未填写?)$/i;
const wholeCity = /^(?:city-?\s?wide|all|.*(?:市直属?|市本级|全市|省直属?))$/i;

/** What is longer is a text, not a name, and would fill the memory. */
const longestName = 200;

/** A name in one line; one that names nothing is none. */
export function namedOrNone(text: string | undefined): string | undefined {
  const words = text
    ?.slice(0, longestName)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return words === undefined || words === '' || blank.test(words) ? undefined : words;
}
/** As `namedOrNone`; what belongs to the city as a whole lies in no district. */
export const districtOrNone = (text: string | undefined): string | undefined =>
  text !== undefined && wholeCity.test(text) ? undefined : namedOrNone(text);

export type Placed = { source?: string; district?: string; neighborhood?: string; agency?: string; point?: Point };

/** The place of a row under which its facts are kept: what the export calls the jurisdiction and the district. */
export const placeKey = (source: string, district: string): string => `${source}\u0000${district}`;
export const readPlaceKey = (key: string): { source: string; district: string } => {
  const [source = '', district = ''] = key.split('\u0000');
  return { source, district };
};

const levels = [
  { field: 'source', limit: most.sources, points: 2000 },
  { field: 'district', limit: most.districts, points: 400 },
  { field: 'neighborhood', limit: most.neighborhoods, points: 100 },
] as const;

/** Counts a row where it lies; gives the place under which its facts are kept. */
export function seePlace(seen: Seen, placed: Placed): string {
  const { agency = '', point } = placed;
  let line = seen.sources;
  const keys: string[] = [];
  for (const { field, limit, points } of levels) {
    const words = placed[field] ?? '';
    const key = foldWords(words);
    const before = line.size;
    const area = entryOf(line, key, () => areaOf(points), seen.kept.areas < most.areas ? limit : 0);
    seen.kept.areas += line.size - before;
    if (!area) {
      count(seen.spilt, field);
      break;
    }
    see(area, words);
    if (point) keepPoint(area.points, point);
    count(area.agencies, foldWords(agency));
    keys.push(key);
    line = area.below;
  }
  if (point) keepPoint(seen.points, point);
  return placeKey(keys[0] ?? '', keys[1] ?? '');
}

/** Finds or makes the entry of a kind of request; what is too many is counted under the empty subtype or type. */
export function subtypeIn(seen: Seen, type: string, subtype: string): SubtypeSeen {
  const make = (): TypeSeen => ({ ...nameOf(), subtypes: new Map() });
  let words = type;
  let ofType = entryOf(seen.types, foldWords(type), make, most.types);
  if (!ofType) {
    count(seen.spilt, 'type');
    words = '';
    // Not one of the kept names, so the limit does not hold for it.
    ofType = entryOf(seen.types, '', make, Number.POSITIVE_INFINITY) as TypeSeen;
  }
  see(ofType, words);
  const makeSubtype = (): SubtypeSeen => ({ ...nameOf(), natures: new Map(), said: [], facts: new Map() });
  const { subtypes } = ofType;
  const before = subtypes.size;
  const limit = seen.kept.subtypes < most.allSubtypes ? most.subtypes : 0;
  const found =
    entryOf(subtypes, foldWords(subtype), makeSubtype, limit) ??
    (entryOf(subtypes, '', makeSubtype, Number.POSITIVE_INFINITY) as SubtypeSeen);
  seen.kept.subtypes += subtypes.size - before;
  see(found, found === subtypes.get('') ? '' : subtype);
  return found;
}

export const factsOf = (): Facts => ({ rows: 0, agencies: new Map(), due: new Map(), done: new Map() });

/** The facts of a kind of request in a place; places too many to keep apart share one entry. */
export function factsIn(seen: Seen, { facts }: SubtypeSeen, place: string): Facts {
  const before = facts.size;
  const limit = seen.kept.facts < most.facts ? most.places : 0;
  const found = entryOf(facts, place, factsOf, limit) ?? (entryOf(facts, placeKey('', ''), factsOf, Number.POSITIVE_INFINITY) as Facts);
  seen.kept.facts += facts.size - before;
  return found;
}
