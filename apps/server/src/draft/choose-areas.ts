import { type Exported, type Group, groupExports, middleBox } from './same-place.ts';
import { type AreaSeen, most, type Seen } from './seen.ts';
import { addCounts, medianPoint, type Point, spelt } from './tally.ts';

/** Drafts the tree of areas from the names and points of an export. Pure. */

export type AreaDraft = { level: 'county' | 'street' | 'community'; code: string; name: string; parent: string; point: Point | undefined; rows: number };
/** A name that fits more than one place, and where its rows lie. */
export type Ambiguity = { name: string; chosen: string; rows: number; inChosen: number; places: number };

export type AreasDraft = {
  /** What the counties are: the jurisdictions of the file, its districts, or the one place that it is about. */
  counties: 'jurisdictions' | 'districts' | 'one';
  areas: AreaDraft[];
  /** Jurisdictions by other names than their county's. */
  aliases: { name: string; area: string }[];
  countyOf: (source: string, district: string) => string | undefined;
  groups: Group[];
  unclear: [string, string][];
  ambiguous: Ambiguity[];
  /** Names seen too rarely to be areas, and names beyond what the codes can number. */
  rare: { districts: number; neighborhoods: number; jurisdictions: number };
  beyond: number;
};

export const rootCode = '990100';
const leastRows = 3;
const mostCounties = 99;
const mostBelow = 999;
/** With a smaller share of its rows in the chosen district a neighbourhood is told to a person. */
const clearShare = 0.9;

const channelLike = /phone|call|\bapp\b|mobile|web|online|internet|e-?mail|twitter|wechat|walk-?in|电话|网|微信|短信/i;

/** Whether a column of jurisdictions rather tells by what way requests came in. */
export const looksLikeChannels = (names: readonly string[]): boolean => names.length > 1 && names.filter((name) => channelLike.test(name)).length * 2 > names.length;

export function chooseAreas(seen: Seen, name: string): AreasDraft {
  const all = [...seen.sources].map(([key, area]): Exported => exportOf(key, area));
  const named = all.filter((one) => one.key !== '' && one.rows >= leastRows);
  const rareJurisdictions = all.filter((one) => one.key !== '' && one.rows < leastRows).length;
  const many = named.length > mostCounties || seen.sources.size >= most.sources || looksLikeChannels(named.map((one) => one.name));
  const { groups, unclear } = many ? { groups: [], unclear: [] } : groupExports(named);
  const tree = treeOf(name);
  const base = { groups, unclear, rare: tree.rare, ambiguous: tree.ambiguous };
  tree.rare.jurisdictions = many ? 0 : rareJurisdictions;
  return groups.length > 1 ? fromGroups(tree, groups, base) : fromOnePlace(tree, mergeAreas(all.map((one) => one.area)), base);
}

function exportOf(key: string, area: AreaSeen): Exported {
  const districts = new Set([...area.below].filter(([district, below]) => district !== '' && below.rows >= leastRows).map(([district]) => district));
  return { key, name: spelt(area), rows: area.rows, box: middleBox(area.points.points), districts, area };
}

type Base = Pick<AreasDraft, 'groups' | 'unclear' | 'rare' | 'ambiguous'>;
type Tree = ReturnType<typeof treeOf>;

function fromGroups(tree: Tree, groups: readonly Group[], base: Base): AreasDraft {
  const codes = new Map<string, string>();
  const aliases: AreasDraft['aliases'] = [];
  for (const group of groups.toSorted((a, b) => rowsOf(b) - rowsOf(a) || (a.name < b.name ? -1 : 1))) {
    const area = mergeAreas(group.exports.map((one) => one.area));
    const county = tree.add('county', rootCode, group.name, area);
    if (county === undefined) continue;
    for (const one of group.exports) {
      codes.set(one.key, county);
      for (const spelling of one.area.spellings.keys()) if (spelling !== group.name) aliases.push({ name: spelling, area: county });
    }
    tree.addBelow(county, area, ['street', 'community']);
  }
  return { ...base, counties: 'jurisdictions', areas: tree.areas, beyond: tree.beyond(), aliases, countyOf: (source) => codes.get(source) };
}

const rowsOf = (group: Group) => group.exports.reduce((sum, one) => sum + one.rows, 0);

