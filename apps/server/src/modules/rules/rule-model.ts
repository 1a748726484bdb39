import {
  type Decision,
  type DrgElement,
  describeProblem,
  evaluate,
  fromPlain,
  type Model,
  type Plain,
  type Problem,
  type Table,
  type Type,
  toPlain,
  writeType,
  writeValue,
} from '@banyan/decision-tables';
import type { Fired, Values } from './tables.ts';

/** What a rule makes of a model: one decision that answers, the inputs it asks, and how it is decided and explained. Pure. */

/** An input of a rule: its name, its type as FEEL writes it, and the values it may have where the rule lists them. */
export type RuleInput = { readonly name: string; readonly type: string; readonly allowed: readonly Plain[] | null };

export type RuleModel = {
  readonly title: string;
  readonly model: Model;
  readonly main: Decision;
  readonly inputs: readonly RuleInput[];
};

export type Decided = {
  readonly outputs: Values;
  /** The rules that held, in the order of the decisions. */
  readonly fired: readonly Fired[];
  readonly inputs: Values;
  /** Whether no rule answered or the evaluation was stopped: then the outputs send the matter to a person. */
  readonly undecided: boolean;
};

/** Steps after which one decision is stopped: a fifth of a second at most, where a usual one takes some hundred. */
export const mostSteps = 400_000;

/** The answer where the rule gives none: what is not clearly yes goes to a person (promise 5). */
const toPerson: Values = { outcome: 'person', reason: 'undecided' };

export const isDecision = (element: DrgElement): element is Decision => element.kind === 'decision';

/** The decisions that no other one needs: of a rule there is one. */
export function topDecisions(model: Model): Decision[] {
  const decisions = model.own.filter(isDecision);
  const needed = new Set(decisions.flatMap((one) => one.requires.map(({ key }) => key)));
  return decisions.filter(({ key }) => !needed.has(key));
}

/** The problem of a model as the desk shows it. */
export const ruleProblem = (code: string, cell: string, details: Record<string, string> = {}): Problem => ({
  code,
  severity: 'error',
  cell,
  from: null,
  to: null,
  details,
});

/** A problem in words, with its code and the address of the cell. */
export type ToldProblem = {
  code: string;
  severity: 'error' | 'warning';
  cell: string;
  from: number | null;
  to: number | null;
  zh: string;
  en: string;
};

export const tellProblem = (found: Problem): ToldProblem => ({
  code: found.code,
  severity: found.severity,
  cell: found.cell,
  from: found.from,
  to: found.to,
  zh: describeProblem(found, 'zh'),
  en: describeProblem(found, 'en'),
});

const tablesOf = (decision: Decision): Table[] => {
  let logic = decision.logic;
  while (logic.kind === 'typed') logic = logic.of;
  return logic.kind === 'table' ? [logic.table] : [];
};

/** The values listed for an input by its type, or by the column of a table that reads nothing but it. */
function allowedOf(model: Model, name: string, type: Type): readonly Plain[] | null {
  if (type.kind === 'named' && type.allowed !== null) return type.allowed.map(toPlain);
  for (const table of model.own.filter(isDecision).flatMap(tablesOf))
    for (const column of table.inputs) {
      if (column.text !== name || column.allowed === null || column.allowed.negated) continue;
      const values = column.allowed.tests.map((test) => (test.kind === 'literal' ? toPlain(test.value) : null));
      if (values.every((value) => value !== null)) return values;
    }
  return null;
}

const plainTypeText = (type: Type): string => (type.kind === 'named' ? plainTypeText(type.of) : writeType(type));

/** Every input that a decision comes to need, in the order of the model. */
export function inputsOf(model: Model, main: Decision): RuleInput[] {
  const reached = new Set<string>();
  const visit = (key: string) => {
    if (reached.has(key)) return;
    reached.add(key);
    const element = model.elements.get(key);
    if (element?.kind === 'decision' || element?.kind === 'knowledge') for (const one of element.requires) visit(one.key);
  };
  visit(main.key);
  return [...model.elements.values()]
    .filter((element) => element.kind === 'input' && reached.has(element.key))
    .map(({ name, type }) => ({ name, type: plainTypeText(type), allowed: allowedOf(model, name, type) }));
}

const isValues = (value: Plain): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: Plain) => value === null || (Array.isArray(value) && value.length === 0);

/** Decides by a rule. Never throws: an input that is missing or of another type is null, and what no rule answers goes to a person. */
export function decide(rule: RuleModel, given: Values, explain = true): Decided {
  const types = new Map([...rule.model.elements.values()].map((element) => [element.name, element.type]));
  const inputs = Object.fromEntries(rule.inputs.map(({ name }) => [name, given[name] ?? null]));
  const context = new Map(Object.entries(inputs).map(([name, value]) => [name, fromPlain(value, types.get(name))]));
  const { value, reasons, stopped } = evaluate(rule.model, rule.main.name, context, { explain, fuel: mostSteps });
  const plain = toPlain(value);
  const undecided = stopped || isNothing(plain);
  const fired = reasons.flatMap(({ tables }) =>
    tables.flatMap(({ table, rules }) =>
      rules.map((held) => ({
        table,
        number: held.number,
        rule: held.id,
        annotation: held.annotations.filter((text) => text !== '').join('；'),
        cells: held.conditions.map(({ label, test, value: seen }) => ({ label, test, value: seen === null ? null : writeValue(seen) })),
      })),
    ),
  );
  return { outputs: undecided ? toPerson : isValues(plain) ? plain : { [rule.main.name]: plain }, fired, inputs, undecided };
}
