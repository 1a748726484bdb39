import { type Calibration, fitCalibration, probabilities } from './calibrate.ts';
import { stratifiedFolds } from './chance.ts';
import { copiesOf } from './copies.ts';
import { bestFavour, favoured } from './favour.ts';
import type { Document, View } from './features.ts';
import { type Linear, scoreRow, trainLinear, trainMiddles } from './linear.ts';
import { offsetsOf, vectorise } from './rows.ts';
import { buildVocabulary, type Counter, countFeatures, dampen, makeCounter, type Vocabulary } from './vocabulary.ts';

/** A document with the label that a person gave it. */
export type Example = { readonly document: Document; readonly label: string };

/** A machine with its cost of an error and how far rare labels weigh more (0 to 1), or the middle of each label. */
export type Choice = { readonly cost: number; readonly balance: number } | 'middles';

export type TrainingSettings = {
  readonly views: readonly View[];
  /** Of several the one that finds most on the folds is taken. */
  readonly choices: readonly Choice[];
  /** A feature in fewer examples than this is left out. */
  readonly least: number;
  /** Weights at most, over all classes and features: bounds memory and time. */
  readonly mostWeights: number;
  readonly folds: number;
  readonly seed: number;
};

/** Title and whole text on single units and pairs, and triples of the whole: chosen by cross-validation, see docs/models/. */
export const standardViews: readonly View[] = [
  { of: 'first', orders: [1, 2], weight: 1 },
  { of: 'all', orders: [1, 2], weight: 1 },
  { of: 'all', orders: [3], weight: 0.7 },
];

/** What a text does: tells much where examples are few, and misleads a little where they are many. */
const marksView: View = { of: 'marks', orders: [], weight: 1 };

const manyExamples = 2_500;

/** Examples shorter than this on average (UTF-16 units) are sentences that stand for letters. */
const sentenceLength = 60;

/**
 * With few examples the settings are tried on the folds; with many the tried ones are taken at once. From sentences that stand for longer texts the
 * middles are learned: what is best among sentences is not what is best on letters (docs/models/).
 */
export function settingsFor(examples: readonly Example[]): TrainingSettings {
  const length = examples.reduce((sum, { document }) => sum + document.fields.reduce((all, text) => all + text.length, 0), 0);
  const areHashed = examples.some(({ document }) => document.hashes !== undefined);
  if (!areHashed && length < sentenceLength * examples.length) return sentenceSettings;
  return examples.length > manyExamples
    ? standardSettings
    : {
        ...standardSettings,
        views: [...standardViews, marksView],
        choices: [
          { cost: 0.3, balance: 0 },
          { cost: 0.3, balance: 0.5 },
          { cost: 1, balance: 0.3 },
          { cost: 3, balance: 0.3 },
        ],
      };
}

export const standardSettings: TrainingSettings = {
  views: standardViews,
  choices: [{ cost: 3, balance: 0 }],
  least: 2,
  mostWeights: 40_000_000,
  folds: 5,
  seed: 350_100,
};

export const sentenceSettings: TrainingSettings = {
  ...standardSettings,
  views: [{ of: 'all', orders: [2, 3], weight: 1 }],
  choices: ['middles'],
  least: 1,
};

export type Classifier = {
  readonly labels: readonly string[];
  /** Examples of each label that it learned from. */
  readonly counts: readonly number[];
  readonly vocabularies: readonly Vocabulary[];
  readonly linear: Linear;
  readonly calibration: Calibration;
  /** The first guess is the label with the greatest probability × favour: rare labels are favoured as far as that finds more of all of them. */
  readonly favour: Float64Array;
};

export type Guess = { readonly label: string; readonly probability: number };

/** A label with fewer examples than this is not known well enough; reports say so. */
export const fewExamples = 10;

const rounds = 25;

/**
 * Trains one linear classifier and calibrates it on folds that it had not seen; copies of a text stay in one fold.
 * Deterministic for the same examples in the same order. Throws when there are fewer than two labels.
 */
export function trainClassifier(examples: readonly Example[], settings: TrainingSettings = settingsFor(examples)): Classifier {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new Error('A classifier needs examples of at least two labels.');
  const numberOf = new Map(labels.map((label, number) => [label, number]));
  const target = Int32Array.from(examples, ({ label }) => numberOf.get(label) as number);
  const task: Task = { documents: examples.map(({ document }) => document), target, classes: labels.length, settings };
  const tried = settings.choices.map((choice) => tryOnFolds(task, choice));
  const best = tried.reduce((most, one) => (one.found > most.found ? one : most));
  const { vocabularies, linear } = fit(
    task,
    target.map((_, row) => row),
    best.choice,
  );
  const counts = labels.map((_, number) => target.reduce((sum, one) => sum + (one === number ? 1 : 0), 0));
  return { labels, counts, vocabularies, linear, calibration: best.calibration, favour: best.favour };
}

