import { basisBetween, type Calendar } from './calendar.ts';
import type { Basis } from './calendar-definition.ts';
import { calendarError } from './calendar-error.ts';
import { countsDays, type Limit, type LimitUnit, limitAmount, limitOf } from './limit.ts';
import { begin, position, reach } from './measure.ts';

/** The clock stands from one instant until another, or until further notice when `toMs` is null. */
export type Pause = { readonly fromMs: number; readonly toMs: number | null };

export type Clock = {
  readonly startedAtMs: number;
  readonly limit: Limit;
  readonly pauses?: readonly Pause[];
  /** In the order they were granted. */
  readonly extensions?: readonly Limit[];
};

export type ClockReading = {
  /** Null while the clock stands. */
  readonly dueAtMs: number | null;
  /** Since when the clock stands, null while it runs. */
  readonly pausedSinceMs: number | null;
  /** What was left of the limit and the extensions when the clock stopped; empty while it runs. */
  readonly left: readonly Limit[];
  readonly basis: Basis;
};

export type WarningTimes = { readonly yellowAtMs: number; readonly redAtMs: number };

type Stage = { readonly unit: LimitUnit; readonly amount: number };
type Standstill = { readonly fromMs: number; readonly toMs: number };

/**
 * When a limit that started at an instant is due, in milliseconds since 1970. Fulfilled at that very instant is in time.
 * - `hours` run on without regard to the calendar, from the start itself: 民法典 art. 201(2); natural hours as in DB11/T 2021-2022.
 * - `working-hours` (工作时 of digital city management) count office hours only; a start outside them begins at the next opening.
 * - `working-days`: the day of the start is not counted (民法典 art. 201(1)); due when the last one closes (art. 203(2), business hours).
 * - `days`: the day of the start is not counted; due at 24:00 of the last day, which is 00:00 of the next; a last day off gives way to the next
 *   working day (art. 203(1)).
 * Refuses with `limit.invalid`, `clock.invalid`, and `calendar.out_of_range` when start or end leaves the calendar.
 */
export function deadline(calendar: Calendar, startedAtMs: number, limit: Limit): number {
  checkInstant(startedAtMs, 'startedAtMs');
  return reach(calendar, limit.unit, begin(calendar, limit.unit, startedAtMs) + limitAmount(limit));
}

/**
 * How much of a unit passed between two instants while the clock ran; negative when the second comes first (time left, seen from the deadline).
 * Hours are exact; days are those completed after the day of the first instant, so that `elapsed` at a deadline gives the limit back
 * (natural days that rolled over a holiday give more).
 */
export function elapsed(calendar: Calendar, fromMs: number, toMs: number, unit: LimitUnit, pauses: readonly Pause[] = []): number {
  checkInstant(fromMs, 'fromMs');
  checkInstant(toMs, 'toMs');
  if (toMs < fromMs) return -elapsed(calendar, toMs, fromMs, unit, pauses);
  return limitOf(amountBetween(calendar, fromMs, toMs, unit, standstills(pauses, fromMs)), unit).value;
}

/**
 * Reads a clock that may have been paused and extended.
 * - A pause takes out what its unit measures: hours and working hours stand still exactly; a day counts unless the clock stands at its close
 *   (24:00, or the last closing hour of a working day), so a pause over no close costs nothing and one over three closes moves the deadline three
 *   days. Overlapping pauses count once, a pause after the deadline not at all. A natural last day on which the clock stands moves on like a holiday.
 * - An extension in the unit ahead of it adds to that limit; in another unit it begins when what came before is due, as if that were its start.
 * Hence no pause, longer limit or later start ever brings a deadline forward. Without pauses and extensions it equals `deadline`.
 * Refuses like `deadline`; a pause that ends before it begins is `clock.invalid`.
 */
export function runClock(calendar: Calendar, { startedAtMs, limit, pauses = [], extensions = [] }: Clock): ClockReading {
  checkInstant(startedAtMs, 'startedAtMs');
  const stages = stagesOf([limit, ...extensions]);
  const stops = standstills(pauses, startedAtMs);
  let dueAtMs = startedAtMs;
  for (const [index, { unit, amount }] of stages.entries()) {
    // What is due at 24:00 is due on the day it ends.
    const from = begin(calendar, unit, index > 0 && countsDays(unit) ? dueAtMs - 1 : dueAtMs);
    const end = runDown(calendar, unit, from, amount, stops);
    if (end.dueAtMs === null) {
      const left = [{ unit, amount: end.left }, ...stages.slice(index + 1)].map((stage) => limitOf(stage.amount, stage.unit));
      return { ...end, left, basis: basisOf(calendar, stages, startedAtMs, end.pausedSinceMs) };
    }
    dueAtMs = end.dueAtMs;
  }
  return { dueAtMs, pausedSinceMs: null, left: [], basis: basisOf(calendar, stages, startedAtMs, dueAtMs) };
}

