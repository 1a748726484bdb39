import {
  evaluate,
  fromPlain,
  type Grid,
  type GridRow,
  type Problem,
  readGrids,
  readModel,
  type Value,
  writeGrids,
} from '@banyan/decision-tables';
import { isDecision, mostSteps, type RuleInput, type RuleModel, ruleProblem } from './rule-model.ts';

/** Looks for texts that do not come to an end within the steps of one decision, by trying them. Pure. */

const samples: Record<string, Value> = { number: 1000, string: '样', boolean: true };

/** A usual input that makes loops long: a large number, a text, a day of this century. */
function sampleOf({ type, allowed }: RuleInput): Value {
  const listed = allowed?.[0];
  if (listed !== undefined) return fromPlain(listed);
  return type === 'date' ? fromPlain('2026-01-01', { kind: 'date' }) : (samples[type] ?? null);
}

/** Only what repeats or calls can be long; plain tests and values are not tried. */
const mayRepeat = (text: string) => /\b(for|some|every)\b|\w\s*\(|\[/.test(text.replace(/"[^"]*"/g, ''));
const mostCells = 200;

type Cell = { readonly grid: Grid; readonly row: GridRow; readonly address: string };

/** A row that has only this cell: every other test is the dash, every other result null. */
function alone(row: GridRow, side: 'conditions' | 'outputs', place: number): GridRow {
  const only = (texts: readonly string[], of: typeof side, empty: string) =>
    texts.map((text, at) => (of === side && at === place ? text : empty));
  return { ...row, conditions: only(row.conditions, 'conditions', '-'), outputs: only(row.outputs, 'outputs', 'null') };
}

const cellsOf = (grid: Grid): Cell[] =>
  grid.rows.flatMap((row, at) => {
    const cell = (side: 'conditions' | 'outputs', columns: readonly { readonly label: string }[]) =>
      row[side].flatMap((text, place) =>
        mayRepeat(text)
          ? [{ grid, row: alone(row, side, place), address: `${grid.decision} › #${at + 1} › ${columns[place]?.label ?? ''}` }]
          : [],
      );
    return [...cell('conditions', grid.inputs), ...cell('outputs', grid.outputs)];
  });

/** A problem for every decision that is too long as a whole, and for every cell that is so by itself. */
export async function findEndless(xml: string, { model, inputs }: RuleModel): Promise<Problem[]> {
  const context = new Map(inputs.map((input) => [input.name, sampleOf(input)]));
  const found: Problem[] = [];
  for (const { grid, row, address } of (await readGrids(xml)).flatMap(cellsOf).slice(0, mostCells)) {
    const written = await writeGrids(xml, [{ table: grid.table, rows: [row] }]);
    if (written !== null && evaluate(await readModel(written), grid.decision, context, { fuel: mostSteps }).stopped)
      found.push(ruleProblem('rule.too_long', address));
  }
  if (found.length > 0) return found;
  const stopped = model.own.filter(isDecision).filter(({ name }) => evaluate(model, name, context, { fuel: mostSteps }).stopped);
  // What needs a decision that does not end does not end either: the first is the one to put right.
  const keys = new Set(stopped.map(({ key }) => key));
  return stopped.filter(({ requires }) => !requires.some(({ key }) => keys.has(key))).map(({ name }) => ruleProblem('rule.too_long', name));
}
