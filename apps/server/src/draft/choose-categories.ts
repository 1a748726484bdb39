import { idOf, type KindsDraft, serviceKind } from './choose-kinds.ts';
import type { MatterDraft } from './choose-matters.ts';
import { type Counts, count, foldWords } from './tally.ts';

/** Puts matters into categories: by the agency that leads, else by the first word that several share. Pure. */

export type CategoryDraft = { id: string; name: string; matters: MatterDraft[] };

const mostCategories = 40;
const leastShared = 3;

/** The first word, or the first two characters where words are not set apart; a prefix such as `SW-` is a word. */
export function firstWord(type: string): string {
  const head = type.split(/[\s\-/:,·.()]+/).find((part) => part !== '') ?? type;
  return /^\p{Script=Han}/u.test(head) ? [...head].slice(0, 2).join('') : head;
}

/** Categories with the most requests first; what is alone stands under `other`, last. */
export function chooseCategories(matters: readonly MatterDraft[], kinds: KindsDraft, otherName: string): CategoryDraft[] {
  const nameOfKind = new Map(kinds.agencies.map((kind) => [kind.id, kind.name]));
  const leads = new Set(matters.map((matter) => matter.lead.lead));
  // One agency for all would be one category for all.
  const byAgency = leads.size > 1;
  const shared: Counts = new Map();
  for (const matter of matters) if (!byAgency || matter.lead.lead === serviceKind) count(shared, foldWords(firstWord(matter.type)));
  const keyOf = (matter: MatterDraft): { key: string; name: string } => {
    const agency = byAgency ? nameOfKind.get(matter.lead.lead) : undefined;
    if (agency !== undefined) return { key: `agency ${matter.lead.lead}`, name: agency };
    const word = firstWord(matter.type);
    return (shared.get(foldWords(word)) ?? 0) >= leastShared
      ? { key: `word ${foldWords(word)}`, name: word }
      : { key: '', name: otherName };
  };
  const groups = new Map<string, { name: string; matters: MatterDraft[] }>();
  for (const matter of matters) {
    const { key, name } = keyOf(matter);
    const group = groups.get(key) ?? { name, matters: [] };
    group.matters.push(matter);
    groups.set(key, group);
  }
  return named(groups, otherName);
}

const rowsOf = ({ matters }: { matters: readonly MatterDraft[] }) => matters.reduce((sum, matter) => sum + matter.rows, 0);

function named(groups: ReadonlyMap<string, { name: string; matters: MatterDraft[] }>, otherName: string): CategoryDraft[] {
  const sorted = [...groups].filter(([key]) => key !== '').sort((a, b) => rowsOf(b[1]) - rowsOf(a[1]) || (a[0] < b[0] ? -1 : 1));
  const taken = new Set(['other']);
  const own = sorted.slice(0, mostCategories).map(([, group]) => ({ id: idOf(group.name, 'category', taken), ...group }));
  const rest = [...sorted.slice(mostCategories).flatMap(([, group]) => group.matters), ...(groups.get('')?.matters ?? [])];
  return rest.length === 0 ? own : [...own, { id: 'other', name: otherName, matters: rest }];
}

/** Gives the matters their codes, D00001 and on, in the order of their categories. */
export function numberMatters(categories: readonly CategoryDraft[]) {
  let number = 0;
  for (const { matters } of categories) {
    for (const matter of matters) {
      number += 1;
      matter.code = `D${String(number).padStart(5, '0')}`;
    }
  }
}
