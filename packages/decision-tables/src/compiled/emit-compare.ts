import type { Comparator } from '../values/compare.ts';
import { textIn } from './emit.ts';
import { type Emitted, type EmittedNumber, type EmittedTruth, NULL, negated, notCompiled, truth } from './emitted.ts';

const OPPOSITE: Record<'<' | '<=' | '>' | '>=', string> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function isNumeric(value: Emitted): value is EmittedNumber {
  return value.kind === 'number' || value.kind === 'date';
}

function isFixed(js: string): boolean {
  return /^-?[\d.]+(?:e[+-]?\d+)?$/.test(js);
}

function equalNumbers(left: EmittedNumber, right: EmittedNumber): EmittedTruth {
  const [a, b] = [left.js, right.js];
  if (isFixed(a) || isFixed(b)) return truth(`${a} === ${b}`, `${a} !== ${b}`);
  const same = `(${a} === ${b} || (${a} !== ${a} && ${b} !== ${b}))`;
  return truth(same, `!${same}`);
}

function equalNull(value: Emitted): EmittedTruth {
  if (value === NULL) return truth('true', 'false');
  if (isNumeric(value)) return truth(`${value.js} !== ${value.js}`, `${value.js} === ${value.js}`);
  if (value.kind === 'boolean') return truth(`!(${value.yes} || ${value.no})`, `(${value.yes} || ${value.no})`);
  return equalTexts(value, NULL);
}

function equalTexts(left: Emitted, right: Emitted): EmittedTruth {
  const column = left.kind === 'string' ? left : right.kind === 'string' ? right : null;
  if (column === null) {
    const same = left.kind === 'literal' && right.kind === 'literal' && left.text === right.text;
    return truth(String(same), String(!same));
  }
  const [a, b] = [textIn(left, column.dictionary), textIn(right, column.dictionary)];
  return truth(`${a} === ${b}`, `${a} !== ${b}`);
}

function isText(value: Emitted): boolean {
  return value.kind === 'string' || (value.kind === 'literal' && value !== NULL);
}

/** Equality as in FEEL: null equals only null, and that is a plain yes or no. */
export function equalTo(left: Emitted, right: Emitted): EmittedTruth {
  if (left === NULL) return equalNull(right);
  if (right === NULL) return equalNull(left);
  if (isNumeric(left) && isNumeric(right) && left.kind === right.kind) return equalNumbers(left, right);
  if (isText(left) && isText(right)) return equalTexts(left, right);
  if (left.kind === 'boolean' && right.kind === 'boolean') return equalTruths(left, right);
  return notCompiled('values of two kinds are compared');
}

function equalTruths(left: EmittedTruth, right: EmittedTruth): EmittedTruth {
  if (right.yes === 'true') return truth(left.yes, `!(${left.yes})`);
  if (right.no === 'true') return truth(left.no, `!(${left.no})`);
  if (left.yes === 'true' || left.no === 'true') return equalTruths(right, left);
  const same = `((${left.yes}) === (${right.yes}) && (${left.no}) === (${right.no}))`;
  return truth(same, `!${same}`);
}

/** A comparison; one with null is neither true nor false, but for equality. */
export function compared(operator: Comparator, left: Emitted, right: Emitted): EmittedTruth {
  if (operator === '=') return equalTo(left, right);
  if (operator === '!=') return negated(equalTo(left, right));
  if (left === NULL || right === NULL) return truth('false', 'false');
  if (!isNumeric(left) || !isNumeric(right) || left.kind !== right.kind) return notCompiled('only numbers and dates are ordered');
  return truth(`${left.js} ${operator} ${right.js}`, `${left.js} ${OPPOSITE[operator]} ${right.js}`);
}
