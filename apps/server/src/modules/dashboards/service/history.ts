import type { Context } from '#platform/context.ts';
import { type Day, type Window, wholeDay } from '../days.ts';
import { countClosed, countOnTime, countOverdueAt, countReported, countSettled, type Grain } from '../store/count.ts';
import { type DayRow, selectCountedDays, selectDays } from '../store/days.ts';
import type { Scope } from '../store/narrow.ts';
import { emptyTally, type Tally } from '../tally.ts';

/** A tally with its place in the list of windows, its county and (in the grain `street`) its street, '' where it is not known. */
export type Located = { place: number; region: string; street: string; tally: Tally };

/** Counts windows on the spot, from the views of cases. `overdue` is that of the window's end. */
export async function countWindows(ctx: Context, scope: Scope, windows: readonly Window[], grain: Grain = 'region'): Promise<Located[]> {
  const found = new Map<string, Located>();
  const at = ({ place, region, street }: Omit<Located, 'tally'>): Tally => {
    const key = `${place} ${region} ${street}`;
    const held = found.get(key) ?? { place, region, street, tally: emptyTally() };
    found.set(key, held);
    return held.tally;
  };
  for (const row of await countReported(ctx, scope, windows, grain)) at(row).reported = row.reported;
  for (const row of await countClosed(ctx, scope, windows, grain))
    Object.assign(at(row), { closed: row.closed, rated: row.rated, levels: row.levels });
  for (const row of await countOnTime(ctx, scope, windows, grain)) at(row).onTime = { count: row.count, met: row.met };
  for (const row of await countSettled(ctx, scope, windows, grain)) at(row).duties[row.kind] = { count: row.count, met: row.met };
  const ends = windows.map((window) => new Date(window.until.getTime() - 1));
  for (const row of await countOverdueAt(ctx, scope, ends, grain)) at(row).overdue = row.overdue;
  return [...found.values()];
}

/** Finished days by county, `place` the number of the day in the list: from the table where it has them, else counted on the spot. */
export async function talliesOfDays(ctx: Context, scope: Scope, days: readonly Day[]): Promise<Located[]> {
  const counted = await selectCountedDays(
    ctx,
    days.map((day) => day.on),
  );
  const placeOf = new Map(days.map((day, place) => [day.on, place]));
  const kept = counted.length > 0 ? await selectDays(ctx, scope, counted) : [];
  const missing = days.filter((day) => !counted.includes(day.on));
  const live = missing.length > 0 ? await countWindows(ctx, scope, missing.map(wholeDay)) : [];
  return [
    ...kept.map((row): Located => ({ place: placeOf.get(row.on) ?? -1, region: row.region, street: '', tally: tallyOfRow(row) })),
    ...live.map((one): Located => ({ ...one, place: placeOf.get(missing[one.place]?.on ?? '') ?? -1 })),
  ];
}

export const rowOfTally = ({ region, street, tally }: Located): DayRow => ({
  region,
  street_code: street,
  reported: tally.reported,
  closed: tally.closed,
  rated: tally.rated,
  levels: tally.levels,
  on_time_count: tally.onTime.count,
  on_time_met: tally.onTime.met,
  accept_count: tally.duties.accept.count,
  accept_met: tally.duties.accept.met,
  dispatch_count: tally.duties.dispatch.count,
  dispatch_met: tally.duties.dispatch.met,
  handle_count: tally.duties.handle.count,
  handle_met: tally.duties.handle.met,
  review_count: tally.duties.review.count,
  review_met: tally.duties.review.met,
  overdue: tally.overdue,
});

const tallyOfRow = (row: Omit<DayRow, 'street_code'>): Tally => ({
  reported: row.reported,
  closed: row.closed,
  rated: row.rated,
  levels: row.levels,
  overdue: row.overdue,
  onTime: { count: row.on_time_count, met: row.on_time_met },
  duties: {
    accept: { count: row.accept_count, met: row.accept_met },
    dispatch: { count: row.dispatch_count, met: row.dispatch_met },
    handle: { count: row.handle_count, met: row.handle_met },
    review: { count: row.review_count, met: row.review_met },
  },
});
