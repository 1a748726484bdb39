import type { Expr } from '../feel/tree.ts';
import { ANY, type Type } from '../feel/type.ts';

/** stub */
export function infer(_node: Expr, _variables: ReadonlyMap<string, Type>): Type {
  return ANY;
}
