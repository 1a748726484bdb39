import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, fuzhouDefinition, nightShiftDefinition } from '../test/calendars.ts';
import { naiveDue, naiveElapsed, naiveReach, paintChart } from '../test/naive-clock.ts';
import { defineCalendar } from './calendar.ts';
import { deadline, elapsed, type Pause, runClock, warnings } from './clock.ts';
import { type Limit, type LimitUnit, limitOf } from './limit.ts';

const MINUTE = 60_000;
const units: LimitUnit[] = ['hours', 'working-hours', 'working-days', 'days'];
const places = [
  {
    name: 'Fuzhou',
    definition: fuzhouDefinition(),
    busy: ['2018-02-10', '2018-12-26', '2020-01-17', '2020-01-29', '2023-01-16', '2026-09-16'],
  },
  { name: 'a night shift in Chicago', definition: nightShiftDefinition(), busy: ['2019-03-07', '2022-11-03', '2025-10-30', '2026-03-05'] },
].map((place) => ({ ...place, calendar: defineCalendar(place.definition), chart: paintChart(place.definition, 2017, 2028) }));

/** Starts on a minute of 2017 to 2027: anywhere, or on the half hours around holidays and clock changes. */
function starts(busy: string[]): fc.Arbitrary<number> {
  const anywhere = fc
    .integer({ min: at('2017-06-01 00:00') / MINUTE, max: at('2027-12-01 00:00') / MINUTE })
    .map((minute) => minute * MINUTE);
  const around = fc
    .tuple(fc.constantFrom(...busy), fc.integer({ min: 0, max: 16 * 48 }))
    .map(([date, half]) => at(`${date} 00:00`) + half * 30 * MINUTE);
  return fc.oneof(anywhere, around);
}

const largest: Record<LimitUnit, number> = { hours: 1500, 'working-hours': 400, 'working-days': 3, days: 4 };
const limits = fc
  .constantFrom(...units)
  .chain((unit) => fc.integer({ min: 1, max: largest[unit] }).map((count) => minutesOrDays(count, unit)));

function minutesOrDays(count: number, unit: LimitUnit): Limit {
  return limitOf(unit === 'hours' || unit === 'working-hours' ? count * MINUTE : count, unit);
}

function pausesAfter(startedAtMs: number): fc.Arbitrary<Pause[]> {
  const pause = fc
    .tuple(
      fc.integer({ min: -100, max: 300 }),
      fc.integer({ min: 0, max: 150 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([from, length, minutes, open]) => {
      const fromMs = startedAtMs + from * 30 * MINUTE;
      return { fromMs, toMs: open === 0 ? null : fromMs + (length * 30 + (open > 5 ? minutes : 0)) * MINUTE };
    });
  return fc.array(pause, { maxLength: 3 });
}

const clocks = (busy: string[]) =>
  starts(busy).chain((startedAtMs) =>
    fc.record({
      startedAtMs: fc.constant(startedAtMs),
      limit: limits,
      pauses: pausesAfter(startedAtMs),
      extensions: fc.array(limits, { maxLength: 2 }),
    }),
  );

test.each(places)(
  'in $name the clock gives the deadline that counting minute by minute gives, with pauses and extensions',
  ({ calendar, chart, busy }) => {
    fc.assert(
      fc.property(clocks(busy), (clock) => {
        expect(runClock(calendar, clock).dueAtMs).toBe(naiveDue(chart, clock.startedAtMs, clock.limit, clock.pauses, clock.extensions));
      }),
      { numRuns: 50_000 },
    );
  },
);

test.each(places)('in $name elapsed time is what counting minute by minute gives', ({ calendar, chart, busy }) => {
  fc.assert(
    fc.property(clocks(busy), fc.integer({ min: 0, max: 8000 }), ({ startedAtMs, limit: { unit }, pauses }, minutes) => {
      const toMs = startedAtMs + minutes * MINUTE;
      const counted = naiveElapsed(chart, startedAtMs, toMs, unit, pauses);
      expect(elapsed(calendar, startedAtMs, toMs, unit, pauses)).toBe(minutesOrDays(counted, unit).value);
    }),
    { numRuns: 10_000 },
  );
});

test.each(places)(
  'in $name warnings fall on the minutes that counting gives, and never after the deadline',
  ({ calendar, chart, busy }) => {
    fc.assert(
      fc.property(clocks(busy), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (clock, one, other) => {
        const { dueAtMs } = runClock(calendar, clock);
        if (dueAtMs === null) return;
        const [yellow, red] = one < other ? [one, other] : [other, one];
        const unit = clock.limit.unit === 'hours' ? 'hours' : 'working-hours';
        const times = warnings(calendar, { ...clock, dueAtMs, unit }, { yellow: yellow / 100, red: red / 100 });
        const total = naiveElapsed(chart, clock.startedAtMs, dueAtMs, unit, clock.pauses);
        const redMinute = naiveReach(chart, clock.startedAtMs, unit, Math.max(Math.ceil((total * red) / 100), 1), clock.pauses);
        expect(times.yellowAtMs).toBeLessThanOrEqual(times.redAtMs);
        expect(times.redAtMs).toBeLessThanOrEqual(dueAtMs);
        if (total > 0) expect(Math.ceil((times.redAtMs - clock.startedAtMs) / MINUTE)).toBe((redMinute - clock.startedAtMs) / MINUTE);
      }),
      { numRuns: 5_000 },
    );
  },
);

test.each(places)('in $name no pause, longer limit, extension or later start ever brings a deadline forward', ({ calendar, busy }) => {
  const minutes = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(clocks(busy), limits, minutes, minutes, (clock, extension, early, later) => {
      const due = runClock(calendar, clock).dueAtMs ?? Number.POSITIVE_INFINITY;
      const { startedAtMs, limit, pauses, extensions } = clock;
      const fromMs = startedAtMs + early * MINUTE;
      const others = [
        { ...clock, pauses: [...pauses, { fromMs, toMs: fromMs + later * MINUTE }] },
        { ...clock, limit: { ...limit, value: limit.value + 1 } },
        { ...clock, extensions: [...extensions, extension] },
        { ...clock, startedAtMs: startedAtMs + later * MINUTE },
      ];
      for (const other of others) expect(runClock(calendar, other).dueAtMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(due);
    }),
    { numRuns: 5_000 },
  );
});

test.each(places)(
  'in $name, to the millisecond and in every year from 1990 to 2059, a limit is used up at its deadline and not before',
  ({ calendar }) => {
    const instants = fc.integer({ min: Date.UTC(1990, 0, 2), max: Date.UTC(2059, 11, 31) });
    fc.assert(
      fc.property(instants, limits, (startedAtMs, limit) => {
        const dueAtMs = deadline(calendar, startedAtMs, limit);
        expect(dueAtMs).toBe(runClock(calendar, { startedAtMs, limit }).dueAtMs);
        expect(elapsed(calendar, startedAtMs, dueAtMs, limit.unit)).toBeGreaterThanOrEqual(limit.value);
        if (limit.unit !== 'days') expect(elapsed(calendar, startedAtMs, dueAtMs - 1, limit.unit)).toBeLessThan(limit.value);
      }),
      { numRuns: 20_000 },
    );
  },
);
