import type { CaseFilter } from '@banyan/api-client';
import type { CaseWords } from '@banyan/ui/words';
import { periodText } from '../../staff/city-day.ts';
import type { ListWords } from '../words/list-words.ts';

/** A filter that is set, in words, and the parts of it that go when it is taken away. */
export type Chip = { key: string; text: string; parts: (keyof CaseFilter)[] };
/** Names of the codes in a filter, where they are known. */
export type FilterNames = { area?: string; unit?: string; matter?: string; category?: string; channel?: string };
type Reading = { words: ListWords; cases: CaseWords; tag: string; zone: string; now: Date };

type Told = (filter: CaseFilter, names: FilterNames, reading: Reading) => string | undefined;
const given = <T>(value: T | undefined, say: (value: T) => string) => (value === undefined ? undefined : say(value));

const period =
  (from: 'from' | 'closedFrom', to: 'to' | 'closedTo', say: (words: ListWords) => (span: string) => string): Told =>
  (filter, _names, { words, tag, zone, now }) =>
    filter[from] === undefined && filter[to] === undefined
      ? undefined
      : say(words)(periodText({ from: filter[from], to: filter[to] }, tag, zone, now, words.chip));

const kinds: readonly { parts: (keyof CaseFilter)[]; told: Told }[] = [
  { parts: ['from', 'to'], told: period('from', 'to', (words) => words.chip.reported) },
  { parts: ['closedFrom', 'closedTo'], told: period('closedFrom', 'closedTo', (words) => words.chip.closed) },
  { parts: ['area'], told: ({ area }, names, { words }) => given(area, (code) => words.chip.area(names.area ?? code)) },
  { parts: ['unit'], told: ({ unit }, names, { words }) => given(unit, (id) => words.chip.unit(names.unit ?? id)) },
  { parts: ['cell'], told: ({ cell }, _names, { words }) => given(cell, () => words.chip.cell) },
  { parts: ['category'], told: ({ category }, names, { words }) => given(category, (code) => words.chip.category(names.category ?? code)) },
  { parts: ['matter'], told: ({ matter }, names, { words }) => given(matter, (code) => words.chip.matter(names.matter ?? code)) },
  { parts: ['channel'], told: ({ channel }, names, { words }) => given(channel, (code) => words.chip.channel(names.channel ?? code)) },
  { parts: ['state'], told: ({ state }, _names, { words, cases }) => given(state, (one) => words.chip.state(cases.state[one])) },
  { parts: ['open'], told: ({ open }, _names, { words }) => given(open, (is) => (is ? words.chip.open : words.chip.ended)) },
  { parts: ['rated'], told: ({ rated }, _names, { words }) => given(rated, (is) => (is ? words.chip.rated : words.chip.unrated)) },
  { parts: ['overdue'], told: ({ overdue }, _names, { words }) => (overdue ? words.chip.overdue : undefined) },
];

/** What a list is narrowed by, in the reader's words; a code without a name stands as it is, never hidden. */
export const chipsOf = (filter: CaseFilter, names: FilterNames, reading: Reading): Chip[] =>
  kinds.flatMap(({ parts, told }) => {
    const text = told(filter, names, reading);
    return text === undefined ? [] : [{ key: parts.join(), text, parts }];
  });
