import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';
import { makeNames } from './scope.ts';
import { typeOf } from './type-of.ts';

/** The type that a tree gives, as far as it can be told; any where it cannot. */
export function infer(node: Expr, variables: ReadonlyMap<string, Type>): Type {
  return typeOf(node, makeNames(variables));
}
