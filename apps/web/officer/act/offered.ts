import { attemptOutcomes, type City, type Code, type SupervisionLevel, supervisionLevels, type TimelineLine } from '@banyan/api-client';
import { type CaseWords, labelOf } from '@banyan/ui/words';

/** What the fields of a form offer: the pack's lists of reasons, the levels above the present one, the people of the file. */

type Choice<T extends string = string> = { value: T; label: string };
/** The lists of reasons that the pack of the city has. */
export type ReasonLists = Pick<
  City,
  'rejectReasons' | 'returnReasons' | 'suspendReasons' | 'terminateReasons' | 'rateReasons' | 'refuseReasons'
>;
type ActedLine = Pick<TimelineLine, 'action'> & { by: Pick<TimelineLine['by'], 'account' | 'name' | 'unitName'> };

const choices = (codes: readonly Code[]): Choice[] => codes.map((one) => ({ value: one.code, label: labelOf(one) }));

const reasonLists: Readonly<Record<string, (city: ReasonLists) => readonly Code[]>> = {
  reject: (city) => city.rejectReasons,
  'request-return': (city) => city.returnReasons,
  'request-suspension': (city) => city.suspendReasons,
  'request-termination': (city) => city.terminateReasons,
};
/** The reasons among which one is chosen for a step. */
export const reasonsFor = (action: string, city: ReasonLists): Choice[] => choices(reasonLists[action]?.(city) ?? []);

/** The reasons of which any number may be given: for a rating those of its level, else those of a refusal. */
export const manyReasonsFor = (action: string, level: number | null, city: ReasonLists): Choice[] =>
  action === 'rate'
    ? choices(
        city.rateReasons.filter(({ levels }) => level !== null && (levels === undefined || levels.length === 0 || levels.includes(level))),
      )
    : choices(city.refuseReasons);

/** A code of any list of reasons in words. */
export function reasonText(city: ReasonLists, code: string): string {
  const all: readonly Code[] = [
    ...city.rejectReasons,
    ...city.returnReasons,
    ...city.suspendReasons,
    ...city.terminateReasons,
    ...city.rateReasons,
    ...city.refuseReasons,
  ];
  const found = all.find((one) => one.code === code);
  return found ? labelOf(found) : code;
}

/** Supervision only rises; it is ended by a step of its own. */
export const levelsAbove = (present: SupervisionLevel | null, words: CaseWords): Choice<SupervisionLevel>[] =>
  supervisionLevels
    .slice(present === null ? 0 : supervisionLevels.indexOf(present) + 1)
    .map((value) => ({ value, label: words.supervision[value] }));

export const outcomes = (words: CaseWords) => attemptOutcomes.map((value) => ({ value, label: words.attempt[value] }));

/** The officers who have acted on the case and have not withdrawn from it themselves. */
export function officersOf({ timeline }: { timeline: readonly ActedLine[] }): Choice[] {
  const gone = new Set(timeline.filter((line) => line.action === 'recuse').map((line) => line.by.account));
  const seen = new Map<string, string>();
  for (const { by } of timeline)
    if (by.account !== null && !gone.has(by.account)) seen.set(by.account, [by.unitName, by.name].filter(Boolean).join(' '));
  return [...seen].map(([value, label]) => ({ value, label }));
}
