import { analyseTable } from '../check/analyse.ts';
import type { InputColumn, Rule, Table } from '../dmn/table.ts';
import { isInstance } from '../feel/conform.ts';
import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';
import { equal } from '../values/compare.ts';
import { emit } from './emit.ts';
import { emitCell } from './emit-tests.ts';
import { type Emitted, type Emitter, joined, keep, notCompiled } from './emitted.ts';

/** Writes a value into where the result belongs, as the kind of the result stores it. */
export type Store = (value: Emitted | null) => string;

export type Numbered = { readonly rule: Rule; readonly number: number };

function inputValues(table: Table, emitter: Emitter): Emitted[] {
  return table.inputs.map((column) => {
    const value = emit(column.expression, emitter);
    refuseColumn(column, emitter.types);
    return value.kind === 'number' || value.kind === 'date' ? keep(emitter, value) : value;
  });
}

/** Whether a type allows only some values of its kind. */
export function isRestricted(type: Type): boolean {
  return type.kind === 'named' && (type.tests !== null || isRestricted(type.of));
}

/** Whether a result that is written out is a value of the type as it stands. */
export function suits(result: Expr, type: Type): boolean {
  return result.kind === 'literal' && (result.value === null || isInstance(result.value, type));
}

/** A column that is an input of the same type has been restricted already; any other would have to be here. */
export function refuseColumn(column: InputColumn, types: ReadonlyMap<string, Type>): void {
  const own = column.expression.kind === 'name' ? types.get(column.expression.name) : undefined;
  if (isRestricted(column.type) && own !== column.type) notCompiled('the type of a column allows only some values');
}

export function refuseOutputs(table: Table): void {
  const [column] = table.outputs;
  if (column === undefined || table.outputs.length > 1) notCompiled('a table has one output');
  const results = [...table.rules.flatMap((rule) => rule.outputs), ...(column?.fallback ? [column.fallback] : [])];
  if (column !== undefined && isRestricted(column.type) && !results.every((one) => suits(one, column.type)))
    notCompiled('the type of an output allows only some values');
}

/** Rules in the order in which the first to hold decides; null when the policy does not work that way. */
export function decisiveOrder(table: Table): Numbered[] | null {
  const numbered = table.rules.map((rule, index) => ({ rule, number: index + 1 }));
  if (table.hitPolicy === 'FIRST') return numbered;
  if (table.hitPolicy === 'UNIQUE' || table.hitPolicy === 'ANY') return isProven(table) ? numbered : null;
  if (table.hitPolicy !== 'PRIORITY') return null;
  const listed = table.outputs[0]?.allowed ?? notCompiled('priorities are not listed');
  const place = ({ rule }: Numbered) => {
    const output = rule.outputs[0];
    const at = listed.findIndex((one) => one.kind === 'literal' && output?.kind === 'literal' && equal(one.value, output.value) === true);
    return at < 0 ? notCompiled('a priority is not fixed') : at;
  };
  return numbered.toSorted((left, right) => place(left) - place(right));
}

/** That at most one rule holds, or that those which do agree, is known from the table itself. */
function isProven(table: Table): boolean {
  const doubts = new Set(['table.overlap', 'table.any_disagrees', 'table.not_told']);
  return !analyseTable(table).some((found) => doubts.has(found.code));
}

function conditionsOf(table: Table, rules: readonly Numbered[], emitter: Emitter) {
  const inputs = inputValues(table, emitter);
  const allowed = table.inputs.flatMap((column, index) => {
    const value = inputs[index];
    return column.allowed === null || value === undefined ? [] : [emitCell(column.allowed, value, emitter).yes];
  });
  const tests = rules.map(({ rule, number }) => ({
    number,
    output: rule.outputs[0] ?? notCompiled('a rule has no output'),
    test: joined(
      rule.conditions.map((cell, index) => emitCell(cell, inputs[index] ?? notCompiled('a cell has no column'), emitter).yes),
      '&&',
    ),
  }));
  return { tests, guard: joined(allowed, '&&') };
}

function outputLines(output: Expr, emitter: Emitter, store: Store): string {
  const inner: Emitter = { ...emitter, lines: [] };
  const stored = store(emit(output, inner));
  return [...inner.lines, stored].join(' ');
}

type Test = { readonly test: string; readonly number: number; readonly output: Expr };

