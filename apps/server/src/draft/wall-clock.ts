import { formatLimit, type Limit } from '@banyan/working-time';
import { sumOf } from './tally.ts';

/** Times as a city's clocks showed them, written as if the city lay at UTC: a draft counts days of a plain week before any zone is settled. Pure. */

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const opens = 8;
const closes = 17;
const workingHours = closes - opens;

const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?)?$/i;
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日\s*(.*)$/;
const offset = /(?<=\d)\s*[+-]\d{2}:?\d{2}$/;

/**
 * Rewrites a time in the form `YYYY-MM-DD HH:MM:SS` without offset, as local clocks showed it: `10/04/2018 01:05:06 PM` (month first), `2018年10月4日`,
 * seconds or milliseconds since 1970, and an offset of its own is dropped. What ends in Z is moved `eastMinutes`. Unknown forms come back unchanged.
 */
export function plainTime(text: string, eastMinutes: number): string {
  if (/^\d{10}$|^\d{13}$/.test(text)) return isoOf(Number(text.padEnd(13, '0')) + eastMinutes * 60_000);
  if (/\dZ$/.test(text)) {
    const ms = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(ms) ? text : isoOf(ms + eastMinutes * 60_000);
  }
  if (text.length > 16 && offset.test(text)) return text.replace(offset, '');
  const us = american.exec(text);
  if (us) return fromAmerican(us);
  return text.replace(chinese, '$1-$2-$3 $4').trim();
}

const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function fromAmerican([, month = '', day = '', year = '', hour = '0', minute = '00', second = '00', half]: RegExpExecArray): string {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  return `${year}-${month}-${day} ${hours}:${minute}:${second}`;
}

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
