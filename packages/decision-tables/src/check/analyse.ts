import type { Rule, Table } from '../dmn/table.ts';
import { equal } from '../values/compare.ts';
import { writeValue } from '../values/write.ts';
import { type Boxes, boxesOf, type Region, sharedRegion } from './boxes.ts';
import { type Problem, problem, warning } from './problem.ts';
import { uncovered } from './uncovered.ts';

const MOST_FINDINGS = 20;

function written(region: Region): string {
  return region.map(({ label, sample }) => `${label} = ${typeof sample === 'string' ? `"${sample}"` : writeValue(sample)}`).join(', ');
}

function ruleCell(table: Table, index: number): string {
  return `${table.cell} › #${index + 1}`;
}

function sameOutputs(left: Rule, right: Rule): boolean {
  return left.outputs.every((output, index) => {
    const other = right.outputs[index];
    return output.kind === 'literal' && other?.kind === 'literal' && equal(output.value, other.value) === true;
  });
}

/** Pairs of rules that hold together where the hit policy lets only one, or only equal ones. */
function overlaps(table: Table, boxes: Boxes): Problem[] {
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return [];
  const sure = table.rules.flatMap((rule, index) => (((boxes.unsure >> BigInt(index)) & 1n) === 0n ? [{ rule, index }] : []));
  const found: Problem[] = [];
  for (const [at, left] of sure.entries()) {
    for (const right of sure.slice(at + 1)) {
      const agree = table.hitPolicy === 'ANY' && sameOutputs(left.rule, right.rule);
      const region = agree || found.length >= MOST_FINDINGS ? null : sharedRegion(boxes.axes, left.index, right.index);
      if (region !== null) found.push(overlap(table, left.index, right.index, region));
    }
  }
  return found;
}

function overlap(table: Table, left: number, right: number, region: Region): Problem {
  const code = table.hitPolicy === 'ANY' ? 'table.any_disagrees' : 'table.overlap';
  return problem(code, ruleCell(table, right), { rule: String(left + 1), other: String(right + 1), example: written(region) });
}

/** Rules that are known to hold where their cells say so. */
function sureRules(table: Table, boxes: Boxes): number[] {
  return table.rules.flatMap((_, index) => (((boxes.unsure >> BigInt(index)) & 1n) === 0n ? [index] : []));
}

/** Where no rule holds though the table must decide. */
function gaps(table: Table, boxes: Boxes): Problem[] {
  const decides =
    table.hitPolicy === 'UNIQUE' || table.hitPolicy === 'ANY' || table.hitPolicy === 'FIRST' || table.hitPolicy === 'PRIORITY';
  const fallback = table.outputs.some((column) => column.fallback !== null);
  if (!decides || fallback || table.rules.length === 0) return [];
  const regions = uncovered(boxes.axes, [...table.rules.keys()], -1, MOST_FINDINGS);
  if (regions === null) return [warning('table.too_many_cases', table.cell)];
  return regions.map((region) => problem('table.gap', table.cell, { example: written(region) }));
}

/** Rules that can never hold, or, where the first one counts, never come to be asked. */
function unreachable(table: Table, boxes: Boxes): Problem[] {
  return table.rules.flatMap((_, index) => {
    const bit = 1n << BigInt(index);
    if ((boxes.unsure & bit) !== 0n) return [];
    if (boxes.axes.some((axis) => axis.stretches.every((stretch) => (stretch.rules & bit) === 0n)))
      return [problem('table.never_holds', ruleCell(table, index), { rule: String(index + 1) })];
    if (table.hitPolicy !== 'FIRST' || index === 0) return [];
    const earlier = sureRules(table, boxes).filter((rule) => rule < index);
    const left = uncovered(boxes.axes, earlier, index, 1);
    return left !== null && left.length === 0 ? [problem('table.never_reached', ruleCell(table, index), { rule: String(index + 1) })] : [];
  });
}

/**
 * What the rules of a table leave open, decide twice, or never reach, over any number of inputs. Cells that are no comparisons with
 * fixed values cannot be told; their rules are left out and named in a warning.
 */
export function analyseTable(table: Table): Problem[] {
  const boxes = boxesOf(table);
  const untold = boxes.untold.slice(0, 1).map((cell) => warning('table.not_told', cell, { cells: String(boxes.untold.length) }));
  return [...untold, ...overlaps(table, boxes), ...gaps(table, boxes), ...unreachable(table, boxes)];
}
