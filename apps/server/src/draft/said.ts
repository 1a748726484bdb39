import type { HistoryRow } from '../replay/columns.ts';

/** What residents wrote, short enough to stand in a list and without what tells who or where somebody is. Pure. */

const mostKept = 8;
const mostSaid = 4;
const longest = 120;

/** Numbers of phones, plates and papers, houses in a street, addresses of mail and web. */
const telling =
  /\d{4,}|\d[\d -]{4,}\d|\d\s*[号弄室幢]|\d\w?\s+(?:[\p{L}.]+\s+){1,3}(?:st|street|ave|avenue|rd|road|dr|drive|blvd|ln|lane|pl|place|ct|court|ter|terrace|way)\b|@|https?:|www\.|\p{Cc}/iu;

const lengthOf = (text: string) => [...text].length;
const leastLength = (text: string) => (/\p{Script=Han}/u.test(text) ? 5 : 8);
const fits = (text: string) => lengthOf(text) <= longest && lengthOf(text) >= leastLength(text) && !telling.test(text);

/** One short text of a row, in one line: what was written, else its first sentence, else the title. The kind of request in front of it is left out. */
export function sentenceOf(row: HistoryRow): string | undefined {
  const content = row.content === undefined ? undefined : withoutType(oneLine(row.content), row.type);
  const first = content?.split(/(?<=[。！？!?])|(?<=\.)\s/)[0]?.trim();
  return [content, first, row.title && oneLine(row.title)].find((text): text is string => text !== undefined && fits(text));
}

const oneLine = (text: string) => text.replaceAll(/[\s|]+/g, ' ').trim();

function withoutType(text: string, type: string | undefined): string {
  return type !== undefined && text.toLowerCase().startsWith(`${type.toLowerCase()} `) ? text.slice(type.length).trim() : text;
}

const pairsOf = (text: string) => {
  const plain = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(plain.length - 1, 1) }, (_, place) => plain.slice(place, place + 2)));
};

/** Whether two texts share so many pairs of letters that the second teaches nothing new. */
function isAlike(one: string, other: string): boolean {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  return a.intersection(b).size > 0.6 * Math.min(a.size, b.size);
}

/** Keeps a sentence when there is room and nothing like it yet. */
export function keepSaid(kept: string[], sentence: string) {
  if (kept.length < mostKept && !kept.some((one) => isAlike(one, sentence))) kept.push(sentence);
}

/** `HEAT/HOT WATER` as people write it; words with small letters stay. */
const spoken = (words: string) => {
  const plain = words === words.toUpperCase() ? words.charAt(0) + words.slice(1).toLowerCase() : words;
  return plain.replace(/^[A-Z]{2,5}\s?-\s?(?=\p{L})/u, '');
};

/** Type and subtype as sentences, for exports without texts. */
export function sentencesOf(type: string, subtype: string): string[] {
  if (subtype === '') return [spoken(type), type];
  return [`${spoken(type)}: ${spoken(subtype).toLowerCase()}`, `${spoken(subtype)} (${spoken(type).toLowerCase()})`];
}

/** Up to four sentences that no other matter has; `taken` remembers them for the next. Never empty: `words` are this matter's own. */
export function chooseSaid(seen: readonly string[], made: readonly string[], words: string, taken: Set<string>): string[] {
  const fresh = (texts: readonly string[]) =>
    [...new Set(texts.map(oneLine))].filter((text) => text !== '' && !taken.has(text) && lengthOf(text) <= 200);
  const chosen = (seen.length > 0 ? fresh(seen) : fresh(made)).slice(0, mostSaid);
  if (chosen.length === 0) chosen.push(...fresh([...made, words]).slice(0, 1));
  if (chosen.length === 0) chosen.push(firstFree(oneLine(words).slice(0, 180), taken));
  for (const text of chosen) taken.add(text);
  return chosen;
}

function firstFree(words: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${words} (${number})`)) number += 1;
  return `${words} (${number})`;
}
