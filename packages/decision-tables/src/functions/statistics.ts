import { finite, plus, tidy } from '../values/number.ts';
import type { FeelList, Value } from '../values/value.ts';
import { type Signature, signature } from './signature.ts';

/** Over a list of numbers, or numbers as arguments; null when one is no number. */
function overNumbers(body: (numbers: number[]) => Value): Signature[] {
  return [
    signature(
      ['list'],
      ['list'],
      ([list]) => {
        const numbers = numbersOf(list);
        return numbers === null ? null : body(numbers);
      },
      true,
    ),
  ];
}

function numbersOf(list: FeelList): number[] | null {
  const numbers = list.filter((item) => typeof item === 'number');
  return numbers.length === list.length ? numbers : null;
}

const total = (numbers: readonly number[]) => numbers.reduce(plus, 0);
const orNull = (body: (numbers: number[]) => number) => (numbers: number[]) => (numbers.length === 0 ? null : finite(body(numbers)));

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : plus(sorted[middle - 1] ?? 0, high) / 2;
}

/** Of a sample, so one number has none. */
function standardDeviation(numbers: number[]): Value {
  if (numbers.length < 2) return null;
  const mean = total(numbers) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return finite(Math.sqrt(squares / (numbers.length - 1)));
}

/** The most frequent numbers, ascending. */
function mode(numbers: number[]): Value {
  const counts = new Map<number, number>();
  for (const value of numbers) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].flatMap(([value, count]) => (count === most ? [value] : [])).sort((a, b) => a - b);
}

/** Functions over lists of numbers (DMN 1.5, 10.3.4.4). */
export const statisticFunctions: Record<string, readonly Signature[]> = {
  sum: overNumbers(orNull(total)),
  mean: overNumbers(orNull((numbers) => total(numbers) / numbers.length)),
  product: overNumbers(orNull((numbers) => numbers.reduce((product, value) => tidy(product * value), 1))),
  median: overNumbers(orNull(median)),
  stddev: overNumbers(standardDeviation),
  mode: overNumbers(mode),
};
