import { ModelRefused, type Problem, problem } from './check/problem.ts';
import { makeNames, type Names } from './check/scope.ts';
import { checkCell } from './check/tests.ts';
import { mayFit, typeOf } from './check/type-of.ts';
import { plainName } from './feel/names.ts';
import { readExpression, readTests } from './feel/read.ts';
import { readType } from './feel/read-type.ts';
import { childrenOf, type Expr } from './feel/tree.ts';
import { type Type, writeType } from './feel/type.ts';
import { makeVocabulary } from './feel/vocabulary.ts';
import { fromPlain, type Plain } from './plain.ts';
import { compile } from './run/compile.ts';
import { type Frame, makeFrame, makeScope, type Scope } from './run/scope.ts';
import { compileCell } from './run/table.ts';
import { newRun, type Value } from './values/value.ts';

/** Types by name, written as FEEL writes them: `number`, `list<date>`, `context<name: string>`. */
export type NamedTypes = Readonly<Record<string, string>>;
export type PlainContext = Readonly<Record<string, Plain | undefined>>;

export type GuardOptions = {
  /** The type that the text must give, such as `boolean`. */
  readonly gives?: string;
  /** The address that problems name. */
  readonly cell?: string;
  readonly fuel?: number;
};

const SMALL_FUEL = 100_000;

function typeNamed(written: string, cell: string): Type {
  const type = readType(written);
  if (type === null) throw new ModelRefused([problem('type.unknown', cell, { type: written })]);
  return type;
}

type Place = {
  readonly types: ReadonlyMap<string, Type>;
  readonly names: Names;
  readonly problems: Problem[];
  readonly scope: Scope;
  readonly cell: string;
};

function placeFor(types: NamedTypes, cell: string): Place {
  const known = new Map(Object.entries(types).map(([name, written]) => [name, typeNamed(written, cell)]));
  const problems: Problem[] = [];
  return {
    types: known,
    names: makeNames(known, (found) => problems.push(found)),
    problems,
    scope: makeScope([...known.keys()], null),
    cell,
  };
}

function frameFor({ types }: Place, context: PlainContext): Frame {
  return makeFrame(
    [...types].map(([name, type]) => fromPlain(context[name] ?? null, type)),
    null,
  );
}

function refuseErrors(problems: readonly Problem[]): void {
  if (problems.some((one) => one.severity === 'error')) throw new ModelRefused(problems);
}

/**
 * Compiles one FEEL text over named values for use inside other law, such as the guard of a transition. Throws `ModelRefused` with
 * places when the text is malformed, uses an unknown name, or cannot give what it must. What is missing is null; a text that would
 * run for ever throws `OutOfFuel` when called.
 */
export function compileExpression(text: string, types: NamedTypes, options: GuardOptions = {}): (context: PlainContext) => Value {
  const place = placeFor(types, options.cell ?? text);
  const expression = readExpression(text, { vocabulary: makeVocabulary(place.types), cell: place.cell });
  const type = typeOf(expression, place.names);
  const wanted = options.gives === undefined ? null : typeNamed(options.gives, place.cell);
  if (wanted !== null && !mayFit(type, wanted))
    place.problems.push(problem('feel.wrong_type', place.cell, { type: writeType(type), wanted: writeType(wanted) }));
  refuseErrors(place.problems);
  const code = compile(expression, place.scope);
  return (context) => code(frameFor(place, context), newRun({ fuel: options.fuel ?? SMALL_FUEL }));
}

/**
 * Compiles the unary tests of a cell, such as `< 18, [60..80)`, for a value of that type; other names may be used as well. Gives true,
 * false, or null when it cannot be told. Throws like `compileExpression`.
 */
export function compileUnaryTest(
  text: string,
  tested: string,
  types: NamedTypes = {},
  options: GuardOptions = {},
): (value: Plain, context?: PlainContext) => boolean | null {
  const place = placeFor(types, options.cell ?? text);
  const type = typeNamed(tested, place.cell);
  const { negated, tests } = readTests(text, { vocabulary: makeVocabulary(place.types), cell: place.cell });
  const cell = { negated, tests, text, cell: place.cell };
  checkCell(cell, type, place.names);
  refuseErrors(place.problems);
  const code = compileCell(cell, place.scope);
  return (value, context = {}) =>
    code === null || code(fromPlain(value, type), frameFor(place, context), newRun({ fuel: options.fuel ?? SMALL_FUEL }));
}

/** Names that a text speaks of, of those in reach; a model checker must know on which facts a guard depends. */
export function namesRead(text: string, types: NamedTypes): readonly string[] {
  const place = placeFor(types, text);
  const seen = new Set<string>();
  const visit = (node: Expr): void => {
    if (node.kind === 'name') seen.add(node.name);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(readExpression(text, { vocabulary: makeVocabulary(place.types), cell: place.cell }));
  return Object.keys(types).filter((name) => seen.has(plainName(name)));
}
