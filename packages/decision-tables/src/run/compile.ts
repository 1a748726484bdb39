import type { Expr, ExprKind } from '../feel/tree.ts';
import { arithmetic, negate } from '../values/arithmetic.ts';
import { compare } from '../values/compare.ts';
import { burn, fail, kindOf, type Run, type Value } from '../values/value.ts';
import { compileCall, compileExternal, compileFunction } from './call.ts';
import { compileFilter, compilePath } from './filter.ts';
import { compileFor, compileQuantified } from './loops.ts';
import { compileName, compileTested } from './names.ts';
import type { Code, Scope } from './scope.ts';
import { compileContext, compileInstanceOf, compileRange, compileTyped } from './shapes.ts';
import { compileTable } from './table.ts';
import { compileBetween, compileEquals, compileIn, compileLogic } from './tests.ts';

type Compilers = { [K in ExprKind]: (node: Expr<K>, scope: Scope) => Code };

const compilers: Compilers = {
  literal: (node) => {
    const value = node.value;
    return () => value;
  },
  name: compileName,
  tested: compileTested,
  path: compilePath,
  filter: compileFilter,
  call: compileCall,
  negate: (node, scope) => {
    const of = compile(node.of, scope);
    return (frame, run) => noted(negate(of(frame, run)), run, 'no negative of such a value');
  },
  arithmetic: compileArithmetic,
  compare: (node, scope) => {
    const [left, right] = [compile(node.left, scope), compile(node.right, scope)];
    const operator = node.operator;
    return (frame, run) => compare(operator, left(frame, run), right(frame, run));
  },
  between: compileBetween,
  in: compileIn,
  logic: compileLogic,
  if: (node, scope) => {
    const [test, yes, no] = [compile(node.test, scope), compile(node.yes, scope), compile(node.no, scope)];
    return (frame, run) => (test(frame, run) === true ? yes(frame, run) : no(frame, run));
  },
  for: compileFor,
  quantified: compileQuantified,
  instanceOf: compileInstanceOf,
  list: (node, scope) => {
    const items = node.items.map((item) => compile(item, scope));
    return (frame, run) => {
      burn(run, items.length);
      return items.map((item) => item(frame, run));
    };
  },
  context: compileContext,
  function: compileFunction,
  external: compileExternal,
  range: compileRange,
  equals: compileEquals,
  typed: compileTyped,
  table: compileTable,
  broken: (node) => (_, run) => fail(run, 'feel.unreadable', `${node.at.cell}: ${node.reason}`),
};

function noted(value: Value, run: Run, text: string): Value {
  return value === null ? fail(run, 'feel.no_value', text) : value;
}

function compileArithmetic(node: Expr<'arithmetic'>, scope: Scope): Code {
  const [left, right] = [compile(node.left, scope), compile(node.right, scope)];
  const operator = node.operator;
  return (frame, run) => {
    const [a, b] = [left(frame, run), right(frame, run)];
    const value = arithmetic(operator, a, b);
    if (typeof value === 'string') burn(run, value.length >> 6);
    return value === null ? fail(run, 'feel.no_arithmetic', `${kindOf(a)} ${operator} ${kindOf(b)} has no value`) : value;
  };
}

/** Compiles the tree to closures: the generic back end, complete, and the measure for the others. */
export function compile<K extends ExprKind>(node: Expr<K>, scope: Scope): Code {
  const compiler: (node: Expr<K>, scope: Scope) => Code = compilers[node.kind];
  return compiler(node, scope);
}
