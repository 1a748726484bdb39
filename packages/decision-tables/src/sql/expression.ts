import { notCompiled, type ScalarKind } from '../compiled/emitted.ts';
import type { Tests } from '../dmn/table.ts';
import { type Expr, type ExprKind, usesTested } from '../feel/tree.ts';
import { plainType, type Type } from '../feel/type.ts';
import type { Comparator } from '../values/compare.ts';
import { plainNumber } from '../values/number.ts';
import { asKind, type Value } from '../values/value.ts';
import { writeDate } from '../values/write.ts';
import { sqlCall } from './calls.ts';

/** A piece of SQL and its kind; `null` is the literal. A truth is SQL's own, which knows three values as FEEL does. */
export type Sql = { readonly kind: ScalarKind | 'null'; readonly sql: string; readonly whole: boolean };

export type SqlNames = { readonly names: ReadonlyMap<string, Sql>; readonly types: ReadonlyMap<string, Type>; readonly tested: Sql | null };

export const SQL_NULL: Sql = { kind: 'null', sql: 'NULL', whole: true };

/** A text as a literal of standard SQL. */
export function quoteText(text: string): string {
  return text.includes('\0') ? notCompiled('a text holds NUL') : `'${text.replaceAll("'", "''")}'`;
}

/** A name as an identifier. */
export function quoteName(name: string): string {
  return name.includes('\0') ? notCompiled('a name holds NUL') : `"${name.replaceAll('"', '""')}"`;
}

export function truthSql(sql: string): Sql {
  return { kind: 'boolean', sql, whole: false };
}

export function numberSql(sql: string, whole: boolean): Sql {
  return { kind: 'number', sql, whole };
}

export function valueSql(value: Value): Sql {
  if (value === null) return SQL_NULL;
  if (typeof value === 'number') return numberSql(value < 0 ? `(${plainNumber(value)})` : plainNumber(value), Number.isSafeInteger(value));
  if (typeof value === 'string') return { kind: 'string', sql: quoteText(value), whole: false };
  if (typeof value === 'boolean') return truthSql(value ? 'TRUE' : 'FALSE');
  const date = asKind(value, 'date');
  if (date === null || date.year < 1 || date.year > 9999) return notCompiled('no column holds such a value');
  return { kind: 'date', sql: `DATE '${writeDate(date)}'`, whole: true };
}

/** To 15 significant digits, as every calculation is rounded. */
export function tidySql(sql: string): string {
  return `(SELECT CASE WHEN q.x = 0 THEN 0 ELSE round(q.x, 14 - floor(log(abs(q.x)))::int) END FROM (SELECT (${sql})::numeric AS x) q)`;
}

export function numericSql(value: Sql): Sql {
  if (value.kind === 'null') return numberSql('NULL::numeric', true);
  return value.kind === 'number' ? value : notCompiled('a number is wanted');
}

export function truthOf(value: Sql): Sql {
  if (value.kind === 'null') return truthSql('NULL::boolean');
  return value.kind === 'boolean' ? value : notCompiled('a truth is wanted');
}

function arithmetic(node: Expr<'arithmetic'>, names: SqlNames): Sql {
  const [left, right] = [numericSql(toSql(node.left, names)), numericSql(toSql(node.right, names))];
  if (node.operator === '**') return notCompiled('powers are not compiled to SQL');
  if (node.operator === '/')
    return numberSql(`CASE WHEN ${right.sql} = 0 THEN NULL ELSE ${tidySql(`${left.sql}::numeric / ${right.sql}`)} END`, false);
  const sql = `(${left.sql} ${node.operator} ${right.sql})`;
  if (node.operator === '*') return numberSql(tidySql(`${left.sql}::numeric * ${right.sql}`), false);
  return left.whole && right.whole ? numberSql(sql, true) : numberSql(tidySql(sql), false);
}

/** FEEL's equality is a plain yes or no, also with null. */
export function equalSql(left: Sql, right: Sql): Sql {
  if (left.kind === 'null' || right.kind === 'null') return truthSql(`(${left.kind === 'null' ? right.sql : left.sql} IS NULL)`);
  return left.kind === right.kind
    ? truthSql(`(${left.sql} IS NOT DISTINCT FROM ${right.sql})`)
    : notCompiled('values of two kinds are compared');
}

export function comparedSql(operator: Comparator, left: Sql, right: Sql): Sql {
  if (operator === '=') return equalSql(left, right);
  if (operator === '!=') return truthSql(`(NOT ${equalSql(left, right).sql})`);
  if (left.kind === 'null' || right.kind === 'null') return truthSql('NULL::boolean');
  const ordered = left.kind === right.kind && (left.kind === 'number' || left.kind === 'date');
  return ordered ? truthSql(`(${left.sql} ${operator} ${right.sql})`) : notCompiled('only numbers and dates are ordered');
}

export function joinSql(parts: readonly Sql[], operator: 'AND' | 'OR'): Sql {
  if (parts.length === 0) return truthSql(operator === 'AND' ? 'TRUE' : 'FALSE');
  return truthSql(`(${parts.map((part) => part.sql).join(` ${operator} `)})`);
}

