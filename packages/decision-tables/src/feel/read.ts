import { type Built, build } from './build.ts';
import type { TypeNames } from './read-type.ts';
import { findWideSign } from './strings.ts';
import type { Syntax } from './syntax.ts';
import type { Expr, Place } from './tree.ts';
import { hideTypes } from './type-texts.ts';
import type { Vocabulary } from './vocabulary.ts';

export type ReadOptions = {
  readonly vocabulary: Vocabulary;
  /** The address of the text in the model. */
  readonly cell?: string;
  readonly types?: TypeNames;
};

/** Longer texts are refused: no official writes one, and an attacker should not have the parser's time. */
export const LONGEST_TEXT = 50_000;
const DEEPEST_NESTING = 200;

/** Reads one FEEL expression. A text that cannot be read becomes a `broken` node with the reason; reading never throws. */
export function readExpression(text: string, options: ReadOptions): Expr {
  return guard(text, options, () => {
    const built = parse(text, 'expressions', options);
    return built.expression ?? broken('empty', options, text);
  });
}

export type ReadTests = { readonly negated: boolean; readonly tests: readonly Expr[] };

/** Reads the unary tests of a cell: none for the dash and for an empty cell. */
export function readTests(text: string, options: ReadOptions): ReadTests {
  if (/^\s*-?\s*$/.test(text)) return { negated: false, tests: [] };
  let negated = false;
  let tests: readonly Expr[] = [];
  const whole = guard(text, options, () => {
    const built = parse(text, 'tests', options);
    negated = built.negated;
    tests = built.tests;
    return built.tests[0] ?? broken('empty', options, text);
  });
  return whole.kind === 'broken' || tests.length === 0 ? { negated: false, tests: [whole] } : { negated, tests };
}

function broken(reason: string, { cell = '' }: ReadOptions, text: string, place?: Place): Expr {
  return { kind: 'broken', reason, at: place ?? { from: 0, to: text.length, cell } };
}

function guard(text: string, options: ReadOptions, read: () => Expr): Expr {
  if (text.length > LONGEST_TEXT) return broken('too_long', options, text);
  if (text.trim() === '') return broken('empty', options, text);
  if (nesting(text) > DEEPEST_NESTING) return broken('too_deep', options, text);
  const wide = findWideSign(text);
  try {
    const expression = read();
    if (expression.kind !== 'broken' || wide === null) return expression;
    return broken('wide_sign', options, text, { from: wide.at, to: wide.at + 1, cell: options.cell ?? '' });
  } catch (error) {
    if (error instanceof UnreadableText) return broken(error.message, options, text, error.place);
    // The grammar's name tracker throws on some malformed texts.
    if (error instanceof Error) return broken('syntax', options, text);
    throw error;
  }
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Ends the reading of a text at the first part that is no FEEL. */
export class UnreadableText extends Error {
  override name = 'UnreadableText';
  readonly place: Place;
  constructor(reason: string, place: Place) {
    super(reason);
    this.place = place;
  }
}

function parse(text: string, top: 'expressions' | 'tests', options: ReadOptions): Built {
  const hidden = hideTypes(text);
  const syntax: Syntax = {
    text,
    hidden: hidden.types,
    cell: options.cell ?? '',
    types: options.types ?? (() => undefined),
    refuse: (reason, from, to) => {
      throw new UnreadableText(reason, { from, to, cell: options.cell ?? '' });
    },
  };
  return build(options.vocabulary[top].parse(hidden.text).topNode, syntax);
}