type Task = {
  readonly documents: readonly Document[];
  readonly target: Int32Array;
  readonly classes: number;
  readonly settings: TrainingSettings;
};

function fit({ documents, target, classes, settings }: Task, chosen: Int32Array, choice: Choice) {
  const most = Math.floor(settings.mostWeights / classes / settings.views.length);
  const learned = Array.from(chosen, (row) => documents[row] as Document);
  const fieldCount = learned.reduce((count, { fields, hashes }) => Math.max(count, hashes ? 2 : fields.length), 0);
  // Of a single field the first is the whole.
  const views = fieldCount < 2 ? settings.views.filter(({ of }) => of !== 'first') : settings.views;
  const vocabularies = views.map((view) => buildVocabulary(learned, view, { least: settings.least, most }));
  const rows = vectorise(vocabularies, learned);
  const own = chosen.map((row) => target[row] as number);
  const order = chosen.map((_, row) => row);
  const features = offsetsOf(vocabularies).total;
  const linear =
    choice === 'middles'
      ? trainMiddles(rows, features, own, classes)
      : trainLinear(rows, features, own, classes, order, { ...choice, rounds, seed: settings.seed });
  return { vocabularies, linear };
}

function tryOnFolds(task: Task, choice: Choice) {
  const rows = { scores: scoresOnFolds(task, choice), labels: task.target, classes: task.classes };
  const calibration = fitCalibration(rows);
  return { choice, calibration, ...bestFavour(rows, calibration) };
}

/** Scores of every example by a model that had not learned from it. */
function scoresOnFolds(task: Task, choice: Choice): Float64Array {
  const { documents, target, classes, settings } = task;
  const fold = stratifiedFolds(target, copiesOf(documents), settings.folds, settings.seed);
  const scores = new Float64Array(target.length * classes);
  const rowNumbers = fold.map((_, row) => row);
  for (let held = 0; held < settings.folds; held += 1) {
    const learned = rowNumbers.filter((row) => fold[row] !== held);
    const asked = rowNumbers.filter((row) => fold[row] === held);
    if (asked.length === 0 || learned.length === 0) continue;
    const { vocabularies, linear } = fit(task, learned, choice);
    const rows = vectorise(
      vocabularies,
      Array.from(asked, (row) => documents[row] as Document),
    );
    asked.forEach((row, at) => {
      scoreRow(linear, rows, at, scores.subarray(row * classes, (row + 1) * classes));
    });
  }
  return scores;
}

/** Answers documents one by one without making anything but the answer: tens of thousands a second. */
export type Answerer = {
  /** The best guess first, then the other labels by falling probability, each calibrated. `known` tells how many features of the text were known: 0 means it cannot tell. */
  guess: (document: Document, most?: number) => { guesses: Guess[]; known: number };
};

export function openClassifier({ labels, vocabularies, linear, calibration, favour }: Classifier): Answerer {
  const counters = vocabularies.map(({ size }) => makeCounter(size));
  const { offsets } = offsetsOf(vocabularies);
  const scores = new Float64Array(linear.classes);
  const shares = new Float64Array(linear.classes);
  return {
    guess(document, most = labels.length) {
      scores.set(linear.bias);
      let known = 0;
      vocabularies.forEach((vocabulary, at) => {
        known += addView(vocabulary, document, counters[at] as Counter, linear, offsets[at] as number, scores);
      });
      probabilities(calibration, scores, shares);
      return { guesses: likeliest(labels, shares, favour, most), known };
    },
  };
}

function addView(vocabulary: Vocabulary, document: Document, counter: Counter, linear: Linear, offset: number, scores: Float64Array) {
  countFeatures(vocabulary, document, counter);
  const { counts, touched, used } = counter;
  const { classes, weight } = linear;
  let squares = 0;
  for (let cell = 0; cell < used; cell += 1) {
    const place = touched[cell] as number;
    squares += (dampen(counts[place] as number) * (vocabulary.idf[place] as number)) ** 2;
  }
  const share = vocabulary.view.weight / (Math.sqrt(squares) || 1);
  for (let cell = 0; cell < used; cell += 1) {
    const place = touched[cell] as number;
    const value = dampen(counts[place] as number) * (vocabulary.idf[place] as number) * share;
    counts[place] = 0;
    const base = (place + offset) * classes;
    for (let cls = 0; cls < classes; cls += 1) scores[cls] = (scores[cls] as number) + (weight[base + cls] as number) * value;
  }
  return used;
}

function likeliest(labels: readonly string[], shares: Float64Array, favour: Float64Array, most: number): Guess[] {
  const order = Array.from(shares, (probability, at) => ({ label: labels[at] as string, probability }));
  const first = order[favoured(shares, favour)] as Guess;
  order.sort((a, b) => b.probability - a.probability || (a.label < b.label ? -1 : 1));
  return [first, ...order.filter((guess) => guess !== first)].slice(0, most);
}
