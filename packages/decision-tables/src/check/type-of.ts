import { plainName } from '../feel/names.ts';
import type { Entry, Expr, ExprKind, Loop } from '../feel/tree.ts';
import { ANY, BOOLEAN, NUMBER, plainType, type SimpleKind, type Type, writeType } from '../feel/type.ts';
import { signatures } from '../functions/index.ts';
import { arithmetic } from '../values/arithmetic.ts';
import { componentNames } from '../values/components.ts';
import { kindOf, type Value } from '../values/value.ts';
import { typeOfCall } from './calls.ts';
import { comparable, isUnknown, itemOf, join } from './join.ts';
import { type Names, report, withNames } from './scope.ts';
import { specimen } from './specimens.ts';
import { checkTable } from './table.ts';
import { checkTest } from './tests.ts';

type Typers = { [K in ExprKind]: (node: Expr<K>, names: Names) => Type };

/** The type of a value that stands in the text. */
export function typeOfValue(value: Value): Type {
  const kind = kindOf(value);
  if (kind === 'list' || kind === 'range') return { kind, of: ANY };
  if (kind === 'context') return { kind, fields: new Map() };
  if (kind === 'function') return { kind, params: null, result: ANY };
  return { kind };
}

function nameType(node: Expr<'name'>, names: Names): Type {
  const known = names.types.get(node.name);
  if (known !== undefined) return known;
  if (signatures.has(node.name)) return { kind: 'function', params: null, result: ANY };
  if (!names.open) report(names, 'feel.unknown_name', node.at, { name: node.name, near: nearest(node.name, names) });
  return ANY;
}

/** A known name that the writer may have meant: the same signs but for one or two. */
function nearest(name: string, names: Names): string {
  const signs = new Set(name);
  const close = [...names.types.keys()].filter((known) => {
    const shared = [...new Set(known)].filter((sign) => signs.has(sign)).length;
    return Math.abs(known.length - name.length) <= 2 && shared >= Math.max(1, signs.size - 2);
  });
  return close[0] ?? '';
}

function pathType(node: Expr<'path'>, names: Names): Type {
  const of = typeOf(node.of, names);
  const plain = plainType(of);
  if (plain.kind === 'list') return { kind: 'list', of: fieldType(plain.of, node, names) };
  return fieldType(of, node, names);
}

function fieldType(of: Type, node: Expr<'path'>, names: Names): Type {
  const plain = plainType(of);
  if (isUnknown(plain)) return ANY;
  if (plain.kind === 'context') return contextField(plain.fields, node, names);
  if (plain.kind === 'range') return rangeField(plain.of, node, names);
  const part = componentNames.get(plain.kind)?.get(node.name);
  if (part === 'number') return NUMBER;
  if (part === 'string') return { kind: 'string' };
  return part === undefined ? missingField(of, node, names) : { kind: 'days and time duration' };
}

function contextField(fields: ReadonlyMap<string, Type>, node: Expr<'path'>, names: Names): Type {
  if (fields.size === 0) return ANY;
  for (const [name, type] of fields) if (plainName(name) === node.name) return type;
  return missingField({ kind: 'context', fields }, node, names);
}

function rangeField(of: Type, node: Expr<'path'>, names: Names): Type {
  if (node.name === 'start' || node.name === 'end') return of;
  if (node.name === 'start included' || node.name === 'end included') return BOOLEAN;
  return missingField({ kind: 'range', of }, node, names);
}

function missingField(of: Type, node: Expr<'path'>, names: Names): Type {
  report(names, 'feel.no_field', node.at, { name: node.name, type: writeType(of) });
  return ANY;
}

function filterType(node: Expr<'filter'>, names: Names): Type {
  const of = typeOf(node.of, names);
  const item = itemOf(of);
  const plain = plainType(item);
  const fields: Iterable<readonly [string, Type]> = plain.kind === 'context' ? plain.fields : [];
  const inside = { ...withNames(names, [['item', item], ...fields]), open: names.open || isUnknown(item) || isOpenContext(plain) };
  const test = plainType(typeOf(node.test, inside));
  if (test.kind === 'number') return item;
  if (test.kind !== 'boolean' && !isUnknown(test)) report(names, 'feel.no_filter', node.test.at, { type: writeType(test) });
  // Whether it is a place or a test is not known.
  return test.kind === 'boolean' ? { kind: 'list', of: item } : ANY;
}

function isOpenContext(type: Type): boolean {
  return type.kind === 'context' && type.fields.size === 0;
}

function arithmeticType(node: Expr<'arithmetic'>, names: Names): Type {
  const [left, right] = [typeOf(node.left, names), typeOf(node.right, names)];
  const [a, b] = [specimen(left), specimen(right)];
  if (a === null || b === null) return ANY;
  const value = arithmetic(node.operator, a, b);
  if (value !== null) return typeOfValue(value);
  report(names, 'feel.no_arithmetic', node.at, { operator: node.operator, left: writeType(left), right: writeType(right) });
  return ANY;
}

function compareType(node: Expr<'compare'>, names: Names): Type {
  const [left, right] = [typeOf(node.left, names), typeOf(node.right, names)];
  if (!comparable(left, right)) report(names, 'feel.not_comparable', node.at, { left: writeType(left), right: writeType(right) });
  return BOOLEAN;
}

function betweenType(node: Expr<'between'>, names: Names): Type {
  const of = typeOf(node.of, names);
  for (const end of [node.low, node.high]) {
    const type = typeOf(end, names);
    if (!comparable(of, type)) report(names, 'feel.not_comparable', end.at, { left: writeType(of), right: writeType(type) });
  }
  return BOOLEAN;
}