function fromOnePlace(tree: Tree, whole: AreaSeen, base: Base): AreasDraft {
  const districts = namedBelow(whole).filter(([, area]) => area.rows >= leastRows);
  if (districts.length === 0 || districts.length > mostCounties) {
    const county = tree.add('county', rootCode, tree.cityName, whole) ?? '';
    tree.addBelow(county, whole, ['street', 'community']);
    const aliases = base.groups.flatMap((group) => group.exports.flatMap((one) => [...one.area.spellings.keys()].map((spelling) => ({ name: spelling, area: county }))));
    return { ...base, counties: 'one', areas: tree.areas, beyond: tree.beyond(), aliases, countyOf: () => county };
  }
  const counties = tree.addBelow(rootCode, whole, ['county', 'street']);
  return { ...base, counties: 'districts', areas: tree.areas, beyond: tree.beyond(), aliases: [], countyOf: (_source, district) => counties.get(district) };
}

const namedBelow = (area: AreaSeen) => [...area.below].filter(([key]) => key !== '').sort((a, b) => b[1].rows - a[1].rows || (a[0] < b[0] ? -1 : 1));

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

/** Numbers areas as they are added: two digits for a county, three for each level below. */
function treeOf(cityName: string) {
  const areas: AreaDraft[] = [];
  const numbers = new Map<string, number>();
  const ambiguous: Ambiguity[] = [];
  const rare = { districts: 0, neighborhoods: 0, jurisdictions: 0 };
  let beyond = 0;
  const add = (level: AreaDraft['level'], parent: string, name: string, area: AreaSeen): string | undefined => {
    const number = (numbers.get(parent) ?? 0) + 1;
    if (number > (level === 'county' ? mostCounties : mostBelow)) {
      beyond += 1;
      return undefined;
    }
    numbers.set(parent, number);
    const code = level === 'county' ? `${parent.slice(0, 4)}${String(number).padStart(2, '0')}` : `${parent}${String(number).padStart(3, '0')}`;
    areas.push({ level, code, name, parent, point: medianPoint(area.points.points), rows: area.rows });
    return code;
  };
  /** Districts below a place and neighbourhoods below them; where there are no districts the neighbourhoods take their level. */
  const addBelow = (place: string, whole: AreaSeen, [upper, lower]: [AreaDraft['level'], AreaDraft['level']]): Map<string, string> => {
    const districts = namedBelow(whole).filter(([, area]) => area.rows >= leastRows);
    const codes = new Map<string, string>();
    const undivided = districts.length === 0;
    if (!undivided) rare.districts += namedBelow(whole).length - districts.length;
    for (const [key, area] of undivided ? frequent(namedBelow(mergeAreas([...whole.below.values()])), rare) : districts) {
      const code = add(upper, place, spelt(area), area);
      if (code !== undefined) codes.set(key, code);
    }
    if (!undivided) addNeighborhoods(whole, codes, lower);
    return codes;
  };
  const addNeighborhoods = (whole: AreaSeen, districts: ReadonlyMap<string, string>, level: AreaDraft['level']) => {
    const seenIn = new Map<string, [string, AreaSeen][]>();
    for (const [district, area] of whole.below) for (const [key, child] of namedBelow(area)) seenIn.set(key, [...(seenIn.get(key) ?? []), [district, child]]);
    const merged = [...seenIn].map(([key, list]): [string, AreaSeen] => [key, mergeAreas(list.map(([, area]) => area))]);
    for (const [key, area] of frequent(merged.sort((a, b) => b[1].rows - a[1].rows || (a[0] < b[0] ? -1 : 1)), rare)) {
      const places = (seenIn.get(key) ?? []).toSorted((a, b) => b[1].rows - a[1].rows);
      const [home, inHome] = places.find(([district]) => districts.has(district)) ?? [];
      const parent = districts.get(home ?? '');
      if (parent === undefined || !inHome) continue;
      add(level, parent, spelt(area), area);
      if (inHome.rows < clearShare * area.rows) ambiguous.push({ name: spelt(area), chosen: parent, rows: area.rows, inChosen: inHome.rows, places: places.length });
    }
  };
  return { areas, add, addBelow, ambiguous, rare, cityName, beyond: () => beyond };
}

function frequent(names: [string, AreaSeen][], rare: { neighborhoods: number }): [string, AreaSeen][] {
  const kept = names.filter(([, area]) => area.rows >= leastRows);
  rare.neighborhoods += names.length - kept.length;
  return kept;
}
