import { compileExpression, describeProblem, ModelRefused } from '@banyan/decision-tables';
import { words } from '#platform/pack-cell.ts';
import { type Pack, type PackProblem, readTable, refuseTwins } from '#platform/pack-file.ts';
import { factTypesOf } from './facts.ts';
import { itemId } from './items.ts';
import { materialFault, type PlacedMaterial } from './materials.ts';
import type { Item, RuleInput } from './service-pack.ts';

export const inputsFile = 'services/inputs.csv';

const columns = { item: itemId, input: words(40), value: words(300) };

export type PlacedInput = RuleInput & { readonly line: number };

/** Reads from which facts of an application each input of its rule comes. */
export function readInputs(pack: Pack, items: ReadonlySet<string>): ReadonlyMap<string, PlacedInput[]> {
  const rows = readTable(pack, inputsFile, columns);
  refuseTwins(pack, inputsFile, 'input', rows, ({ item, input }) => `${item} ${input}`);
  for (const { item, line } of rows)
    if (!items.has(item)) pack.problems.push({ file: inputsFile, line, column: 'item', reason: `there is no item ${item}` });
  const placed = rows.map(({ item, input, value, line }) => ({ item, one: { name: input, value, line } }));
  return new Map([...Map.groupBy(placed, ({ item }) => item)].map(([item, own]) => [item, own.map(({ one }) => one)]));
}

type Asking = Pick<Item, 'form' | 'questions'>;

/** Compiles every FEEL text of an item once, so that no application meets one that cannot be read. */
export function checkTexts(pack: Pack, item: Asking, inputs: readonly PlacedInput[], materials: readonly PlacedMaterial[]): void {
  const types = factTypesOf(item);
  const tell = (text: string, gives: string | undefined, faultOf: (reason: string) => PackProblem) => {
    try {
      compileExpression(text, types, gives === undefined ? {} : { gives });
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error;
      for (const found of error.problems) if (found.severity === 'error') pack.problems.push(faultOf(describeProblem(found, 'en')));
    }
  };
  for (const { value, line } of inputs) tell(value, undefined, (reason) => ({ file: inputsFile, line, column: 'value', reason }));
  for (const { neededWhen, line } of materials)
    if (neededWhen !== null) tell(neededWhen, 'boolean', (reason) => materialFault(line, 'needed_when', reason));
}
