/**
 * What do the models of triage reach, and how fast? `node --expose-gc bench/triage.ts [FOLDER]`
 * FOLDER (or BANYAN_BENCH_DATA) holds messages-labelled, messages-replied, messages-hot and fuzhou-requests as gzipped JSON lines; they are not part of
 * this repository. Without them only speed and the index of neighbours are measured, on invented texts. Splits are grouped, so that no copy of a text
 * stands on both sides; every figure is the mean of three seeds.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  type Example,
  evaluate,
  findDuplicates,
  openClassifier,
  plainText,
  sentenceSettings,
  shapeMarks,
  trainClassifier,
} from '@banyan/text-models';
import { parse } from 'csv-parse/sync';
import { copiesOf } from '../packages/text-models/src/copies.ts';

const folder = process.argv[2] ?? process.env.BANYAN_BENCH_DATA ?? '';
const here = import.meta.dirname;
type Row = Record<string, string | number | null>;

const has = (name: string) => folder !== '' && existsSync(join(folder, `${name}.jsonl.gz`));
const rowsOf = (name: string): Row[] =>
  gunzipSync(readFileSync(join(folder, `${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const cell = (row: Row, column: string) => String(row[column] ?? '');
function exampleOf(row: Row, columns: readonly string[], label: string): Example {
  const fields = columns.map((column) => plainText(cell(row, column)));
  return { document: { fields, marks: shapeMarks(fields) }, label };
}

/** A quarter to test on, whole groups of copies at a time; the same seed gives the same split. */
function split(examples: readonly Example[], seed: number): { train: Example[]; test: Example[] } {
  const groups = copiesOf(examples.map(({ document }) => document));
  const isTest = (group: number) => (Math.imul(group + seed * 7919, 0x9e3779b1) >>> 0) % 4 === 0;
  return { train: examples.filter((_, at) => !isTest(groups[at] ?? 0)), test: examples.filter((_, at) => isTest(groups[at] ?? 0)) };
}

const share = (value: number) => value.toFixed(4);

function measure(name: string, examples: readonly Example[], mustReach: string) {
  const figures = [1, 2, 3].map((seed) => {
    const { train, test } = split(examples, seed);
    const { guess } = openClassifier(trainClassifier(train));
    const answers = test.map(({ document, label }) => ({
      truth: label,
      guess: guess(document, 1).guesses[0] ?? { label: '', probability: 0 },
    }));
    return evaluate(answers, () => 0);
  });
  const mean = (of: (one: (typeof figures)[number]) => number) => share(figures.reduce((sum, one) => sum + of(one), 0) / figures.length);
  console.log(
    `${name.padEnd(24)} accuracy ${mean((one) => one.accuracy)}  macro-F1 ${mean((one) => one.macroF1)}  ECE ${mean((one) => one.ece)}  at 80 % ${mean((one) => one.coverage80Accuracy)}  (must reach ${mustReach})`,
  );
}

function coldStart() {
  const classes = new Map(
    (parse(readFileSync(join(here, 'triage/top-classes.csv')), { columns: true }) as Row[]).map((row) => [
      cell(row, 'of'),
      cell(row, 'class'),
    ]),
  );
  const list = join(here, '..', 'packs', 'fuzhou', 'matters');
  const categories = parse(readFileSync(join(list, 'categories.csv')), { columns: true, bom: true }) as Row[];
  const matters = categories.flatMap((category) => {
    const file = join(list, `${cell(category, 'order').padStart(2, '0')}-${cell(category, 'id')}.csv`);
    return existsSync(file) ? (parse(readFileSync(file), { columns: true, bom: true }) as Row[]) : [];
  });
  const examples = matters.flatMap((matter) => {
    const label = classes.get(cell(matter, 'code')) ?? classes.get(cell(matter, 'category'));
    const sentences = [cell(matter, 'name'), ...cell(matter, 'said').split('|'), cell(matter, 'filing')];
    return label === undefined ? [] : sentences.map((text) => exampleOf({ text }, ['text'], label));
  });
  const { guess } = openClassifier(trainClassifier(examples, sentenceSettings));
  const rows = rowsOf('messages-labelled');
  const right = rows.filter(
    (row) => guess(exampleOf(row, ['title', 'body'], '').document, 1).guesses[0]?.label === cell(row, 'label'),
  ).length;
  console.log(
    `${'cold start'.padEnd(24)} accuracy ${share(right / rows.length)} on ${rows.length} letters from ${examples.length} sentences  (must reach 0.70)`,
  );
}

