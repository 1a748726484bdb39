import type { Tests } from '../dmn/table.ts';
import type { Value } from '../values/value.ts';

/** Types of DMN 1.5, 10.3.2.2. `named` is an item definition: what it stands for, and what it allows. */
export type Type =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, Type> }
  | { readonly kind: 'function'; readonly params: readonly Type[] | null; readonly result: Type }
  | NamedType;

export type NamedType = {
  readonly kind: 'named';
  readonly name: string;
  readonly of: Type;
  /** The values that the definition enumerates, when it does; for pickers, gaps and the compiler. */
  readonly allowed: readonly Value[] | null;
  /** What the definition allows as tests, for the compiled back ends; null when it allows everything. */
  readonly tests: Tests | null;
  /** False when a value breaks what the definition allows. */
  readonly admits: (value: Value) => boolean;
};

export const simpleKinds = [
  'any',
  'null',
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;

export type SimpleKind = (typeof simpleKinds)[number];

export const ANY: Type = { kind: 'any' };
export const NUMBER: Type = { kind: 'number' };
export const STRING: Type = { kind: 'string' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const NULL: Type = { kind: 'null' };

/** Spellings of the standard and of its older versions. */
const spellings = new Map<string, Type>([
  ...simpleKinds.map((kind): [string, Type] => [kind, { kind }]),
  ['Any', ANY],
  ['Null', NULL],
  ['dateTime', { kind: 'date and time' }],
  ['dayTimeDuration', { kind: 'days and time duration' }],
  ['yearMonthDuration', { kind: 'years and months duration' }],
  ['context', { kind: 'context', fields: new Map() }],
  ['function', { kind: 'function', params: null, result: ANY }],
  ['list', { kind: 'list', of: ANY }],
  ['range', { kind: 'range', of: ANY }],
]);

/** The built-in type of that name; undefined for names of item definitions. */
export function builtInType(name: string): Type | undefined {
  return spellings.get(name) ?? spellings.get(name.replace(/^feel[.:]/, ''));
}

/** What a named type stands for in the end. */
export function plainType(type: Type): Exclude<Type, NamedType> {
  return type.kind === 'named' ? plainType(type.of) : type;
}

/** Names a type as the standard writes it. */
export function writeType(type: Type): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'list':
      return `list<${writeType(type.of)}>`;
    case 'range':
      return `range<${writeType(type.of)}>`;
    case 'context':
      return `context<${[...type.fields].map(([name, field]) => `${name}: ${writeType(field)}`).join(', ')}>`;
    case 'function':
      return `function<${(type.params ?? []).map(writeType).join(', ')}> -> ${writeType(type.result)}`;
    default:
      return type.kind;
  }
}
