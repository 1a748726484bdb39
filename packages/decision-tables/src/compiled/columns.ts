import { type Decision, elementNamed, type Model } from '../dmn/model.ts';
import { plainName } from '../feel/names.ts';
import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';
import { emit, textIn } from './emit.ts';
import { emitTable, type Store } from './emit-table.ts';
import {
  type Dictionary,
  type Emitted,
  type Emitter,
  emittedHelpers,
  NotCompiled,
  NULL,
  notCompiled,
  type ScalarKind,
  scalarKind,
  truth,
} from './emitted.ts';
import { dependencies, isWhole, logicOf, restrict } from './row.ts';

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;

/**
 * A column of inputs. Numbers and dates (days since 1970-01-01) with 1 in `nulls` where there is none, or NaN; texts as places in
 * their dictionary; truths as 0, 1, and 2 for null.
 */
export type Column =
  | { readonly kind: 'number' | 'date'; readonly data: Numbers; readonly nulls?: Uint8Array }
  | { readonly kind: 'string'; readonly data: Uint8Array | Uint16Array | Uint32Array; readonly dictionary: readonly (string | null)[] }
  | { readonly kind: 'boolean'; readonly data: Uint8Array };

/** What of an input the code depends on: not its values, only how they are stored. */
type Layout = {
  readonly name: string;
  readonly kind: ScalarKind;
  readonly nulls: boolean;
  readonly whole: boolean;
  readonly dictionary: Dictionary | null;
};

export type Kernel = {
  readonly name: string;
  readonly kind: ScalarKind;
  readonly dictionary: readonly (string | null)[] | null;
  /** Names of the columns it reads, in the order of its parameters: data, and nulls behind it where there are any. */
  readonly reads: readonly { readonly name: string; readonly nulls: boolean; readonly decided: boolean }[];
  /** Every result is a whole number of 16 bits, never null: a quarter of the memory to move. */
  readonly small: boolean;
  /** The body of `(count, out, offset, …columns)`. */
  readonly source: string;
};

/** A model compiled for columns laid out in one way: a kernel for each decision, each after those it needs. */
export type Program = { readonly kernels: readonly Kernel[]; readonly wanted: readonly string[] };

type Known = { readonly layout: Layout; readonly type: Type; readonly decided: boolean };

function loaded({ layout, decided }: Known, index: number, lines: string[]): Emitted {
  const variable = `x${index}`;
  const at = decided ? 'i' : 'i + offset';
  const raw = `c${index}[${at}]`;
  lines.push(`let ${variable} = ${layout.nulls ? `n${index}[${at}] === 1 ? NaN : ${raw}` : raw};`);
  if (layout.kind === 'boolean') return truth(`${variable} === 1`, `${variable} === 0`);
  if (layout.kind === 'string') return { kind: 'string', js: variable, dictionary: layout.dictionary };
  return { kind: layout.kind, js: variable, whole: layout.whole };
}

/** As a column stores it: NaN, the dictionary's place of null, or 2 for a null. */
function storeAs(kind: ScalarKind, dictionary: Dictionary): Store {
  return (value) => {
    const given = value ?? NULL;
    if (kind === 'string') return `r = ${textIn(given, dictionary)};`;
    if (given === NULL) return `r = ${kind === 'boolean' ? '2' : 'NaN'};`;
    if (given.kind !== kind) return notCompiled('a result is of another kind than declared');
    return given.kind === 'boolean' ? `r = ${given.yes} ? 1 : ${given.no} ? 0 : 2;` : `r = ${given.js};`;
  };
}

function namesRead(decision: Decision, model: Model, known: ReadonlyMap<string, Known>) {
  return decision.requires.map((required) => {
    const element = model.elements.get(required.key);
    const name = plainName(element?.name ?? '');
    return { name, known: known.get(name) ?? notCompiled(`there is no column "${name}"`) };
  });
}

/** A pass-through of texts keeps their dictionary; otherwise a decision has its own. */
function dictionaryOf(reads: readonly { readonly known: Known }[], kind: ScalarKind, decision: Decision): Dictionary {
  const logic = logicOf(decision);
  const own: Dictionary = { values: [null] };
  if (kind !== 'string') return own;
  const outputs = logic.kind === 'table' ? logic.table.rules.flatMap((rule) => rule.outputs) : [logic];
  const fixed = outputs.every((output) => output.kind === 'literal');
  const [only] = reads.filter(({ known }) => known.layout.kind === 'string');
  return fixed || only === undefined ? own : (only.known.layout.dictionary ?? own);
}

/** What stands for null in a column of that layout. */
function nothingIn(layout: Layout): string {
  if (layout.kind === 'string') return String(nullPlace(layout));
  return layout.kind === 'boolean' ? '2' : 'NaN';
}

type Read = ReturnType<typeof namesRead>[number];

