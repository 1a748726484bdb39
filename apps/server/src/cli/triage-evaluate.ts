import { resolve } from 'node:path';
import {
  type Answer,
  type Document,
  type Evaluation,
  type Example,
  evaluate,
  fewExamples,
  openClassifier,
  settingsFor,
  type TrainingSettings,
  trainClassifier,
} from '@banyan/text-models';
import { done, type Out, readArguments } from './command.ts';
import { type PlaceMarks, placeMarksFor } from './triage-places.ts';
import { cell, documentOf, type Read, readSamples, type Sample, textColumns } from './triage-samples.ts';

const options = {
  train: { type: 'string' },
  test: { type: 'string' },
  label: { type: 'string' },
  text: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const here = () => process.env.INIT_CWD ?? process.cwd();

/** `triage evaluate`: trains on one file, tests on the other, and prints every figure. */
export async function evaluateFiles(args: string[], out: Out): Promise<number> {
  const { values } = readArguments(args, options, { least: 0, most: 0 });
  const { train: trainFile, test: testFile, label } = values;
  if (trainFile === undefined || testFile === undefined || label === undefined) throw new Error('Give --train, --test and --label.');
  const [train, test] = await Promise.all([readSamples(resolve(here(), trainFile)), readSamples(resolve(here(), testFile))]);
  for (const [name, { columns }] of [['train', train] as const, ['test', test] as const])
    if (!columns.includes(label)) throw new Error(`The ${name} file has no column "${label}". Its columns are: ${columns.join(', ')}.`);
  const columns = textColumns(train.columns, values.text, label);
  const report = measure(train, test, label, columns, placeMarksFor(train.samples.map(({ record }) => cell(record, label).trim())));
  out.print(tell(report, columns));
  if (values.json) out.print(JSON.stringify(report));
  return done;
}

/** Names of places are a view of their own, which weighs as much as the words. */
function placeSettings(examples: readonly Example[]): TrainingSettings {
  const settings = settingsFor(examples);
  return { ...settings, views: [...settings.views.filter(({ of }) => of !== 'marks'), { of: 'marks', orders: [], weight: 2 }] };
}

type Report = Evaluation & {
  readonly texts: readonly string[];
  readonly trained: number;
  readonly trainSeconds: number;
  /** Classified one by one on this core, from the text as it was read from the file. */
  readonly textsPerSecond: number;
  readonly fewExamples: readonly { readonly label: string; readonly count: number }[];
  /** Rows without a label or that could not be read, in both files. */
  readonly skipped: number;
  readonly cannotTell: number;
};

function measure(train: Read, test: Read, label: string, columns: readonly string[], placeMarks: PlaceMarks | undefined): Report {
  const read = (sample: Sample) => withPlaces(documentOf(sample, columns), placeMarks);
  const hasLabel = ({ record }: Read['samples'][number]) => cell(record, label).trim() !== '';
  const learned = train.samples.filter(hasLabel);
  const asked = test.samples.filter(hasLabel);
  const examples: Example[] = learned.map((sample) => ({
    document: documentOf(sample, columns),
    label: cell(sample.record, label).trim(),
  }));
  const before = performance.now();
  const classifier = placeMarks ? trainClassifier(examples, placeSettings(examples)) : trainClassifier(examples);
  const trainSeconds = (performance.now() - before) / 1000;
  const { guess } = openClassifier(classifier);
  for (const sample of asked.slice(0, 500)) guess(read(sample), 3);
  const started = performance.now();
  const said = asked.map((sample) => guess(read(sample), 3));
  const textsPerSecond = Math.round((asked.length * 1000) / (performance.now() - started));
  const answers: Answer[] = asked.map(({ record }, at) => ({
    truth: cell(record, label).trim(),
    guess: said[at]?.guesses[0] ?? { label: '', probability: 0 },
  }));
  const counts = new Map(classifier.labels.map((name, at) => [name, classifier.counts[at] ?? 0]));
  const evaluation = evaluate(answers, (name) => counts.get(name) ?? 0);
  return {
    ...evaluation,
    texts: columns,
    trained: examples.length,
    trainSeconds: Number(trainSeconds.toFixed(2)),
    textsPerSecond,
    fewExamples: evaluation.perClass
      .map((figures) => ({ label: figures.label, count: figures.learned }))
      .filter(({ count }) => count < fewExamples),
    skipped: train.skipped + test.skipped + train.samples.length - learned.length + test.samples.length - asked.length,
    cannotTell: said.filter(({ known }) => known === 0).length,
  };
}

/** Where labels are areas of the pack in use, the places that a text names are told to the model as well. */
const withPlaces = (document: Document, placeMarks: PlaceMarks | undefined): Document =>
  placeMarks ? { ...document, marks: placeMarks(document.fields) } : document;

const share = (value: number) => value.toFixed(4);

function tell(report: Report, columns: readonly string[]): string {
  const wide = Math.max(5, ...report.perClass.map(({ label }) => label.length));
  return [
    `learned from ${report.trained} texts in ${report.trainSeconds} s, tested on ${report.count}; columns read: ${columns.join(', ')}`,
    `accuracy ${share(report.accuracy)} · macro-F1 ${share(report.macroF1)} · expected calibration error ${share(report.ece)} · accuracy at 80 % coverage ${share(report.coverage80Accuracy)} · ${report.textsPerSecond.toLocaleString('en-GB')} texts/s`,
    '',
    `${'label'.padEnd(wide)}  learned  tested  precision  recall      F1`,
    ...report.perClass.map(
      (row) =>
        `${row.label.padEnd(wide)}  ${String(row.learned).padStart(7)}  ${String(row.count).padStart(6)}  ${share(row.precision).padStart(9)}  ${share(row.recall)}  ${share(row.f1)}`,
    ),
    '',
    'answered when at least this certain, the rest to a person:',
    ...report.coverage.map(
      ({ threshold, coverage, accuracy }) => `  ${threshold.toFixed(2)}  coverage ${share(coverage)}  accuracy ${share(accuracy)}`,
    ),
    '',
    'most frequent errors (truth → guess):',
    ...report.confusions.map(({ truth, guess, count }) => `  ${count} × ${truth} → ${guess}`),
    ...warnings(report),
  ].join('\n');
}

const warnings = (report: Report): string[] => [
  ...report.fewExamples.map(({ label, count }) => `"${label}" has ${count} examples; fewer than ${fewExamples} are not enough to know it.`),
  ...(report.skipped > 0 ? [`${report.skipped} rows were left out: not readable, or without a label.`] : []),
  ...(report.cannotTell > 0
    ? [`${report.cannotTell} texts hold nothing that the model knows: it cannot tell, and says so by low probability.`]
    : []),
];
