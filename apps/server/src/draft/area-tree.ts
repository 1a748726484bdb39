import type { AreaSeen } from './seen.ts';
import { addCounts, medianPoint, type Point, spelt } from './tally.ts';

/** Numbers the areas of a draft and hangs neighbourhoods under districts. Pure, but for the tree that it grows. */

export type Level = 'county' | 'street' | 'community';
export type AreaDraft = { level: Level; code: string; name: string; parent: string; point: Point | undefined; rows: number };
/** A name that fits more than one place, and where its rows lie. */
export type Ambiguity = { name: string; chosen: string; rows: number; inChosen: number; places: number };

export type Tree = {
  areas: AreaDraft[];
  ambiguous: Ambiguity[];
  /** Names seen too rarely to be areas. */
  rare: { districts: number; neighborhoods: number; jurisdictions: number };
  /** Names beyond what codes can number. */
  beyond: number;
  /** How many areas stand below each code already. */
  below: Map<string, number>;
};

export const newTree = (): Tree => ({
  areas: [],
  ambiguous: [],
  rare: { districts: 0, neighborhoods: 0, jurisdictions: 0 },
  beyond: 0,
  below: new Map(),
});

export const leastRows = 3;
export const mostCounties = 99;
const mostBelow = 999;
/** With a smaller share of its rows in the chosen district a neighbourhood is told to a person. */
const clearShare = 0.9;

/** Adds an area with the next code below its parent: two digits for a county, three for each level below; undefined when the codes are used up. */
export function addArea(tree: Tree, level: Level, parent: string, name: string, area: AreaSeen): string | undefined {
  const number = (tree.below.get(parent) ?? 0) + 1;
  if (number > (level === 'county' ? mostCounties : mostBelow)) {
    tree.beyond += 1;
    return undefined;
  }
  tree.below.set(parent, number);
  const code =
    level === 'county' ? `${parent.slice(0, 4)}${String(number).padStart(2, '0')}` : `${parent}${String(number).padStart(3, '0')}`;
  tree.areas.push({ level, code, name, parent, point: medianPoint(area.points.points), rows: area.rows });
  return code;
}

type Named = [key: string, area: AreaSeen];

const byRows = (a: Named, b: Named) => b[1].rows - a[1].rows || (a[0] < b[0] ? -1 : 1);
const namedBelow = (area: AreaSeen): Named[] => [...area.below].filter(([key]) => key !== '').sort(byRows);
const frequentOf = (names: readonly Named[]) => names.filter(([, area]) => area.rows >= leastRows);

export const districtsOf = (area: AreaSeen): Named[] => frequentOf(namedBelow(area));

/** Districts below a place and neighbourhoods below them, by key; where there are no districts the neighbourhoods take their level. */
export function addBelow(tree: Tree, place: string, whole: AreaSeen, upper: Level, lower: Level): Map<string, string> {
  const districts = districtsOf(whole);
  if (districts.length === 0)
    return addAll(tree, place, frequentNeighborhoods(tree, namedBelow(mergeAreas([...whole.below.values()]))), upper);
  tree.rare.districts += namedBelow(whole).length - districts.length;
  const codes = addAll(tree, place, districts, upper);
  addNeighborhoods(tree, whole, codes, lower);
  return codes;
}

function addAll(tree: Tree, place: string, names: readonly Named[], level: Level): Map<string, string> {
  const codes = new Map<string, string>();
  for (const [key, area] of names) {
    const code = addArea(tree, level, place, spelt(area), area);
    if (code !== undefined) codes.set(key, code);
  }
  return codes;
}

function frequentNeighborhoods(tree: Tree, names: readonly Named[]): Named[] {
  const kept = frequentOf(names);
  tree.rare.neighborhoods += names.length - kept.length;
  return kept;
}

/** A neighbourhood lies in the district that holds most of its rows; where that share is unclear it is noted. */
function addNeighborhoods(tree: Tree, whole: AreaSeen, districts: ReadonlyMap<string, string>, level: Level) {
  const seenIn = new Map<string, Named[]>();
  for (const [district, area] of whole.below) {
    for (const [key, child] of namedBelow(area)) {
      const places = seenIn.get(key) ?? [];
      places.push([district, child]);
      seenIn.set(key, places);
    }
  }
  const merged = [...seenIn].map(([key, list]): Named => [key, mergeAreas(list.map(([, area]) => area))]);
  for (const [key, area] of frequentNeighborhoods(tree, merged.sort(byRows))) {
    const places = (seenIn.get(key) ?? []).toSorted(byRows);
    const home = places.find(([district]) => districts.has(district));
    if (home) addNeighborhood(tree, level, districts.get(home[0]) ?? '', area, { inHome: home[1].rows, places: places.length });
  }
}

function addNeighborhood(tree: Tree, level: Level, parent: string, area: AreaSeen, { inHome, places }: { inHome: number; places: number }) {
  const name = spelt(area);
  const code = addArea(tree, level, parent, name, area);
  if (code !== undefined && inHome < clearShare * area.rows)
    tree.ambiguous.push({ name, chosen: parent, rows: area.rows, inChosen: inHome, places });
}

/** Areas of one name in several exports become one; its points are the samples of all. */
export function mergeAreas(areas: readonly AreaSeen[]): AreaSeen {
  const below = new Map<string, AreaSeen[]>();
  for (const area of areas) for (const [key, child] of area.below) below.set(key, [...(below.get(key) ?? []), child]);
  const points = areas.flatMap((area) => area.points.points);
  return {
    rows: areas.reduce((sum, area) => sum + area.rows, 0),
    spellings: areas.reduce((sum, area) => addCounts(sum, area.spellings), new Map<string, number>()),
    agencies: areas.reduce((sum, area) => addCounts(sum, area.agencies), new Map<string, number>()),
    points: { seen: points.length, stride: 1, most: points.length + 1, points },
    below: new Map([...below].map(([key, list]) => [key, mergeAreas(list)])),
  };
}
