import { finite } from '../values/number.ts';
import type { Value } from '../values/value.ts';
import { writeValue } from '../values/write.ts';

// Models written for Java engines call its arithmetic (DMN 1.5, 10.3.2.13.3). Nothing is loaded or run: these names mean these sums.
const oneNumber: Record<string, (value: number) => number> = {
  abs: Math.abs,
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  cbrt: Math.cbrt,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  expm1: Math.expm1,
  floor: Math.floor,
  log: Math.log,
  log10: Math.log10,
  log1p: Math.log1p,
  signum: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
  round: (value) => Math.floor(value + 0.5),
  toDegrees: (value) => (value * 180) / Math.PI,
  toRadians: (value) => (value * Math.PI) / 180,
};

const twoNumbers: Record<string, (left: number, right: number) => number> = {
  atan2: Math.atan2,
  hypot: Math.hypot,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  floorDiv: (left, right) => Math.floor(left / right),
  floorMod: (left, right) => left - right * Math.floor(left / right),
};

function own<F>(table: Record<string, F>, name: string): F | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}

type Plain = (args: readonly Value[]) => Value;

function arithmeticOf(method: string, arity: number): Plain | null {
  const [unary, binary] = [own(oneNumber, method), own(twoNumbers, method)];
  if (unary !== null && arity === 1) return ([value = null]) => (typeof value === 'number' ? finite(unary(value)) : null);
  if (binary === null || arity !== 2) return null;
  return ([left = null, right = null]) => (typeof left === 'number' && typeof right === 'number' ? finite(binary(left, right)) : null);
}

const parsers: Record<string, RegExp> = {
  'java.lang.Integer': /^[+-]?\d+$/,
  'java.lang.Long': /^[+-]?\d+$/,
  'java.lang.Short': /^[+-]?\d+$/,
  'java.lang.Byte': /^[+-]?\d+$/,
  'java.lang.Double': /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
  'java.lang.Float': /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
};

function numberFrom(pattern: RegExp): Plain {
  return ([value = null]) => {
    if (typeof value === 'number') return value;
    return typeof value === 'string' && pattern.test(value) ? finite(Number(value)) : null;
  };
}

function conversion(owner: string, method: string): Plain | null {
  if (owner === 'java.lang.Boolean')
    return /^(?:valueOf|parseBoolean)$/.test(method) ? ([value = null]) => String(value).toLowerCase() === 'true' : null;
  if (owner === 'java.lang.String') return method === 'valueOf' ? ([value = null]) => writeValue(value) : null;
  const pattern = own(parsers, owner);
  return pattern !== null && /^(?:valueOf|parse\w+)$/.test(method) ? numberFrom(pattern) : null;
}

/** `%s`, `%d` and `%.2f` of java.lang.String#format; any other directive makes the whole null. */
function format([pattern = null, ...args]: readonly Value[]): Value {
  if (typeof pattern !== 'string') return null;
  const values = args.flatMap((arg) => (Array.isArray(arg) ? arg : [arg]));
  let next = 0;
  let known = true;
  const text = pattern.replace(/%(?:(%)|(?:\.(\d{1,2}))?([a-zA-Z]))/g, (_, percent: string | undefined, digits = '6', sign = '') => {
    if (percent) return '%';
    const value: Value = values[next++] ?? null;
    if (sign === 's') return writeValue(value);
    if (sign === 'd' && Number.isInteger(value)) return writeValue(value);
    if (sign === 'f' && typeof value === 'number') return value.toFixed(Number(digits));
    known = false;
    return '';
  });
  return known ? text : null;
}

const SIGNATURE = /^\s*(\w+)\s*\(([^)]*)\)\s*$/;

/** The sum that a Java method stands for, by class and signature such as `max(int, int)`; null for every other method. */
export function externalFunction(owner: Value, signature: Value): Plain | null {
  const found = typeof signature === 'string' ? SIGNATURE.exec(signature) : null;
  if (typeof owner !== 'string' || found === null) return null;
  const [, method = '', types = ''] = found;
  return methodOf(owner, method, types);
}

/** Java writes a whole double as 1.0. */
const asDouble: Plain = ([value = null]) => (Number.isInteger(value) ? `${writeValue(value)}.0` : writeValue(value));

function methodOf(owner: string, method: string, types: string): Plain | null {
  const arity = types.trim() === '' ? 0 : types.split(',').length;
  if (owner === 'java.lang.String' && method === 'valueOf' && /^\s*(?:double|float)\s*$/.test(types)) return asDouble;
  if (owner === 'java.lang.Math' || owner === 'java.lang.StrictMath') return arithmeticOf(method, arity);
  if (owner === 'java.lang.String' && method === 'format') return format;
  return arity === 1 ? conversion(owner, method) : null;
}
