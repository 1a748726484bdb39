/**
 * From scores to probabilities: softmax of `scale × score + shift of the class`, fitted on scores of rows that the model had not learned from
 * (temperature and vector scaling: Guo et al., ICML 2017). With few classes the scores of the other classes have a say as well (matrix scaling),
 * held small by a quadratic penalty.
 */
export type Calibration = { readonly classes: number; readonly matrix: Float64Array; readonly shift: Float64Array };

/** More classes than this get one scale for all: a matrix would learn noise. */
const mostForMatrix = 24;
const mostForShift = 60;
const rounds = 300;

export type ScoredRows = { readonly scores: Float64Array; readonly labels: Int32Array; readonly classes: number };

/** Probabilities of one row of scores, in place of `into`. */
export function probabilities({ classes, matrix, shift }: Calibration, scores: Float64Array, into: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  const isScale = matrix.length === 1;
  const scale = matrix[0] as number;
  for (let cls = 0; cls < classes; cls += 1) {
    let logit = shift[cls] as number;
    if (isScale) logit += scale * (scores[cls] as number);
    else for (let other = 0; other < classes; other += 1) logit += (matrix[cls * classes + other] as number) * (scores[other] as number);
    into[cls] = logit;
    if (logit > most) most = logit;
  }
  let sum = 0;
  for (let cls = 0; cls < classes; cls += 1) {
    const weight = Math.exp((into[cls] as number) - most);
    into[cls] = weight;
    sum += weight;
  }
  for (let cls = 0; cls < classes; cls += 1) into[cls] = (into[cls] as number) / sum;
}

/** Fits the calibration; without rows the scores are taken with scale 2. */
export function fitCalibration(rows: ScoredRows): Calibration {
  const { classes, labels } = rows;
  const scale = labels.length === 0 ? 2 : bestScale(rows);
  const shift = new Float64Array(classes);
  if (labels.length === 0 || classes > mostForShift) return { classes, matrix: Float64Array.of(scale), shift };
  const start = new Float64Array(classes * classes);
  for (let cls = 0; cls < classes; cls += 1) start[cls * classes + cls] = scale;
  return descend(rows, { classes, matrix: start, shift }, classes <= mostForMatrix);
}

const steps = [8, 4, 2, 1, 0.5, 0.25, 0.12, 0.06];

/** The one scale with the least log loss, by a shrinking search on a logarithmic axis. */
function bestScale(rows: ScoredRows): number {
  let best = Math.log(3);
  let least = lossAt(rows, best);
  for (const step of steps)
    for (const next of [best - step / 4, best + step / 4]) {
      const loss = lossAt(rows, next);
      if (loss < least) {
        least = loss;
        best = next;
      }
    }
  return Math.exp(best);
}

function lossAt({ scores, labels, classes }: ScoredRows, logScale: number): number {
  const calibration = { classes, matrix: Float64Array.of(Math.exp(logScale)), shift: new Float64Array(classes) };
  const into = new Float64Array(classes);
  let loss = 0;
  labels.forEach((label, row) => {
    probabilities(calibration, scores.subarray(row * classes, (row + 1) * classes), into);
    loss -= Math.log(Math.max(1e-12, into[label] as number));
  });
  return loss;
}

/** How hard the matrix is held to its start: the weight of this many rows. */
const heldBy = 20;

/** Gradient descent with momentum on the mean log loss; every row weighs the same. */
function descend({ scores, labels, classes }: ScoredRows, from: Calibration, withMatrix: boolean): Calibration {
  const matrix = Float64Array.from(from.matrix);
  const shift = Float64Array.from(from.shift);
  const matrixSpeed = new Float64Array(matrix.length);
  const shiftSpeed = new Float64Array(classes);
  const into = new Float64Array(classes);
  const pull = heldBy / (labels.length * 10);
  for (let round = 0; round < rounds; round += 1) {
    const matrixSlope = new Float64Array(matrix.length);
    const shiftSlope = new Float64Array(classes);
    labels.forEach((label, row) => {
      const own = scores.subarray(row * classes, (row + 1) * classes);
      probabilities({ classes, matrix, shift }, own, into);
      into[label] = (into[label] as number) - 1;
      for (let cls = 0; cls < classes; cls += 1) {
        const error = (into[cls] as number) / labels.length;
        shiftSlope[cls] = (shiftSlope[cls] as number) + error;
        if (!withMatrix) continue;
        for (let other = 0; other < classes; other += 1) {
          const cell = cls * classes + other;
          matrixSlope[cell] = (matrixSlope[cell] as number) + error * (own[other] as number);
        }
      }
    });
    move(shift, shiftSpeed, shiftSlope, from.shift, pull);
    if (withMatrix) move(matrix, matrixSpeed, matrixSlope, from.matrix, pull);
  }
  return { classes, matrix, shift };
}

const pace = 1;
const momentum = 0.9;

function move(at: Float64Array, speed: Float64Array, slope: Float64Array, home: Float64Array, pull: number): void {
  for (let cell = 0; cell < at.length; cell += 1) {
    const drag = pull * ((at[cell] as number) - (home[cell] as number));
    speed[cell] = momentum * (speed[cell] as number) - pace * ((slope[cell] as number) + drag);
    at[cell] = (at[cell] as number) + (speed[cell] as number);
  }
}
