import type { Expr } from '../feel/tree.ts';
import { constantValue } from '../run/constant.ts';
import { emit, emitValue, numeric, truthful } from './emit.ts';
import { type Emitted, type EmittedNumber, type Emitter, keep, negated, notCompiled } from './emitted.ts';

type Call = (args: readonly EmittedNumber[]) => EmittedNumber;

const whole = (js: string): EmittedNumber => ({ kind: 'number', js, whole: false });

function extreme(name: 'min' | 'max'): Call {
  return (args) => {
    if (args.length === 0) return notCompiled(`${name} of nothing`);
    // Math.min gives NaN as soon as one is NaN: null, as the standard wants.
    return { kind: 'number', js: `Math.${name}(${args.map((arg) => arg.js).join(', ')})`, whole: args.every((arg) => arg.whole) };
  };
}

function sum(args: readonly EmittedNumber[]): EmittedNumber {
  const [first, ...rest] = args;
  if (first === undefined) return notCompiled('sum of nothing');
  return rest.reduce((total, arg) => {
    const exact = total.whole && arg.whole;
    const js = exact ? `(${total.js} + ${arg.js.startsWith('-') ? `(${arg.js})` : arg.js})` : `plus(${total.js}, ${arg.js})`;
    return { kind: 'number', js, whole: exact };
  }, first);
}

function one(name: string): Call {
  return ([only, ...rest]) =>
    only === undefined || rest.length > 0 ? notCompiled(`${name} takes one number`) : whole(`Math.${name}(${only.js})`);
}

const calls: Record<string, Call> = {
  abs: one('abs'),
  floor: one('floor'),
  ceiling: one('ceil'),
  min: extreme('min'),
  max: extreme('max'),
  sum,
  modulo: ([a, b]) => (a === undefined || b === undefined ? notCompiled('modulo takes two numbers') : whole(`modulo(${a.js}, ${b.js})`)),
};

/** The arguments, or the items of the one list that stands for them. */
function argumentsOf(node: Expr<'call'>): readonly Expr[] {
  const [first] = node.args;
  return node.args.length === 1 && first?.kind === 'list' ? first.items : node.args;
}

/** Calls of a few functions over numbers, `not`, and whatever has the same value always. */
export function emitCall(node: Expr<'call'>, emitter: Emitter): Emitted {
  const fixed = constantValue(node);
  if (fixed !== undefined) return emitValue(fixed);
  if (node.callee.kind !== 'name' || node.names !== null || emitter.names.has(node.callee.name))
    return notCompiled('a call of a function of the model');
  const name = node.callee.name;
  const args = argumentsOf(node);
  const [first] = args;
  if (name === 'not' && first !== undefined) return negated(truthful(emit(first, emitter)));
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (call === undefined) return notCompiled(`${name}() is not compiled`);
  return call(args.map((arg) => keep(emitter, numeric(emit(arg, emitter)))));
}
