import { parser, trackVariables } from 'lezer-feel';
import { builtInNames } from '../functions/names.ts';
import { plainName } from './names.ts';
import { plainType, type Type } from './type.ts';

type FeelParser = ReturnType<typeof parser.configure>;

/** Names in reach of a text. FEEL cannot be read without them: `a - b` may be one name (DMN 1.5, 10.3.1.2). */
export type Vocabulary = {
  readonly variables: ReadonlyMap<string, Type>;
  /** Every name in reach by its plain spelling, fields of fields included. */
  readonly names: ReadonlySet<string>;
  readonly expressions: FeelParser;
  readonly tests: FeelParser;
};

type Shape = { [name: string]: Shape | 1 };

const DEEPEST_SHAPE = 8;

function shapeOf(type: Type, depth: number): Shape | 1 {
  const plain = plainType(type);
  if (plain.kind === 'list' || plain.kind === 'range') return shapeOf(plain.of, depth);
  if (plain.kind === 'function') return shapeOf(plain.result, depth);
  if (plain.kind !== 'context' || depth > DEEPEST_SHAPE) return 1;
  return Object.fromEntries([...plain.fields].map(([name, field]) => [name, shapeOf(field, depth + 1)]));
}

function namesIn(shape: Shape, names: Set<string>): Set<string> {
  for (const [name, inner] of Object.entries(shape)) {
    names.add(plainName(name));
    if (inner !== 1) namesIn(inner, names);
  }
  return names;
}

/** A parser that knows these names. Making one costs as much as reading seven texts, so make it once for all texts of a place. */
export function makeVocabulary(variables: ReadonlyMap<string, Type>): Vocabulary {
  const shape: Shape = Object.fromEntries(builtInNames.map((name) => [name, 1]));
  for (const [name, type] of variables) shape[name] = shapeOf(type, 0);
  const contextTracker = trackVariables(shape);
  return {
    variables,
    names: namesIn(shape, new Set()),
    expressions: parser.configure({ top: 'Expression', contextTracker }),
    tests: parser.configure({ top: 'UnaryTests', contextTracker }),
  };
}
