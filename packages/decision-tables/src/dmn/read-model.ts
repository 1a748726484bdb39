import { infer } from '../check/infer.ts';
import { type Problem, problem, warning } from '../check/problem.ts';
import { plainName } from '../feel/names.ts';
import type { TypeNames } from '../feel/read-type.ts';
import type { Expr } from '../feel/tree.ts';
import { ANY, plainType, type Type } from '../feel/type.ts';
import { makeVocabulary } from '../feel/vocabulary.ts';
import { type Reading, readBoxed, readFunction, typeRef } from './boxed.ts';
import { childOf, childrenOf, type Element, isType, textOf } from './element.ts';
import type { DrgElement, Model, Requirement } from './model.ts';
import { readTypes } from './read-types.ts';
import { readXml } from './read-xml.ts';

type Import = { readonly name: string; readonly model: Model };

type Draft = {
  readonly namespace: string;
  readonly imports: readonly Import[];
  readonly sources: ReadonlyMap<string, Element>;
  readonly types: TypeNames;
  readonly problems: Problem[];
  readonly done: Map<string, DrgElement>;
  readonly open: Set<string>;
};

const NOTHING: Model = { name: '', namespace: '', types: () => undefined, own: [], elements: new Map(), problems: [] };

/**
 * Reads a model of DMN 1.1 to 1.5 from XML, with the models that it imports. Never throws: what cannot be read stands in `problems`
 * with its address, and a part that cannot be read gives null when it is evaluated all the same.
 */
export async function readModel(xml: string, imported: readonly Model[] = []): Promise<Model> {
  const { root, problems: found } = await readXml(xml);
  if (root === null) return { ...NOTHING, problems: found };
  const problems: Problem[] = [...found.map(softened)];
  const imports = importsOf(root, imported, problems);
  const types = readTypes(root, importedTypes(imports), problems);
  const namespace = textOf(root, 'namespace') ?? '';
  const sources = sourcesOf(root, namespace, problems);
  const draft: Draft = { namespace, imports, sources, types, problems, done: new Map(), open: new Set() };
  for (const key of sources.keys()) elementOf(draft, key);
  const own = [...draft.done.values()];
  refuseTwins(own, problems);
  const elements = new Map([...imports.flatMap(({ model }) => [...model.elements]), ...draft.done]);
  return { name: textOf(root, 'name') ?? '', namespace, types, own, elements, problems };
}

/** Elements by key; one without an id, or with one that is taken, goes by its number (the reader has warned of the latter). */
function sourcesOf(root: Element, namespace: string, problems: Problem[]): Map<string, Element> {
  const sources = new Map<string, Element>();
  for (const [index, element] of childrenOf(root, 'drgElement').entries()) {
    const id = textOf(element, 'id');
    const key = `${namespace}#${id ?? ''}`;
    const taken = id === null || sources.has(key);
    const name = textOf(element, 'name') ?? '';
    if (id === null) problems.push(warning('model.id_missing', name));
    sources.set(taken ? `${key}~${index}` : key, element);
  }
  return sources;
}

/** The diagram may refer to shapes of an imported model. */
function softened(found: Problem): Problem {
  return /^unresolved reference <\w+:/.test(found.details.reason ?? '') ? { ...found, severity: 'warning' } : found;
}

function importsOf(root: Element, models: readonly Model[], problems: Problem[]): Import[] {
  return childrenOf(root, 'import').flatMap((element) => {
    const name = textOf(element, 'name') ?? '';
    const namespace = textOf(element, 'namespace') ?? '';
    const model = models.find((one) => one.namespace === namespace);
    if (model === undefined) problems.push(problem('model.import_missing', name, { namespace }));
    return model === undefined ? [] : [{ name, model }];
  });
}

