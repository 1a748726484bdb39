import { type Decision, type DrgElement, elementNamed, type Model, type Requirement } from '../dmn/model.ts';
import type { Table } from '../dmn/table.ts';
import { plainName } from '../feel/names.ts';
import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';
import { emit, textIn } from './emit.ts';
import { emitTable, isRestricted, type Store, suits } from './emit-table.ts';
import { emitCell } from './emit-tests.ts';
import {
  type Emitted,
  type Emitter,
  emittedHelpers,
  fresh,
  NotCompiled,
  NULL,
  notCompiled,
  type ScalarKind,
  scalarKind,
  truth,
} from './emitted.ts';

/** A value of the compiled back ends: a date is its days since 1970-01-01. */
export type Scalar = number | string | boolean | null;
export type Row = Readonly<Record<string, Scalar>>;

export type CompiledRow = {
  readonly kind: ScalarKind;
  /** The decision for one row of inputs by name. */
  readonly decide: (row: Row) => Scalar;
  /** The number of the rule that decided, from 1; 0 when none did, or when the decision is no table. */
  readonly rule: (row: Row) => number;
  /** The generated text, for those who want to read it. */
  readonly source: string;
};

/** The tree of a decision without the types it is fitted to, which the kinds of the inputs already settle. */
export function logicOf(decision: Decision): Expr {
  const types: Type[] = [];
  let logic = decision.logic;
  for (; logic.kind === 'typed'; logic = logic.of) types.push(logic.type);
  for (const type of types) refuseUnfit(logic, type);
  return logic;
}

/** A declared type that not every value of its kind has must be known to suit every result. */
function refuseUnfit(logic: Expr, type: Type): void {
  if (!isRestricted(type)) return;
  const results = logic.kind === 'table' ? logic.table.rules.flatMap((rule) => rule.outputs) : [logic];
  if (!results.every((result) => suits(result, type))) notCompiled('the declared type allows only some values');
}

/** An input as a variable of its kind; null becomes NaN for numbers and dates. */
function inputVariable(name: string, type: Type, emitter: Emitter): Emitted {
  const kind = scalarKind(type);
  const variable = fresh(emitter);
  const read = `row[${JSON.stringify(name)}]`;
  const { lines } = emitter;
  lines.push(
    kind === 'number' || kind === 'date'
      ? `let ${variable} = ${read}; if (${variable} === null) ${variable} = NaN;`
      : `let ${variable} = ${read};`,
  );
  const value = variableOf(variable, kind);
  restrict(type, value, variable, emitter);
  return value;
}

function variableOf(js: string, kind: ScalarKind, whole = false): Emitted {
  if (kind === 'boolean') return truth(`${js} === true`, `${js} === false`);
  if (kind === 'string') return { kind, js, dictionary: null };
  return { kind, js, whole: whole || kind === 'date' };
}

/** What the type does not allow counts as null (DMN 1.5, 10.3.2.9.4). */
export function restrict(type: Type, value: Emitted, variable: string, emitter: Emitter, nothing?: string): void {
  if (type.kind !== 'named') return;
  restrict(type.of, value, variable, emitter, nothing);
  if (type.tests === null) return;
  const empty = nothing ?? (value.kind === 'number' || value.kind === 'date' ? 'NaN' : 'null');
  emitter.lines.push(`if (!(${emitCell(type.tests, value, emitter).yes})) ${variable} = ${empty};`);
}

/** As the row functions give it back. */
function storeAs(kind: ScalarKind, into: string): Store {
  return (value) => {
    if (value === null || value === NULL) return `${into} = ${kind === 'number' || kind === 'date' ? 'NaN' : 'null'};`;
    if ((value.kind === 'literal' ? 'string' : value.kind) !== kind) return notCompiled('a result is of another kind than declared');
    if (value.kind === 'boolean') return `${into} = ${value.yes} ? true : ${value.no} ? false : null;`;
    if (value.kind === 'number' || value.kind === 'date') return `${into} = ${value.js};`;
    return `${into} = ${textIn(value, null)};`;
  };
}

function decisionInto(decision: Decision, kind: ScalarKind, emitter: Emitter, into: string, rule: string | null): void {
  const logic = logicOf(decision);
  emitter.lines.push(`let ${into} = ${kind === 'number' || kind === 'date' ? 'NaN' : 'null'};`);
  if (logic.kind === 'table') emitTable(logic.table, emitter, storeAs(kind, into), rule);
  else emitter.lines.push(storeAs(kind, into)(emit(logic, emitter)));
}

