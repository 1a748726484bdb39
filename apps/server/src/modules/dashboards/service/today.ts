import type { Context } from '#platform/context.ts';
import { type Day, daysUpTo, dayUpTo, sameTime, wholeDay } from '../days.ts';
import type { Today } from '../schema.ts';
import { countOnTime, countOverdueAt } from '../store/count.ts';
import type { Scope } from '../store/narrow.ts';
import { selectCalls, selectClosedByHour, selectOpen, selectReportedByHour } from '../store/today.ts';
import { deltaOf, meanLevel, shareOf, sumOf } from '../tally.ts';
import { talliesOfDays } from './history.ts';
import { sightOf } from './sight.ts';

/** Days of a sparkline, today included. */
const sparkDays = 14;

const total = <K extends string>(rows: readonly Record<K, number>[], name: K) => rows.reduce((sum, row) => sum + row[name], 0);

/** Today and the same weekday last week up to the same time of day: what changed between them is what the page shows beside each figure. */
async function compare(ctx: Context, scope: Scope, zone: string, today: Day, lastWeek: Day) {
  const then = sameTime(lastWeek, today, ctx.now);
  const windows = [dayUpTo(today, ctx.now), dayUpTo(lastWeek, then)] as const;
  const reported = await selectReportedByHour(ctx, scope, [windows[0], wholeDay(lastWeek)], windows[1].until, zone);
  const closed = await selectClosedByHour(ctx, scope, windows, zone);
  const handled = await countOnTime(ctx, scope, windows, 'region');
  const open = await selectOpen(ctx, scope);
  const overdueThen = await countOverdueAt(ctx, scope, [then], 'region');
  const figures = ([0, 1] as const).map((place) => {
    const [ofReported, ofClosed, ofHandled] = [reported, closed, handled].map((rows) =>
      (rows as { place: number }[]).filter((row) => row.place === place),
    ) as [typeof reported, typeof closed, typeof handled];
    const onTime = { count: total(ofHandled, 'count'), met: total(ofHandled, 'met') };
    const rating = { rated: total(ofClosed, 'rated'), levels: total(ofClosed, 'levels') };
    return {
      reported: place === 0 ? total(ofReported, 'count') : total(ofReported, 'before'),
      closed: total(ofClosed, 'count'),
      onTime,
      rating,
      overdue: place === 0 ? open.overdue : total(overdueThen, 'overdue'),
    };
  }) as [Compared, Compared];
  const hourOf = (rows: readonly { place: number; hour: number; count: number }[], place: number, hour: number) =>
    rows.find((row) => row.place === place && row.hour === hour)?.count ?? 0;
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    hour,
    reported: hourOf(reported, 0, hour),
    closed: hourOf(closed, 0, hour),
    lastWeekReported: hourOf(reported, 1, hour),
  }));
  return { now: figures[0], before: figures[1], hours, open: open.open };
}

type Compared = {
  reported: number;
  closed: number;
  onTime: { count: number; met: number };
  rating: { rated: number; levels: number };
  overdue: number;
};

const deltasOf = (now: Compared, before: Compared): Today['deltas'] => ({
  reported: now.reported - before.reported,
  closed: now.closed - before.closed,
  onTimeRate: deltaOf(shareOf(now.onTime), shareOf(before.onTime)),
  satisfaction: deltaOf(meanLevel(now.rating), meanLevel(before.rating)),
  overdueOpen: now.overdue - before.overdue,
});

/** Fourteen days, the last of them today so far. */
async function sparksOf(ctx: Context, scope: Scope, finished: readonly Day[], now: Compared): Promise<Today['spark']> {
  const found = Map.groupBy(await talliesOfDays(ctx, scope, finished), (one) => one.place);
  const days = finished.map((_, place) => sumOf((found.get(place) ?? []).map((one) => one.tally)));
  return {
    reported: [...days.map((day) => day.reported), now.reported],
    closed: [...days.map((day) => day.closed), now.closed],
    onTimeRate: [...days.map((day) => shareOf(day.onTime)), shareOf(now.onTime)],
    satisfaction: [...days.map(meanLevel), meanLevel(now.rating)],
    overdueOpen: [...days.map((day) => day.overdue), now.overdue],
  };
}

/**
 * The figures of the day. `onTimeRate` = handling duties that ended or fell due today and ended in time / all that ended or fell due today
 * (按期办结率, after 按期结案率 of 金华: 按期结案数 ÷ 应结案数); `satisfaction` = mean level 1 to 5 of the reports rated today (GB/T 39734);
 * both null when nothing was due or rated. `overdueOpen` and `open` count cases by the open duties of units.
 */
export async function showToday(ctx: Context, area?: string): Promise<Today> {
  const { places, matters, parts, scope } = await sightOf(ctx, area);
  const days = daysUpTo(matters, ctx.now, sparkDays);
  const [today, lastWeek] = [days.at(-1), days.at(-8)] as [Day, Day];
  const { now, before, hours, open } = await compare(ctx, scope, matters.calendar.zone, today, lastWeek);
  const calls = await selectCalls(ctx, scope, dayUpTo(today, ctx.now));
  return {
    date: today.on,
    areas: parts.map(({ code }) => ({ code, name: places.areaName(code), nameEn: places.areaName(code, 'en') })),
    reported: now.reported,
    closed: now.closed,
    onTimeRate: shareOf(now.onTime),
    onTimeCases: now.onTime.count,
    satisfaction: meanLevel(now.rating),
    rated: now.rating.rated,
    overdueOpen: now.overdue,
    open,
    called: calls.called,
    answeredCalls: calls.answered,
    medianAnswerMinutes: calls.medianMinutes,
    deltas: deltasOf(now, before),
    hours,
    spark: await sparksOf(ctx, scope, days.slice(0, -1), now),
  };
}
