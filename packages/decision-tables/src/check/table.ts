import type { Table } from '../dmn/table.ts';
import { ANY, NUMBER, plainType, type Type, writeType } from '../feel/type.ts';
import { join } from './join.ts';
import { warning } from './problem.ts';
import { type Names, report } from './scope.ts';
import { checkCell } from './tests.ts';
import { mayFit, typeOf } from './type-of.ts';

/** Checks every cell of a table and gives the type of what it decides. */
export function checkTable(table: Table, names: Names): Type {
  const place = { from: 0, to: 0, cell: table.cell };
  if (table.outputs.length === 0) report(names, 'table.no_output', place);
  if (table.rules.length === 0) names.report(warning('table.no_rules', table.cell));
  for (const column of table.inputs) {
    const type = typeOf(column.expression, names);
    if (!mayFit(type, column.type))
      report(names, 'feel.wrong_type', column.expression.at, { type: writeType(type), wanted: writeType(column.type) });
    if (column.allowed !== null) checkCell(column.allowed, column.type, names);
  }
  for (const rule of table.rules) {
    for (const [index, cell] of rule.conditions.entries()) checkCell(cell, table.inputs[index]?.type ?? ANY, names);
  }
  const types = table.outputs.map((_, index) => outputType(table, index, names));
  checkPolicy(table, types, names);
  return resultType(table, types);
}

/** The declared type of an output, or what its cells have in common. */
function outputType(table: Table, index: number, names: Names): Type {
  const column = table.outputs[index];
  const declared = column?.type ?? ANY;
  const cells = table.rules.flatMap((rule) => rule.outputs[index] ?? []);
  const fallback = column?.fallback ?? null;
  const listed = column?.allowed ?? [];
  const found = [...cells, ...(fallback === null ? [] : [fallback]), ...listed].map((cell) => {
    const type = typeOf(cell, names);
    if (!mayFit(type, declared)) report(names, 'feel.wrong_type', cell.at, { type: writeType(type), wanted: writeType(declared) });
    return type;
  });
  return declared.kind === 'any' ? join(found) : declared;
}

function checkPolicy(table: Table, types: readonly Type[], names: Names): void {
  const place = { from: 0, to: 0, cell: table.cell };
  const ranked = table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT ORDER';
  if (ranked && table.outputs.every((column) => column.allowed === null))
    report(names, 'table.no_priorities', place, { policy: table.hitPolicy });
  if (table.aggregation === null) return;
  if (table.hitPolicy !== 'COLLECT') report(names, 'table.aggregation_without_collect', place, { policy: table.hitPolicy });
  const sums = table.aggregation === 'SUM' && types.some((type) => !['number', 'any', 'null'].includes(plainType(type).kind));
  if (sums) report(names, 'table.sum_of_no_numbers', place);
}

function resultType(table: Table, types: readonly Type[]): Type {
  const [only] = types;
  const fields = new Map(table.outputs.map((column, index): [string, Type] => [column.name ?? `output ${index + 1}`, types[index] ?? ANY]));
  const one: Type = types.length === 1 && only !== undefined ? only : { kind: 'context', fields };
  if (table.aggregation === 'COUNT') return NUMBER;
  const many = table.hitPolicy === 'RULE ORDER' || table.hitPolicy === 'OUTPUT ORDER' || table.hitPolicy === 'COLLECT';
  return many && table.aggregation === null ? { kind: 'list', of: one } : one;
}
