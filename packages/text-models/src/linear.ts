import { chance, shuffle } from './chance.ts';
import type { Rows } from './rows.ts';

/** One weight for every feature and class, feature by feature (`weight[feature × classes + class]`), and a bias a class. */
export type Linear = { readonly classes: number; readonly weight: Float32Array; readonly bias: Float32Array };

/**
 * One middle a class, of length 1: the mean of its rows (Rocchio). Learns nothing of how often a class comes or how long its texts are, and so holds on
 * letters what it learned from sentences; costs one pass over the rows.
 */
export function trainMiddles(rows: Rows, features: number, labels: Int32Array, classes: number): Linear {
  const weight = new Float32Array(features * classes);
  for (let row = 0; row < rows.count; row += 1) {
    const cls = labels[row] as number;
    for (let cell = rows.start[row] as number; cell < (rows.start[row + 1] as number); cell += 1) {
      const place = (rows.column[cell] as number) * classes + cls;
      weight[place] = (weight[place] as number) + (rows.value[cell] as number);
    }
  }
  scaleToOne(weight, classes);
  return { classes, weight, bias: new Float32Array(classes) };
}

/** Makes the weights of every class a vector of length 1. */
function scaleToOne(weight: Float32Array, classes: number): void {
  const squares = new Float64Array(classes);
  for (let base = 0; base < weight.length; base += classes)
    for (let cls = 0; cls < classes; cls += 1) squares[cls] = (squares[cls] as number) + (weight[base + cls] as number) ** 2;
  const shares = squares.map((square) => 1 / (Math.sqrt(square) || 1));
  for (let base = 0; base < weight.length; base += classes)
    for (let cls = 0; cls < classes; cls += 1) weight[base + cls] = (weight[base + cls] as number) * (shares[cls] as number);
}

export type LinearSettings = {
  /** Cost of an error (C of the support vector machine). */
  readonly cost: number;
  /** How far rare classes weigh more: errors of a class cost × (rows / (classes × its rows)) ^ balance. */
  readonly balance: number;
  readonly rounds: number;
  readonly seed: number;
};

/**
 * One linear support vector machine a class against all others, squared hinge loss, by dual coordinate descent
 * (Hsieh et al., ICML 2008, algorithm 1). Only rows in `chosen` are learned from.
 */
export function trainLinear(
  rows: Rows,
  features: number,
  labels: Int32Array,
  classes: number,
  chosen: Int32Array,
  settings: LinearSettings,
): Linear {
  const weight = new Float32Array(features * classes);
  const bias = new Float32Array(classes);
  const costs = costsOf(labels, classes, chosen, settings);
  for (let cls = 0; cls < classes; cls += 1) {
    const one = trainOne(rows, features, labels, cls, chosen, costs, settings);
    for (let feature = 0; feature < features; feature += 1) weight[feature * classes + cls] = one.weight[feature] as number;
    bias[cls] = one.bias;
  }
  return { classes, weight, bias };
}

function costsOf(labels: Int32Array, classes: number, chosen: Int32Array, { cost, balance }: LinearSettings): Float64Array {
  const counts = new Float64Array(classes);
  for (const row of chosen) counts[labels[row] as number] = (counts[labels[row] as number] as number) + 1;
  return counts.map((count) => cost * (count === 0 ? 1 : chosen.length / (classes * count)) ** balance);
}

const enough = 0.05;
const restRounds = 4;

type Machine = { readonly weight: Float64Array; bias: number; readonly alpha: Float64Array };

function trainOne(
  rows: Rows,
  features: number,
  labels: Int32Array,
  cls: number,
  chosen: Int32Array,
  costs: Float64Array,
  { rounds, seed, cost }: LinearSettings,
) {
  const machine: Machine = { weight: new Float64Array(features), bias: 0, alpha: new Float64Array(chosen.length) };
  const order = Int32Array.from(chosen, (_, at) => at);
  const lengths = squaresOf(rows, chosen);
  const random = chance(seed + cls);
  const resting = new Uint8Array(chosen.length);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    let worst = 0;
    for (const at of order) {
      // Most rows are of other labels and far on the right side: such a row is looked at in every fourth round only.
      if (resting[at] === 1 && round % restRounds !== 0) continue;
      const row = chosen[at] as number;
      const isMine = labels[row] === cls;
      const softness = 1 / (2 * (isMine ? (costs[cls] as number) : cost));
      const far = learnRow(machine, rows, row, at, isMine ? 1 : -1, softness, lengths[at] as number);
      resting[at] = far === 0 ? 1 : 0;
      worst = Math.max(worst, far);
    }
    if (worst < enough) break;
  }
  return machine;
}

/** Squared length of each row with the constant that carries the bias. */
function squaresOf({ start, value }: Rows, chosen: Int32Array): Float64Array {
  return Float64Array.from(chosen, (row) => {
    let sum = 1;
    for (let cell = start[row] as number; cell < (start[row + 1] as number); cell += 1) sum += (value[cell] as number) ** 2;
    return sum;
  });
}

/** One step of the descent on one row; gives how far the row was from what it should be. */
function learnRow(
  machine: Machine,
  { start, column, value }: Rows,
  row: number,
  at: number,
  sign: number,
  softness: number,
  square: number,
): number {
  const { weight, alpha } = machine;
  const from = start[row] as number;
  const to = start[row + 1] as number;
  let score = machine.bias;
  for (let cell = from; cell < to; cell += 1) score += (weight[column[cell] as number] as number) * (value[cell] as number);
  const held = alpha[at] as number;
  const gradient = sign * score - 1 + held * softness;
  if (held === 0 && gradient >= 0) return 0;
  const fresh = Math.max(0, held - gradient / (square + softness));
  const step = (fresh - held) * sign;
  if (step === 0) return 0;
  alpha[at] = fresh;
  for (let cell = from; cell < to; cell += 1) {
    const place = column[cell] as number;
    weight[place] = (weight[place] as number) + step * (value[cell] as number);
  }
  machine.bias += step;
  return Math.abs(gradient);
}

/** Scores of one row into `scores`, which starts as the bias. */
export function scoreRow({ classes, weight, bias }: Linear, rows: Rows, row: number, scores: Float64Array): void {
  scores.set(bias);
  const to = rows.start[row + 1] as number;
  for (let cell = rows.start[row] as number; cell < to; cell += 1) {
    const value = rows.value[cell] as number;
    const base = (rows.column[cell] as number) * classes;
    for (let cls = 0; cls < classes; cls += 1) scores[cls] = (scores[cls] as number) + (weight[base + cls] as number) * value;
  }
}
