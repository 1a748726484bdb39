import type { Table, Tests } from '../dmn/table.ts';
import type { Expr } from '../feel/tree.ts';
import { not, or, type Truth } from '../values/compare.ts';
import { burn, fail, type Run, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Hit, type Settle, settleHits } from './hit-policy.ts';
import { type Code, type Frame, makeFrame, makeScope, type Scope } from './scope.ts';
import { fitted } from './shapes.ts';
import { compileTest, type TestCode } from './tests.ts';

/** Whether a cell holds for the value of its column. */
type CellCode = (value: Value, frame: Frame, run: Run) => Truth;

/** The tests of a cell joined by "or"; null for the dash, which always holds. */
export function compileCell(cell: Tests, scope: Scope): CellCode | null {
  if (cell.tests.length === 0) return null;
  const tests = cell.tests.map((test) => compileTest(test, scope));
  const [first] = tests;
  const any: CellCode = tests.length === 1 && first !== undefined ? first : anyOf(tests);
  return cell.negated ? (value, frame, run) => not(any(value, frame, run)) : any;
}

function anyOf(tests: readonly TestCode[]): CellCode {
  return (value, frame, run) => {
    let found: Truth = false;
    for (const test of tests) {
      found = or(found, test(value, frame, run));
      if (found === true) return true;
    }
    return found;
  };
}

type RuleCode = { readonly cells: readonly (CellCode | null)[]; readonly outputs: readonly Code[] };

function holds(cells: readonly (CellCode | null)[], inputs: readonly Value[], frame: Frame, run: Run): boolean {
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column];
    if (cell !== null && cell !== undefined && cell(inputs[column] ?? null, frame, run) !== true) return false;
  }
  return true;
}

type Compiled = {
  readonly table: Table;
  readonly inputs: readonly Code[];
  readonly allowed: readonly (CellCode | null)[];
  readonly rules: readonly RuleCode[];
  readonly settle: Settle;
};

/** A decision table as it stands (DMN 1.5, clause 8): cell by cell, with the trace that explains it. */
export function compileTable(node: Expr<'table'>, outer: Scope): Code {
  const table = node.table;
  const scope = makeScope([], outer);
  const compiled: Compiled = {
    table,
    inputs: table.inputs.map((column) => compile(column.expression, scope)),
    allowed: table.inputs.map((column) => (column.allowed === null ? null : compileCell(column.allowed, scope))),
    rules: table.rules.map((rule) => ({
      cells: rule.conditions.map((cell) => compileCell(cell, scope)),
      outputs: rule.outputs.map((output) => compile(output, scope)),
    })),
    settle: settleHits(table, scope),
  };
  return (frame, run) => decide(compiled, makeFrame([], frame), run);
}

function decide(compiled: Compiled, frame: Frame, run: Run): Value {
  const { table } = compiled;
  burn(run, 1 + compiled.rules.length);
  const inputs = table.inputs.map((column, index) => fitted(compiled.inputs[index]?.(frame, run) ?? null, column.type, run));
  const stranger = compiled.allowed.findIndex((cell, index) => cell !== null && cell(inputs[index] ?? null, frame, run) !== true);
  if (stranger >= 0)
    return fail(run, 'table.input_not_allowed', `${table.name}: the value of ${table.inputs[stranger]?.label} is not allowed`);
  const hits = findHits(compiled, inputs, frame, run);
  const value = compiled.settle(hits, frame, run);
  run.trace?.push({ table, inputs, matched: hits.map((hit) => hit.rule), value });
  return value;
}

function findHits({ table, rules }: Compiled, inputs: readonly Value[], frame: Frame, run: Run): Hit[] {
  const hits: Hit[] = [];
  for (const [rule, code] of rules.entries()) {
    if (!holds(code.cells, inputs, frame, run)) continue;
    hits.push({ rule, outputs: code.outputs.map((output, index) => outputOf(table, output, index, frame, run)) });
    if (table.hitPolicy === 'FIRST') break;
  }
  return hits;
}

function outputOf(table: Table, output: Code, index: number, frame: Frame, run: Run): Value {
  const value = output(frame, run);
  const column = table.outputs[index];
  return column === undefined ? value : fitted(value, column.type, run);
}