function importedTypes(imports: readonly Import[]): TypeNames {
  return (name) => {
    for (const { name: prefix, model } of imports) {
      const start = `${plainName(prefix)} . `;
      const found = prefix === '' ? model.types(name) : name.startsWith(start) ? model.types(name.slice(start.length)) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function refuseTwins(elements: readonly DrgElement[], problems: Problem[]): void {
  const seen = new Set<string>();
  for (const { name } of elements) {
    if (seen.has(plainName(name))) problems.push(problem('model.name_twice', name, { name }));
    seen.add(plainName(name));
  }
}

/** Reads an element after those it requires, so that their types are known; undefined in a cycle or when there is none. */
function elementOf(draft: Draft, key: string): DrgElement | undefined {
  const known = draft.done.get(key) ?? draft.imports.flatMap(({ model }) => model.elements.get(key) ?? [])[0];
  if (known !== undefined) return known;
  const source = draft.sources.get(key);
  if (source === undefined) return undefined;
  const name = textOf(source, 'name') ?? '';
  if (draft.open.has(key)) {
    if (isType(source, 'Decision')) draft.problems.push(problem('model.cycle', name, { name }));
    return undefined;
  }
  draft.open.add(key);
  const element = readElement({ draft, source, key, id: textOf(source, 'id') ?? '', name });
  draft.open.delete(key);
  if (element !== undefined) draft.done.set(key, element);
  return element;
}

function readElement(source: Source): DrgElement | undefined {
  const type = source.source.$type;
  return Object.hasOwn(elementReaders, type) ? elementReaders[type]?.(source) : undefined;
}

type Source = { readonly draft: Draft; readonly source: Element; readonly key: string; readonly id: string; readonly name: string };

function readingOf({ draft, name }: Source, variables: ReadonlyMap<string, Type>): Reading {
  return { vocabulary: makeVocabulary(variables), types: draft.types, cell: name, problems: draft.problems };
}

/** `#id` is of this model, `namespace#id` of an imported one. */
function keyOf(draft: Draft, href: string): string {
  return href.startsWith('#') ? `${draft.namespace}${href}` : href;
}

function reference({ draft, name }: Source, element: Element | null): Requirement | null {
  const href = element === null ? null : textOf(element, 'href');
  if (href === null) return null;
  const key = keyOf(draft, href);
  const by = draft.imports.find(({ model }) => model.elements.has(key))?.name ?? null;
  const required = elementOf(draft, key);
  const source = draft.sources.get(key);
  const requiredName = required?.name ?? (source === undefined ? null : textOf(source, 'name'));
  if (requiredName === null) {
    draft.problems.push(problem('model.requirement_missing', name, { href }));
    return null;
  }
  return { key, name: requiredName, by: by === '' ? null : by };
}

const LINKS = { informationRequirement: ['requiredDecision', 'requiredInput'], knowledgeRequirement: ['requiredKnowledge'] };

function requirementsOf(source: Source): Requirement[] {
  return Object.entries(LINKS).flatMap(([list, parts]) =>
    childrenOf(source.source, list).flatMap((link) =>
      parts.flatMap((part) => {
        const found = reference(source, childOf(link, part));
        return found === null ? [] : [found];
      }),
    ),
  );
}

/** Names in reach by requirements; those of an import stand under its name. */
export function variablesOf(requires: readonly Requirement[], typeOf: (key: string) => Type): Map<string, Type> {
  const variables = new Map<string, Type>();
  const groups = new Map<string, Map<string, Type>>();
  for (const { key, name, by } of requires) {
    const into = by === null ? variables : (groups.get(by) ?? new Map<string, Type>());
    into.set(name, typeOf(key));
    if (by !== null) groups.set(by, into);
  }
  for (const [by, fields] of groups) variables.set(by, { kind: 'context', fields });
  return variables;
}

function variablesFor(source: Source, requires: readonly Requirement[]): Map<string, Type> {
  return variablesOf(requires, (key) => elementOf(source.draft, key)?.type ?? ANY);
}

function declaredType(source: Source, reading: Reading): Type | null {
  const variable = childOf(source.source, 'variable');
  if (variable === null) return null;
  const name = textOf(variable, 'name');
  if (name !== null && plainName(name) !== plainName(source.name))
    reading.problems.push(warning('model.variable_name', source.name, { name }));
  return typeRef(variable, reading);
}

function inputData(source: Source): DrgElement {
  const { key, id, name } = source;
  const type = declaredType(source, readingOf(source, new Map())) ?? ANY;
  return { kind: 'input', key, id, name, type };
}

function decision(source: Source): DrgElement {
  const { key, id, name } = source;
  const requires = requirementsOf(source);
  const variables = variablesFor(source, requires);
  const reading = readingOf(source, variables);
  const declared = declaredType(source, reading);
  const body = readBoxed(childOf(source.source, 'decisionLogic'), reading);
  const logic: Expr = declared === null ? body : { kind: 'typed', of: body, type: declared, at: body.at };
  return {
    kind: 'decision',
    key,
    id,
    name,
    type: declared ?? infer(body, variables),
    question: textOf(source.source, 'question'),
    requires,
    logic,
  };
}

/** The declared type is that of the function, or of what it gives. */
function knowledge(source: Source): DrgElement {
  const { key, id, name } = source;
  const requires = requirementsOf(source);
  const reading = readingOf(source, new Map([...variablesFor(source, requires), [name, ANY]]));
  const declared = declaredType(source, reading);
  const element = childOf(source.source, 'encapsulatedLogic');
  const at = { from: 0, to: 0, cell: name };
  const missing: Expr<'function'> = { kind: 'function', params: [], body: { kind: 'broken', reason: 'missing', at }, result: null, at };
  const logic = element === null ? missing : readFunction(element, reading);
  const plain = declared === null ? null : plainType(declared);
  const result = plain === null ? null : plain.kind === 'function' ? plain.result : declared;
  const params = logic.params.map((param) => param.type ?? ANY);
  const inferred = logic.kind === 'function' ? infer(logic.body, reading.vocabulary.variables) : ANY;
  const type: Type = { kind: 'function', params, result: result ?? inferred };
  return { kind: 'knowledge', key, id, name, type, requires, logic: logic.kind === 'function' ? { ...logic, result } : logic };
}

function references(source: Source, list: string): Requirement[] {
  return childrenOf(source.source, list).flatMap((element) => reference(source, element) ?? []);
}

function service(source: Source): DrgElement {
  const { key, id, name } = source;
  const outputs = references(source, 'outputDecision');
  const params = [...references(source, 'inputData'), ...references(source, 'inputDecision')];
  const encapsulated = references(source, 'encapsulatedDecision').map((one) => one.key);
  const typeOf = (one: Requirement) => elementOf(source.draft, one.key)?.type ?? ANY;
  const fields = new Map(outputs.map((one): [string, Type] => [one.name, typeOf(one)]));
  const [only] = outputs;
  const inferred: Type = outputs.length === 1 && only !== undefined ? typeOf(only) : { kind: 'context', fields };
  const declared = declaredType(source, readingOf(source, new Map()));
  const plain = declared === null ? null : plainType(declared);
  const result = plain === null ? inferred : plain.kind === 'function' ? plain.result : (declared ?? inferred);
  return { kind: 'service', key, id, name, type: { kind: 'function', params: params.map(typeOf), result }, params, outputs, encapsulated };
}

const elementReaders: Record<string, (source: Source) => DrgElement> = {
  'dmn:InputData': inputData,
  'dmn:Decision': decision,
  'dmn:BusinessKnowledgeModel': knowledge,
  'dmn:DecisionService': service,
};
