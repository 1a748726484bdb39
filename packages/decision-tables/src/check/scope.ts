import { plainName } from '../feel/names.ts';
import type { Place } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';
import { type Problem, problem } from './problem.ts';

/** Names in reach with their types while a tree is checked, and where problems go. */
export type Names = {
  readonly types: ReadonlyMap<string, Type>;
  /** The type of `?`; null where nothing is tested. */
  readonly tested: Type | null;
  /** Fields of an item whose type nobody knows may be any name. */
  readonly open: boolean;
  readonly report: (found: Problem) => void;
};

const QUIET = () => {};

export function makeNames(types: ReadonlyMap<string, Type>, report: Names['report'] = QUIET): Names {
  return { types: new Map([...types].map(([name, type]) => [plainName(name), type])), tested: null, open: false, report };
}

export function withNames(names: Names, more: Iterable<readonly [string, Type]>): Names {
  const types = new Map(names.types);
  for (const [name, type] of more) types.set(plainName(name), type);
  return { ...names, types };
}

export function report(names: Names, code: string, at: Place, details: Record<string, string> = {}): void {
  names.report(problem(code, at.cell, details, at.to > at.from ? at : undefined));
}