function duplicates() {
  const rows = rowsOf('messages-hot');
  const place = new Map(rows.map((row, at) => [cell(row, 'msg_id'), at]));
  const before = performance.now();
  const groups = findDuplicates(rows.map((row) => ({ title: plainText(cell(row, 'title')), body: plainText(cell(row, 'body')) })));
  const seconds = (performance.now() - before) / 1000;
  const groupOf = new Map(groups.flatMap(({ members }, group) => members.map((member) => [member, group] as const)));
  const pairs = (parse(readFileSync(join(here, 'triage/duplicate-pairs.csv')), { columns: true }) as Row[]).filter(
    (pair) => place.has(cell(pair, 'one')) && place.has(cell(pair, 'other')),
  );
  const found = (pair: Row) => {
    const group = groupOf.get(place.get(cell(pair, 'one')) ?? -1);
    return group !== undefined && group === groupOf.get(place.get(cell(pair, 'other')) ?? -1);
  };
  const [same, joined] = [pairs.filter((pair) => cell(pair, 'same') === '1'), pairs.filter(found)];
  const both = same.filter(found).length;
  console.log(
    `${'near duplicates'.padEnd(24)} precision ${share(both / joined.length)}  recall ${share(both / same.length)} on ${pairs.length} labelled pairs; ${groups.length} groups in ${seconds.toFixed(1)} s  (must reach 0.95 at 0.90)`,
  );
}

function speed() {
  const pieces = [
    '小区门口的路灯坏了',
    '物业一直不处理',
    '晚上施工噪声太大',
    '公交车半小时不来',
    '工资拖欠三个月',
    '孩子上学的学区怎么划',
    '河水又黑又臭',
    '医院收费不合理',
  ];
  const text = (seed: number) => Array.from({ length: 46 }, (_, at) => pieces[(seed * 7 + at * (seed + 3)) % pieces.length]).join('，');
  const examples = Array.from({ length: 400 }, (_, at) =>
    exampleOf({ title: pieces[at % 7] ?? '', body: text(at) }, ['title', 'body'], `${at % 7}`),
  );
  const { guess } = openClassifier(trainClassifier(examples));
  const asked = Array.from({ length: 4000 }, (_, at) => ({ title: pieces[at % 7] ?? '', body: text(at + 1000) }));
  for (const row of asked.slice(0, 1000)) guess(exampleOf(row, ['title', 'body'], '').document, 3);
  const before = performance.now();
  for (const row of asked) guess(exampleOf(row, ['title', 'body'], '').document, 3);
  const perSecond = (asked.length * 1000) / (performance.now() - before);
  console.log(
    `${'classification'.padEnd(24)} ${Math.round(perSecond).toLocaleString('en-GB')} texts/s a core, ${asked[0]?.body.length} characters each, from raw text  (must reach 5,000)`,
  );
}

speed();
if (has('messages-labelled')) {
  coldStart();
  measure(
    '7 classes',
    rowsOf('messages-labelled').map((row) => exampleOf(row, ['title', 'body'], cell(row, 'label'))),
    'macro-F1 0.925, ECE 0.03, 0.97',
  );
}
if (has('fuzhou-requests')) {
  const rows = rowsOf('fuzhou-requests');
  const counts = Map.groupBy(rows, (row) => cell(row, 'nature'));
  const enough = rows.filter((row) => (counts.get(cell(row, 'nature'))?.length ?? 0) >= 40);
  measure(
    'nature, 40 or more each',
    enough.map((row) => exampleOf(row, ['title', 'content'], cell(row, 'nature'))),
    'macro-F1 0.62',
  );
}
if (has('messages-replied'))
  measure(
    'reply explains',
    rowsOf('messages-replied').map((row) => exampleOf(row, ['reply'], cell(row, 'explainable_syu'))),
    'macro-F1 0.93',
  );
if (has('messages-hot')) duplicates();
