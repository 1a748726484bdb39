import {
  type Ambiguity,
  type AreaDraft,
  addArea,
  addBelow,
  districtsOf,
  leastRows,
  mergeAreas,
  mostCounties,
  newTree,
  type Tree,
} from './area-tree.ts';
import { type Exported, type Group, groupExports, middleBox } from './same-place.ts';
import { type AreaSeen, most, type Seen } from './seen.ts';
import { spelt } from './tally.ts';

/** Drafts the areas of a city from the names and points of an export. Pure. */

export type AreasDraft = {
  /** What the counties are: the jurisdictions of the file, its districts, or the one place that it is about. */
  counties: 'jurisdictions' | 'districts' | 'one';
  areas: AreaDraft[];
  /** Jurisdictions by other names than their county's. */
  aliases: { name: string; area: string }[];
  /** The county of a row by its folded names; undefined where they name none. */
  countyOf: (source: string, district: string) => string | undefined;
  groups: Group[];
  unclear: [string, string][];
  ambiguous: Ambiguity[];
  rare: Tree['rare'];
  beyond: number;
};

export const rootCode = '990100';

const channelLike = /phone|call|\bapp\b|mobile|web|online|internet|e-?mail|twitter|wechat|walk-?in|电话|网|微信|短信/i;

/** Whether a column of jurisdictions rather tells by what way requests came in. */
export const looksLikeChannels = (names: readonly string[]): boolean =>
  names.length > 1 && names.filter((name) => channelLike.test(name)).length * 2 > names.length;

/**
 * Counties are the jurisdictions when the file names several places; else its districts, with neighbourhoods as streets; else the one place. Exports of
 * one place count once.
 */
export function chooseAreas(seen: Seen, cityName: string): AreasDraft {
  const all = [...seen.sources].map(([key, area]) => exportOf(key, area));
  const named = all.filter((one) => one.key !== '');
  const frequent = named.filter((one) => one.rows >= leastRows);
  const namesNone =
    frequent.length > mostCounties || seen.sources.size >= most.sources || looksLikeChannels(frequent.map((one) => one.name));
  const { groups, unclear } = namesNone ? { groups: [], unclear: [] } : groupExports(frequent);
  const tree = newTree();
  if (!namesNone) tree.rare.jurisdictions = named.length - frequent.length;
  const drawn = groups.length > 1 ? fromGroups(tree, groups) : fromOnePlace(tree, cityName, mergeAreas(all.map((one) => one.area)), groups);
  return { ...drawn, groups, unclear, areas: tree.areas, ambiguous: tree.ambiguous, rare: tree.rare, beyond: tree.beyond };
}

function exportOf(key: string, area: AreaSeen): Exported {
  const districts = new Set(districtsOf(area).map(([district]) => district));
  return { key, name: spelt(area), rows: area.rows, box: middleBox(area.points.points), districts, area };
}

type Drawn = Pick<AreasDraft, 'counties' | 'aliases' | 'countyOf'>;

const rowsOf = (group: Group) => group.exports.reduce((sum, one) => sum + one.rows, 0);

function fromGroups(tree: Tree, groups: readonly Group[]): Drawn {
  const codes = new Map<string, string>();
  const aliases: AreasDraft['aliases'] = [];
  for (const group of groups.toSorted((a, b) => rowsOf(b) - rowsOf(a) || (a.name < b.name ? -1 : 1))) {
    const area = mergeAreas(group.exports.map((one) => one.area));
    const county = addArea(tree, 'county', rootCode, group.name, area);
    if (county === undefined) continue;
    for (const one of group.exports) codes.set(one.key, county);
    aliases.push(...aliasesOf(group, county).filter(({ name }) => name !== group.name));
    addBelow(tree, county, area, 'street', 'community');
  }
  return { counties: 'jurisdictions', aliases, countyOf: (source) => codes.get(source) };
}

const aliasesOf = (group: Group, area: string) =>
  group.exports.flatMap((one) => [...one.area.spellings.keys()].map((name) => ({ name, area })));

function fromOnePlace(tree: Tree, cityName: string, whole: AreaSeen, groups: readonly Group[]): Drawn {
  const districts = districtsOf(whole).length;
  if (districts > 0 && districts <= mostCounties) {
    const codes = addBelow(tree, rootCode, whole, 'county', 'street');
    return { counties: 'districts', aliases: [], countyOf: (_source, district) => codes.get(district) };
  }
  const county = addArea(tree, 'county', rootCode, cityName, whole) ?? '';
  addBelow(tree, county, whole, 'street', 'community');
  return { counties: 'one', aliases: groups.flatMap((group) => aliasesOf(group, county)), countyOf: () => county };
}
