import { finite, plus, type Rounding, roundAt, tidy } from '../values/number.ts';
import { dayTime, yearMonths } from '../values/read-temporal.ts';
import type { Value } from '../values/value.ts';
import { type Signature, signature } from './signature.ts';

function rounding(how: Rounding): Signature[] {
  return [signature(['n', 'scale'], ['number', 'number'], ([n, scale]) => roundAt(n, scale, how))];
}

/** With a scale that may be left out. */
function roundingToZero(how: Rounding): Signature[] {
  return [
    signature(['n'], ['number'], ([n]) => roundAt(n, 0, how)),
    signature(['n', 'scale'], ['number', 'number'], ([n, scale]) => roundAt(n, scale, how)),
  ];
}

function oneNumber(param: string, body: (value: number) => Value): Signature[] {
  return [signature([param], ['number'], ([value]) => body(value))];
}

function isEven(value: number): boolean | null {
  return Number.isInteger(value) ? value % 2 === 0 : null;
}

function remainder(dividend: number, divisor: number): Value {
  return divisor === 0 ? null : finite(plus(dividend, -tidy(divisor * Math.floor(tidy(dividend / divisor)))));
}

/** Numeric functions (DMN 1.5, 10.3.4.5). */
export const numberFunctions: Record<string, readonly Signature[]> = {
  decimal: rounding('half-even'),
  floor: roundingToZero('floor'),
  ceiling: roundingToZero('ceiling'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half-up'),
  'round half down': rounding('half-down'),
  abs: [
    signature(['n'], ['number'], ([n]) => Math.abs(n)),
    signature(['n'], ['duration'], ([n]) => {
      if (n.kind === 'years and months duration') return yearMonths(Math.abs(n.months));
      return dayTime(n.nanos < 0n ? -n.nanos : n.nanos);
    }),
  ],
  modulo: [signature(['dividend', 'divisor'], ['number', 'number'], ([dividend, divisor]) => remainder(dividend, divisor))],
  sqrt: oneNumber('number', (value) => (value < 0 ? null : finite(Math.sqrt(value)))),
  log: oneNumber('number', (value) => (value <= 0 ? null : finite(Math.log(value)))),
  exp: oneNumber('number', (value) => finite(Math.exp(value))),
  odd: oneNumber('number', (value) => {
    const even = isEven(value);
    return even === null ? null : !even;
  }),
  even: oneNumber('number', isEven),
};