/** The columns as variables, restricted to what their types allow. */
function loadAll(reads: readonly Read[], texts: Dictionary): Emitter {
  const lines: string[] = [];
  const names = new Map(reads.map(({ name, known }, index) => [name, loaded(known, index, lines)]));
  const types = new Map(reads.map(({ name, known }) => [name, known.type]));
  const emitter: Emitter = { names, types, tested: null, texts, lines, counter: { next: 0 } };
  for (const [index, { known, name }] of reads.entries()) {
    if (!known.decided) restrict(known.type, names.get(name) ?? NULL, `x${index}`, emitter, nothingIn(known.layout));
  }
  return emitter;
}

function isNumeric(kind: ScalarKind): boolean {
  return kind === 'number' || kind === 'date';
}

function kernelOf(
  model: Model,
  decision: Decision,
  known: ReadonlyMap<string, Known>,
): { readonly kernel: Kernel; readonly layout: Layout } {
  const kind = scalarKind(decision.type);
  const reads = namesRead(decision, model, known);
  const dictionary = dictionaryOf(reads, kind, decision);
  const emitter = loadAll(reads, dictionary);
  const { lines } = emitter;
  const store = storeAs(kind, dictionary);
  const logic = logicOf(decision);
  lines.push(`let r = ${isNumeric(kind) ? 'NaN' : '0'};`);
  if (logic.kind === 'table') emitTable(logic.table, emitter, store, null);
  else lines.push(store(emit(logic, emitter)));
  const source = `${emittedHelpers}for (let i = 0; i < count; i += 1) {\n${lines.join('\n')}\nout[i] = r;\n}`;
  const whole = kind === 'date' || (kind === 'number' && isWhole(logic, emitter.names));
  const layout: Layout = { name: decision.name, kind, nulls: false, whole, dictionary: kind === 'string' ? dictionary : null };
  const read = reads.map(({ known: one }) => ({ name: one.layout.name, nulls: one.layout.nulls, decided: one.decided }));
  const kernel = { name: decision.name, kind, dictionary: layout.dictionary?.values ?? null, reads: read, small: isSmall(logic), source };
  return { kernel, layout };
}

function isSmallNumber(output: Expr | null): boolean {
  return output?.kind === 'literal' && Number.isInteger(output.value) && Math.abs(Number(output.value)) < 32_768;
}

/** A table of small whole numbers in which some rule, or what stands for none, always decides. */
function isSmall(logic: Expr): boolean {
  if (logic.kind !== 'table') return false;
  const { rules, outputs, inputs, aggregation, hitPolicy } = logic.table;
  const fallback = outputs[0]?.fallback ?? null;
  const decides = isSmallNumber(fallback) || rules.some((rule) => rule.conditions.every((cell) => cell.tests.length === 0));
  const plain = hitPolicy === 'FIRST' && aggregation === null && inputs.every((column) => column.allowed === null);
  return plain && decides && rules.every((rule) => isSmallNumber(rule.outputs[0] ?? null));
}

function nullPlace({ dictionary }: Layout): number {
  const values = dictionary?.values ?? [];
  const at = values.indexOf(null);
  if (at >= 0) return at;
  values.push(null);
  return values.length - 1;
}

/** A column that cannot store fractions. */
function isWholeColumn({ kind, data }: Column): boolean {
  return kind === 'date' || (kind === 'number' && !(data instanceof Float64Array || data instanceof Float32Array));
}

function inputLayouts(model: Model, columns: ReadonlyMap<string, Column>): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const element of model.own) {
    const column = element.kind === 'input' ? columns.get(element.name) : undefined;
    if (column === undefined) continue;
    if (scalarKind(element.type) !== column.kind) notCompiled(`the column "${element.name}" is of another kind`);
    const dictionary = column.kind === 'string' ? { values: [...column.dictionary] } : null;
    const nulls = (column.kind === 'number' || column.kind === 'date') && column.nulls !== undefined;
    known.set(plainName(element.name), {
      layout: { name: element.name, kind: column.kind, nulls, whole: isWholeColumn(column), dictionary },
      type: element.type,
      decided: false,
    });
  }
  return known;
}

/**
 * Compiles decisions, with those they need, to loops over columns laid out like the given ones. Null when one lies outside of what is
 * compiled: lists, contexts, functions, `?` beyond comparisons.
 */
export function compileColumns(model: Model, wanted: readonly string[], columns: ReadonlyMap<string, Column>): Program | null {
  try {
    const known = inputLayouts(model, columns);
    const kernels: Kernel[] = [];
    for (const name of wanted) {
      const element = elementNamed(model, name, ['decision']);
      if (element?.kind !== 'decision') return null;
      for (const one of dependencies(model, element)) {
        if (known.has(plainName(one.name))) continue;
        const { kernel, layout } = kernelOf(model, one, known);
        kernels.push(kernel);
        known.set(plainName(one.name), { layout, type: one.type, decided: true });
      }
    }
    return { kernels, wanted };
  } catch (error) {
    if (error instanceof NotCompiled) return null;
    throw error;
  }
}
