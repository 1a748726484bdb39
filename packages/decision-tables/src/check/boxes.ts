import type { Table, Tests } from '../dmn/table.ts';
import { makeFrame, makeScope } from '../run/scope.ts';
import { compileCell } from '../run/table.ts';
import { newRun, type Value } from '../values/value.ts';
import { columnSamples } from './domain.ts';

/** One stretch of a column's values, by an example, and the rules that hold there as bits. */
export type Stretch = { readonly sample: Value; readonly rules: bigint };

export type Axis = { readonly label: string; readonly stretches: readonly Stretch[] };

/** A table as boxes: what each rule covers of the product of its columns. */
export type Boxes = {
  readonly axes: readonly Axis[];
  readonly ruleCount: number;
  /** Cells that could not be told, by address. */
  readonly untold: readonly string[];
  /** Rules with such a cell. */
  readonly unsure: bigint;
};

const NOTHING = makeScope([], null);
const EMPTY = makeFrame([], null);

/** Inputs with the same text are the same value: their cells in a rule must hold together. */
function groupColumns(table: Table): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, column] of table.inputs.entries()) {
    const key = column.text === '' ? `#${index}` : column.text;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  return [...groups.values()];
}

function cellsOf(table: Table, columns: readonly number[]): Tests[][] {
  return table.rules.map((rule) => columns.flatMap((column) => rule.conditions[column] ?? []));
}

function axisOf(table: Table, columns: readonly number[]): Axis | null {
  const [first = 0] = columns;
  const column = table.inputs[first];
  const cells = cellsOf(table, columns);
  const samples = column === undefined ? null : columnSamples(column, cells.flat());
  if (column === undefined || samples === null) return null;
  const codes = cells.map((tests) => tests.flatMap((cell) => compileCell(cell, NOTHING) ?? []));
  const run = newRun({ fuel: Number.POSITIVE_INFINITY });
  const stretches: Stretch[] = [];
  for (const sample of samples) {
    let rules = 0n;
    for (const [rule, tests] of codes.entries()) if (tests.every((test) => test(sample, EMPTY, run) === true)) rules |= 1n << BigInt(rule);
    if (stretches.at(-1)?.rules !== rules) stretches.push({ sample, rules });
  }
  return { label: column.label, stretches };
}

/** A column nobody can tell apart holds where its cells are dashes; rules with other cells there are unsure. */
function untoldRules(table: Table, columns: readonly number[]): { readonly cells: string[]; readonly rules: bigint } {
  const cells: string[] = [];
  let rules = 0n;
  for (const [index, tests] of cellsOf(table, columns).entries()) {
    const spoken = tests.filter((cell) => cell.tests.length > 0);
    if (spoken.length > 0) rules |= 1n << BigInt(index);
    cells.push(...spoken.map((cell) => cell.cell));
  }
  return { cells, rules };
}

export function boxesOf(table: Table): Boxes {
  const axes: Axis[] = [];
  const untold: string[] = [];
  let unsure = 0n;
  for (const columns of groupColumns(table)) {
    const axis = axisOf(table, columns);
    if (axis !== null) {
      // A column in which all cells are dashes divides nothing.
      if (axis.stretches.length > 0) axes.push(axis);
      continue;
    }
    const { cells, rules } = untoldRules(table, columns);
    untold.push(...cells);
    unsure |= rules;
  }
  return { axes, ruleCount: table.rules.length, untold, unsure };
}

/** Some of the values that are meant, column by column; a column that is not named may have any. */
export type Region = readonly { readonly label: string; readonly sample: Value }[];

/** A region in which both rules hold; null when there is none. */
export function sharedRegion(axes: readonly Axis[], left: number, right: number): Region | null {
  const both = (1n << BigInt(left)) | (1n << BigInt(right));
  const region: { label: string; sample: Value }[] = [];
  for (const { label, stretches } of axes) {
    const stretch = stretches.find(({ rules }) => (rules & both) === both);
    if (stretch === undefined) return null;
    if (stretches.length > 1) region.push({ label, sample: stretch.sample });
  }
  return region;
}
