import { compileExpression, type NamedTypes, type Plain, type PlainContext, toPlain } from '@banyan/decision-tables';
import type { Item, Material } from './service-pack.ts';

/** What an application knows of itself: the fields of its form, its answers by question, the situation they settle, and the day (`YYYY-MM-DD`). */
export type Facts = {
  readonly form: PlainContext;
  readonly answers: Readonly<Record<string, string>>;
  readonly situation: string | null;
  readonly on: string;
};

type Asking = Pick<Item, 'form' | 'questions'>;

/** The names and types that an item's FEEL may use: its form's fields, its questions, `situation` and `on`. */
export function factTypesOf({ form, questions }: Asking): NamedTypes {
  const fields = (form?.fields ?? []).flatMap(({ name, type }) => (type === null ? [] : [[name, type] as const]));
  return {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(questions.map(({ id }) => [id, 'string'])),
    situation: 'string',
    on: 'date',
  };
}

const contextOf = ({ form, answers, situation, on }: Facts): PlainContext => ({ ...form, ...answers, situation, on });

/** The situation that answers settle, and the question to ask next; null when all are answered. Unknown answers settle nothing. */
export function guide(
  questions: Asking['questions'],
  answers: Readonly<Record<string, string>>,
): { situation: string | null; next: string | null } {
  let situation: string | null = null;
  let at = questions[0];
  while (at !== undefined) {
    const answer = answers[at.id];
    if (answer === undefined || !at.options.some(({ code }) => code === answer)) return { situation, next: at.id };
    situation = at.situation.get(answer) ?? situation;
    const next = at.next.get(answer);
    at = questions.find(({ id }) => id === next);
  }
  return { situation, next: null };
}

const compiled = new WeakMap<object, (context: PlainContext) => Plain>();

/** Compiled once for each row of the pack. */
function computedBy(key: object, text: string, item: Asking, facts: Facts): Plain {
  let compute = compiled.get(key);
  if (compute === undefined) {
    const expression = compileExpression(text, factTypesOf(item));
    compute = (context) => toPlain(expression(context));
    compiled.set(key, compute);
  }
  return compute(contextOf(facts));
}

/** The inputs of the item's rule by their names in the table; what is not known is null, which no approval accepts. */
export const ruleInputsOf = (item: Item, facts: Facts): Record<string, Plain> =>
  Object.fromEntries(item.inputs.map((input) => [input.name, computedBy(input, input.value, item, facts)]));

/** The materials that this application needs. Where the facts do not tell, it is needed. */
export const neededMaterials = (item: Item, facts: Facts): Material[] =>
  item.materials.filter((material) => material.neededWhen === null || computedBy(material, material.neededWhen, item, facts) !== false);
