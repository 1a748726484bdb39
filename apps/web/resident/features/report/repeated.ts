import type { CaseState } from '@banyan/api-client';

/** The report that a person made before of the same matter at the same place, as the refusal `case.repeated` tells it. */
export type Repeated = { region: string; id: string; number: string; state: CaseState; reportedAt: string; promiseAt: string | null };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What a refusal asks about, or null where it is no question. */
export function repeatedOf(code: string | null, told: Readonly<Record<string, unknown>> | undefined): Repeated | null {
  if (code !== 'case.repeated' || !told) return null;
  const { region, id, number, state, reportedAt, promiseAt } = told;
  if (!isText(region) || !isText(id) || !isText(number) || !isText(state) || !isText(reportedAt)) return null;
  return { region, id, number, state: state as CaseState, reportedAt, promiseAt: isText(promiseAt) ? promiseAt : null };
}

/** States in which the promised day still runs; later the reporter is asked, and while a case is suspended the clock stands. */
const running: readonly CaseState[] = ['accepted', 'consulting', 'dispatched', 'disputed', 'handling', 'reviewing', 'joined'];

/** What is said of the promise: until when, that it has passed, or nothing. */
export function promiseLeft({ state, promiseAt }: Repeated, now: Date): 'until' | 'late' | null {
  if (!promiseAt || !running.includes(state)) return null;
  return new Date(promiseAt) < now ? 'late' : 'until';
}
