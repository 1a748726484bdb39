import { infer } from '../check/infer.ts';
import { type Problem, problem } from '../check/problem.ts';
import { plainName } from '../feel/names.ts';
import { readExpression } from '../feel/read.ts';
import { readType, type TypeNames } from '../feel/read-type.ts';
import type { Entry, Expr, Param, Place } from '../feel/tree.ts';
import { ANY, type Type } from '../feel/type.ts';
import { makeVocabulary, type Vocabulary } from '../feel/vocabulary.ts';
import { childOf, childrenOf, type Element, isType, textOf } from './element.ts';
import { readTable } from './read-table.ts';

/** Where a boxed expression stands: the names in reach, and its address. */
export type Reading = {
  readonly vocabulary: Vocabulary;
  readonly types: TypeNames;
  readonly cell: string;
  readonly problems: Problem[];
};

export function placeOf(reading: Reading): Place {
  return { from: 0, to: 0, cell: reading.cell };
}

export function under(reading: Reading, part: string): Reading {
  return { ...reading, cell: `${reading.cell} › ${part}` };
}

/** The same place with more names in reach. */
export function knowing(reading: Reading, names: ReadonlyMap<string, Type>): Reading {
  return names.size === 0 ? reading : { ...reading, vocabulary: makeVocabulary(new Map([...reading.vocabulary.variables, ...names])) };
}

/** The type that an attribute names; any when it names none. An unknown name is a problem. */
export function typeRef(element: Element, reading: Reading, attribute = 'typeRef'): Type | null {
  const written = textOf(element, attribute);
  if (written === null || written.trim() === '') return null;
  const type = readType(written, reading.types) ?? readType(written.replace(/^[\w-]+:/, ''), reading.types);
  if (type === null) reading.problems.push(problem('type.unknown', reading.cell, { type: written }));
  return type;
}

export function readText(text: string, reading: Reading): Expr {
  return readExpression(text, { vocabulary: reading.vocabulary, cell: reading.cell, types: reading.types });
}

function broken(reason: string, reading: Reading): Expr {
  return { kind: 'broken', reason, at: placeOf(reading) };
}

type BoxedReader = (element: Element, reading: Reading) => Expr;

/** Any expression of a model as one tree (DMN 1.5, 10.2). A missing one is broken. */
export function readBoxed(element: Element | null, reading: Reading): Expr {
  if (element === null) return broken('missing', reading);
  const name = element.$type.replace(/^dmn:/, '');
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) return broken('not_an_expression', reading);
  const expression = reader(element, reading);
  const type = name === 'FunctionDefinition' ? null : typeRef(element, reading);
  return type === null || type.kind === 'any' ? expression : { kind: 'typed', of: expression, type, at: expression.at };
}

function childExpression(element: Element, name: string, reading: Reading): Expr {
  const child = childOf(element, name);
  return readBoxed(child === null ? null : childOf(child, 'value'), reading);
}

const FEEL = /^(?:https?:\/\/www\.omg\.org\/spec\/(?:DMN|FEEL)\/.*|feel)?$/i;

function literalExpression(element: Element, reading: Reading): Expr {
  if (!FEEL.test(textOf(element, 'expressionLanguage') ?? '')) return broken('not_feel', reading);
  return readText(textOf(element, 'text') ?? '', reading);
}

function typed(expression: Expr, type: Type | null): Expr {
  return type === null || type.kind === 'any' ? expression : { kind: 'typed', of: expression, type, at: expression.at };
}

function context(element: Element, reading: Reading): Expr {
  const entries: Entry[] = [];
  let result: Expr | null = null;
  let inReach = reading;
  for (const entry of childrenOf(element, 'contextEntry')) {
    const variable = childOf(entry, 'variable');
    const value = childOf(entry, 'value');
    if (variable === null) {
      result = readBoxed(value, under(inReach, 'result'));
      continue;
    }
    const name = textOf(variable, 'name') ?? '';
    const at = under(inReach, name);
    const type = typeRef(variable, at);
    const self = isType(value, 'FunctionDefinition') ? knowing(at, new Map([[name, type ?? ANY]])) : at;
    const expression = typed(readBoxed(value, self), type);
    entries.push({ name, value: expression });
    inReach = knowing(inReach, new Map([[name, type ?? infer(expression, inReach.vocabulary.variables)]]));
  }
  return { kind: 'context', entries, result, row: false, at: placeOf(reading) };
}