type Target = { readonly emitter: Emitter; readonly store: Store; readonly numberInto: string | null };

/** The rule that decides, as statements: `store` is run for its output, and `numberInto` is set to its number. */
export function emitTable(table: Table, emitter: Emitter, store: Store, numberInto: string | null): void {
  refuseOutputs(table);
  const target: Target = { emitter, store, numberInto };
  const order = decisiveOrder(table);
  const { tests, guard } = conditionsOf(table, order ?? table.rules.map((rule, index) => ({ rule, number: index + 1 })), emitter);
  const fallback = table.outputs[0]?.fallback ?? null;
  const otherwise = fallback === null ? store(null) : outputLines(fallback, emitter, store);
  if (guard !== 'true') emitter.lines.push(`if (!${guard}) { ${store(null)} } else {`);
  if (order === null) emitAll(table, tests, target, otherwise);
  else emitFirst(tests, target, otherwise);
  if (guard !== 'true') emitter.lines.push('}');
}

function marked(number: number, { numberInto }: Target): string {
  return numberInto === null ? '' : `${numberInto} = ${number}; `;
}

function emitFirst(tests: readonly Test[], target: Target, otherwise: string): void {
  const { emitter, store } = target;
  for (const [index, { test, output, number }] of tests.entries()) {
    const body = `${marked(number, target)}${outputLines(output, emitter, store)}`;
    emitter.lines.push(`${index === 0 ? '' : 'else '}if (${test}) { ${body} }`);
  }
  emitter.lines.push(tests.length === 0 ? otherwise : `else { ${otherwise} }`);
}

/** Policies for which every rule is asked. */
function emitAll(table: Table, tests: readonly Test[], target: Target, otherwise: string): void {
  if (table.hitPolicy === 'COLLECT' && table.aggregation !== null) emitAggregate(table, tests, target.emitter, target.store, otherwise);
  else if (table.hitPolicy === 'UNIQUE') emitUnique(tests, target, otherwise);
  else notCompiled(`hit policy ${table.hitPolicy} without proof`);
}

function emitUnique(tests: readonly Test[], target: Target, otherwise: string): void {
  const { emitter, store, numberInto } = target;
  const held = `h${emitter.counter.next}`;
  emitter.counter.next += 1;
  const { lines } = emitter;
  lines.push(`let ${held} = 0;`);
  for (const { test, output, number } of tests)
    lines.push(`if (${test}) { ${held} += 1; ${marked(number, target)}${outputLines(output, emitter, store)} }`);
  const reset = numberInto === null ? '' : `${numberInto} = 0; `;
  lines.push(`if (${held} === 0) { ${otherwise} } else if (${held} > 1) { ${reset}${store(null)} }`);
}

const STEPS: Record<string, (total: string, value: string) => string> = {
  SUM: (total, value) => `plus(${total}, ${value})`,
  MIN: (total, value) => `Math.min(${total}, ${value})`,
  MAX: (total, value) => `Math.max(${total}, ${value})`,
  COUNT: (total) => `${total} + 1`,
};

const STARTS: Record<string, string> = { SUM: '0', MIN: 'Infinity', MAX: '-Infinity', COUNT: '0' };

function emitAggregate(table: Table, tests: readonly Test[], emitter: Emitter, store: Store, otherwise: string): void {
  const aggregation = table.aggregation ?? 'COUNT';
  const step = STEPS[aggregation] ?? notCompiled('no such aggregation');
  const total = `t${emitter.counter.next}`;
  const held = `h${emitter.counter.next}`;
  emitter.counter.next += 1;
  const { lines } = emitter;
  lines.push(`let ${total} = ${STARTS[aggregation]}, ${held} = 0;`);
  for (const { test, output } of tests) {
    const add: Store = (value) =>
      value?.kind === 'number' ? `${total} = ${step(total, value.js)};` : notCompiled('only numbers are added up');
    const body = aggregation === 'COUNT' ? `${total} += 1;` : outputLines(output, emitter, add);
    lines.push(`if (${test}) { ${held} = 1; ${body} }`);
  }
  const done = store({ kind: 'number', js: total, whole: false });
  lines.push(aggregation === 'COUNT' ? done : `if (${held} === 0) { ${otherwise} } else { ${done} }`);
}
