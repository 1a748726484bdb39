import {
  checkModel,
  type Decision,
  type DrgElement,
  describeProblem,
  type Model,
  type Rule,
  readModel,
  type Table,
  type Value,
} from '@banyan/decision-tables';
import type { Pack } from '#platform/pack-file.ts';
import { inputsFile } from './inputs.ts';
import { ruleFile } from './read-services.ts';
import type { Item, ServicePack } from './service-pack.ts';

/** The outputs that every rule of a service gives; amounts and months come beside them. */
export const ruleOutputs = ['outcome', 'reason'] as const;

/**
 * Checks the tables that a pack's items name: they may be published, ask for exactly what the items give, and decide `outcome` and
 * `reason`. Every fault is added to `pack.problems` with the cell in words.
 */
export async function checkRules(pack: Pack, services: ServicePack): Promise<void> {
  const reasons = new Set(services.reasons.map(({ code }) => code));
  for (const item of services.items) {
    const text = item.rule === null ? undefined : pack.texts.get(ruleFile(item.rule));
    if (item.rule === null || text === undefined) continue;
    const file = ruleFile(item.rule);
    const model = await readModel(text);
    for (const problem of checkModel(model)) pack.problems.push({ file, column: problem.cell, reason: describeProblem(problem, 'en') });
    checkInputs(pack, item, model);
    checkOutputs(pack, file, model, reasons);
  }
}

const isInput = (element: DrgElement) => element.kind === 'input';

function checkInputs(pack: Pack, { id, inputs }: Item, model: Model): void {
  const asked = new Set(model.own.filter(isInput).map(({ name }) => name));
  const given = new Set(inputs.map(({ name }) => name));
  for (const name of asked.difference(given)) pack.problems.push({ file: inputsFile, reason: `${id} does not give "${name}" to its rule` });
  for (const name of given.difference(asked))
    pack.problems.push({ file: inputsFile, reason: `the rule of ${id} does not ask for "${name}"` });
}

/** The table that decides: the only decision of the file. */
export const decisionOf = (model: Model): Decision | null => {
  const decisions = model.own.filter((element) => element.kind === 'decision');
  return decisions.length === 1 ? (decisions[0] ?? null) : null;
};

function checkOutputs(pack: Pack, file: string, model: Model, reasons: ReadonlySet<string>): void {
  const fault: Fault = (column, reason) => void pack.problems.push({ file, column, reason });
  const table = tableOf(model);
  if (table === null) return void fault('decision', 'a rule of a service is one decision with one table');
  for (const name of ruleOutputs)
    if (!table.outputs.some((output) => output.name === name)) fault('output', `there is no output "${name}"`);
  for (const rule of table.rules) checkRow(rule.id, outputOf(table, rule, 'outcome'), outputOf(table, rule, 'reason'), reasons, fault);
  const last = table.rules.at(-1);
  const takesAll = last?.conditions.every(({ tests }) => tests.length === 0) && outputOf(table, last, 'outcome') === 'person';
  if (takesAll !== true) fault(last?.id ?? 'rules', 'the last rule takes whatever is left to a person');
}

function checkRow(id: string, outcome: Value, reason: Value, reasons: ReadonlySet<string>, fault: Fault): void {
  if (outcome !== 'approve' && outcome !== 'person') fault(id, 'the outcome is "approve" or "person"');
  if (typeof reason !== 'string') fault(id, 'the reason is missing');
  else if (!reasons.has(reason)) fault(id, `the reason "${reason}" has no words in rules/reasons.csv`);
}

function outputOf(table: Table, { outputs }: Rule, name: string): Value {
  const cell = outputs[table.outputs.findIndex((output) => output.name === name)];
  return cell?.kind === 'literal' ? cell.value : null;
}

type Fault = (column: string, reason: string) => void;

/** The table of the only decision of a file; null when there is none. */
export function tableOf(model: Model): Table | null {
  let logic = decisionOf(model)?.logic;
  while (logic?.kind === 'typed') logic = logic.of;
  return logic?.kind === 'table' ? logic.table : null;
}
