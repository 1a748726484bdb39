import type { Expr, ExprKind } from '../feel/tree.ts';
import { plainType } from '../feel/type.ts';
import { epochDays } from '../values/days.ts';
import { asKind, type Value } from '../values/value.ts';
import { emitCall } from './emit-call.ts';
import { compared } from './emit-compare.ts';
import { emitTest } from './emit-tests.ts';
import {
  both,
  codeOf,
  type Dictionary,
  type Emitted,
  type EmittedNumber,
  type EmittedTruth,
  type Emitter,
  either,
  keep,
  NULL,
  notCompiled,
  truth,
} from './emitted.ts';

type Emitters = { [K in ExprKind]: (node: Expr<K>, emitter: Emitter) => Emitted };

export function emitValue(value: Value): Emitted {
  if (value === null) return NULL;
  if (typeof value === 'number') return { kind: 'number', js: String(value), whole: Number.isSafeInteger(value) };
  if (typeof value === 'string') return { kind: 'literal', text: value };
  if (typeof value === 'boolean') return truth(String(value), String(!value));
  const date = asKind(value, 'date');
  return date === null ? notCompiled('no column holds such a value') : { kind: 'date', js: String(epochDays(date)), whole: true };
}

/** As a number; null is NaN. */
export function numeric(value: Emitted): EmittedNumber {
  if (value === NULL) return { kind: 'number', js: 'NaN', whole: false };
  return value.kind === 'number' ? value : notCompiled('a number is wanted');
}

export function truthful(value: Emitted): EmittedTruth {
  if (value === NULL) return truth('false', 'false');
  return value.kind === 'boolean' ? value : notCompiled('a truth is wanted');
}

function tidied(js: string, whole: boolean): EmittedNumber {
  // Sums of whole numbers stay exact; a product may leave the range in which they are.
  return { kind: 'number', js: whole ? js : `tidy(${js})`, whole };
}

function arithmetic(node: Expr<'arithmetic'>, emitter: Emitter): Emitted {
  const left = keep(emitter, numeric(emit(node.left, emitter)));
  const right = keep(emitter, numeric(emit(node.right, emitter)));
  const whole = left.whole && right.whole;
  if (node.operator === '/') return { kind: 'number', js: `over(${left.js}, ${right.js})`, whole: false };
  if (node.operator === '**') return tidied(`${left.js} ** ${wrapped(right.js)}`, false);
  if (node.operator === '*') return tidied(`${left.js} * ${wrapped(right.js)}`, false);
  if (whole) return tidied(`(${left.js} ${node.operator} ${wrapped(right.js)})`, true);
  return { kind: 'number', js: `plus(${left.js}, ${node.operator === '-' ? '-' : ''}${wrapped(right.js)})`, whole: false };
}

function wrapped(js: string): string {
  return js.startsWith('-') ? `(${js})` : js;
}

function conditional(node: Expr<'if'>, emitter: Emitter): Emitted {
  const test = truthful(emit(node.test, emitter)).yes;
  const [yes, no] = [emit(node.yes, emitter), emit(node.no, emitter)];
  return choose(test, yes, no, emitter.texts);
}

/** One of two values by a condition. */
function choose(test: string, yes: Emitted, no: Emitted, texts: Dictionary | null): Emitted {
  if (yes.kind === 'boolean' || no.kind === 'boolean') {
    const [a, b] = [truthful(yes), truthful(no)];
    return truth(`(${test} ? ${a.yes} : ${b.yes})`, `(${test} ? ${a.no} : ${b.no})`);
  }
  if (yes.kind === 'number' || no.kind === 'number') {
    const [a, b] = [numeric(yes), numeric(no)];
    return { kind: 'number', js: `(${test} ? ${a.js} : ${b.js})`, whole: a.whole && b.whole };
  }
  if (yes.kind === 'date' || no.kind === 'date') return notCompiled('a choice between dates');
  const known = [yes, no].find((one) => one.kind === 'string');
  const dictionary = known?.kind === 'string' ? known.dictionary : texts;
  return { kind: 'string', js: `(${test} ? ${textIn(yes, dictionary)} : ${textIn(no, dictionary)})`, dictionary };
}

/** A text as its number in that dictionary, or as itself where there is none. */
export function textIn(value: Emitted, dictionary: { values: (string | null)[] } | null): string {
  if (value.kind === 'literal') return dictionary === null ? JSON.stringify(value.text) : String(codeOf(dictionary, value.text));
  if (value.kind !== 'string') return notCompiled('a text is wanted');
  return value.dictionary === dictionary ? value.js : notCompiled('two columns of texts have different dictionaries');
}

function typed(node: Expr<'typed'>, emitter: Emitter): Emitted {
  const value = emit(node.of, emitter);
  if (node.type.kind === 'named' && node.type.tests !== null) return notCompiled('the type of a result allows only some values');
  const wanted = plainType(node.type).kind;
  const kind = value.kind === 'literal' ? 'string' : value.kind;
  if (value === NULL || wanted === 'any' || wanted === kind) return value;
  return notCompiled(`${kind} is declared as ${wanted}`);
}

const unfit = (node: Expr): never => notCompiled(`${node.kind} is not compiled`);

const emitters: Emitters = {
  literal: (node) => emitValue(node.value),
  name: (node, emitter) => emitter.names.get(node.name) ?? notCompiled(`"${node.name}" has no column`),
  tested: (_, emitter) => emitter.tested ?? notCompiled('nothing is tested'),
  negate: (node, emitter) => {
    const of = numeric(emit(node.of, emitter));
    return { ...of, js: `(0 - ${wrapped(of.js)})` };
  },
  arithmetic,
  compare: (node, emitter) => compared(node.operator, emit(node.left, emitter), emit(node.right, emitter)),
  between: (node, emitter) => {
    const of = emit(node.of, emitter);
    return both([compared('>=', of, emit(node.low, emitter)), compared('<=', of, emit(node.high, emitter))]);
  },
  in: (node, emitter) => {
    const of = emit(node.of, emitter);
    return either(node.tests.map((test) => emitTest(test, of, emitter)));
  },
  logic: (node, emitter) => {
    const parts = [truthful(emit(node.left, emitter)), truthful(emit(node.right, emitter))];
    return node.operator === 'and' ? both(parts) : either(parts);
  },
  if: conditional,
  call: emitCall,
  typed,
  path: unfit,
  filter: unfit,
  for: unfit,
  quantified: unfit,
  instanceOf: unfit,
  list: unfit,
  context: unfit,
  function: unfit,
  external: unfit,
  range: unfit,
  equals: unfit,
  table: unfit,
  broken: unfit,
};

/** Generates JavaScript for a tree of numbers, texts, truths and dates; throws `NotCompiled` for any other. */
export function emit<K extends ExprKind>(node: Expr<K>, emitter: Emitter): Emitted {
  const emitter1: (node: Expr<K>, emitter: Emitter) => Emitted = emitters[node.kind];
  return emitter1(node, emitter);
}
