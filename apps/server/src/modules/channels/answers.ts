import { type Fields, one } from './read-body.ts';
import type { Attribute } from './store/catalogue.ts';
import type { Language } from './words.ts';
import { readTime, writeTime } from './write-time.ts';

/** Answers to the attributes of a service, by their codes. Pure. */
export type Answers = Record<string, string[]>;

const form = /^attribute\[([^\]]{1,100})\](?:\[\d{0,4}\])?$/;

/** What was given as `attribute[CODE]=v` and `attribute[CODE][]=v`, also for codes that no service asks for. */
export function givenAnswers(fields: Fields): Map<string, string[]> {
  const given = new Map<string, string[]>();
  for (const [name, values] of fields) {
    const code = form.exec(name)?.[1];
    if (code !== undefined) given.set(code, [...(given.get(code) ?? []), ...values]);
  }
  return given;
}

type Read = { values: string[] } | { fault: string };

const mostText = 4000;

function readChoices(attribute: Attribute, values: readonly string[]): Read {
  const known = (key: string) => attribute.choices.some((choice) => choice.key === key);
  // A single parameter with commas is how older clients send several values.
  const keys = attribute.datatype === 'multivaluelist' ? values.flatMap((value) => (known(value) ? [value] : value.split(','))) : values;
  const trimmed = [...new Set(keys.map((key) => key.trim()).filter((key) => key !== ''))];
  const stranger = trimmed.find((key) => !known(key));
  if (stranger !== undefined)
    return { fault: `${attribute.code}: "${stranger.slice(0, 60)}" is not one of ${attribute.choices.map(({ key }) => key).join(', ')}` };
  if (attribute.datatype === 'singlevaluelist' && trimmed.length > 1) return { fault: `${attribute.code}: takes one value` };
  return { values: trimmed };
}

function readOne(attribute: Attribute, values: readonly string[], zone: string): Read {
  if (attribute.datatype.endsWith('list')) return readChoices(attribute, values);
  const [value = ''] = values;
  if (values.length > 1) return { fault: `${attribute.code}: takes one value` };
  if (value.length > mostText) return { fault: `${attribute.code}: longer than ${mostText} characters` };
  if (attribute.datatype === 'number' && !/^[+-]?\d{1,15}([.]\d{1,9})?$/.test(value))
    return { fault: `${attribute.code}: "${value.slice(0, 60)}" is not a number` };
  if (attribute.datatype !== 'datetime') return { values: [value] };
  const at = readTime(value, zone);
  return at
    ? { values: [writeTime(at, zone)] }
    : { fault: `${attribute.code}: "${value.slice(0, 60)}" is not a date and time such as 2026-11-24T10:00:00+08:00` };
}

/**
 * Checks what was given against what the service asks: lacking and unfit answers are faults in the words that validators look for
 * (`CODE required`); answers that nobody asked for are left aside and fail nothing.
 */
export function readAnswers(attributes: readonly Attribute[], fields: Fields, zone: string): { answers: Answers; faults: string[] } {
  const given = givenAnswers(fields);
  const answers: Answers = {};
  const faults: string[] = [];
  for (const attribute of attributes.filter(({ variable }) => variable)) {
    const values = given.get(attribute.code) ?? [];
    if (values.length === 0) {
      if (attribute.required) faults.push(`${attribute.code} required`);
      continue;
    }
    const read = readOne(attribute, values, zone);
    if ('fault' in read) faults.push(read.fault);
    else if (read.values.length > 0) answers[attribute.code] = read.values;
  }
  return { answers, faults };
}

const choiceName = (attribute: Attribute, key: string, language: Language) =>
  attribute.choices.find((choice) => choice.key === key)?.[language] ?? key;

/** Answers as lines that an officer reads under the report. */
export const tellAnswers = (attributes: readonly Attribute[], answers: Answers, language: Language): string[] =>
  attributes.flatMap((attribute) => {
    const values = answers[attribute.code];
    if (!values) return [];
    const label = language === 'zh' ? attribute.label : attribute.label_en;
    const told = values.map((value) => choiceName(attribute, value, language)).join(language === 'zh' ? '、' : ', ');
    return [`${label}${language === 'zh' ? '：' : ': '}${told}`];
  });

/** The title that a client gives beside the description; FixMyStreet sends it as an attribute. */
export const titleIn = (fields: Fields): string | undefined => one(fields, 'title') ?? one(fields, 'attribute[title]');
