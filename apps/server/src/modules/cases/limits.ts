import { type Calendar, deadline, type Limit, warnings } from '@banyan/working-time';

export type Running = { yellowAt: Date; redAt: Date; dueAt: Date };

/** When a clock that starts now turns yellow, red and ends, true to the working calendar. */
export function runFrom(calendar: Calendar, startedAt: Date, limit: Limit, fractions: { yellow: number; red: number }): Running {
  const due = deadline(calendar, startedAt.getTime(), limit);
  const { yellowAtMs, redAtMs } = warnings(calendar, { startedAtMs: startedAt.getTime(), dueAtMs: due, unit: limit.unit }, fractions);
  return { yellowAt: new Date(yellowAtMs), redAt: new Date(redAtMs), dueAt: new Date(due) };
}

export type Light = 'green' | 'yellow' | 'red' | 'overdue' | 'met' | 'missed';

/** The light of a clock at an instant; an ended clock was met or missed. */
export function lightOf(clock: { yellowAt: Date; redAt: Date; dueAt: Date; endedAt: Date | null }, now: Date): Light {
  if (clock.endedAt) return clock.endedAt <= clock.dueAt ? 'met' : 'missed';
  if (now > clock.dueAt) return 'overdue';
  if (now >= clock.redAt) return 'red';
  return now >= clock.yellowAt ? 'yellow' : 'green';
}