function relation(element: Element, reading: Reading): Expr {
  const columns = childrenOf(element, 'column').map((column) => ({ name: textOf(column, 'name') ?? '', type: typeRef(column, reading) }));
  const items = childrenOf(element, 'row').map((row, index): Expr => {
    const cells = childrenOf(row, 'elements');
    const at = under(reading, `#${index + 1}`);
    const entries = columns.map(({ name, type }, column) => ({
      name,
      value: typed(readBoxed(cells[column] ?? null, under(at, name)), type),
    }));
    return { kind: 'context', entries, result: null, row: true, at: placeOf(at) };
  });
  return { kind: 'list', items, at: placeOf(reading) };
}

export function paramsOf(elements: readonly Element[], reading: Reading): Param[] {
  return elements.map((parameter) => ({ name: textOf(parameter, 'name') ?? '', type: typeRef(parameter, reading) }));
}

/** A function of FEEL, or one of another language by its mapping (DMN 1.5, 10.2.1.7). */
export function readFunction(element: Element, reading: Reading): Expr<'function'> | Expr<'external'> {
  const params = paramsOf(childrenOf(element, 'formalParameter'), reading);
  const inside = knowing(reading, new Map(params.map(({ name, type }) => [name, type ?? ANY])));
  const kind = textOf(element, 'kind') ?? 'FEEL';
  const at = placeOf(reading);
  if (kind === 'FEEL') return { kind: 'function', params, body: readBoxed(childOf(element, 'body'), inside), result: null, at };
  const mapping = readBoxed(childOf(element, 'body'), reading);
  const java: Expr = { kind: 'context', entries: [{ name: kind.toLowerCase(), value: mapping }], result: null, row: true, at };
  return { kind: 'external', params, mapping: java, at };
}

function invocation(element: Element, reading: Reading): Expr {
  const callee = readBoxed(childOf(element, 'calledFunction'), reading);
  const bindings = childrenOf(element, 'binding').map((binding) => {
    const name = plainName(textOf(childOf(binding, 'parameter') ?? binding, 'name') ?? '');
    return { name, value: readBoxed(childOf(binding, 'bindingFormula'), under(reading, name)) };
  });
  const names = bindings.map((binding) => binding.name);
  return { kind: 'call', callee, args: bindings.map((binding) => binding.value), names, at: placeOf(reading) };
}

function conditional(element: Element, reading: Reading): Expr {
  const [test, yes, no] = ['if', 'then', 'else'].map((name) => childExpression(element, name, under(reading, name)));
  const missing = broken('missing', reading);
  return { kind: 'if', test: test ?? missing, yes: yes ?? missing, no: no ?? missing, at: placeOf(reading) };
}

function filter(element: Element, reading: Reading): Expr {
  const of = childExpression(element, 'in', under(reading, 'in'));
  const items = infer(of, reading.vocabulary.variables);
  const item = items.kind === 'list' ? items.of : items;
  const fields = item.kind === 'context' ? item.fields : new Map<string, Type>();
  const test = childExpression(element, 'match', knowing(under(reading, 'match'), new Map([...fields, ['item', item]])));
  return { kind: 'filter', of, test, at: placeOf(reading) };
}

function loopParts(element: Element, reading: Reading, bodyName: string) {
  const name = textOf(element, 'iteratorVariable') ?? '';
  const domain = childOf(element, 'in');
  const type = domain === null ? null : typeRef(domain, reading);
  const of = typed(childExpression(element, 'in', under(reading, 'in')), type);
  const items = infer(of, reading.vocabulary.variables);
  const names = new Map<string, Type>([[name, items.kind === 'list' ? items.of : ANY]]);
  if (bodyName === 'return') names.set('partial', { kind: 'list', of: ANY });
  const body = childExpression(element, bodyName, knowing(under(reading, bodyName), names));
  return { loops: [{ name, of, to: null }], body };
}

function quantified(every: boolean): BoxedReader {
  return (element, reading) => {
    const { loops, body } = loopParts(element, reading, 'satisfies');
    return { kind: 'quantified', every, loops, test: body, at: placeOf(reading) };
  };
}

const readers: Record<string, BoxedReader> = {
  LiteralExpression: literalExpression,
  DecisionTable: (element, reading) => ({ kind: 'table', table: readTable(element, reading), at: placeOf(reading) }),
  Context: context,
  Relation: relation,
  List: (element, reading) => ({
    kind: 'list',
    items: childrenOf(element, 'elements').map((item, index) => readBoxed(item, under(reading, `#${index + 1}`))),
    at: placeOf(reading),
  }),
  FunctionDefinition: readFunction,
  Invocation: invocation,
  Conditional: conditional,
  Filter: filter,
  For: (element, reading) => {
    const { loops, body } = loopParts(element, reading, 'return');
    return { kind: 'for', loops, body, at: placeOf(reading) };
  },
  Some: quantified(false),
  Every: quantified(true),
};
