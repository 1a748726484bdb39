import { compileExpression, type NamedTypes, namesRead, type Plain, type PlainContext, toPlain } from '@banyan/decision-tables';
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

type Text = { readonly compute: (context: PlainContext) => Plain; readonly reads: readonly string[] };

const texts = new WeakMap<object, Text>();

/** Compiled once for each row of the pack. */
function textOf(row: object, text: string, item: Asking): Text {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const types = factTypesOf(item);
  const expression = compileExpression(text, types);
  const made: Text = { compute: (context) => toPlain(expression(context)), reads: namesRead(text, types) };
  texts.set(row, made);
  return made;
}

/** The inputs of the item's rule by their names in the table; what is not known is null, which no approval accepts. */
export const ruleInputsOf = (item: Item, facts: Facts): Record<string, Plain> =>
  Object.fromEntries(item.inputs.map((input) => [input.name, textOf(input, input.value, item).compute(contextOf(facts))]));

/** What nobody has answered yet: fields left empty, and questions still ahead. */
function openNames({ form, questions }: Asking, facts: Facts): ReadonlySet<string> {
  const empty = (form?.fields ?? []).filter(({ name }) => (facts.form[name] ?? null) === null).map(({ name }) => name);
  const asking = guide(questions, facts.answers).next !== null;
  const ahead = asking ? questions.filter(({ id }) => facts.answers[id] === undefined).map(({ id }) => id) : [];
  return new Set([...empty, ...ahead]);
}

/** The materials that this application needs; while its facts do not tell, a material is needed. */
export function neededMaterials(item: Item, facts: Facts): Material[] {
  const open = openNames(item, facts);
  return item.materials.filter((material) => {
    if (material.neededWhen === null) return true;
    const { compute, reads } = textOf(material, material.neededWhen, item);
    return reads.some((name) => open.has(name)) || compute(contextOf(facts)) !== false;
  });
}
