import { type Built, build } from './build.ts';
import type { TypeNames } from './read-type.ts';
import { findWideSign } from './strings.ts';
import type { Syntax } from './syntax.ts';
import { childrenOf, type Expr, type Place } from './tree.ts';
import { hideTypes } from './type-texts.ts';
import type { Vocabulary } from './vocabulary.ts';

export type ReadOptions = {
  readonly vocabulary: Vocabulary;
  /** The address of the text in the model. */
  readonly cell?: string;
  readonly types?: TypeNames;
};

/** Longer texts are refused: no official writes one, and the grammar's time grows with the square of the length (10,000 signs: about a second). */
export const LONGEST_TEXT = 10_000;
const DEEPEST_NESTING = 200;

/** Reads one FEEL expression. A text that cannot be read becomes a `broken` node with the reason; reading never throws. */
export function readExpression(text: string, options: ReadOptions): Expr {
  const built = guarded(text, 'expressions', options);
  return 'kind' in built ? built : (built.expression ?? broken('empty', options, text));
}

export type ReadTests = { readonly negated: boolean; readonly tests: readonly Expr[] };

/** Reads the unary tests of a cell: none for the dash and for an empty cell. */
export function readTests(text: string, options: ReadOptions): ReadTests {
  if (/^\s*-?\s*$/.test(text)) return { negated: false, tests: [] };
  const built = guarded(text, 'tests', options);
  if ('kind' in built) return { negated: false, tests: [built] };
  return built.tests.length === 0 ? { negated: false, tests: [broken('empty', options, text)] } : built;
}

function broken(reason: string, { cell = '' }: ReadOptions, text: string, place?: Place): Expr {
  return { kind: 'broken', reason, at: place ?? { from: 0, to: text.length, cell } };
}

/** What is refused before the parser sees it. */
function refusal(text: string): string | null {
  if (text.length > LONGEST_TEXT) return 'too_long';
  if (text.trim() === '') return 'empty';
  return nesting(text) > DEEPEST_NESTING ? 'too_deep' : null;
}

function guarded(text: string, top: 'expressions' | 'tests', options: ReadOptions): Built | Expr {
  const refused = refusal(text);
  if (refused !== null) return broken(refused, options, text);
  const wide = findWideSign(text);
  try {
    const built = parse(text, top, options);
    const parts = built.expression === null ? built.tests : [built.expression];
    if (wide === null || !parts.some((part) => hasStrangeName(part, options.vocabulary.names))) return built;
    return wideSign(wide.at, options, text);
  } catch (error) {
    if (error instanceof Error) return unreadable(error, wide?.at ?? null, options, text);
    throw error;
  }
}

/** The grammar's name tracker throws errors of its own on some malformed texts. */
function unreadable(error: Error, wideAt: number | null, options: ReadOptions, text: string): Expr {
  const reason = error instanceof UnreadableText ? error.message : 'syntax';
  if (wideAt !== null && reason === 'syntax') return wideSign(wideAt, options, text);
  return broken(reason, options, text, error instanceof UnreadableText ? error.place : undefined);
}

function wideSign(at: number, options: ReadOptions, text: string): Expr {
  return broken('wide_sign', options, text, { from: at, to: at + 1, cell: options.cell ?? '' });
}

/** A full-width sign has made a name that nobody knows. */
function hasStrangeName(node: Expr, known: ReadonlySet<string>): boolean {
  if (node.kind === 'name' && !known.has(node.name) && findWideSign(node.name) !== null) return true;
  return childrenOf(node).some((child) => hasStrangeName(child, known));
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
