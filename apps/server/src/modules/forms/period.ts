/** How often a form is asked, and which days one asking covers. Days are `YYYY-MM-DD` of the city, months `YYYY-MM`. Pure. */

export const frequencies = ['once', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const;
export type Frequency = (typeof frequencies)[number];

/** When a form is in force; `endedOn` when it was ended before its term. */
export type Term = {
  readonly frequency: Frequency;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly endedOn: string | null;
};

/** One asking: its key (`2026-11`, `2026-W48`, `2026-Q4`), its first and last day, and the month in which it is due. */
export type Period = { readonly key: string; readonly from: string; readonly to: string; readonly month: string };

const dayMs = 86_400_000;
const numberOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
const dayOf = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days);
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);
export const monthOf = (day: string): string => day.slice(0, 7);

/** Days as texts stand in the order of the calendar. */
const ordered = (one: string, other: string): [string, string] => (one <= other ? [one, other] : [other, one]);
const earlier = (one: string, other: string) => ordered(one, other)[0];
const later = (one: string, other: string) => ordered(one, other)[1];

/** Whether a text is a day of the calendar: 2026-02-30 is none. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(numberOf(text)) === text;

export const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);

export function addMonths(month: string, months: number): string {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** ISO 8601 week: begins on Monday, belongs to the year of its Thursday. */
function weekOf(day: string): { key: string; from: string; to: string } {
  const number = numberOf(day);
  const monday = number - ((number + 3) % 7);
  const year = dayOf(monday + 3).slice(0, 4);
  const firstThursday = numberOf(`${year}-01-04`);
  const week = 1 + Math.floor((monday + 3 - (firstThursday - ((firstThursday + 3) % 7))) / 7);
  return { key: `${year}-W${String(week).padStart(2, '0')}`, from: dayOf(monday), to: dayOf(monday + 6) };
}

const spans: Record<Frequency, (day: string, term: Term) => { key: string; from: string; to: string }> = {
  once: (_day, { validFrom, validUntil }) => ({ key: 'once', from: validFrom, to: validUntil }),
  daily: (day) => ({ key: day, from: day, to: day }),
  weekly: weekOf,
  monthly: (day) => ({ key: monthOf(day), from: `${monthOf(day)}-01`, to: lastDayOf(monthOf(day)) }),
  quarterly: (day) => {
    const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
    const month = (nth: number) => `${day.slice(0, 4)}-${String(nth).padStart(2, '0')}`;
    return { key: `${day.slice(0, 4)}-Q${quarter + 1}`, from: `${month(quarter * 3 + 1)}-01`, to: lastDayOf(month(quarter * 3 + 3)) };
  },
  yearly: (day) => ({ key: day.slice(0, 4), from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }),
};

/** The asking that a day belongs to, cut to the form's term: a form that ends within a quarter is due when it ends. */
export function periodOf(term: Term, day: string): Period {
  const { key, from, to } = spans[term.frequency](day, term);
  const last = earlier(to, term.validUntil);
  return { key, from: later(from, term.validFrom), to: last, month: monthOf(last) };
}

/** What a form is asked day by day needs of the calendar: nobody is asked on a day off. */
export type IsWorkday = (day: string) => boolean;

/** The askings due in a month. A form ended early is not asked for what was not yet due when it ended. */
export function periodsIn(term: Term, month: string, isWorkday: IsWorkday): Period[] {
  const found: Period[] = [];
  const first = `${month}-01`;
  let day = later(first, term.validFrom);
  const end = earlier(lastDayOf(month), term.validUntil);
  while (day <= end) {
    const period = periodOf(term, day);
    if (period.to > end) break;
    const isAsked = term.frequency !== 'daily' || isWorkday(day);
    if (isAsked && (term.endedOn === null || period.to < term.endedOn)) found.push(period);
    day = addDays(period.to, 1);
  }
  return found;
}

/** Which askings may be filled on a day: the running one and the one before it, as long as the form is in force. */
export function openPeriods(term: Term, today: string, isWorkday: IsWorkday): Period[] {
  if (!isInForce(term, today)) return [];
  const running = periodOf(term, today);
  const before = addDays(running.from, -1);
  const periods = before < term.validFrom ? [running] : [periodOf(term, before), running];
  return term.frequency === 'daily' ? periods.filter(({ from }) => isWorkday(from)) : periods;
}

/** The last day of a form's term is still its own. */
export const isInForce = (term: Term, day: string): boolean =>
  term.validFrom <= day && day <= term.validUntil && (term.endedOn === null || day < term.endedOn);
