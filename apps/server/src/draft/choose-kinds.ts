import type { AreasDraft } from './choose-areas.ts';
import { readPlaceKey, type Seen } from './seen.ts';
import { type Counts, count, ranked, spelt, sumOf } from './tally.ts';

/** Drafts kinds of units from the agencies of an export. Pure. */

export type KindDraft = { id: string; name: string; rows: number; counties: string[]; ofCity: boolean };

export type KindsDraft = {
  agencies: KindDraft[];
  /** The kind of an agency by its folded name; `service` where there is none. */
  kindOf: (agency: string) => string;
  /** Whether a kind has a unit in a county. */
  isIn: (kind: string, county: string) => boolean;
  /** Agencies beyond those that become kinds, and their rows. */
  beyond: { names: number; rows: number };
  withoutAgency: number;
};

/** The kind that answers where an export names nobody. */
export const serviceKind = 'service';
const reserved = ['hotline', 'command', 'street', 'community', serviceKind];
const mostKinds = 300;

/** Small letters and hyphens, 2 to 36 of them; `fallback` and a letter where nothing of the name is left, as of Chinese names. */
export function idOf(words: string, fallback: string, taken: Set<string>): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^a-z]+/g, '-')
    .slice(0, 36)
    .replaceAll(/^-+|-+$/g, '');
  const stem = plain.length >= 2 ? plain : fallback;
  let id = stem === fallback ? `${fallback}-a` : stem;
  for (let number = 1; taken.has(id); number += 1) id = `${stem}-${lettersOf(number)}`;
  taken.add(id);
  return id;
}

/** 0 a, 25 z, 26 aa, as columns of a spreadsheet. */
function lettersOf(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : `${lettersOf(Math.floor(number / 26) - 1)}${last}`;
}

export function chooseKinds(seen: Seen, areas: AreasDraft): KindsDraft {
  const taken = new Set(reserved);
  const byRows: Counts = new Map([...seen.agencies].map(([agency, name]) => [agency, name.rows]));
  const all = ranked(byRows);
  const places = placesOf(seen, areas);
  const kinds = new Map<string, KindDraft>();
  for (const [agency, rows] of all.slice(0, mostKinds)) {
    const name = seen.agencies.get(agency);
    const counties = [...(places.get(agency)?.keys() ?? [])].sort();
    const words = name ? spelt(name) : agency;
    kinds.set(agency, {
      id: idOf(words, 'unit', taken),
      name: words,
      rows,
      counties: counties.filter((code) => code !== ''),
      ofCity: counties.includes(''),
    });
  }
  const rest = all.slice(mostKinds);
  const countiesOf = new Map([...kinds.values()].map(({ id, counties }) => [id, new Set(counties)]));
  return {
    agencies: [...kinds.values()],
    kindOf: (agency) => kinds.get(agency)?.id ?? serviceKind,
    isIn: (kind, county) => kind === serviceKind || (countiesOf.get(kind)?.has(county) ?? false),
    beyond: { names: rest.length, rows: rest.reduce((sum, [, rows]) => sum + rows, 0) },
    withoutAgency: seen.rows - sumOf(byRows),
  };
}

/** In which counties each agency was seen; the empty code stands for rows that lie in none. */
function placesOf(seen: Seen, areas: AreasDraft): Map<string, Counts> {
  const places = new Map<string, Counts>();
  for (const type of seen.types.values()) {
    for (const subtype of type.subtypes.values()) {
      for (const [key, facts] of subtype.facts) {
        const { source, district } = readPlaceKey(key);
        const county = areas.countyOf(source, district) ?? '';
        for (const [agency, rows] of facts.agencies) {
          const counts = places.get(agency) ?? new Map<string, number>();
          count(counts, county, rows);
          places.set(agency, counts);
        }
      }
    }
  }
  return places;
}

/** Counts by agency as counts by kind; rows without an agency are those of `service`. */
export function kindCounts(agencies: Counts, rows: number, kindOf: (agency: string) => string): { named: Counts; unnamed: number } {
  const named: Counts = new Map();
  let sum = 0;
  for (const [agency, number] of agencies) {
    count(named, kindOf(agency), number);
    sum += number;
  }
  return { named, unnamed: rows - sum };
}
