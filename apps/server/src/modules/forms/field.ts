/** A field: one fact about a street or a community, asked once and read by all. Pure. */

export const fieldKinds = ['number', 'text', 'date', 'choice', 'yes-no'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** A data resource that the city already holds (政务数据目录), and which kind of unit holds it. */
export type Resource = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly holder: string;
  readonly access: string;
  readonly basis: string;
  readonly source: string;
  readonly status: string;
};

export type Choice = { readonly key: string; readonly zh: string; readonly en: string };

/** An entry of the dictionary: from the pack, or once a new field of a form that was approved (`originForm`). */
export type Field = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: FieldKind;
  readonly measure: string | null;
  readonly choices: readonly Choice[];
  /** Other names under which the same fact is asked. */
  readonly aliases: readonly string[];
  /** The resource that already holds it, if one does. */
  readonly resource: string | null;
  /** How long a reported value stays good. */
  readonly freshDays: number;
  readonly originForm: string | null;
  readonly source: string;
  readonly status: string;
};

export type Value = string | number | boolean;
export type Answer = { readonly field: string; readonly value: Value };

/** What a value is checked against. */
export type AskedField = Pick<Field, 'code' | 'kind' | 'choices'> & { readonly required: boolean };

export type ValueFault = { readonly field: string; readonly problem: 'unknown' | 'twice' | 'kind' | 'range' | 'choice' | 'missing' };

const largest = 1e12;
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

const faultOf: Record<FieldKind, (value: Value, choices: readonly Choice[]) => ValueFault['problem'] | undefined> = {
  number: (value) => (typeof value !== 'number' ? 'kind' : Math.abs(value) <= largest ? undefined : 'range'),
  text: (value) => (typeof value !== 'string' ? 'kind' : /\p{Cc}/u.test(value.replaceAll('\n', '')) ? 'range' : undefined),
  date: (value) => (typeof value !== 'string' ? 'kind' : isDay(value) ? undefined : 'range'),
  choice: (value, choices) => (choices.some(({ key }) => key === value) ? undefined : 'choice'),
  'yes-no': (value) => (typeof value === 'boolean' ? undefined : 'kind'),
};

/** What is wrong with the answers to a form; `whole` asks for every required one. */
export function faultsOf(answers: readonly Answer[], fields: readonly AskedField[], whole: boolean): ValueFault[] {
  const asked = new Map(fields.map((one) => [one.code, one]));
  const seen = new Set<string>();
  const faults: ValueFault[] = [];
  for (const { field, value } of answers) {
    const one = asked.get(field);
    const problem = !one ? 'unknown' : seen.has(field) ? 'twice' : faultOf[one.kind](value, one.choices);
    seen.add(field);
    if (problem) faults.push({ field, problem });
  }
  if (!whole) return faults;
  const given = new Set(answers.filter(({ value }) => value !== '').map(({ field }) => field));
  return [
    ...faults,
    ...fields
      .filter(({ code, required }) => required && !given.has(code))
      .map(({ code }) => ({ field: code, problem: 'missing' as const })),
  ];
}

/** Whether a reported value may still be carried into another form. */
export const isFresh = (reportedAt: Date, freshDays: number, now: Date): boolean =>
  now.getTime() - reportedAt.getTime() <= freshDays * 86_400_000;
