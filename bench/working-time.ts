import { cpus } from 'node:os';
import { deadline, defineCalendar, type Limit, parseLimit, runClock } from '@banyan/working-time';
import { fuzhouDefinition } from '../packages/working-time/test/calendars.ts';
import { naiveDue, paintChart } from '../packages/working-time/test/naive-clock.ts';

// Deadlines per second on one core, against the twin that walks a painted calendar minute by minute. Both answer the same cases; a difference ends the run.
const CASES = 1 << 16;
const ROUNDS = 32;
const NAIVE_CASES = 2_000;
const FROM_MS = Date.UTC(2018, 0, 1);
const SPAN_MINUTES = (Date.UTC(2027, 5, 1) - FROM_MS) / 60_000;

const before = performance.now();
const calendar = defineCalendar(fuzhouDefinition());
const defineMs = performance.now() - before;
const chart = paintChart(fuzhouDefinition(), 2017, 2028);
const starts = Array.from({ length: CASES }, (_, index) => FROM_MS + ((index * 7_368_787) % SPAN_MINUTES) * 60_000);
const extensions = [parseLimit('2wd')];

function pausesOf(startedAtMs: number) {
  return [3, 30].map((hours) => ({ fromMs: startedAtMs + hours * 3_600_000, toMs: startedAtMs + hours * 5_400_000 }));
}

function perSecond(count: number, run: (startedAtMs: number) => number | null): number {
  let sum = 0;
  const startedMs = performance.now();
  for (let index = 0; index < count; index += 1) sum += run(starts[index % CASES] ?? 0) ?? 0;
  const perSecond = (count * 1000) / (performance.now() - startedMs);
  if (!Number.isFinite(sum)) throw new Error('a deadline is no number');
  return perSecond;
}

function measure(what: string, ours: (startedAtMs: number) => number | null, naive: (startedAtMs: number) => number | null): string[] {
  for (const startedAtMs of starts.slice(0, NAIVE_CASES)) {
    if (ours(startedAtMs) !== naive(startedAtMs))
      throw new Error(`${what} from ${new Date(startedAtMs).toISOString()} differs from the naive clock`);
  }
  perSecond(CASES, ours);
  const fast = perSecond(CASES * ROUNDS, ours);
  const slow = perSecond(NAIVE_CASES, naive);
  return [what, round(fast), round(slow), `${round(fast / slow)} x`];
}

function round(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-GB');
}

function printTable(rows: string[][]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const pad = (text: string, column: number) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0));
  for (const row of rows) console.log(row.map(pad).join('  '));
}

const limits: Limit[] = ['2h', '4wh', '40wh', '5wd', '15wd', '7d', '60d'].map(parseLimit);
const rows = limits.map((limit) =>
  measure(
    `deadline ${limit.value} ${limit.unit}`,
    (startedAtMs) => deadline(calendar, startedAtMs, limit),
    (startedAtMs) => naiveDue(chart, startedAtMs, limit),
  ),
);
const limit = parseLimit('8wh');
rows.push(
  measure(
    'runClock 8 working-hours, 2 pauses, 1 extension',
    (startedAtMs) => runClock(calendar, { startedAtMs, limit, pauses: pausesOf(startedAtMs), extensions }).dueAtMs,
    (startedAtMs) => naiveDue(chart, startedAtMs, limit, pausesOf(startedAtMs), extensions),
  ),
);
printTable([['on one core', 'per second', 'minute by minute', 'ratio'], ...rows]);
console.log(`\ncalendar of 1990-2060 defined in ${round(defineMs)} ms; ${cpus()[0]?.model}, Node ${process.versions.node}`);
