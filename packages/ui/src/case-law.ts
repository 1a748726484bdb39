import type { CaseWords } from './words/case-words.ts';

/** What the faces derive from a case; no clock and no page here, so that it can be tested. */

export type Tone = 'plain' | 'banyan' | 'river' | 'amber' | 'lacquer';
export type StepState = 'done' | 'now' | 'next' | 'stopped';
export const stepNames = ['report', 'accept', 'dispatch', 'handle', 'rate'] as const;
export type StepName = (typeof stepNames)[number];

const currentStep: Record<string, number> = {
  reported: 1,
  accepted: 2,
  consulting: 2,
  disputed: 2,
  dispatched: 3,
  handling: 3,
  suspended: 3,
  joined: 3,
  reviewing: 3,
  judging: 4,
  rectifying: 4,
  confirming: 4,
  closed: 5,
  archived: 5,
};

/** Where a case that ended before its time stopped. */
const stoppedStep: Record<string, number> = { rejected: 1, withdrawn: 1, terminated: 3 };

/**
 * The five steps of a case in this state. A rejected case stopped at acceptance, a terminated one while it was handled. A withdrawn one stopped wherever it stood,
 * which its state no longer tells, so only the report counts as done.
 */
export function stepsOf(state: string): { name: StepName; state: StepState }[] {
  const stopped = stoppedStep[state];
  if (stopped !== undefined)
    return stepNames.map((name, index) => ({ name, state: index < stopped ? 'done' : index === stopped ? 'stopped' : 'next' }));
  const now = currentStep[state] ?? 1;
  return stepNames.map((name, index) => ({ name, state: index < now ? 'done' : index === now ? 'now' : 'next' }));
}

const stateTones: Record<string, Tone> = {
  reported: 'plain',
  accepted: 'river',
  consulting: 'river',
  dispatched: 'river',
  disputed: 'amber',
  handling: 'river',
  suspended: 'plain',
  reviewing: 'river',
  judging: 'amber',
  rectifying: 'amber',
  confirming: 'amber',
  joined: 'river',
  closed: 'banyan',
  rejected: 'plain',
  terminated: 'plain',
  withdrawn: 'plain',
  archived: 'plain',
};
export const toneOfState = (state: string): Tone => stateTones[state] ?? 'plain';

const lightTones: Record<string, Tone> = {
  green: 'banyan',
  yellow: 'amber',
  red: 'lacquer',
  overdue: 'lacquer',
  met: 'banyan',
  missed: 'amber',
  paused: 'plain',
};
export const toneOfLight = (light: string): Tone => lightTones[light] ?? 'plain';

const minute = 60_000;

/** Time from `now` to `dueAt` as people say it: two units at most, cut downwards so that nobody is promised more than there is. */
export function remainingText(dueAt: Date, now: Date, words: CaseWords['remaining']): string {
  const distance = dueAt.getTime() - now.getTime();
  const minutes = Math.floor(Math.abs(distance) / minute);
  return (distance < 0 ? words.over : words.left)(spanText(minutes, words));
}

/** A span of whole minutes in words, e.g. 5 小时 20 分. */
export function spanText(minutes: number, words: CaseWords['remaining']): string {
  if (minutes < 1) return words.moment;
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return words.hours(hours, minutes % 60);
  return words.days(Math.floor(hours / 24), hours % 24);
}

/**
 * An instant in the city's time (Asia/Shanghai has had no daylight saving since 1991), whatever the reader's device says. `short` leaves the year
 * away, for what is near at hand.
 */
export function timeText(at: string | Date, tag: string, style: 'full' | 'short' | 'day' | 'hour' = 'full'): string {
  const instant = typeof at === 'string' ? new Date(at) : at;
  const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const { year: _, ...shortDay } = day;
  const shape = { full: { ...day, ...hour }, short: { ...shortDay, ...hour }, day, hour }[style];
  return new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, {
    ...shape,
    timeZone: 'Asia/Shanghai',
    ...(tag === 'en' && style !== 'hour' ? { month: 'short' } : {}),
  }).format(instant);
}
