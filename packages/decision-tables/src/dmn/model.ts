import type { Problem } from '../check/problem.ts';
import type { TypeNames } from '../feel/read-type.ts';
import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';

/** What an element needs: the element, the name it has in reach, and the import it comes by. */
export type Requirement = { readonly key: string; readonly name: string; readonly by: string | null };

type Named = { readonly key: string; readonly id: string; readonly name: string; readonly type: Type };

export type InputData = Named & { readonly kind: 'input' };
export type Decision = Named & {
  readonly kind: 'decision';
  readonly question: string | null;
  readonly requires: readonly Requirement[];
  readonly logic: Expr;
};
export type Knowledge = Named & {
  readonly kind: 'knowledge';
  readonly requires: readonly Requirement[];
  readonly logic: Expr<'function'> | Expr<'external'>;
};
export type Service = Named & {
  readonly kind: 'service';
  /** Parameters in their order: input data, then input decisions. */
  readonly params: readonly Requirement[];
  readonly outputs: readonly Requirement[];
  readonly encapsulated: readonly string[];
};

export type DrgElement = InputData | Decision | Knowledge | Service;

/** A model with everything that it imports; keys are `namespace#id`. */
export type Model = {
  readonly name: string;
  readonly namespace: string;
  readonly types: TypeNames;
  /** Own elements only. */
  readonly own: readonly DrgElement[];
  readonly elements: ReadonlyMap<string, DrgElement>;
  /** What is wrong with its form; what is wrong with its meaning is found by `checkModel`. */
  readonly problems: readonly Problem[];
};

/** The own element of that name, or of that id; null when there is none. */
export function elementNamed(model: Model, name: string, kinds: readonly DrgElement['kind'][]): DrgElement | null {
  const candidates = model.own.filter((element) => kinds.includes(element.kind));
  return candidates.find((element) => element.name === name) ?? candidates.find((element) => element.id === name) ?? null;
}