/**
 * When the yellow and the red warning fall: at fractions of the time that ran between start and deadline, natural time for `hours`, working time for
 * every other unit, so that no warning but one of natural hours comes at night. Refuses fractions that are not 0 < yellow <= red <= 1.
 */
export function warnings(
  calendar: Calendar,
  clock: { startedAtMs: number; dueAtMs: number; unit: LimitUnit; pauses?: readonly Pause[] },
  fractions: { yellow: number; red: number },
): WarningTimes {
  const { startedAtMs, dueAtMs, pauses = [] } = clock;
  const { yellow, red } = fractions;
  checkInstant(startedAtMs, 'startedAtMs');
  checkInstant(dueAtMs, 'dueAtMs');
  if (dueAtMs < startedAtMs) throw calendarError('clock.invalid', 'dueAtMs lies before startedAtMs');
  if (!(yellow > 0 && yellow <= red && red <= 1)) throw calendarError('clock.invalid', `fractions ${yellow} and ${red} are out of order`);
  const unit = clock.unit === 'hours' ? 'hours' : 'working-hours';
  const stops = standstills(pauses, startedAtMs);
  const total = amountBetween(calendar, startedAtMs, dueAtMs, unit, stops);
  const from = begin(calendar, unit, startedAtMs);
  const at = (fraction: number) => runDown(calendar, unit, from, Math.max(Math.round(total * fraction), 1), stops).dueAtMs ?? dueAtMs;
  return total === 0 ? { yellowAtMs: dueAtMs, redAtMs: dueAtMs } : { yellowAtMs: at(yellow), redAtMs: at(red) };
}

function stagesOf(limits: readonly Limit[]): Stage[] {
  const stages: Stage[] = [];
  for (const limit of limits) {
    const amount = limitAmount(limit);
    const last = stages.at(-1);
    if (last?.unit === limit.unit) stages[stages.length - 1] = { unit: limit.unit, amount: last.amount + amount };
    else stages.push({ unit: limit.unit, amount });
  }
  return stages;
}

type RunEnd = { readonly dueAtMs: number } | { readonly dueAtMs: null; readonly pausedSinceMs: number; readonly left: number };

/** Runs an amount down from a position, standing still in each pause. */
function runDown(calendar: Calendar, unit: LimitUnit, from: number, amount: number, stops: readonly Standstill[]): RunEnd {
  let at = from;
  let left = amount;
  for (const { fromMs, toMs } of stops) {
    const dueAtMs = reach(calendar, unit, at + left);
    if (dueAtMs <= fromMs) return { dueAtMs };
    // Nothing left means a natural last day, off itself, that was rolling towards this pause: it goes on looking behind it.
    left = Math.max(left - Math.max(position(calendar, unit, fromMs) - at, 0), 1);
    if (toMs === Number.POSITIVE_INFINITY) return { dueAtMs: null, pausedSinceMs: fromMs, left };
    at = Math.max(at, position(calendar, unit, toMs));
  }
  return { dueAtMs: reach(calendar, unit, at + left) };
}

function amountBetween(calendar: Calendar, fromMs: number, toMs: number, unit: LimitUnit, stops: readonly Standstill[]): number {
  const from = begin(calendar, unit, fromMs);
  const at = (atMs: number) => Math.max(position(calendar, unit, Math.min(Math.max(atMs, fromMs), toMs)), from);
  return stops.reduce((amount, stop) => amount - (at(stop.toMs) - at(stop.fromMs)), at(toMs) - from);
}

/** Pauses in order as far as they lie after the start, those that meet or overlap made one. */
function standstills(pauses: readonly Pause[], startedAtMs: number): Standstill[] {
  const stops: Standstill[] = [];
  for (const { fromMs, toMs } of pauses.map(readPause).sort((one, other) => one.fromMs - other.fromMs)) {
    const last = stops.at(-1);
    if (toMs <= startedAtMs) continue;
    if (last === undefined || fromMs > last.toMs) stops.push({ fromMs: Math.max(fromMs, startedAtMs), toMs });
    else stops[stops.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, toMs) };
  }
  return stops;
}

function readPause({ fromMs, toMs }: Pause, index: number): Standstill {
  checkInstant(fromMs, `pauses[${index}].fromMs`);
  if (toMs === null) return { fromMs, toMs: Number.POSITIVE_INFINITY };
  checkInstant(toMs, `pauses[${index}].toMs`);
  if (toMs < fromMs) throw calendarError('clock.invalid', `pauses[${index}] ends before it begins`);
  return { fromMs, toMs };
}

/** Natural hours rest on no calendar. */
function basisOf(calendar: Calendar, stages: readonly Stage[], fromMs: number, toMs: number): Basis {
  return stages.every(({ unit }) => unit === 'hours') ? 'published' : basisBetween(calendar, fromMs, toMs);
}

function checkInstant(atMs: number, name: string): void {
  if (!Number.isSafeInteger(atMs)) throw calendarError('clock.invalid', `${name} ${atMs} is not an instant in whole milliseconds`);
}
