import type { Guess } from './classifier.ts';

export type ClassFigures = {
  readonly label: string;
  /** Texts of this class in the test, and examples that the model learned from. */
  readonly count: number;
  readonly learned: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

export type Coverage = { readonly threshold: number; readonly coverage: number; readonly accuracy: number };

export type Evaluation = {
  readonly count: number;
  readonly accuracy: number;
  /** Mean F1 of all labels that stand in the test or were guessed. */
  readonly macroF1: number;
  /** Expected calibration error of the first guess in ten bins of equal width (Naeini et al., AAAI 2015). */
  readonly ece: number;
  /** Accuracy of the most certain 80 % of the texts. */
  readonly coverage80Accuracy: number;
  readonly perClass: readonly ClassFigures[];
  /** Which share is answered when less certain texts go to a person, and how often the answers are right. */
  readonly coverage: readonly Coverage[];
  /** The most frequent errors: truth, guess, how often. */
  readonly confusions: readonly { readonly truth: string; readonly guess: string; readonly count: number }[];
};

/** What a model said of a text of which the truth is known. */
export type Answer = { readonly truth: string; readonly guess: Guess };

const bins = 10;
const thresholds = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const confusionsShown = 15;

/** All figures of a test. `learned` tells how many examples of a label the model had. */
export function evaluate(answers: readonly Answer[], learned: (label: string) => number): Evaluation {
  const certain = answers.toSorted((a, b) => b.guess.probability - a.guess.probability);
  const perClass = classFigures(answers, learned);
  return {
    count: answers.length,
    accuracy: accuracyOf(answers),
    macroF1: mean(perClass.map(({ f1 }) => f1)),
    ece: calibrationError(answers),
    coverage80Accuracy: accuracyOf(certain.slice(0, Math.ceil(answers.length * 0.8))),
    perClass,
    coverage: thresholds.map((threshold) => {
      const sure = answers.filter(({ guess }) => guess.probability >= threshold);
      return { threshold, coverage: answers.length === 0 ? 0 : sure.length / answers.length, accuracy: accuracyOf(sure) };
    }),
    confusions: confusionsOf(answers),
  };
}

const mean = (values: readonly number[]) => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);

const isRight = ({ truth, guess }: Answer) => truth === guess.label;

const accuracyOf = (answers: readonly Answer[]) => (answers.length === 0 ? 0 : answers.filter(isRight).length / answers.length);

function classFigures(answers: readonly Answer[], learned: (label: string) => number): ClassFigures[] {
  const labels = [...new Set(answers.flatMap(({ truth, guess }) => [truth, guess.label]))].sort();
  const truths = Map.groupBy(answers, ({ truth }) => truth);
  const guesses = Map.groupBy(answers, ({ guess }) => guess.label);
  return labels.map((label) => {
    const count = truths.get(label)?.length ?? 0;
    const guessed = guesses.get(label)?.length ?? 0;
    const right = truths.get(label)?.filter(isRight).length ?? 0;
    return {
      label,
      count,
      learned: learned(label),
      precision: guessed === 0 ? 0 : right / guessed,
      recall: count === 0 ? 0 : right / count,
      f1: count + guessed === 0 ? 0 : (2 * right) / (count + guessed),
    };
  });
}

function calibrationError(answers: readonly Answer[]): number {
  const held = Map.groupBy(answers, ({ guess }) => Math.min(bins - 1, Math.floor(guess.probability * bins)));
  let error = 0;
  for (const bin of held.values())
    error += Math.abs(bin.filter(isRight).length - bin.reduce((sum, { guess }) => sum + guess.probability, 0));
  return answers.length === 0 ? 0 : error / answers.length;
}

function confusionsOf(answers: readonly Answer[]) {
  const pairs = Map.groupBy(
    answers.filter((answer) => !isRight(answer)),
    ({ truth, guess }) => JSON.stringify([truth, guess.label]),
  );
  return [...pairs.values()]
    .map((same) => ({ truth: same[0]?.truth ?? '', guess: same[0]?.guess.label ?? '', count: same.length }))
    .sort((a, b) => b.count - a.count || (a.truth + a.guess < b.truth + b.guess ? -1 : 1))
    .slice(0, confusionsShown);
}
