import { type Calibration, probabilities, type ScoredRows } from './calibrate.ts';

/** The label with the greatest probability × favour. */
export function favoured(shares: Float64Array, favour: Float64Array): number {
  let best = 0;
  for (let cls = 1; cls < shares.length; cls += 1)
    if ((shares[cls] as number) * (favour[cls] as number) > (shares[best] as number) * (favour[best] as number)) best = cls;
  return best;
}

const strengths = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const leastFavoured = 10;
/** A stronger favour must find this much more, because accuracy pays for it. */
const worth = 0.004;

/**
 * How far rare labels are favoured: label frequency to the power of −strength, with the strength that gives the best mean F1 of the labels on rows the
 * model had not learned from. Asking for the most probable label alone never names a rare one.
 */
export function bestFavour(rows: ScoredRows, calibration: Calibration): { favour: Float64Array; found: number } {
  const { classes, labels } = rows;
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  const shares = sharesOf(rows, calibration);
  let best = { favour: new Float64Array(classes).fill(1), found: Number.NEGATIVE_INFINITY };
  for (const strength of strengths) {
    const favour = counts.map((count) => (Math.max(leastFavoured, count) / labels.length) ** -strength);
    // A label of which nearly nothing is known is not favoured.
    for (const [cls, count] of counts.entries()) if (count < leastFavoured) favour[cls] = 1;
    const found = meanF1(shares, labels, classes, favour);
    if (found > best.found + worth) best = { favour, found };
  }
  return best;
}

function sharesOf({ scores, labels, classes }: ScoredRows, calibration: Calibration): Float64Array {
  const shares = new Float64Array(scores.length);
  for (let row = 0; row < labels.length; row += 1) {
    const [from, to] = [row * classes, (row + 1) * classes];
    probabilities(calibration, scores.subarray(from, to), shares.subarray(from, to));
  }
  return shares;
}

function meanF1(shares: Float64Array, labels: Int32Array, classes: number, favour: Float64Array): number {
  const right = new Float64Array(classes);
  const named = new Float64Array(classes);
  const meant = new Float64Array(classes);
  labels.forEach((label, row) => {
    const guess = favoured(shares.subarray(row * classes, (row + 1) * classes), favour);
    named[guess] = (named[guess] as number) + 1;
    meant[label] = (meant[label] as number) + 1;
    if (guess === label) right[label] = (right[label] as number) + 1;
  });
  const each = right.map((count, cls) => (2 * count) / Math.max(1, (named[cls] as number) + (meant[cls] as number)));
  return each.reduce((sum, one) => sum + one, 0) / classes;
}
