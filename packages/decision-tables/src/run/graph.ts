import type { Decision, DrgElement, Knowledge, Model, Requirement, Service } from '../dmn/model.ts';
import { plainName } from '../feel/names.ts';
import type { Param } from '../feel/tree.ts';
import { fail, isContext, type Run, type Value } from '../values/value.ts';
import { makeFunction } from './call.ts';
import { compile } from './compile.ts';
import { type Code, type Frame, makeFrame, makeScope } from './scope.ts';
import { fitted } from './shapes.ts';

type Slot = { readonly name: string; readonly parts: readonly Requirement[] | null; readonly key: string };

type Node = { readonly slots: readonly Slot[]; readonly code: Code };

/** A model whose elements are compiled when first needed. */
export type Graph = { readonly model: Model; readonly nodes: Map<string, Node> };

/** One evaluation: what came in, and what is known so far. */
export type Session = {
  readonly graph: Graph;
  /** Values by the plain names of input data. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** Evaluations of imported models by the name of the import: what is given under that name goes before what is given here. */
  readonly imports: Map<string, Session>;
  readonly known: Map<string, Value>;
  readonly open: Set<string>;
  readonly run: Run;
  /** Called when a decision has its value, with the number of table traces before it. */
  readonly decided: ((decision: Decision, value: Value, tracesBefore: number) => void) | null;
};

export function makeGraph(model: Model): Graph {
  return { model, nodes: new Map() };
}

/** Begins an evaluation with values by the names of input data. */
export function openSession(graph: Graph, inputs: ReadonlyMap<string, Value>, run: Run, decided: Session['decided'] = null): Session {
  const byName = new Map([...inputs].map(([name, value]) => [plainName(name), value]));
  const known = new Map<string, Value>();
  for (const element of graph.model.elements.values()) {
    // A decision may be given too; then it is not made again.
    const value = element.kind === 'input' || element.kind === 'decision' ? byName.get(plainName(element.name)) : undefined;
    if (value !== undefined) known.set(element.key, fitted(value, element.type, run));
  }
  return { graph, inputs: byName, imports: new Map(), known, open: new Set(), run, decided };
}

function importSession(session: Session, name: string): Session {
  const known = session.imports.get(name);
  if (known !== undefined) return known;
  const given = session.inputs.get(plainName(name)) ?? null;
  const inputs = isContext(given) ? new Map([...session.inputs, ...given]) : session.inputs;
  const inner = openSession(session.graph, inputs, session.run, session.decided);
  session.imports.set(name, inner);
  return inner;
}

function slotsOf(requires: readonly Requirement[]): Slot[] {
  const slots: Slot[] = [];
  const imports = new Map<string, Requirement[]>();
  for (const required of requires) {
    if (required.by === null) slots.push({ name: required.name, parts: null, key: required.key });
    else imports.set(required.by, [...(imports.get(required.by) ?? []), required]);
  }
  for (const [name, parts] of imports) slots.push({ name, parts, key: '' });
  return slots;
}

function nodeOf(graph: Graph, element: Decision | Knowledge): Node {
  const known = graph.nodes.get(element.key);
  if (known !== undefined) return known;
  const slots = slotsOf(element.requires);
  const own = element.kind === 'knowledge' ? [element.name] : [];
  const node = { slots, code: compile(element.logic, makeScope([...slots.map((slot) => slot.name), ...own], null)) };
  graph.nodes.set(element.key, node);
  return node;
}

function frameFor(session: Session, slots: readonly Slot[]): Frame {
  const values = slots.map(({ key, parts, name }): Value => {
    if (parts === null) return valueAt(session, key);
    const inner = importSession(session, name);
    return new Map(parts.map((part) => [part.name, valueAt(inner, part.key)]));
  });
  return makeFrame(values, null);
}

/** The value of an element in this evaluation: what was given, or what its requirements and its logic make of it. */
export function valueAt(session: Session, key: string): Value {
  const known = session.known.get(key);
  if (known !== undefined) return known;
  const element = session.graph.model.elements.get(key);
  if (element === undefined || element.kind === 'input') return null;
  if (session.open.has(key)) return fail(session.run, 'model.cycle', `${element.name} needs itself`);
  session.open.add(key);
  const value = makers[element.kind](session, key);
  session.open.delete(key);
  session.known.set(key, value);
  return value;
}

const makers = {
  decision: (session: Session, key: string) => withElement(session, key, 'decision', decide),
  knowledge: (session: Session, key: string) => withElement(session, key, 'knowledge', knowledgeFunction),
  service: (session: Session, key: string) => withElement(session, key, 'service', serviceFunction),
};

type OfKind<K extends DrgElement['kind']> = Extract<DrgElement, { kind: K }>;

function isKind<K extends DrgElement['kind']>(element: DrgElement | undefined, kind: K): element is OfKind<K> {
  return element?.kind === kind;
}

function withElement<K extends DrgElement['kind']>(
  session: Session,
  key: string,
  kind: K,
  make: (session: Session, element: OfKind<K>) => Value,
): Value {
  const element = session.graph.model.elements.get(key);
  return isKind(element, kind) ? make(session, element) : null;
}

function decide(session: Session, element: Decision): Value {
  const { slots, code } = nodeOf(session.graph, element);
  const frame = frameFor(session, slots);
  const before = session.run.trace?.length ?? 0;
  const value = code(frame, session.run);
  session.decided?.(element, value, before);
  return value;
}

function knowledgeFunction(session: Session, element: Knowledge): Value {
  const { slots, code } = nodeOf(session.graph, element);
  const frame = frameFor(session, slots);
  const made = code(frame, session.run);
  // A function may call itself by its name.
  frame.values[slots.length] = made;
  return made;
}

function serviceFunction(session: Session, element: Service): Value {
  const params = element.params.map(
    (param): Param => ({ name: param.name, type: session.graph.model.elements.get(param.key)?.type ?? null }),
  );
  return makeFunction(element.name, params, element.type.kind === 'function' ? element.type.result : null, (args, run) =>
    serve(session, element, args, run),
  );
}

/** A service sees its parameters and the input data, not what was decided outside of it (DMN 1.5, 10.4). */
function serve(outer: Session, element: Service, args: readonly Value[], run: Run): Value {
  const known = new Map<string, Value>();
  for (const [key, value] of outer.known) if (outer.graph.model.elements.get(key)?.kind === 'input') known.set(key, value);
  for (const [index, param] of element.params.entries()) known.set(param.key, args[index] ?? null);
  const session: Session = { ...outer, imports: new Map(), known, open: new Set(), run };
  const [only] = element.outputs;
  if (element.outputs.length === 1 && only !== undefined) return valueAt(session, only.key);
  return new Map(element.outputs.map((output) => [output.name, valueAt(session, output.key)]));
}
