import type { Plain, Prepared, PreparedField, Question } from '../../../applications/application-calls.ts';

/** The questions that an applicant has reached: each answer leads to the next, and an answer not given yet ends the way. */
export function askedQuestions(questions: readonly Question[], answers: Readonly<Record<string, string>>): Question[] {
  const way: Question[] = [];
  for (let at = questions[0]; at !== undefined; ) {
    way.push(at);
    const chosen = at.options.find(({ code }) => code === answers[at?.id ?? '']);
    at = chosen ? questions.find(({ id }) => id === chosen.next) : undefined;
  }
  return way;
}

/** Whether the way has been gone to its end. */
export const isAnswered = (questions: readonly Question[], answers: Readonly<Record<string, string>>): boolean =>
  askedQuestions(questions, answers).every(({ id, options }) => options.some(({ code }) => code === answers[id]));

/** What is written in a field as the service reads it; nothing where it was left empty. */
export function readValue({ type }: Pick<PreparedField, 'type'>, written: string): Plain | undefined {
  const text = written.trim();
  if (text === '') return undefined;
  if (type === 'number') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/** What is held as it stands in a field. */
export const writtenOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Every field once, also where several items of one matter ask it. */
export function fieldsOf(prepared: Prepared): PreparedField[] {
  const byName = new Map<string, PreparedField>();
  for (const { fields } of prepared.items)
    for (const field of fields) {
      const first = byName.get(field.name);
      byName.set(field.name, first ? { ...first, required: first.required || field.required } : field);
    }
  return [...byName.values()];
}

/** What is sent of the form: what was written, and what was seen and left. Fields that come from their source alone are sent only as they were seen. */
export function formOf(fields: readonly PreparedField[], written: Readonly<Record<string, string>>): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  for (const field of fields) {
    const value = field.readOnly ? field.held?.value : readValue(field, written[field.name] ?? '');
    if (value !== undefined && value !== null) form[field.name] = value;
  }
  return form;
}
