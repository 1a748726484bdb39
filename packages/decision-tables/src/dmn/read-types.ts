import { type Problem, problem } from '../check/problem.ts';
import { plainName } from '../feel/names.ts';
import { readTests } from '../feel/read.ts';
import { readType, type TypeNames } from '../feel/read-type.ts';
import { ANY, type Type } from '../feel/type.ts';
import { makeVocabulary } from '../feel/vocabulary.ts';
import { makeFrame, makeScope } from '../run/scope.ts';
import { compileCell } from '../run/table.ts';
import { newRun, type Value } from '../values/value.ts';
import { childOf, childrenOf, type Element, flagOf, textOf } from './element.ts';
import type { Tests } from './table.ts';

type Definitions = {
  readonly elements: ReadonlyMap<string, Element>;
  readonly known: Map<string, Type>;
  readonly open: Set<string>;
  readonly imported: TypeNames;
  readonly problems: Problem[];
};

const bare = makeVocabulary(new Map());

/** The item definitions of a model (DMN 1.5, 7.3.3) as types by plain name. A definition that contains itself is a problem. */
export function readTypes(root: Element, imported: TypeNames, problems: Problem[]): TypeNames {
  const elements = new Map(childrenOf(root, 'itemDefinition').map((element) => [plainName(textOf(element, 'name') ?? ''), element]));
  const definitions: Definitions = { elements, known: new Map(), open: new Set(), imported, problems };
  const names: TypeNames = (name) => defined(definitions, name);
  for (const name of elements.keys()) names(name);
  return names;
}

function defined(definitions: Definitions, name: string): Type | undefined {
  const known = definitions.known.get(name);
  if (known !== undefined) return known;
  const element = definitions.elements.get(name);
  if (element === undefined) return definitions.imported(name);
  if (definitions.open.has(name)) {
    definitions.problems.push(problem('type.cycle', name, { type: name }));
    return ANY;
  }
  definitions.open.add(name);
  const type = readDefinition(element, definitions, name);
  definitions.open.delete(name);
  definitions.known.set(name, type);
  return type;
}

function referenced(element: Element, definitions: Definitions, cell: string): Type {
  const written = textOf(element, 'typeRef') ?? '';
  if (written.trim() === '') return ANY;
  const names: TypeNames = (name) => defined(definitions, name);
  const type = readType(written, names) ?? readType(written.replace(/^[\w-]+:/, ''), names);
  if (type === null) definitions.problems.push(problem('type.unknown', cell, { type: written }));
  return type ?? ANY;
}

function baseOf(element: Element, definitions: Definitions, cell: string): Type {
  const components = childrenOf(element, 'itemComponent');
  if (components.length > 0) {
    const fields = new Map<string, Type>();
    for (const component of components) {
      const name = textOf(component, 'name') ?? '';
      fields.set(name, readDefinition(component, definitions, `${cell} › ${name}`));
    }
    return { kind: 'context', fields };
  }
  const functionItem = childOf(element, 'functionItem');
  if (functionItem === null) return referenced(element, definitions, cell);
  const params = childrenOf(functionItem, 'parameters').map((parameter) => referenced(parameter, definitions, cell));
  const output = textOf(functionItem, 'outputTypeRef') ?? '';
  const result = readType(output, (name) => defined(definitions, name)) ?? ANY;
  return { kind: 'function', params, result };
}

function readDefinition(element: Element, definitions: Definitions, cell: string): Type {
  const base = baseOf(element, definitions, cell);
  const one = constrained(base, childOf(element, 'allowedValues'), cell, cell, definitions);
  const whole: Type = flagOf(element, 'isCollection') ? { kind: 'list', of: one } : one;
  const constraint = constrained(whole, childOf(element, 'typeConstraint'), cell, cell, definitions);
  return constraint.kind === 'named'
    ? constraint
    : { kind: 'named', name: cell, of: constraint, allowed: null, tests: null, admits: () => true };
}

function constrained(of: Type, element: Element | null, name: string, cell: string, definitions: Definitions): Type {
  const text = element === null ? '' : (textOf(element, 'text') ?? '');
  const { negated, tests } = readTests(text, { vocabulary: bare, cell });
  if (tests.length === 0) return of;
  for (const test of tests) {
    if (test.kind === 'broken') definitions.problems.push(problem(`feel.${test.reason}`, cell, { text }));
  }
  const cellTests: Tests = { negated, tests, text, cell };
  const values = tests.flatMap((test) => (test.kind === 'literal' ? [test.value] : []));
  return {
    kind: 'named',
    name,
    of,
    allowed: values.length === tests.length && !negated ? values : null,
    tests: cellTests,
    admits: admitter(cellTests),
  };
}

function admitter(cell: Tests): (value: Value) => boolean {
  const code = compileCell(cell, makeScope([], null));
  return (value) => value === null || code === null || code(value, makeFrame([], null), newRun()) === true;
}
