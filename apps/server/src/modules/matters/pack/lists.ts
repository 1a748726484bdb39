import { listOf, maybe, oneOf, pattern, whole, words } from '#platform/pack-cell.ts';
import { type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import { reasonLists, wordLists } from '../limits.ts';
import type { MattersTables } from '../tables.ts';

export type ReasonRow = MattersTables['matters.reason'];
export type WordRow = MattersTables['matters.word'];

const code = pattern(/^[a-z][a-z-]{0,39}$/, 'a code of small letters and hyphens');

const reasonColumns = {
  list: oneOf(reasonLists),
  code,
  zh: words(40),
  en: words(80),
  told_zh: maybe(words(300)),
  told_en: maybe(words(400)),
  levels: listOf(' ', whole(1, 5)),
  source: words(200),
};

/** Reads the reasons an officer or a reporter may give. A rejection needs the words that the reporter is told (潍坊市12345政务服务便民热线条例 第十九条). */
export function readReasons(pack: Pack): ReasonRow[] {
  const file = 'reasons.csv';
  const rows = readTable(pack, file, reasonColumns);
  refuseTwins(pack, file, 'code', rows, (row) => `${row.list} ${row.code}`);
  for (const row of rows) {
    if (row.list === 'reject' && (row.told_zh === null || row.told_en === null))
      pack.problems.push({
        file,
        line: row.line,
        column: 'told_zh',
        reason: 'a rejection needs what the reporter is told, in both languages',
      });
  }
  for (const list of ['reject', 'rate', 'refuse'])
    if (!rows.some((row) => row.list === list)) pack.problems.push({ file, column: 'list', reason: `the list "${list}" has no reason` });
  return rows.map(({ line: _, ...row }, position) => ({ ...row, position }));
}

const wordColumns = { code, zh: words(20), en: words(60) };

/** Reads natures.csv, channels.csv and identities.csv. */
export function readWords(pack: Pack): WordRow[] {
  return wordLists.flatMap((list) => {
    const rows = readTable(pack, `${list}.csv`, wordColumns);
    refuseTwins(pack, `${list}.csv`, 'code', rows, (row) => row.code);
    return rows.map(({ line: _, ...row }, position) => ({ ...row, list, position }));
  });
}
