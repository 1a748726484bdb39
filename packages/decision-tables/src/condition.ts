import { ModelRefused, type Problem, problem } from './check/problem.ts';
import { makeNames } from './check/scope.ts';
import { typeOf } from './check/type-of.ts';
import { readExpression } from './feel/read.ts';
import { plainType, type Type, writeType } from './feel/type.ts';
import { makeVocabulary } from './feel/vocabulary.ts';
import { compile } from './run/compile.ts';
import { makeFrame, makeScope } from './run/scope.ts';
import { newRun, OutOfFuel, type Value } from './values/value.ts';

/** Whether a condition holds for these values, given by name; null and anything but true is no. */
export type Condition = (values: Readonly<Record<string, Value>>) => boolean;

/**
 * Reads one FEEL condition over named values, for law that stands outside a table. Refuses with `ModelRefused` what cannot be read, names that are
 * not there, types that do not fit, and whatever does not give a boolean. `cell` is its address in the words of whoever wrote it.
 */
export function readCondition(text: string, types: ReadonlyMap<string, Type>, cell: string): Condition {
  const node = readExpression(text, { vocabulary: makeVocabulary(types), cell });
  const problems: Problem[] = [];
  const type = typeOf(
    node,
    makeNames(types, (found) => problems.push(found)),
  );
  if (problems.length === 0 && plainType(type).kind !== 'boolean')
    problems.push(problem('feel.not_boolean', cell, { type: writeType(type) }));
  if (problems.length > 0) throw new ModelRefused(problems);
  const names = [...types.keys()];
  const code = compile(node, makeScope(names, null));
  return (values) => {
    try {
      return (
        code(
          makeFrame(
            names.map((name) => values[name] ?? null),
            null,
          ),
          newRun(),
        ) === true
      );
    } catch (error) {
      if (error instanceof OutOfFuel) return false;
      throw error;
    }
  };
}
