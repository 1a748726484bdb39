import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  equal,
  evaluate,
  type FeelList,
  isContext,
  isList,
  type Model,
  type Note,
  readModel,
  type Value,
  writeValue,
} from '@banyan/decision-tables';
import { readCases, type TestCase } from './tck-cases.ts';

export type CaseResult = {
  readonly level: string;
  readonly test: string;
  readonly id: string;
  readonly passed: boolean;
  /** Of a failed case: the results that differ, or why it could not be run. */
  readonly reason: string;
  /** Why a failed case lies outside of what is promised; null for a plain failure. */
  readonly excluded: string | null;
};

const TOLERANCE = 1e-8;

/** Equal as the kit asks: numbers within 1e-8, a null for a null, and everything else by FEEL. */
export function agrees(actual: Value, expected: Value): boolean {
  if (expected === null || actual === null) return expected === actual;
  if (typeof expected === 'number') return typeof actual === 'number' && near(actual, expected);
  if (isList(expected)) return agreesList(actual, expected);
  if (isContext(expected)) return isContext(actual) && [...expected].every(([name, value]) => agrees(actual.get(name) ?? null, value));
  return equal(actual, expected) === true && withoutZone(actual) === withoutZone(expected);
}

/** A moment is the same under the name of a zone and under its offset, but not at another offset. */
function withoutZone(value: Value): string {
  return writeValue(value).replace(/(:\d\d(?:\.\d+)?)(?:@.*|Z|[+-]\d\d:\d\d(?::\d\d)?)$/, '$1');
}

function agreesList(actual: Value, expected: FeelList): boolean {
  return isList(actual) && actual.length === expected.length && expected.every((item, at) => agrees(actual[at] ?? null, item));
}

function near(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
}

const NAMESPACE = /\bnamespace\s*=\s*["']([^"']*)["']/;

/** Namespaces that the tags of a name give in a file. */
function namespacesOf(xml: string, tag: 'definitions' | 'import'): string[] {
  return [...xml.matchAll(/<(?:[\w-]+:)?(\w+)\b([^>]*)>/g)].flatMap(([, name, attributes = '']) =>
    name === tag ? (NAMESPACE.exec(attributes)?.[1] ?? []) : [],
  );
}

/** Reads the models of a folder, each after those that it imports. */
async function readModels(files: readonly string[]): Promise<Map<string, Model>> {
  const waiting = new Map(files.map((file) => [basename(file), readFileSync(file, 'utf8')]));
  const models = new Map<string, Model>();
  for (let round = files.length; round > 0 && waiting.size > 0; round -= 1) {
    for (const [name, xml] of waiting) {
      const needs = namespacesOf(xml, 'import');
      const unread = [...waiting].some(
        ([other, text]) => other !== name && namespacesOf(text, 'definitions').some((one) => needs.includes(one)),
      );
      // In the last round what imports itself in a circle is read as it is.
      if (unread && round > 1) continue;
      models.set(name, await readModel(xml, [...models.values()]));
      waiting.delete(name);
    }
  }
  return models;
}

const EXCLUSIONS: Record<string, string> = {
  'feel.external': 'calls a function of another language, which Banyan never runs',
  'feel.back_reference': 'a pattern refers back to a group, which needs a matcher that may take for ever',
};

function excluded(notes: readonly Note[]): string | null {
  return notes.map((note) => EXCLUSIONS[note.code]).find((reason) => reason !== undefined) ?? null;
}

function outputOf(value: Value, name: string): Value {
  return isContext(value) && value.has(name) ? (value.get(name) ?? null) : value;
}

function runCase(model: Model, one: TestCase, nowMs: number): { readonly reason: string; readonly excluded: string | null } {
  const differences: string[] = [];
  let outside: string | null = null;
  for (const { name, value: expected } of one.results) {
    const { value, notes } = evaluate(model, one.invocable ?? name, one.inputs, { nowMs });
    const actual = one.invocable === null ? value : outputOf(value, name);
    if (agrees(actual, expected)) continue;
    outside ??= excluded(notes);
    const why = notes.length === 0 ? '' : ` (${notes.map((note) => note.text).join('; ')})`;
    differences.push(`${name}: expected ${writeValue(expected)}, got ${writeValue(actual)}${why}`);
  }
  return { reason: differences.join(' | '), excluded: outside };
}

function failedFile(level: string, test: string, file: string, error: unknown): CaseResult {
  const reason = `${file}: ${error instanceof Error ? error.message : String(error)}`;
  return { level, test, id: '*', passed: false, reason, excluded: null };
}

/** Runs the cases of one folder. A broken file is one failed case, never an error. */
export async function runFolder(folder: string, levelOf: string | null, nowMs: number): Promise<CaseResult[]> {
  const names = (await readdir(folder)).sort();
  const test = basename(folder);
  const models = await readModels(names.filter((name) => name.endsWith('.dmn')).map((name) => join(folder, name)));
  return names.filter((name) => name.endsWith('.xml')).flatMap((name) => runFile(join(folder, name), test, models, levelOf, nowMs));
}

function runFile(file: string, test: string, models: ReadonlyMap<string, Model>, levelOf: string | null, nowMs: number): CaseResult[] {
  const fallback = levelOf ?? 'no-level';
  try {
    const read = readCases(readFileSync(file, 'utf8'));
    if (read === null) return [];
    const level = levelOf ?? read.level ?? fallback;
    return read.cases.map((one) => {
      const model = models.get(one.modelName) ?? (models.size === 1 ? [...models.values()][0] : undefined);
      if (model === undefined)
        return { level, test, id: one.id, passed: false, reason: `there is no model ${one.modelName}`, excluded: null };
      return { level, test, id: one.id, ...verdict(model, one, nowMs) };
    });
  } catch (error) {
    return [failedFile(fallback, test, basename(file), error)];
  }
}

function verdict(model: Model, one: TestCase, nowMs: number) {
  try {
    const { reason, excluded: outside } = runCase(model, one, nowMs);
    return { passed: reason === '', reason, excluded: outside };
  } catch (error) {
    return { passed: false, reason: error instanceof Error ? error.message : String(error), excluded: null };
  }
}
