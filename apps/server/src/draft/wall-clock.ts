import { formatLimit, type Limit } from '@banyan/working-time';
import { sumOf } from './tally.ts';

/** Times as a city's clocks showed them, written as if the city lay at UTC: a draft counts days of a plain week before any zone is settled. Pure. */

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const opens = 8;
const closes = 17;
const workingHours = closes - opens;

/** Monday to Friday from 1969-12-29 up to and including a day since 1970. */
const workdaysThrough = (day: number): number => {
  const weeks = Math.floor((day + 3) / 7);
  return weeks * 5 + Math.min(day + 3 - weeks * 7 + 1, 5);
};

function workedHoursAt(ms: number): number {
  const day = Math.floor(ms / dayMs);
  const before = workdaysThrough(day - 1);
  const worksToday = workdaysThrough(day) > before;
  const today = worksToday ? Math.min(Math.max((ms - day * dayMs) / hourMs - opens, 0), workingHours) : 0;
  return before * workingHours + today;
}

/** Steps of a limit from 0 (1wh) to 7 (8wh), then 1wd and on to 128wd, and 180d for all that is longer. */
export type Step = number;
const hourSteps = workingHours - 1;
const mostDays = 128;
export const longestStep: Step = hourSteps + mostDays;

/**
 * The limit that, started at `from`, ends on the day of `to`, or on the last working day before it: working days after the day of the start (民法典 art.
 * 201). Within one day working hours, rounded up, where both have a time of day; midnight sharp is read as a date without time.
 */
export function stepBetween(from: number, to: number): Step {
  const [first, last] = [Math.floor(from / dayMs), Math.floor(to / dayMs)];
  const days = workdaysThrough(last) - workdaysThrough(first);
  if (days > 0) return Math.min(hourSteps + days - 1, longestStep);
  if (from % dayMs === 0 || to % dayMs === 0) return hourSteps;
  const hours = Math.max(Math.ceil(workedHoursAt(to) - workedHoursAt(from)), 1);
  return Math.min(hours - 1, hourSteps);
}

export function limitOfStep(step: Step): string {
  return formatLimit(asLimit(step));
}

function asLimit(step: Step): Limit {
  if (step >= longestStep) return { value: 180, unit: 'days' };
  return step < hourSteps ? { value: step + 1, unit: 'working-hours' } : { value: step - hourSteps + 1, unit: 'working-days' };
}

/** How many rows took each step. */
export type Steps = Map<Step, number>;

export function countStep(steps: Steps, step: Step) {
  steps.set(step, (steps.get(step) ?? 0) + 1);
}

export function addSteps(into: Steps, from: Steps): Steps {
  for (const [step, rows] of from) into.set(step, (into.get(step) ?? 0) + rows);
  return into;
}

/** The step within which a share (0–1) of the rows lies; undefined when there are none. */
export function stepAt(steps: Steps, share: number): Step | undefined {
  const rows = sumOf(steps);
  let passed = 0;
  for (const [step, number] of [...steps].sort((a, b) => a[0] - b[0])) {
    passed += number;
    if (passed >= rows * share) return step;
  }
  return undefined;
}
