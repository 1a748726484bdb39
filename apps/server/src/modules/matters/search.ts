import type { Matter } from './matter.ts';

/** Finds matters by words: two-character pieces of Chinese and whole words of English, rare ones counting more. */
export type MatterIndex = { readonly matters: readonly Matter[]; readonly pieces: ReadonlyMap<string, ReadonlyMap<number, number>> };

/** A piece in the name tells more than one in a sentence somebody said. */
const nameWeight = 3;
const saidWeight = 1;

/** Pieces of a text: single Chinese characters and pairs of neighbours, English words and their beginnings from three letters on. */
function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>();
  const lower = text.normalize('NFKC').toLowerCase();
  for (const run of lower.match(/\p{Script=Han}+/gu) ?? []) {
    const characters = [...run];
    for (const [place, character] of characters.entries()) {
      pieces.add(character);
      const next = characters[place + 1];
      if (next !== undefined) pieces.add(character + next);
    }
  }
  for (const word of lower.match(/[a-z0-9]+/g) ?? [])
    for (let length = Math.min(3, word.length); length <= word.length; length++) pieces.add(word.slice(0, length));
  return pieces;
}

export function indexMatters(matters: readonly Matter[]): MatterIndex {
  const pieces = new Map<string, Map<number, number>>();
  const note = (text: string, place: number, weight: number) => {
    for (const piece of piecesOf(text)) {
      const places = pieces.get(piece) ?? new Map<number, number>();
      places.set(place, Math.max(places.get(place) ?? 0, weight));
      pieces.set(piece, places);
    }
  };
  for (const [place, matter] of matters.entries()) {
    note(`${matter.name} ${matter.nameEn} ${matter.code}`, place, nameWeight);
    note(`${matter.categoryName} ${matter.said.join(' ')}`, place, saidWeight);
  }
  return { matters, pieces };
}

/** A single Chinese character is a weak sign where a pair is asked for. */
const characterShare = 0.2;

/** The matters that share pieces with the words, the best first; all in the list's order when there are no words. `keep` narrows the choice. */
export function searchMatters(index: MatterIndex, q: string, limit: number, keep: (matter: Matter) => boolean): Matter[] {
  const wanted = [...piecesOf(q)];
  if (wanted.length === 0) return index.matters.filter(keep).slice(0, limit);
  const hasPair = wanted.some((piece) => [...piece].length > 1);
  const scores = new Map<number, number>();
  for (const piece of wanted) {
    const places = index.pieces.get(piece);
    if (!places) continue;
    const share = hasPair && [...piece].length === 1 ? characterShare : 1;
    const rarity = Math.log(1 + index.matters.length / places.size) * share;
    for (const [place, weight] of places) scores.set(place, (scores.get(place) ?? 0) + rarity * weight);
  }
  return [...scores]
    .map(([place, score]) => ({ place, score, matter: index.matters[place] as Matter }))
    .filter(({ matter }) => keep(matter))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, limit)
    .map(({ matter }) => matter);
}