function inType(node: Expr<'in'>, names: Names): Type {
  const of = typeOf(node.of, names);
  for (const test of node.tests) checkTest(test, of, names);
  return BOOLEAN;
}

function expectBoolean(node: Expr, names: Names): void {
  const type = typeOf(node, names);
  if (plainType(type).kind !== 'boolean' && !isUnknown(type)) report(names, 'feel.not_boolean', node.at, { type: writeType(type) });
}

function ifType(node: Expr<'if'>, names: Names): Type {
  expectBoolean(node.test, names);
  return join([typeOf(node.yes, names), typeOf(node.no, names)]);
}

function loopNames(loops: readonly Loop[], names: Names): Names {
  return loops.reduce((inside, loop) => {
    const of = typeOf(loop.of, inside);
    if (loop.to !== null) typeOf(loop.to, inside);
    return withNames(inside, [[loop.name, loop.to === null ? itemOf(of) : of]]);
  }, names);
}

function contextType(node: Expr<'context'>, names: Names): Type {
  const fields = new Map<string, Type>();
  let inside = names;
  for (const entry of node.entries) {
    if (fields.has(entry.name)) report(names, 'feel.entry_twice', entry.value.at, { name: entry.name });
    const type = typeOf(entry.value, node.row ? names : entryNames(entry, inside));
    fields.set(entry.name, type);
    inside = withNames(inside, [[entry.name, type]]);
  }
  return node.result === null ? { kind: 'context', fields } : typeOf(node.result, inside);
}

/** A function may call itself by the name of its entry. */
function entryNames(entry: Entry, names: Names): Names {
  const callable = entry.value.kind === 'function' || (entry.value.kind === 'typed' && entry.value.of.kind === 'function');
  return callable ? withNames(names, [[entry.name, { kind: 'function', params: null, result: ANY }]]) : names;
}

function functionType(node: Expr<'function'>, names: Names): Type {
  const params = node.params.map((param) => param.type ?? ANY);
  const inside = withNames(
    names,
    node.params.map((param, index): [string, Type] => [param.name, params[index] ?? ANY]),
  );
  const body = typeOf(node.body, inside);
  return { kind: 'function', params, result: node.result ?? body };
}

function rangeType(node: Expr<'range'>, names: Names): Type {
  const ends = [node.low, node.high].flatMap((end) => (end === null ? [] : [typeOf(end, names)]));
  const [low, high] = ends;
  if (low !== undefined && high !== undefined && !comparable(low, high))
    report(names, 'feel.not_comparable', node.at, { left: writeType(low), right: writeType(high) });
  return { kind: 'range', of: join(ends) };
}

function typedType(node: Expr<'typed'>, names: Names): Type {
  const of = typeOf(node.of, names);
  if (!mayFit(of, node.type)) report(names, 'feel.wrong_type', node.at, { type: writeType(of), wanted: writeType(node.type) });
  return node.type;
}

/** Whether a value of the one type may become one of the other, implicit conversions counted (DMN 1.5, 10.3.2.9.4). */
export function mayFit(from: Type, to: Type): boolean {
  const [a, b] = [plainType(from), plainType(to)];
  if (isUnknown(a) || isUnknown(b) || a.kind === b.kind) return true;
  if (a.kind === 'list') return mayFit(a.of, b);
  if (b.kind === 'list') return mayFit(a, b.of);
  return a.kind === 'date' && b.kind === 'date and time';
}

const simple = (kind: SimpleKind) => (): Type => ({ kind });

const typers: Typers = {
  literal: (node) => typeOfValue(node.value),
  name: nameType,
  tested: (node, names) => {
    if (names.tested === null) report(names, 'feel.nothing_tested', node.at);
    return names.tested ?? ANY;
  },
  path: pathType,
  filter: filterType,
  call: typeOfCall,
  negate: (node, names) => {
    const of = typeOf(node.of, names);
    const fine = isUnknown(of) || ['number', 'days and time duration', 'years and months duration'].includes(plainType(of).kind);
    if (!fine) report(names, 'feel.no_arithmetic', node.at, { operator: '-', left: '', right: writeType(of) });
    return of;
  },
  arithmetic: arithmeticType,
  compare: compareType,
  between: betweenType,
  in: inType,
  logic: (node, names) => {
    expectBoolean(node.left, names);
    expectBoolean(node.right, names);
    return BOOLEAN;
  },
  if: ifType,
  for: (node, names) => {
    const inside = withNames(loopNames(node.loops, names), [['partial', { kind: 'list', of: ANY }]]);
    return { kind: 'list', of: typeOf(node.body, inside) };
  },
  quantified: (node, names) => {
    expectBoolean(node.test, loopNames(node.loops, names));
    return BOOLEAN;
  },
  instanceOf: (node, names) => {
    typeOf(node.of, names);
    return BOOLEAN;
  },
  list: (node, names) => ({ kind: 'list', of: join(node.items.map((item) => typeOf(item, names))) }),
  context: contextType,
  function: functionType,
  external: (node) => ({ kind: 'function', params: node.params.map((param) => param.type ?? ANY), result: ANY }),
  range: rangeType,
  equals: (node, names) => ({ kind: 'range', of: typeOf(node.to, names) }),
  typed: typedType,
  table: (node, names) => checkTable(node.table, names),
  broken: (node, names) => {
    report(names, `feel.${node.reason}`, node.at);
    return simple('any')();
  },
};

/** The type that a tree gives; what cannot be right is reported on the way, with its place. */
export function typeOf<K extends ExprKind>(node: Expr<K>, names: Names): Type {
  const typer: (node: Expr<K>, names: Names) => Type = typers[node.kind];
  return typer(node, names);
}
