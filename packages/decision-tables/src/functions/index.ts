import type { Type } from '../feel/type.ts';
import type { FeelFunction } from '../values/value.ts';
import { contextFunctions } from './contexts.ts';
import { conversionFunctions } from './conversions.ts';
import { listFunctions } from './lists.ts';
import { momentFunctions } from './moments.ts';
import { numberFunctions } from './numbers.ts';
import { rangeFunctions } from './ranges.ts';
import { resultTypes } from './results.ts';
import { builtInFunction, type Signature } from './signature.ts';
import { statisticFunctions } from './statistics.ts';
import { textFunctions } from './texts.ts';

/** Every built-in function of DMN 1.5, clause 10.3.4, by name. */
export const signatures: ReadonlyMap<string, readonly Signature[]> = new Map(
  [
    conversionFunctions,
    momentFunctions,
    textFunctions,
    listFunctions,
    statisticFunctions,
    numberFunctions,
    contextFunctions,
    rangeFunctions,
  ].flatMap((group) => Object.entries(group)),
);

function resultOf(name: string): Type | null {
  const result = resultTypes.get(name);
  return result === undefined || typeof result === 'string' || result.kind === 'any' ? null : result;
}

const functions = new Map<string, FeelFunction>([...signatures].map(([name, ways]) => [name, builtInFunction(name, ways, resultOf(name))]));

/** The built-in function of that name; undefined when there is none. */
export function builtIn(name: string): FeelFunction | undefined {
  return functions.get(name);
}
