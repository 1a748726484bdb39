import type { Table } from '../dmn/table.ts';
import type { ArithmeticOperator } from '../values/arithmetic.ts';
import type { Comparator } from '../values/compare.ts';
import type { Value } from '../values/value.ts';
import type { Type } from './type.ts';

/** Where in its text a part of an expression stands; `cell` is the address of the whole text in the model. */
export type Place = { readonly from: number; readonly to: number; readonly cell: string };

type Nodes = {
  literal: { readonly value: Value };
  name: { readonly name: string };
  /** `?`, the value that a unary test tests. */
  tested: Record<never, never>;
  path: { readonly of: Expr; readonly name: string };
  filter: { readonly of: Expr; readonly test: Expr };
  call: { readonly callee: Expr; readonly args: readonly Expr[]; readonly names: readonly string[] | null };
  negate: { readonly of: Expr };
  arithmetic: { readonly operator: ArithmeticOperator; readonly left: Expr; readonly right: Expr };
  compare: { readonly operator: Comparator; readonly left: Expr; readonly right: Expr };
  between: { readonly of: Expr; readonly low: Expr; readonly high: Expr };
  in: { readonly of: Expr; readonly tests: readonly Expr[] };
  logic: { readonly operator: 'and' | 'or'; readonly left: Expr; readonly right: Expr };
  if: { readonly test: Expr; readonly yes: Expr; readonly no: Expr };
  for: { readonly loops: readonly Loop[]; readonly body: Expr };
  quantified: { readonly every: boolean; readonly loops: readonly Loop[]; readonly test: Expr };
  instanceOf: { readonly of: Expr; readonly type: Type };
  list: { readonly items: readonly Expr[] };
  /** In a row of a relation the entries do not see each other. */
  context: { readonly entries: readonly Entry[]; readonly result: Expr | null; readonly row: boolean };
  function: { readonly params: readonly Param[]; readonly body: Expr; readonly result: Type | null };
  external: { readonly params: readonly Param[]; readonly mapping: Expr };
  range: { readonly low: Expr | null; readonly high: Expr | null; readonly lowIncluded: boolean; readonly highIncluded: boolean };
  /** `= 5` or `!= 5` where a test may stand. */
  equals: { readonly negated: boolean; readonly to: Expr };
  /** A value fitted to a declared type. */
  typed: { readonly of: Expr; readonly type: Type };
  table: { readonly table: Table };
  /** A text that could not be read: null when evaluated, refused when published. */
  broken: { readonly reason: string };
};

export type ExprKind = keyof Nodes;
/** The one typed tree: FEEL texts, boxed expressions and decision tables alike. Every back end starts from it. */
export type Expr<K extends ExprKind = ExprKind> = { [P in K]: { readonly kind: P; readonly at: Place } & Nodes[P] }[K];

export type Loop = { readonly name: string; readonly of: Expr; readonly to: Expr | null };
export type Entry = { readonly name: string; readonly value: Expr };
export type Param = { readonly name: string; readonly type: Type | null };

export const NOWHERE: Place = { from: 0, to: 0, cell: '' };

type ChildReaders = { [K in ExprKind]: (node: Expr<K>) => readonly (Expr | null)[] };

const loopParts = (loops: readonly Loop[]) => loops.flatMap((loop) => [loop.of, loop.to]);

const childReaders: ChildReaders = {
  literal: () => [],
  name: () => [],
  tested: () => [],
  path: (node) => [node.of],
  filter: (node) => [node.of, node.test],
  call: (node) => [node.callee, ...node.args],
  negate: (node) => [node.of],
  arithmetic: (node) => [node.left, node.right],
  compare: (node) => [node.left, node.right],
  between: (node) => [node.of, node.low, node.high],
  in: (node) => [node.of, ...node.tests],
  logic: (node) => [node.left, node.right],
  if: (node) => [node.test, node.yes, node.no],
  for: (node) => [...loopParts(node.loops), node.body],
  quantified: (node) => [...loopParts(node.loops), node.test],
  instanceOf: (node) => [node.of],
  list: (node) => node.items,
  context: (node) => [...node.entries.map((entry) => entry.value), node.result],
  function: (node) => [node.body],
  external: (node) => [node.mapping],
  range: (node) => [node.low, node.high],
  equals: (node) => [node.to],
  typed: (node) => [node.of],
  table: () => [],
  broken: () => [],
};

/** The parts of an expression; a table's cells are not among them. */
export function childrenOf<K extends ExprKind>(node: Expr<K>): Expr[] {
  const reader: (node: Expr<K>) => readonly (Expr | null)[] = childReaders[node.kind];
  return reader(node).filter((child) => child !== null);
}

/** Whether an expression looks at `?`, so that it is itself the test. */
export function usesTested(node: Expr): boolean {
  return node.kind === 'tested' || childrenOf(node).some(usesTested);
}

/** Whether an expression looks at the variable of that name, tables excepted. */
export function mentions(node: Expr, name: string): boolean {
  return (node.kind === 'name' && node.name === name) || childrenOf(node).some((child) => mentions(child, name));
}
