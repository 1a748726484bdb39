import { plainType, type Type } from '../feel/type.ts';

/** A tree outside of what the typed back ends compile; the generic back end decides it then. */
export class NotCompiled extends Error {
  override name = 'NotCompiled';
}

export function notCompiled(reason: string): never {
  throw new NotCompiled(reason);
}

/** Texts by small numbers, as a column stores them; grows while code is generated. */
export type Dictionary = { readonly values: (string | null)[] };

export function codeOf(dictionary: Dictionary, text: string | null): number {
  const at = dictionary.values.indexOf(text);
  if (at >= 0) return at;
  dictionary.values.push(text);
  return dictionary.values.length - 1;
}

/** A number or, as days since 1970, a date; NaN stands for null, so that every comparison with it fails. */
export type EmittedNumber = { readonly kind: 'number' | 'date'; readonly js: string; readonly whole: boolean };
/** A text, or its number in the dictionary. */
export type EmittedText = { readonly kind: 'string'; readonly js: string; readonly dictionary: Dictionary | null };
export type EmittedLiteral = { readonly kind: 'literal'; readonly text: string | null };
/** A truth by two conditions: surely true, surely false. Neither holds for null. */
export type EmittedTruth = { readonly kind: 'boolean'; readonly yes: string; readonly no: string };

export type Emitted = EmittedNumber | EmittedText | EmittedLiteral | EmittedTruth;

export const NULL: EmittedLiteral = { kind: 'literal', text: null };
export const ALWAYS: EmittedTruth = { kind: 'boolean', yes: 'true', no: 'false' };

export function truth(yes: string, no: string): EmittedTruth {
  return { kind: 'boolean', yes, no };
}

export function negated({ yes, no }: EmittedTruth): EmittedTruth {
  return truth(no, yes);
}

/** Joins conditions by && or || and leaves out what decides nothing. */
export function joined(parts: readonly string[], sign: '&&' | '||'): string {
  const neutral = sign === '&&' ? 'true' : 'false';
  const kept = parts.filter((part) => part !== neutral);
  if (kept.length === 0) return neutral;
  if (kept.includes(sign === '&&' ? 'false' : 'true')) return sign === '&&' ? 'false' : 'true';
  return kept.length === 1 ? (kept[0] ?? neutral) : `(${kept.join(` ${sign} `)})`;
}

export function both(truths: readonly EmittedTruth[]): EmittedTruth {
  return truth(
    joined(
      truths.map((one) => one.yes),
      '&&',
    ),
    joined(
      truths.map((one) => one.no),
      '||',
    ),
  );
}

export function either(truths: readonly EmittedTruth[]): EmittedTruth {
  return negated(both(truths.map(negated)));
}

export type ScalarKind = 'number' | 'string' | 'boolean' | 'date';

/** The kind of column that a type takes. */
export function scalarKind(type: Type): ScalarKind {
  const { kind } = plainType(type);
  return kind === 'number' || kind === 'string' || kind === 'boolean' || kind === 'date' ? kind : notCompiled(`no column holds ${kind}`);
}

/** Where code goes, and how names stand in it. */
export type Emitter = {
  readonly names: ReadonlyMap<string, Emitted>;
  /** Declared types of the names, whose restrictions have been seen to. */
  readonly types: ReadonlyMap<string, Type>;
  readonly tested: Emitted | null;
  /** Where texts that are written out get their numbers; null where they stand for themselves. */
  readonly texts: Dictionary | null;
  readonly lines: string[];
  readonly counter: { next: number };
};

export function fresh(emitter: Emitter): string {
  emitter.counter.next += 1;
  return `v${emitter.counter.next}`;
}

/** Keeps a number in a variable so that it is calculated once. */
export function keep(emitter: Emitter, value: EmittedNumber): EmittedNumber {
  if (/^(?:v\d+|-?[\d.]+|NaN)$/.test(value.js)) return value;
  const name = fresh(emitter);
  emitter.lines.push(`const ${name} = ${value.js};`);
  return { ...value, js: name };
}

/** What generated code may call; nothing else is in its reach. */
export const emittedHelpers = `
const tidy = (x) => x === Math.floor(x) && x !== Infinity && x !== -Infinity ? x : x - x === 0 ? +x.toPrecision(15) : NaN;
const over = (a, b) => (b === 0 ? NaN : tidy(a / b));
const settle = (x, a, b) => {
  const places = 14 - Math.floor(Math.log10(Math.max(Math.abs(a), Math.abs(b))));
  return tidy(places >= 0 && places <= 100 ? +x.toFixed(places) + 0 : x);
};
const plus = (a, b) => { const x = a + b; return x === Math.floor(x) ? x : x - x === 0 ? settle(x, a, b) : NaN; };
const modulo = (a, b) => (b === 0 ? NaN : plus(a, -tidy(b * Math.floor(tidy(a / b)))));
`;
