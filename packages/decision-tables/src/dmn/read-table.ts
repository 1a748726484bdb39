import { infer } from '../check/infer.ts';
import { problem, warning } from '../check/problem.ts';
import { readTests } from '../feel/read.ts';
import type { Expr } from '../feel/tree.ts';
import { ANY, plainType, type Type } from '../feel/type.ts';
import { type Reading, readBoxed, readText, typeRef, under } from './boxed.ts';
import { childOf, childrenOf, type Element, textOf } from './element.ts';
import {
  type Aggregation,
  aggregations,
  type HitPolicy,
  hitPolicies,
  type InputColumn,
  type OutputColumn,
  type Rule,
  type Table,
  type Tests,
} from './table.ts';

const LETTERS: Record<string, HitPolicy> = {
  U: 'UNIQUE',
  F: 'FIRST',
  P: 'PRIORITY',
  A: 'ANY',
  C: 'COLLECT',
  R: 'RULE ORDER',
  O: 'OUTPUT ORDER',
};

function hitPolicyOf(element: Element, reading: Reading): HitPolicy {
  const written = (textOf(element, 'hitPolicy') ?? 'UNIQUE').trim();
  const policy = hitPolicies.find((one) => one === written) ?? LETTERS[written];
  if (policy === undefined) reading.problems.push(problem('table.unknown_hit_policy', reading.cell, { written }));
  return policy ?? 'UNIQUE';
}

function aggregationOf(element: Element, reading: Reading): Aggregation | null {
  const written = textOf(element, 'aggregation');
  if (written === null) return null;
  const found = aggregations.find((one) => one === written);
  if (found === undefined) reading.problems.push(problem('table.unknown_hit_policy', reading.cell, { written }));
  return found ?? null;
}

function readCell(text: string, reading: Reading): Tests {
  const { negated, tests } = readTests(text, { vocabulary: reading.vocabulary, cell: reading.cell, types: reading.types });
  return { negated, tests, text: text.trim(), cell: reading.cell };
}

function inputColumn(element: Element, index: number, reading: Reading): InputColumn {
  const source = childOf(element, 'inputExpression');
  const text = (source === null ? null : textOf(source, 'text'))?.trim() ?? '';
  const label = (textOf(element, 'label') ?? text) || `#${index + 1}`;
  const at = under(reading, label);
  const declared = source === null ? null : typeRef(source, at);
  const expression = readText(text, at);
  const allowed = childOf(element, 'inputValues');
  return {
    label,
    text,
    expression,
    type: declared ?? infer(expression, reading.vocabulary.variables),
    allowed: allowed === null ? null : nonEmpty(readCell(textOf(allowed, 'text') ?? '', under(at, 'input values'))),
  };
}

function nonEmpty(cell: Tests): Tests | null {
  return cell.tests.length === 0 ? null : cell;
}

/** Listed output values come from the column, or from the item definition of its type. */
function listedOutputs(element: Element, type: Type, reading: Reading): readonly Expr[] | null {
  const values = childOf(element, 'outputValues');
  if (values !== null) return nonEmpty(readCell(textOf(values, 'text') ?? '', under(reading, 'output values')))?.tests ?? null;
  const allowed = type.kind === 'named' ? type.allowed : null;
  return allowed?.map((value): Expr => ({ kind: 'literal', value, at: { from: 0, to: 0, cell: reading.cell } })) ?? null;
}

function outputColumn(element: Element, index: number, only: boolean, reading: Reading, whole: Type | null): OutputColumn {
  const name = textOf(element, 'name');
  const label = (textOf(element, 'label') ?? name) || (only ? 'output' : `output ${index + 1}`);
  const at = under(reading, label);
  const type = typeRef(element, at) ?? columnType(name, only, whole);
  const fallback = childOf(element, 'defaultOutputEntry');
  return {
    label,
    name,
    type,
    allowed: listedOutputs(element, type, at),
    fallback: fallback === null ? null : readBoxed(fallback, under(at, 'default')),
  };
}

/** An output without type has that of the decision, or of the field of its name. */
function columnType(name: string | null, only: boolean, whole: Type | null): Type {
  if (whole === null) return ANY;
  if (only) return whole;
  const plain = plainType(whole);
  const one = plain.kind === 'list' ? plainType(plain.of) : plain;
  return (one.kind === 'context' && name !== null ? one.fields.get(name) : undefined) ?? ANY;
}

function ruleOf(element: Element, index: number, inputs: readonly InputColumn[], outputs: readonly OutputColumn[], reading: Reading): Rule {
  const at = under(reading, `#${index + 1}`);
  const conditions = childrenOf(element, 'inputEntry');
  const entries = childrenOf(element, 'outputEntry');
  if (conditions.length !== inputs.length || entries.length !== outputs.length)
    reading.problems.push(problem('table.cells_missing', at.cell));
  return {
    id: textOf(element, 'id') ?? `#${index + 1}`,
    conditions: inputs.map((column, at2) => readCell(textOf(conditions[at2] ?? element, 'text') ?? '', under(at, column.label))),
    outputs: outputs.map((column, at2) => readOutput(entries[at2], under(at, column.label))),
    annotations: childrenOf(element, 'annotationEntry').map((entry) => textOf(entry, 'text')?.trim() ?? ''),
  };
}

function readOutput(entry: Element | undefined, reading: Reading): Expr {
  const text = entry === undefined ? '' : (textOf(entry, 'text') ?? '').trim();
  if (text !== '' && text !== '-') return readText(text, reading);
  reading.problems.push(warning('table.output_empty', reading.cell));
  return { kind: 'literal', value: null, at: { from: 0, to: 0, cell: reading.cell } };
}

/** The name of the table is that of what it decides: the last part but itself of its address. */
export function readTable(element: Element, reading: Reading): Table {
  const inputs = childrenOf(element, 'input').map((column, index) => inputColumn(column, index, reading));
  const columns = childrenOf(element, 'output');
  const whole = typeRef(element, reading) ?? null;
  const hitPolicy = hitPolicyOf(element, reading);
  const single = hitPolicy !== 'RULE ORDER' && hitPolicy !== 'OUTPUT ORDER' && hitPolicy !== 'COLLECT';
  const outputs = columns.map((column, index) => outputColumn(column, index, columns.length === 1, reading, single ? whole : null));
  if (outputs.length > 1 && outputs.some((column) => !column.name)) reading.problems.push(problem('table.output_unnamed', reading.cell));
  return {
    id: textOf(element, 'id') ?? '',
    cell: reading.cell,
    name: reading.cell,
    hitPolicy,
    aggregation: aggregationOf(element, reading),
    inputs,
    outputs,
    annotationNames: childrenOf(element, 'annotation').map((one) => textOf(one, 'name') ?? ''),
    rules: childrenOf(element, 'rule').map((rule, index) => ruleOf(rule, index, inputs, outputs, reading)),
  };
}
