import { plainName } from '../feel/names.ts';
import type { Expr } from '../feel/tree.ts';
import { ANY, plainType, type Type, writeType } from '../feel/type.ts';
import { signatures } from '../functions/index.ts';
import { isPattern } from '../functions/patterns.ts';
import { resultTypes } from '../functions/results.ts';
import type { ParamKind, Signature } from '../functions/signature.ts';
import { isUnknown, itemOf, join } from './join.ts';
import { warning } from './problem.ts';
import { type Names, report, withNames } from './scope.ts';
import { mayFit, typeOf } from './type-of.ts';

/** The type of a call; that the arguments suit the function is checked on the way. */
export function typeOfCall(node: Expr<'call'>, names: Names): Type {
  const callee = node.callee;
  if (callee.kind === 'name' && !names.types.has(callee.name)) {
    const ways = signatures.get(callee.name);
    if (ways !== undefined) return builtInCall(node, callee.name, ways, names);
  }
  const type = plainType(typeOf(callee, names));
  const args = node.args.map((arg) => typeOf(arg, names));
  if (type.kind === 'function') return userCall(node, type, args, names);
  if (!isUnknown(type)) report(names, 'feel.not_a_function', callee.at, { type: writeType(type) });
  return ANY;
}

function userCall(node: Expr<'call'>, type: Extract<Type, { kind: 'function' }>, args: readonly Type[], names: Names): Type {
  if (type.params === null) return type.result;
  if (type.params.length !== args.length) {
    report(names, 'feel.argument_count', node.at, { wanted: String(type.params.length), given: String(args.length) });
    return type.result;
  }
  // By name the order is the caller's, so that only the number is known here.
  if (node.names !== null) return type.result;
  for (const [index, param] of type.params.entries()) {
    const arg = args[index] ?? ANY;
    const at = node.args[index]?.at ?? node.at;
    if (!mayFit(arg, param)) report(names, 'feel.wrong_type', at, { type: writeType(arg), wanted: writeType(param) });
  }
  return type.result;
}

const CLOCKS = new Set(['now', 'today']);
const PATTERNS = new Set(['matches', 'replace', 'split']);

function builtInCall(node: Expr<'call'>, name: string, ways: readonly Signature[], names: Names): Type {
  const args = argumentTypes(node, names);
  if (!ways.some((way) => takes(way, node.names, args)))
    report(names, 'feel.wrong_arguments', node.at, { function: name, given: args.map(writeType).join(', ') });
  if (CLOCKS.has(name)) names.report(warning('feel.clock', node.at.cell, { function: name }));
  checkPattern(node, name, names);
  return resultOf(name, args, node, names);
}

/** A pattern that is written out and has no flags can be read now. */
function checkPattern(node: Expr<'call'>, name: string, names: Names): void {
  const pattern = node.args[1];
  if (!PATTERNS.has(name) || pattern?.kind !== 'literal' || node.args.length > (name === 'replace' ? 3 : 2)) return;
  if (typeof pattern.value === 'string' && !isPattern(pattern.value))
    report(names, 'feel.bad_pattern', pattern.at, { pattern: pattern.value });
}

/** A function that orders or judges items sees items of the list before it. */
function argumentTypes(node: Expr<'call'>, names: Names): Type[] {
  const types: Type[] = [];
  for (const arg of node.args) {
    const [first] = types;
    const item = first === undefined ? ANY : itemOf(first);
    if (arg.kind !== 'function' || first === undefined) types.push(typeOf(arg, names));
    else {
      const inside = withNames(
        names,
        arg.params.map((param): [string, Type] => [param.name, param.type ?? item]),
      );
      const result = typeOf(arg.body, inside);
      types.push({ kind: 'function', params: arg.params.map((param) => param.type ?? item), result });
    }
  }
  return types;
}

function takes(way: Signature, given: readonly string[] | null, args: readonly Type[]): boolean {
  if (given === null) return takesPositional(way, args);
  const known = given.every((name) => way.params.map(plainName).includes(name));
  return known && way.params.every((param, index) => takesParam(way.kinds[index], args[given.indexOf(plainName(param))]));
}

function takesPositional(way: Signature, args: readonly Type[]): boolean {
  if (args.length > way.params.length && !way.rest) return false;
  return way.params.every((_, index) => {
    const last = way.rest && index === way.params.length - 1;
    return last ? args.length > index : takesParam(way.kinds[index], args[index]);
  });
}

const kindsTaken: Partial<Record<string, readonly string[]>> = {
  'date or time': ['date', 'time', 'date and time'],
  'a date': ['date', 'date and time'],
  'date and time': ['date', 'date and time'],
  duration: ['days and time duration', 'years and months duration'],
};

function takesParam(kind: ParamKind | undefined, arg: Type | undefined): boolean {
  if (kind === undefined) return false;
  const optional = kind.endsWith('?');
  return arg === undefined ? optional : takesType(optional ? kind.slice(0, -1) : kind, arg);
}

function takesType(base: string, arg: Type): boolean {
  if (base === 'any' || base === 'list' || isUnknown(arg)) return true;
  const plain = plainType(arg);
  const taken = kindsTaken[base] ?? [base];
  return taken.includes(plain.kind) || (plain.kind === 'list' && (isUnknown(plain.of) || taken.includes(plainType(plain.of).kind)));
}

function resultOf(name: string, args: readonly Type[], node: Expr<'call'>, names: Names): Type {
  const result = resultTypes.get(name);
  if (result === undefined) return ANY;
  if (result === 'first') return listOf(args[0]);
  if (result === 'item') return args.length === 1 ? itemOf(args[0] ?? ANY) : join(args);
  if (result === 'lists') return { kind: 'list', of: join(args.map(itemOf)) };
  if (result !== 'value') return result;
  return valueAt(args[0] ?? ANY, node, names);
}

function listOf(type: Type | undefined): Type {
  return { kind: 'list', of: type === undefined ? ANY : itemOf(type) };
}

/** `get value(context, "key")` with the key written out has the type of that entry. */
function valueAt(context: Type, node: Expr<'call'>, names: Names): Type {
  const plain = plainType(context);
  const key = node.args[1];
  if (plain.kind !== 'context' || plain.fields.size === 0 || key?.kind !== 'literal' || typeof key.value !== 'string') return ANY;
  const field = plain.fields.get(key.value);
  if (field === undefined) report(names, 'feel.no_field', key.at, { name: key.value, type: writeType(context) });
  return field ?? ANY;
}