const SUMS = new Set(['+', '-']);

/** Whether every result is a whole number (or null), so that sums need no rounding. */
export function isWhole(logic: Expr, names: ReadonlyMap<string, Emitted>): boolean {
  if (logic.kind === 'literal') return logic.value === null || Number.isSafeInteger(logic.value);
  if (logic.kind === 'table') return isWholeTable(logic.table, names);
  if (logic.kind === 'arithmetic') return SUMS.has(logic.operator) && isWhole(logic.left, names) && isWhole(logic.right, names);
  const value = logic.kind === 'name' ? names.get(logic.name) : undefined;
  return value?.kind === 'number' && value.whole;
}

function isWholeTable(table: Table, names: ReadonlyMap<string, Emitted>): boolean {
  const fallback = table.outputs[0]?.fallback ?? null;
  const results = [...table.rules.flatMap((rule) => rule.outputs), ...(fallback === null ? [] : [fallback])];
  return table.aggregation === null && results.every((output) => isWhole(output, names));
}

/** Decisions and inputs that one needs, each after those it needs itself. */
export function dependencies(model: Model, decision: Decision): Decision[] {
  const ordered: Decision[] = [];
  const visit = (one: Decision, open: readonly string[]) => {
    if (open.includes(one.key)) notCompiled('a decision needs itself');
    for (const required of one.requires) {
      const element = plainElement(model, required);
      if (element?.kind === 'decision') visit(element, [...open, one.key]);
    }
    if (!ordered.includes(one)) ordered.push(one);
  };
  visit(decision, []);
  return ordered;
}

function plainElement(model: Model, { key, by }: Requirement): DrgElement | undefined {
  const element = model.elements.get(key);
  const called = element?.kind === 'knowledge' || element?.kind === 'service';
  return by !== null || called ? notCompiled('functions and imports are not compiled') : element;
}

function rowSource(model: Model, decision: Decision): { readonly text: string; readonly kind: ScalarKind } {
  const names = new Map<string, Emitted>();
  const types = new Map<string, Type>();
  const emitter: Emitter = { names, types, tested: null, texts: null, lines: [], counter: { next: 0 } };
  let result = '';
  for (const one of dependencies(model, decision)) {
    for (const required of one.requires) {
      const element = model.elements.get(required.key);
      if (element?.kind !== 'input' || names.has(plainName(element.name))) continue;
      names.set(plainName(element.name), inputVariable(element.name, element.type, emitter));
      types.set(plainName(element.name), element.type);
    }
    const kind = scalarKind(one.type);
    result = fresh(emitter);
    decisionInto(one, kind, emitter, result, one === decision ? 'rule' : null);
    names.set(plainName(one.name), variableOf(result, kind, isWhole(logicOf(one), names)));
    types.set(plainName(one.name), one.type);
  }
  const kind = scalarKind(decision.type);
  const value = kind === 'number' || kind === 'date' ? `${result} === ${result} ? ${result} : null` : result;
  const body = emitter.lines.join('\n  ');
  return {
    kind,
    text: `${emittedHelpers}return { decide: (row) => { let rule = 0;\n  ${body}\n  return ${value}; }, rule: (row) => { let rule = 0;\n  ${body}\n  return rule; } };`,
  };
}

type Functions = Pick<CompiledRow, 'decide' | 'rule'>;

function isFunctions(value: unknown): value is Functions {
  return typeof value === 'object' && value !== null && 'decide' in value && typeof value.decide === 'function' && 'rule' in value;
}

/**
 * Compiles a decision, with the decisions it needs, to one function over rows of numbers, texts, truths and dates. The text is made
 * from the checked tree alone. Null when the decision lies outside of what is compiled; `evaluate` decides it then,
 * and `tellWhy` hears the reason.
 */
export function compileRow(model: Model, name: string, tellWhy: (reason: string) => void = () => {}): CompiledRow | null {
  const decision = elementNamed(model, name, ['decision']);
  if (decision?.kind !== 'decision') return null;
  try {
    const { text, kind } = rowSource(model, decision);
    const made: unknown = new Function(text)();
    return isFunctions(made) ? { kind, decide: made.decide, rule: made.rule, source: text } : null;
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    tellWhy(error.message);
    return null;
  }
}
