import type { CalendarDefinition, Limit, LimitUnit, Pause } from '../src/index.ts';

/** Every minute of some years, painted one by one from what a wall clock in the zone shows. */
export type Chart = {
  readonly startMs: number;
  /** 1 where somebody works. */
  readonly open: Uint8Array;
  /** 1 where the last working minute of a date ends. */
  readonly closes: Uint8Array;
  /** Counts the dates. */
  readonly date: Uint16Array;
  /** 1 for a date on which somebody works. */
  readonly worked: Uint8Array;
};

const MINUTE = 60_000;

/** Shares no code with the calendar it checks: dates and hours come as text from `Intl`, once an hour (zones here change on the hour). */
export function paintChart(definition: CalendarDefinition, fromYear: number, toYear: number): Chart {
  const startMs = Date.UTC(fromYear, 0, 1, 12);
  const count = (Date.UTC(toYear, 11, 31, 12) - startMs) / MINUTE;
  const chart = {
    startMs,
    open: new Uint8Array(count),
    closes: new Uint8Array(count),
    date: new Uint16Array(count),
    worked: new Uint8Array(1 + (toYear - fromYear + 1) * 366),
  };
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: definition.zone, dateStyle: 'short', timeStyle: 'short' });
  let before = '';
  let dateNumber = 0;
  for (let minute = 0; minute < count; minute += 60) {
    const [date = '', time = ''] = clock.format(startMs + minute * MINUTE).split(' ');
    if (date !== before) dateNumber += 1;
    before = date;
    const hours = hoursOn(definition, date);
    for (let past = 0; past < 60; past += 1) {
      const wall = `${time.slice(0, 3)}${String(past).padStart(2, '0')}`;
      const open = hours.some(([from, to]) => from <= wall && wall < to);
      chart.date[minute + past] = dateNumber;
      chart.open[minute + past] = open ? 1 : 0;
      if (open) chart.worked[dateNumber] = 1;
    }
  }
  markClosings(chart);
  return chart;
}

function hoursOn(definition: CalendarDefinition, date: string): readonly (readonly [string, string])[] {
  const weekday = new Date(date).getUTCDay() || 7;
  const listed = definition.days.find((day) => day.date === date);
  const works = listed ? listed.kind === 'makeup-workday' : (definition.workWeek ?? [1, 2, 3, 4, 5]).includes(weekday);
  const monthDay = date.slice(5);
  const season = definition.hours.find(({ from, to }) =>
    from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to,
  );
  return works && season ? season.intervals : [];
}

function markClosings({ open, closes, date }: Chart): void {
  let later = -1;
  for (let minute = open.length - 1; minute >= 0; minute -= 1) {
    if (open[minute] === 1 && date[minute] !== later) {
      closes[minute] = 1;
      later = date[minute] ?? -1;
    }
  }
}

/** The due instant, or null when the clock stands: minute after minute, asking of each whether it counts. */
export function naiveDue(
  chart: Chart,
  startedAtMs: number,
  limit: Limit,
  pauses: readonly Pause[] = [],
  extensions: readonly Limit[] = [],
): number | null {
  let minute: number | null = (startedAtMs - chart.startMs) / MINUTE;
  let dateOfStart = chart.date[minute];
  const ahead = [limit, ...extensions];
  for (let now = ahead.shift(); now !== undefined && minute !== null; now = ahead.shift()) {
    let left = countOf(now);
    for (; ahead[0]?.unit === now.unit; ahead.shift()) left += countOf(ahead[0]);
    minute = naiveRun(chart, now.unit, left, minute, dateOfStart, pauses);
    dateOfStart = chart.date[(minute ?? 0) - 1];
  }
  return minute === null ? null : chart.startMs + minute * MINUTE;
}

function naiveRun(
  chart: Chart,
  unit: LimitUnit,
  count: number,
  from: number,
  dateOfStart: number | undefined,
  pauses: readonly Pause[],
): number | null {
  let left = count;
  for (let minute = from; ; minute += 1) {
    const pause = pauseAt(pauses, chart.startMs + minute * MINUTE);
    if (pause?.toMs === null) return null;
    if (pause !== undefined) continue;
    if (counts(chart, unit, minute, dateOfStart)) left -= 1;
    if (left <= 0 && (unit !== 'days' || endsWorkedDate(chart, minute))) return minute + 1;
  }
}

/** How many minutes, working minutes, dates or working days were counted between two instants. */
export function naiveElapsed(chart: Chart, fromMs: number, toMs: number, unit: LimitUnit, pauses: readonly Pause[] = []): number {
  const first = (fromMs - chart.startMs) / MINUTE;
  let counted = 0;
  for (let minute = first; minute < (toMs - chart.startMs) / MINUTE; minute += 1) {
    const atMs = chart.startMs + minute * MINUTE;
    if (counts(chart, unit, minute, chart.date[first]) && pauseAt(pauses, atMs) === undefined) counted += 1;
  }
  return counted;
}

/** The instant by which so many minutes of a unit were counted. */
export function naiveReach(chart: Chart, fromMs: number, unit: LimitUnit, minutes: number, pauses: readonly Pause[]): number {
  let left = minutes;
  let atMs = fromMs;
  while (left > 0) {
    if (counts(chart, unit, (atMs - chart.startMs) / MINUTE, 0) && pauseAt(pauses, atMs) === undefined) left -= 1;
    atMs += MINUTE;
  }
  return atMs;
}

function counts(chart: Chart, unit: LimitUnit, minute: number, dateOfStart: number | undefined): boolean {
  if (unit === 'hours') return true;
  if (unit === 'working-hours') return chart.open[minute] === 1;
  if (chart.date[minute] === dateOfStart) return false;
  return unit === 'days' ? endsDate(chart, minute) : chart.closes[minute] === 1;
}

function endsDate({ date }: Chart, minute: number): boolean {
  return date[minute] !== date[minute + 1];
}

function endsWorkedDate(chart: Chart, minute: number): boolean {
  return endsDate(chart, minute) && chart.worked[chart.date[minute] ?? 0] === 1;
}

function pauseAt(pauses: readonly Pause[], atMs: number): Pause | undefined {
  for (const pause of pauses) if (atMs >= pause.fromMs && (pause.toMs === null || atMs < pause.toMs)) return pause;
  return undefined;
}

function countOf({ value, unit }: Limit): number {
  return unit === 'hours' || unit === 'working-hours' ? Math.round(value * 60) : value;
}
