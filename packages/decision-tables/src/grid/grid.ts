import { makeModdle } from '../dmn/dialect.ts';
import { childOf, childrenOf, type Element, isType, textOf } from '../dmn/element.ts';
import { readXml } from '../dmn/read-xml.ts';

/** A decision table as texts in rows and columns, for an editor: every cell is what stands in the model, sound or not. */
export type GridRow = {
  readonly id: string;
  readonly conditions: readonly string[];
  readonly outputs: readonly string[];
  readonly annotations: readonly string[];
};

export type Grid = {
  /** The id of the table, by which its rows are written back. */
  readonly table: string;
  /** The decision that the table makes. */
  readonly decision: string;
  readonly hitPolicy: string;
  readonly aggregation: string | null;
  readonly inputs: readonly {
    readonly label: string;
    readonly expression: string;
    readonly type: string | null;
    readonly allowed: string | null;
  }[];
  readonly outputs: readonly {
    readonly label: string;
    readonly name: string | null;
    readonly type: string | null;
    readonly allowed: string | null;
  }[];
  readonly annotations: readonly string[];
  readonly rows: readonly GridRow[];
};

/** Rows in place of those of a table; a row without an id is new. */
export type GridEdit = {
  readonly table: string;
  readonly rows: readonly (Omit<GridRow, 'id'> & { readonly id?: string })[];
};

const text = (element: Element | null, name: string) => (element === null ? null : textOf(element, name));
const texts = (element: Element, name: string, count: number) => {
  const entries = childrenOf(element, name);
  return Array.from({ length: count }, (_, place) => text(entries[place] ?? null, 'text') ?? '');
};

/** The decisions of a model that are tables, as the reader of XML gives them. */
function tablesOf(root: Element): { decision: string; table: Element }[] {
  return childrenOf(root, 'drgElement').flatMap((element) => {
    const table = isType(element, 'Decision') ? childOf(element, 'decisionLogic') : null;
    return isType(table, 'DecisionTable') && textOf(table, 'id') !== null ? [{ decision: textOf(element, 'name') ?? '', table }] : [];
  });
}

function inputOf(column: Element): Grid['inputs'][number] {
  const expression = childOf(column, 'inputExpression');
  const written = text(expression, 'text')?.trim() ?? '';
  return {
    label: textOf(column, 'label') ?? written,
    expression: written,
    type: text(expression, 'typeRef'),
    allowed: text(childOf(column, 'inputValues'), 'text'),
  };
}

function outputOf(column: Element): Grid['outputs'][number] {
  const name = textOf(column, 'name');
  return {
    label: textOf(column, 'label') ?? name ?? '',
    name,
    type: textOf(column, 'typeRef'),
    allowed: text(childOf(column, 'outputValues'), 'text'),
  };
}

function gridOf({ decision, table }: { decision: string; table: Element }): Grid {
  const inputs = childrenOf(table, 'input').map(inputOf);
  const outputs = childrenOf(table, 'output').map(outputOf);
  const annotations = childrenOf(table, 'annotation').map((one) => textOf(one, 'name') ?? '');
  return {
    table: textOf(table, 'id') ?? '',
    decision,
    hitPolicy: textOf(table, 'hitPolicy') ?? 'UNIQUE',
    aggregation: textOf(table, 'aggregation'),
    inputs,
    outputs,
    annotations,
    rows: childrenOf(table, 'rule').map((rule, place) => ({
      id: textOf(rule, 'id') ?? `#${place + 1}`,
      conditions: texts(rule, 'inputEntry', inputs.length),
      outputs: texts(rule, 'outputEntry', outputs.length),
      annotations: texts(rule, 'annotationEntry', annotations.length),
    })),
  };
}

/** The tables of a model as texts, in the order of the model; none when it cannot be read. Tables without an id are left to whoever edits the XML. */
export async function readGrids(xml: string): Promise<Grid[]> {
  const { root } = await readXml(xml);
  return root === null ? [] : tablesOf(root).map(gridOf);
}

type Moddle = ReturnType<typeof makeModdle>;

const cells = (moddle: Moddle, type: string, written: readonly string[], count: number) =>
  Array.from({ length: count }, (_, place) => moddle.create(type, { text: written[place] ?? '' }));

/** An id that the model does not have yet. */
function newId(taken: Set<string>): string {
  let number = taken.size + 1;
  while (taken.has(`rule_${number}`)) number += 1;
  taken.add(`rule_${number}`);
  return `rule_${number}`;
}

function writeRows(moddle: Moddle, table: Element, edit: GridEdit, taken: Set<string>): Element {
  const widths = {
    inputs: childrenOf(table, 'input').length,
    outputs: childrenOf(table, 'output').length,
    notes: childrenOf(table, 'annotation').length,
  };
  const known = new Set(childrenOf(table, 'rule').map((rule) => textOf(rule, 'id')));
  const used = new Set<string>();
  const rules = edit.rows.map((row) => {
    const keeps = row.id !== undefined && known.has(row.id) && !used.has(row.id);
    const id = keeps && row.id !== undefined ? row.id : newId(taken);
    used.add(id);
    return moddle.create('dmn:DecisionRule', {
      id,
      inputEntry: cells(moddle, 'dmn:UnaryTests', row.conditions, widths.inputs),
      outputEntry: cells(moddle, 'dmn:LiteralExpression', row.outputs, widths.outputs),
      annotationEntry: cells(moddle, 'dmn:RuleAnnotation', row.annotations, widths.notes),
    });
  });
  return moddle.create('dmn:DecisionTable', { ...ownProperties(table), rule: rules });
}

/** What the table has beside its rows, as the reader gave it. */
function ownProperties(table: Element): Record<string, unknown> {
  const names = [
    'id',
    'label',
    'typeRef',
    'hitPolicy',
    'aggregation',
    'preferredOrientation',
    'outputLabel',
    'input',
    'output',
    'annotation',
  ];
  return Object.fromEntries(names.filter((name) => table[name] !== undefined).map((name) => [name, table[name]]));
}

/**
 * The XML with other rows in some of its tables; everything else stays, and the version written is DMN 1.3. Null when the model cannot be read or has no such
 * table. Nothing is checked: read what comes out with `readModel`.
 */
export async function writeGrids(xml: string, edits: readonly GridEdit[]): Promise<string | null> {
  const { root } = await readXml(xml);
  if (root === null) return null;
  const moddle = makeModdle();
  const taken = new Set([...xml.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id ?? ''));
  const found = new Map(tablesOf(root).map(({ table }) => [textOf(table, 'id'), table]));
  const byTable = new Map<Element, Element>();
  for (const edit of edits) {
    const table = found.get(edit.table);
    if (table === undefined) return null;
    byTable.set(table, writeRows(moddle, table, edit, taken));
  }
  for (const decision of childrenOf(root, 'drgElement')) {
    const table = childOf(decision, 'decisionLogic');
    const written = table === null ? undefined : byTable.get(table);
    if (written !== undefined) Object.assign(decision, { decisionLogic: written });
  }
  return (await moddle.toXML(root, { format: true })).xml;
}
