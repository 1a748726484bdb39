import { type Cell, listOf, words } from '#platform/pack-cell.ts';
import { type Pack, type Row, readTable, refuseTwins } from '#platform/pack-file.ts';
import { itemId } from './items.ts';
import { factName } from './registers.ts';
import type { Choice, Question } from './service-pack.ts';

export const questionsFile = 'services/questions.csv';

const choice: Cell<Choice> = (text) => {
  const [key = '', zh = '', en = ''] = text.split('=');
  if (zh === '' || en === '') throw new Error(`"${text}" is not an option such as self=本人=Myself`);
  return { code: factName(key), text: zh, textEn: en };
};

const arrow: Cell<[string, string]> = (text) => {
  const [from = '', to = ''] = text.split('>');
  return [factName(from), factName(to)];
};

const columns = {
  item: itemId,
  question: factName,
  text: words(80),
  text_en: words(160),
  options: listOf('|', choice, { least: 2 }),
  next: listOf('|', arrow),
  situation: listOf('|', arrow),
};

type QuestionRow = Row<typeof columns>;

/** Reads the guidance of every item. The first question of an item begins it; all others are reached from there, and none twice. */
export function readQuestions(pack: Pack, items: ReadonlySet<string>): ReadonlyMap<string, Question[]> {
  const rows = readTable(pack, questionsFile, columns);
  refuseTwins(pack, questionsFile, 'question', rows, ({ item, question }) => `${item} ${question}`);
  const byItem = Map.groupBy(rows, ({ item }) => item);
  for (const [item, own] of byItem) {
    if (!items.has(item)) fault(pack, own[0], 'item', `there is no item ${item}`);
    checkWays(pack, own);
  }
  return new Map([...byItem].map(([item, own]) => [item, own.map(questionOf)]));
}

const questionOf = ({ question, text, text_en, options, next, situation }: QuestionRow): Question => ({
  id: question,
  text,
  textEn: text_en,
  options,
  next: new Map(next),
  situation: new Map(situation),
});

function fault(pack: Pack, row: QuestionRow | undefined, column: string, reason: string): void {
  pack.problems.push({ file: questionsFile, line: row?.line ?? 1, column, reason });
}

/** Questions lead only to later ones, so that no answer leads in a circle. */
function checkWays(pack: Pack, rows: readonly QuestionRow[]): void {
  const place = new Map(rows.map(({ question }, index) => [question, index]));
  const reached = new Set(rows.slice(0, 1).map(({ question }) => question));
  for (const [index, row] of rows.entries()) {
    const options = new Set(row.options.map((option) => option.code));
    for (const [column, arrows] of [['next', row.next] as const, ['situation', row.situation] as const])
      for (const [from] of arrows) if (!options.has(from)) fault(pack, row, column, `there is no option "${from}"`);
    for (const [, to] of row.next) {
      const target = place.get(to);
      if (target === undefined) fault(pack, row, 'next', `there is no question "${to}"`);
      else if (target <= index) fault(pack, row, 'next', `"${to}" stands before; a question leads only to later ones`);
      reached.add(to);
    }
    if (!reached.has(row.question)) fault(pack, row, 'question', `no answer leads to "${row.question}"`);
  }
}
