import { parentPort, workerData } from 'node:worker_threads';
import { type Classifier, type Example, openClassifier, packClassifier, trainClassifier, unpackClassifier } from '@banyan/text-models';
import type { Trained, TrainingTask } from './train.ts';

function accuracyOn(held: readonly Example[], classifier: Classifier): number | null {
  if (held.length === 0) return null;
  const { guess } = openClassifier(classifier);
  return held.filter(({ document, label }) => guess(document, 1).guesses[0]?.label === label).length / held.length;
}

const { examples, held, settings, before }: TrainingTask = workerData;
const classifier = trainClassifier(examples, settings);
const trained: Trained = {
  packed: packClassifier(classifier),
  accuracy: accuracyOn(held, classifier),
  before: before ? accuracyOn(held, unpackClassifier(before)) : null,
};
parentPort?.postMessage(trained);
