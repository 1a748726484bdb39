import { type Model, readModel } from '../src/index.ts';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A model of 1.3 around the elements given as XML. */
export function definitions(elements: string, namespace = NAMESPACE): string {
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${namespace}" id="m" name="m" namespace="test">${elements}</definitions>`;
}

export function inputData(inputs: Readonly<Record<string, string>>): string {
  return Object.entries(inputs)
    .map(([name, type], index) => `<inputData id="in${index}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`)
    .join('');
}

export function requires(count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `<informationRequirement><requiredInput href="#in${index}"/></informationRequirement>`,
  ).join('');
}

export type TableSource = {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly outputValues?: string;
  readonly fallback?: string;
  /** Conditions, outputs and, last, the annotation. */
  readonly rules: readonly (readonly string[])[];
};

function cell(tag: string, text: string): string {
  return `<${tag}><text>${escapeXml(text)}</text></${tag}>`;
}

/** One decision named 结果 with one table, as XML. */
export function tableXml({ hitPolicy = 'UNIQUE', aggregation, inputs, outputs, outputValues, fallback, rules }: TableSource): string {
  const names = Object.entries(inputs);
  const results = Object.entries(outputs);
  const columns = names.map(
    ([name, type]) => `<input label="${name}"><inputExpression typeRef="${type}"><text>${escapeXml(name)}</text></inputExpression></input>`,
  );
  const values = outputValues === undefined ? '' : cell('outputValues', outputValues);
  const otherwise = fallback === undefined ? '' : cell('defaultOutputEntry', fallback);
  const outs = results.map(([name, type]) => `<output name="${name}" typeRef="${type}">${values}${otherwise}</output>`);
  const rows = rules.map((rule, index) => {
    const conditions = rule.slice(0, names.length).map((text) => cell('inputEntry', text));
    const entries = rule.slice(names.length, names.length + results.length).map((text) => cell('outputEntry', text));
    const notes = rule.slice(names.length + results.length).map((text) => cell('annotationEntry', text));
    return `<rule id="r${index + 1}">${[...conditions, ...entries, ...notes].join('')}</rule>`;
  });
  const adds = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  const table = `<decisionTable hitPolicy="${hitPolicy}"${adds}>${[...columns, ...outs, '<annotation name="依据"/>', ...rows].join('')}</decisionTable>`;
  return definitions(`${inputData(inputs)}<decision id="d" name="结果">${requires(names.length)}${table}</decision>`);
}

export function readTableModel(source: TableSource): Promise<Model> {
  return readModel(tableXml(source));
}

/** One decision named 结果 that is one FEEL text over inputs. */
export function expressionXml(text: string, inputs: Readonly<Record<string, string>> = {}): string {
  const logic = `<literalExpression><text>${escapeXml(text)}</text></literalExpression>`;
  return definitions(`${inputData(inputs)}<decision id="d" name="结果">${requires(Object.keys(inputs).length)}${logic}</decision>`);
}
