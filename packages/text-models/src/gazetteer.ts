/** A name and the areas it may stand for; `weight` says how surely a text that holds it means one of them (0 to 1). */
export type PlaceName = { readonly name: string; readonly areas: readonly string[]; readonly weight: number };

/** A name found in a text, with where it stands (UTF-16 units of the text as given). */
export type Mention = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly areas: readonly string[];
  readonly weight: number;
};

type Node = { readonly next: Map<string, Node>; found?: PlaceName };

export type Gazetteer = { readonly root: Node };

/** Names as a tree of characters. The same name given twice stands for the areas of both, with the greater weight. */
export function buildGazetteer(names: readonly PlaceName[]): Gazetteer {
  const root: Node = { next: new Map() };
  for (const entry of names) {
    let node = root;
    for (const character of entry.name) {
      const next = node.next.get(character) ?? { next: new Map() };
      node.next.set(character, next);
      node = next;
    }
    node.found = node.found
      ? { name: entry.name, areas: [...new Set([...node.found.areas, ...entry.areas])], weight: Math.max(node.found.weight, entry.weight) }
      : entry;
  }
  return { root };
}

/** The longest names in a text, from left to right and not overlapping. The text as `plainText` gives it. */
export function findMentions({ root }: Gazetteer, text: string): Mention[] {
  const mentions: Mention[] = [];
  for (let from = 0; from < text.length; from += 1) {
    const longest = longestAt(root, text, from);
    if (!longest) continue;
    mentions.push(longest);
    from = longest.to - 1;
  }
  return mentions;
}

function longestAt(root: Node, text: string, from: number): Mention | undefined {
  let node: Node | undefined = root;
  let found: Mention | undefined;
  for (let at = from; at < text.length; at += 1) {
    node = node.next.get(text.charAt(at));
    if (!node) break;
    if (node.found) found = { name: node.found.name, from, to: at + 1, areas: node.found.areas, weight: node.found.weight };
  }
  return found;
}

export type Candidate = { readonly area: string; readonly probability: number };

/** What is left for "none of these": a name may be part of another word, or tell where the writer lives and not where the matter lies. */
const doubt = 0.25;

/**
 * How probably a text means each of some areas. `within` gives the area of that level that holds another one, or nothing. Each mention shares its weight
 * among its areas, a repeated name counts once, and `doubt` stands for a place not named.
 */
export function weighPlaces(mentions: readonly Mention[], within: (area: string) => string | undefined): Candidate[] {
  const scores = new Map<string, number>();
  const seen = new Set<string>();
  for (const { name, areas, weight } of mentions) {
    const held = [...new Set(areas.map(within).filter((area) => area !== undefined))];
    if (seen.has(name) || held.length === 0) continue;
    seen.add(name);
    for (const area of held) scores.set(area, (scores.get(area) ?? 0) + weight / held.length);
  }
  const total = [...scores.values()].reduce((sum, score) => sum + score ** 2, doubt);
  return [...scores]
    .map(([area, score]) => ({ area, probability: score ** 2 / total }))
    .sort((a, b) => b.probability - a.probability || (a.area < b.area ? -1 : 1));
}

const suffixes = /(?:街道办事处|街道|社区居委会|社区|居委会|村委会|新区|镇|乡|区|县|市|村)$/;
const leastShort = 2;

/**
 * The names under which people know an area: the full one, and without its kind ("仓山区" and "仓山") where two characters are left. `strength` is how
 * surely the full name means it; the short form half as surely when it has only two characters, which other words share. Communities need a greater `shortest`: of two characters theirs are ordinary words (公园, 门口, 健康).
 */
export function namesOfArea(name: string, area: string, strength: number, shortest = leastShort): PlaceName[] {
  const short = name.replace(suffixes, '');
  const full = { name, areas: [area], weight: strength };
  if (short === name || short.length < shortest) return [full];
  return [full, { name: short, areas: [area], weight: strength * (short.length === leastShort ? 0.5 : 0.8) }];
}