function rangeSql(node: Expr<'range'>, value: Sql, names: SqlNames): Sql {
  const parts: Sql[] = [];
  for (const [end, operator] of [
    [node.low, node.lowIncluded ? '>=' : '>'],
    [node.high, node.highIncluded ? '<=' : '<'],
  ] as const) {
    const bound = end === null ? null : toSql(end, names);
    if (bound?.kind === 'null') return notCompiled('an end of a range is null');
    if (bound !== null) parts.push(comparedSql(operator, value, bound));
  }
  return joinSql(parts, 'AND');
}

function testSql(node: Expr, value: Sql, names: SqlNames): Sql {
  if (node.kind === 'range') return rangeSql(node, value, names);
  if (node.kind === 'equals') return comparedSql(node.negated ? '!=' : '=', value, toSql(node.to, names));
  if (node.kind === 'list') {
    if (node.items.some(usesTested)) return notCompiled('a list of tests with "?"');
    const parts = node.items.map((item) => testSql(item, value, names));
    return truthSql(`COALESCE(${joinSql(parts, 'OR').sql}, FALSE)`);
  }
  if (usesTested(node)) return truthOf(toSql(node, { ...names, tested: value }));
  const named = toSql(node, names);
  return named.kind === 'boolean' && node.kind !== 'literal' ? notCompiled('a truth as a test') : equalSql(value, named);
}

/** What a cell demands of its column's value; null for the dash. */
export function cellSql(cell: Tests, value: Sql, names: SqlNames): Sql | null {
  if (cell.tests.length === 0) return null;
  const any = joinSql(
    cell.tests.map((test) => testSql(test, value, names)),
    'OR',
  );
  return cell.negated ? truthSql(`(NOT ${any.sql})`) : any;
}

/** What a named type does not allow counts as null. */
export function restrictSql(value: Sql, type: Type, names: SqlNames): Sql {
  if (type.kind !== 'named') return value;
  const inner = restrictSql(value, type.of, names);
  const allowed = type.tests === null ? null : cellSql(type.tests, inner, names);
  return allowed === null ? inner : { ...inner, sql: `CASE WHEN ${allowed.sql} THEN ${inner.sql} END` };
}

/** Both of a kind, with a literal null taking the other's. */
export function sameKind(values: readonly Sql[]): Sql['kind'] {
  const kinds = new Set(values.map((value) => value.kind).filter((kind) => kind !== 'null'));
  const [only = 'null'] = kinds;
  return kinds.size > 1 ? notCompiled('results of several kinds') : only;
}

function conditional(node: Expr<'if'>, names: SqlNames): Sql {
  const test = truthOf(toSql(node.test, names));
  const [yes, no] = [toSql(node.yes, names), toSql(node.no, names)];
  return { kind: sameKind([yes, no]), sql: `CASE WHEN ${test.sql} THEN ${yes.sql} ELSE ${no.sql} END`, whole: yes.whole && no.whole };
}

function typed(node: Expr<'typed'>, names: SqlNames): Sql {
  const value = toSql(node.of, names);
  const wanted = plainType(node.type).kind;
  if (value.kind !== 'null' && wanted !== 'any' && wanted !== value.kind) return notCompiled(`${value.kind} is declared as ${wanted}`);
  return restrictSql(value, node.type, names);
}

const unfit = (node: Expr): never => notCompiled(`${node.kind} is not compiled to SQL`);

type Writers = { [K in ExprKind]: (node: Expr<K>, names: SqlNames) => Sql };

const writers: Writers = {
  literal: (node) => valueSql(node.value),
  name: (node, names) => names.names.get(node.name) ?? notCompiled(`"${node.name}" has no column`),
  tested: (_, names) => names.tested ?? notCompiled('nothing is tested'),
  negate: (node, names) => {
    const of = numericSql(toSql(node.of, names));
    return numberSql(`(- ${of.sql})`, of.whole);
  },
  arithmetic,
  compare: (node, names) => comparedSql(node.operator, toSql(node.left, names), toSql(node.right, names)),
  between: (node, names) => {
    const of = toSql(node.of, names);
    return joinSql([comparedSql('>=', of, toSql(node.low, names)), comparedSql('<=', of, toSql(node.high, names))], 'AND');
  },
  in: (node, names) => {
    const of = toSql(node.of, names);
    return joinSql(
      node.tests.map((test) => testSql(test, of, names)),
      'OR',
    );
  },
  logic: (node, names) =>
    joinSql([truthOf(toSql(node.left, names)), truthOf(toSql(node.right, names))], node.operator === 'and' ? 'AND' : 'OR'),
  if: conditional,
  call: sqlCall,
  typed,
  path: unfit,
  filter: unfit,
  for: unfit,
  quantified: unfit,
  instanceOf: unfit,
  list: unfit,
  context: unfit,
  function: unfit,
  external: unfit,
  range: unfit,
  equals: unfit,
  table: unfit,
  broken: unfit,
};

/** Writes a tree of numbers, texts, truths and dates as SQL of PostgreSQL; throws `NotCompiled` for any other. */
export function toSql<K extends ExprKind>(node: Expr<K>, names: SqlNames): Sql {
  const writer: (node: Expr<K>, names: SqlNames) => Sql = writers[node.kind];
  return writer(node, names);
}
