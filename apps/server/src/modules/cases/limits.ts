import { type Calendar, deadline, type Limit, type Pause, runClock, warnings } from '@banyan/working-time';

export type Running = { yellowAt: Date; redAt: Date; dueAt: Date };

/** When a clock that starts now turns yellow, red and ends, true to the working calendar. */
export function runFrom(calendar: Calendar, startedAt: Date, limit: Limit, fractions: { yellow: number; red: number }): Running {
  const due = deadline(calendar, startedAt.getTime(), limit);
  const { yellowAtMs, redAtMs } = warnings(calendar, { startedAtMs: startedAt.getTime(), dueAtMs: due, unit: limit.unit }, fractions);
  return { yellowAt: new Date(yellowAtMs), redAt: new Date(redAtMs), dueAt: new Date(due) };
}

/** A clock as it stands: its limit, what was granted on top, and when it stood still (the last pause may still be open). */
export type Standing = { startedAt: Date; limit: Limit; extensions: readonly Limit[]; pauses: readonly Pause[] };

/** When a clock that may have been extended and paused turns yellow, red and ends; null while it stands still. */
export function runOf(
  calendar: Calendar,
  { startedAt, limit, extensions, pauses }: Standing,
  fractions: { yellow: number; red: number },
): Running | null {
  const startedAtMs = startedAt.getTime();
  const { dueAtMs } = runClock(calendar, { startedAtMs, limit, extensions, pauses });
  if (dueAtMs === null) return null;
  const { yellowAtMs, redAtMs } = warnings(calendar, { startedAtMs, dueAtMs, unit: limit.unit, pauses }, fractions);
  return { yellowAt: new Date(yellowAtMs), redAt: new Date(redAtMs), dueAt: new Date(dueAtMs) };
}

/** The next instant at which a running clock has something to do; null when all are past. */
export const nextFire = ({ yellowAt, redAt, dueAt }: Running, now: Date): Date | null =>
  [yellowAt, redAt, dueAt].find((at) => at > now) ?? null;

/** Three attempts, not all within a day of the first (docs/glossary.md, call-back): only then may a reporter be called unreached. */
export const callback = { attempts: 3, spanMs: 86_400_000 } as const;
export const attemptsDone = (count: number, firstAt: Date | null, now: Date): boolean =>
  count >= callback.attempts && firstAt !== null && now.getTime() - firstAt.getTime() >= callback.spanMs;

export type Light = 'green' | 'yellow' | 'red' | 'overdue' | 'met' | 'missed' | 'paused';

/** The light of a clock at an instant; an ended clock was met or missed. */
export function lightOf(clock: { yellowAt: Date; redAt: Date; dueAt: Date; endedAt: Date | null; isPaused?: boolean }, now: Date): Light {
  if (clock.endedAt) return clock.endedAt <= clock.dueAt ? 'met' : 'missed';
  if (clock.isPaused) return 'paused';
  if (now > clock.dueAt) return 'overdue';
  if (now >= clock.redAt) return 'red';
  return now >= clock.yellowAt ? 'yellow' : 'green';
}
