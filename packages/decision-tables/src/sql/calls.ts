import { notCompiled } from '../compiled/emitted.ts';
import type { Expr } from '../feel/tree.ts';
import { constantValue } from '../run/constant.ts';
import { numberSql, numericSql, type Sql, type SqlNames, tidySql, toSql, truthOf, truthSql, valueSql } from './expression.ts';

type Call = (args: readonly Sql[]) => Sql;

const NOTHING = (): never => notCompiled('a function without arguments');

/** LEAST and GREATEST pass over nulls; here one null makes the whole null. */
function extreme(name: 'LEAST' | 'GREATEST'): Call {
  return (args) => {
    if (args.length === 0) return NOTHING();
    const anyNull = args.map((arg) => `${arg.sql} IS NULL`).join(' OR ');
    const list = args.map((arg) => arg.sql).join(', ');
    return numberSql(
      `CASE WHEN ${anyNull} THEN NULL ELSE ${name}(${list}) END`,
      args.every((arg) => arg.whole),
    );
  };
}

function sum(args: readonly Sql[]): Sql {
  const whole = args.every((arg) => arg.whole);
  const sql = `(${args.map((arg) => arg.sql).join(' + ')})`;
  return args.length === 0 ? NOTHING() : numberSql(whole ? sql : tidySql(sql), whole);
}

function one(name: string): Call {
  return ([only, ...rest]) =>
    only === undefined || rest.length > 0 ? notCompiled(`${name} takes one number`) : numberSql(`${name}(${only.sql})`, only.whole);
}

function modulo([dividend, divisor]: readonly Sql[]): Sql {
  if (dividend === undefined || divisor === undefined) return notCompiled('modulo takes two numbers');
  const [a, b] = [`${dividend.sql}::numeric`, divisor.sql];
  return numberSql(`CASE WHEN ${b} = 0 THEN NULL ELSE ${tidySql(`${a} - ${b} * floor(${a} / ${b})`)} END`, false);
}

const calls: Record<string, Call> = {
  abs: one('abs'),
  floor: one('floor'),
  ceiling: one('ceil'),
  min: extreme('LEAST'),
  max: extreme('GREATEST'),
  sum,
  modulo,
};

function argumentsOf(node: Expr<'call'>): readonly Expr[] {
  const [only] = node.args;
  return node.args.length === 1 && only?.kind === 'list' ? only.items : node.args;
}

/** Calls of a few functions over numbers, `not`, and whatever has the same value always. */
export function sqlCall(node: Expr<'call'>, names: SqlNames): Sql {
  const fixed = constantValue(node);
  if (fixed !== undefined) return valueSql(fixed);
  if (node.callee.kind !== 'name' || node.names !== null || names.names.has(node.callee.name))
    return notCompiled('a call of a function of the model');
  const name = node.callee.name;
  const args = argumentsOf(node);
  if (name === 'not' && args[0] !== undefined) return truthSql(`(NOT ${truthOf(toSql(args[0], names)).sql})`);
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  return call === undefined ? notCompiled(`${name}() is not compiled to SQL`) : call(args.map((arg) => numericSql(toSql(arg, names))));
}
