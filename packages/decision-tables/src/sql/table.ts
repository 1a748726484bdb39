import { decisiveOrder, refuseColumn, refuseOutputs } from '../compiled/emit-table.ts';
import { notCompiled } from '../compiled/emitted.ts';
import type { Rule, Table } from '../dmn/table.ts';
import { cellSql, joinSql, numberSql, SQL_NULL, type Sql, type SqlNames, sameKind, toSql } from './expression.ts';

type Line = { readonly test: string; readonly output: Sql };

function testOf(rule: Rule, inputs: readonly Sql[], names: SqlNames): string {
  const cells = rule.conditions.flatMap((cell, index) => {
    const value = inputs[index];
    const sql = value === undefined ? null : cellSql(cell, value, names);
    return sql === null ? [] : [sql];
  });
  return joinSql(cells, 'AND').sql;
}

function outputOf(rule: Rule, names: SqlNames): Sql {
  return toSql(rule.outputs[0] ?? notCompiled('a rule has no output'), names);
}

function firstOf(lines: readonly Line[], otherwise: Sql): string {
  if (lines.length === 0) return otherwise.sql;
  return `CASE ${lines.map(({ test, output }) => `WHEN ${test} THEN ${output.sql}`).join(' ')} ELSE ${otherwise.sql} END`;
}

const heldCount = (lines: readonly Line[]) => lines.map(({ test }) => `COALESCE(${test}, FALSE)::int`).join(' + ');

function onlyOf(lines: readonly Line[], otherwise: Sql): string {
  return `CASE ${heldCount(lines)} WHEN 0 THEN ${otherwise.sql} WHEN 1 THEN ${firstOf(lines, SQL_NULL)} ELSE NULL END`;
}

const AGGREGATES: Record<string, (lines: readonly Line[]) => string> = {
  COUNT: heldCount,
  SUM: (lines) => lines.map(({ test, output }) => `CASE WHEN ${test} THEN ${output.sql} ELSE 0 END`).join(' + '),
  MIN: (lines) => `LEAST(${lines.map(({ test, output }) => `CASE WHEN ${test} THEN ${output.sql} END`).join(', ')})`,
  MAX: (lines) => `GREATEST(${lines.map(({ test, output }) => `CASE WHEN ${test} THEN ${output.sql} END`).join(', ')})`,
};

function aggregateOf(table: Table, lines: readonly Line[], otherwise: Sql): Sql {
  const aggregation = table.aggregation ?? 'COUNT';
  const fixed = table.rules.every((rule) => rule.outputs[0]?.kind === 'literal' && typeof rule.outputs[0].value === 'number');
  if (table.hitPolicy !== 'COLLECT' || lines.length === 0 || (!fixed && aggregation !== 'COUNT'))
    return notCompiled('an aggregation of what is not fixed');
  const total = AGGREGATES[aggregation]?.(lines) ?? notCompiled('no such aggregation');
  if (aggregation === 'COUNT') return numberSql(`(${total})`, true);
  return numberSql(
    `CASE WHEN ${heldCount(lines)} = 0 THEN ${otherwise.sql} ELSE ${total} END`,
    lines.every((line) => line.output.whole),
  );
}

/** A decision table as one CASE. */
export function tableSql(table: Table, names: SqlNames): Sql {
  refuseOutputs(table);
  const inputs = table.inputs.map((column) => {
    refuseColumn(column, names.types);
    return toSql(column.expression, names);
  });
  const order = decisiveOrder(table);
  const rules = order?.map((one) => one.rule) ?? table.rules;
  const lines = rules.map((rule) => ({ test: testOf(rule, inputs, names), output: outputOf(rule, names) }));
  const fallback = table.outputs[0]?.fallback ?? null;
  const otherwise = fallback === null ? SQL_NULL : toSql(fallback, names);
  const decided = settled(table, order !== null, lines, otherwise);
  const allowed = table.inputs.flatMap((column, index) => {
    const value = inputs[index];
    const sql = column.allowed === null || value === undefined ? null : cellSql(column.allowed, value, names);
    return sql === null ? [] : [sql];
  });
  return allowed.length === 0 ? decided : { ...decided, sql: `CASE WHEN ${joinSql(allowed, 'AND').sql} THEN ${decided.sql} END` };
}

function settled(table: Table, ordered: boolean, lines: readonly Line[], otherwise: Sql): Sql {
  if (!ordered && table.aggregation !== null) return aggregateOf(table, lines, otherwise);
  if (!ordered && table.hitPolicy !== 'UNIQUE') return notCompiled(`hit policy ${table.hitPolicy} without proof`);
  const outputs = [...lines.map((line) => line.output), otherwise];
  const sql = ordered ? firstOf(lines, otherwise) : onlyOf(lines, otherwise);
  return { kind: sameKind(outputs), sql, whole: outputs.every((output) => output.whole) };
}
