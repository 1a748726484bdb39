import { childrenOf, type Expr } from '../feel/tree.ts';
import { builtIn } from '../functions/index.ts';
import { newRun, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import { makeFrame, makeScope } from './scope.ts';

const NOTHING = makeScope([], null);
const EMPTY = makeFrame([], null);
const CLOCKS = new Set(['now', 'today']);
const VARIABLE = new Set(['tested', 'broken', 'table', 'for', 'quantified', 'filter', 'function', 'external']);

/** Whether a tree has the same value always: no names but those of functions, and no clock. */
export function isConstant(node: Expr): boolean {
  if (VARIABLE.has(node.kind)) return false;
  if (node.kind === 'name') return builtIn(node.name) !== undefined && !CLOCKS.has(node.name);
  return childrenOf(node).every(isConstant);
}

/** The value of a constant tree, such as `date("2026-01-01")`; undefined when it is none. */
export function constantValue(node: Expr): Value | undefined {
  return isConstant(node) ? compile(node, NOTHING)(EMPTY, newRun()) : undefined;
}
