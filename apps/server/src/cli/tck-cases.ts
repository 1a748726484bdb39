import { parseNumber, readDate, readDateTime, readDuration, readTime, type Value } from '@banyan/decision-tables';
import { XMLParser } from 'fast-xml-parser';

export type ExpectedResult = { readonly name: string; readonly value: Value };

/** One test case of the kit, with its values read. */
export type TestCase = {
  readonly id: string;
  readonly modelName: string;
  /** What is called, when the case calls a service or a knowledge model and not a decision. */
  readonly invocable: string | null;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly results: readonly ExpectedResult[];
};

type Tag = { readonly [name: string]: unknown };

const many = new Set(['testCase', 'inputNode', 'resultNode', 'component', 'item', 'list', 'value']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => many.has(name),
});

function isTag(value: unknown): value is Tag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tags(parent: Tag, name: string): Tag[] {
  const found = parent[name];
  const list: readonly unknown[] = Array.isArray(found) ? found : found === undefined ? [] : [found];
  return list.map((one): Tag => (isTag(one) ? one : { '#text': one }));
}

function text(parent: Tag, name: string): string {
  const value = parent[name];
  return typeof value === 'string' ? value : '';
}

const readers: Record<string, (written: string) => Value> = {
  string: (written) => written,
  boolean: (written) => (written.trim() === 'true' ? true : written.trim() === 'false' ? false : null),
  date: (written) => readDate(written.trim()),
  dateTime: (written) => readDateTime(written.trim()),
  time: (written) => readTime(written.trim()),
  duration: (written) => readDuration(written.trim()),
};

const numeric = (written: string) => parseNumber(written.trim());

function simpleValue(tag: Tag): Value {
  if (text(tag, '@nil') === 'true') return null;
  const type = text(tag, '@type').replace(/^.*:/, '');
  const written = text(tag, '#text');
  if (type === '') return numeric(written) ?? readers.boolean?.(written) ?? written;
  return (readers[type] ?? numeric)(written);
}

/** A value, a list of values, or a context of components. */
function readValue(tag: Tag): Value {
  const [list] = tags(tag, 'list');
  if (list !== undefined) return text(list, '@nil') === 'true' ? null : tags(list, 'item').map(readValue);
  const components = tags(tag, 'component');
  if (components.length > 0) return new Map(components.map((component) => [text(component, '@name'), readValue(component)]));
  const [value] = tags(tag, 'value');
  return value === undefined ? null : simpleValue(value);
}

function caseOf(tag: Tag, modelName: string): TestCase {
  const invocable = text(tag, '@invocableName');
  return {
    id: text(tag, '@id'),
    modelName,
    invocable: invocable === '' ? null : invocable,
    inputs: new Map(tags(tag, 'inputNode').map((node) => [text(node, '@name'), readValue(node)])),
    results: tags(tag, 'resultNode').map((node) => {
      const [expected] = tags(node, 'expected');
      return { name: text(node, '@name'), value: expected === undefined ? null : readValue(expected) };
    }),
  };
}

/** Reads one file of test cases; null when it is none. Throws on malformed XML. */
export function readCases(xml: string): { readonly cases: readonly TestCase[]; readonly level: string | null } | null {
  const document: unknown = parser.parse(xml);
  const root = isTag(document) ? tags(document, 'testCases')[0] : undefined;
  if (root === undefined) return null;
  const modelName = text(root, 'modelName').trim();
  const labels = JSON.stringify(root.labels ?? '');
  const level = /Compliance Level (\d)/i.exec(labels)?.[1];
  return {
    cases: tags(root, 'testCase').map((tag) => caseOf(tag, modelName)),
    level: level === undefined ? null : `compliance-level-${level}`,
  };
}
