import { MIDNIGHT_UTC, makeDateTime } from '../values/instant.ts';
import { asKind, type FeelContext, type FeelFunction, type FeelList, isContext, isList, kindOf, type Value } from '../values/value.ts';
import { lookUp, plainName } from './names.ts';
import { ANY, plainType, type Type } from './type.ts';

type Checks = { [K in Type['kind']]: (value: Value, type: Extract<Type, { kind: K }>) => boolean };

const simple = (value: Value, type: Type) => kindOf(value) === type.kind;

const checks: Checks = {
  any: (value) => value !== null,
  null: (value) => value === null,
  number: simple,
  string: simple,
  boolean: simple,
  date: simple,
  time: simple,
  'date and time': simple,
  'days and time duration': simple,
  'years and months duration': simple,
  named: (value, type) => isInstance(value, type.of) && type.admits(value),
  list: (value, type) => isList(value) && value.every((item) => fits(item, type.of)),
  range: (value, type) => isRangeOf(value, type.of),
  context: (value, type) => isContext(value) && hasFields(value, type.fields),
  function: (value, type) => isFunctionOf(asKind(value, 'function'), type),
};

function check<K extends Type['kind']>(kind: K, value: Value, type: Type): boolean {
  return isOf(type, kind) && checks[kind](value, type);
}

function isOf<K extends Type['kind']>(type: Type, kind: K): type is Extract<Type, { kind: K }> {
  return type.kind === kind;
}

/** `instance of` (DMN 1.5, 10.3.2.9.2 and table 63): null is an instance of Null alone. */
export function isInstance(value: Value, type: Type): boolean {
  return check(type.kind, value, type);
}

/** Null stands for a missing value of any type. */
function fits(value: Value, type: Type): boolean {
  return value === null || isInstance(value, type);
}

function hasFields(value: FeelContext, fields: ReadonlyMap<string, Type>): boolean {
  return [...fields].every(([name, type]) => {
    const field = lookUp(value, plainName(name));
    return field !== undefined && fits(field, type);
  });
}

function isRangeOf(value: Value, of: Type): boolean {
  const range = asKind(value, 'range');
  return (
    range !== null && fits(range.start, of) && fits(range.end, of) && (range.start !== null || range.end !== null || of.kind === 'any')
  );
}

function isFunctionOf(value: FeelFunction | null, type: Extract<Type, { kind: 'function' }>): boolean {
  if (value === null) return false;
  const wanted = type.params;
  if (wanted === null) return true;
  if (wanted.length !== value.params.length) return false;
  const params = wanted.every((param, index) => conformsTo(param, value.types?.params[index] ?? ANY));
  // A function that declares no result may give anything.
  const result = value.types?.result ?? null;
  return params && (result === null || conformsTo(result, type.result));
}

/** Whether every value of one type is a value of the other (DMN 1.5, 10.3.2.9.2). */
export function conformsTo(from: Type, to: Type): boolean {
  const [a, b] = [plainType(from), plainType(to)];
  if (b.kind === 'any' || a.kind === 'null') return true;
  return a.kind === b.kind && partsConform(a, b);
}

function partsConform(from: Type, to: Type): boolean {
  if (isOf(from, 'context') && isOf(to, 'context')) return contextConforms(from.fields, to.fields);
  if (isOf(from, 'function') && isOf(to, 'function')) return functionConforms(from, to);
  const [a, b] = [itemOf(from), itemOf(to)];
  return a === null || b === null || conformsTo(a, b);
}

function itemOf(type: Type): Type | null {
  return type.kind === 'list' || type.kind === 'range' ? type.of : null;
}

function contextConforms(from: ReadonlyMap<string, Type>, to: ReadonlyMap<string, Type>): boolean {
  return [...to].every(([name, type]) => {
    const field = lookUp(from, plainName(name));
    return field !== undefined && conformsTo(field, type);
  });
}

function functionConforms(from: Extract<Type, { kind: 'function' }>, to: Extract<Type, { kind: 'function' }>): boolean {
  if (from.params === null || to.params === null) return true;
  const params = to.params;
  if (from.params.length !== params.length) return false;
  return from.params.every((param, index) => conformsTo(params[index] ?? ANY, param)) && conformsTo(from.result, to.result);
}

/** Fits a value to a declared type by the implicit conversions of DMN 1.5, 10.3.2.9.4; undefined when it does not conform. */
export function convert(value: Value, type: Type): Value | undefined {
  if (value === null || type.kind === 'any') return value;
  if (type.kind === 'named') return convertNamed(value, type);
  if (isInstance(value, type)) return value;
  if (type.kind === 'list') return convertToList(value, type.of);
  if (isList(value)) return fromSingle(value, type);
  if (type.kind === 'context') return convertFields(value, type.fields);
  const date = type.kind === 'date and time' ? asKind(value, 'date') : null;
  return date === null ? undefined : makeDateTime(date, MIDNIGHT_UTC);
}

/** A list of one stands for its item; a list of a list of one does not. */
function fromSingle(value: FeelList, type: Type): Value | undefined {
  const [item = null] = value;
  return value.length === 1 && (item === null || isInstance(item, type)) ? item : undefined;
}

function convertNamed(value: Value, type: Extract<Type, { kind: 'named' }>): Value | undefined {
  const converted = convert(value, type.of);
  return converted === undefined || !type.admits(converted) ? undefined : converted;
}

function convertToList(value: Value, of: Type): Value | undefined {
  const items: Value[] = [];
  for (const item of isList(value) ? value : [value]) {
    const converted = isList(value) && isList(item) && plainType(of).kind !== 'list' ? undefined : convert(item, of);
    if (converted === undefined) return undefined;
    items.push(converted);
  }
  return items;
}

function convertFields(value: Value, fields: ReadonlyMap<string, Type>): Value | undefined {
  if (!isContext(value)) return undefined;
  const converted = new Map(value);
  for (const [name, type] of fields) {
    const field = lookUp(value, plainName(name));
    const fitted = field === undefined ? undefined : convert(field, type);
    if (fitted === undefined) return undefined;
    converted.set(name, fitted);
  }
  return converted;
}
