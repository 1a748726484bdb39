import { type IsWorkday, type Period, periodsIn, type Term } from './period.ts';

/** What forms ask of an office in a month, and what it cost. Counted by office and by asking unit, never by person. Pure. */

export type MeteredForm = Term & {
  readonly id: string;
  readonly unitId: string;
  readonly areaCode: string;
  readonly fillers: readonly string[];
  /** What the asking unit said one filling takes. */
  readonly minutesExpected: number;
};

/** Fillings sent in for a form and a month, and the minutes they took. */
export type Filled = { readonly formId: string; readonly areaCode: string; readonly filled: number; readonly minutes: number };

/** `asked` fillings fell due, `filled` were sent; `minutes` were spent on those, `expected` more will be on the rest. */
export type Burden = { readonly asked: number; readonly filled: number; readonly minutes: number; readonly expected: number };

export const noBurden: Burden = { asked: 0, filled: 0, minutes: 0, expected: 0 };

export const addBurden = (one: Burden, other: Burden): Burden => ({
  asked: one.asked + other.asked,
  filled: one.filled + other.filled,
  minutes: one.minutes + other.minutes,
  expected: one.expected + other.expected,
});

/** From this many fillings on their mean says better what one takes than the asking unit does. */
export const enoughFillings = 5;

/** Minutes one filling of a form takes: the mean of those sent in, or what was expected while there are too few. */
export const usualMinutes = (form: Pick<MeteredForm, 'minutesExpected'>, sent: { filled: number; minutes: number }): number =>
  sent.filled >= enoughFillings ? sent.minutes / sent.filled : form.minutesExpected;

/** The burden of one form on some offices: `offices` of them are asked, each for every period of the month. */
export function burdenOf(periods: readonly Period[], offices: number, sent: { filled: number; minutes: number }, usual: number): Burden {
  const asked = Math.max(periods.length * offices, sent.filled);
  return { asked, filled: sent.filled, minutes: sent.minutes, expected: Math.round((asked - sent.filled) * usual) };
}

const isCity = (areaCode: string) => /^\d{4}00$/.test(areaCode);

/** Codes below the city begin with the code of the area they lie in; the city's own ends in 00. */
export const isAsked = (form: Pick<MeteredForm, 'areaCode' | 'fillers'>, office: Office): boolean =>
  form.fillers.includes(office.level) && (isCity(form.areaCode) || office.code.startsWith(form.areaCode));

/** A street or a community. */
export type Office = { readonly code: string; readonly level: string };

export type Ceiling = { readonly forms: number; readonly minutes: number };

/** Which ceiling an office's month passes; all that is asked counts, also what is still to be filled. */
export function passedBy(burden: Burden, ceiling: Ceiling): ('forms' | 'minutes')[] {
  return [
    ...(burden.asked > ceiling.forms ? ['forms' as const] : []),
    ...(burden.minutes + burden.expected > ceiling.minutes ? ['minutes' as const] : []),
  ];
}

/** A month to be counted: its name, its working days, and what one filling of a form takes. */
export type CountedMonth = { readonly month: string; readonly isWorkday: IsWorkday; readonly usual: (form: MeteredForm) => number };

export type OfficeBurden = { readonly code: string; readonly burden: Burden; readonly passed: ('forms' | 'minutes')[] };

const nothingSent = { filled: 0, minutes: 0 };
const minus = (burden: Burden): Burden => ({
  asked: -burden.asked,
  filled: -burden.filled,
  minutes: -burden.minutes,
  expected: -burden.expected,
});

/** The areas an office lies in, by the lengths of their codes, itself included. */
const upward = ({ code }: Office) => [
  'city',
  ...[6, 9, 12, 15].filter((length) => length <= code.length).map((length) => code.slice(0, length)),
];

/**
 * The month of every office, the heaviest first. What is asked is summed once for each area, so that thousands of communities cost a few additions
 * each; what was sent is then put in its place.
 */
export function burdensOf(
  offices: readonly Office[],
  forms: readonly MeteredForm[],
  filled: readonly Filled[],
  month: CountedMonth,
  ceiling: Ceiling,
): OfficeBurden[] {
  const due = new Map(
    forms.map((form) => [form.id, { form, periods: periodsIn(form, month.month, month.isWorkday), usual: month.usual(form) }]),
  );
  const asked = new Map<string, Burden>();
  for (const { form, periods, usual } of due.values())
    for (const level of form.fillers) {
      const key = `${isCity(form.areaCode) ? 'city' : form.areaCode} ${level}`;
      asked.set(key, addBurden(asked.get(key) ?? noBurden, burdenOf(periods, 1, nothingSent, usual)));
    }
  const sent = Map.groupBy(filled, ({ areaCode }) => areaCode);
  const burdenFor = (office: Office): Burden => {
    const whole = upward(office).map((area) => asked.get(`${area} ${office.level}`) ?? noBurden);
    const placed = (sent.get(office.code) ?? []).flatMap((one) => {
      const known = due.get(one.formId);
      const periods = known && isAsked(known.form, office) ? known.periods : [];
      return known ? [minus(burdenOf(periods, 1, nothingSent, known.usual)), burdenOf(periods, 1, one, known.usual)] : [];
    });
    return [...whole, ...placed].reduce(addBurden, noBurden);
  };
  return offices
    .map((office) => {
      const burden = burdenFor(office);
      return { code: office.code, burden, passed: passedBy(burden, ceiling) };
    })
    .sort((a, b) => weightOf(b.burden) - weightOf(a.burden) || b.burden.asked - a.burden.asked || (a.code < b.code ? -1 : 1));
}

const weightOf = ({ minutes, expected }: Burden) => minutes + expected;
