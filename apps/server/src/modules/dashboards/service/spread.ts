import type { Context } from '#platform/context.ts';
import { type Day, daysUpTo, dayUpTo, sameTime } from '../days.ts';
import type { CategoryFigures, Cells } from '../schema.ts';
import { selectCells, selectChannelCounts, selectMatterCounts, selectOverdueCells } from '../store/spread.ts';
import { sightOf } from './sight.ts';

/** How many reports of the last hours lie in each H3 cell, and how many of these are overdue. */
export async function showCells(ctx: Context, resolution: 7 | 8, hours: number, area?: string): Promise<Cells> {
  const { scope } = await sightOf(ctx, area);
  const since = new Date(ctx.now.getTime() - hours * 3_600_000);
  const overdue = new Map((await selectOverdueCells(ctx, scope, resolution, since)).map((row) => [row.cell, row.overdue]));
  return (await selectCells(ctx, scope, resolution, since)).map(({ cell, count }) => ({ cell, count, overdue: overdue.get(cell) ?? 0 }));
}

/** Today and the same weekday last week up to the same time of day. */
function twoDays(calendar: Parameters<typeof daysUpTo>[0], now: Date) {
  const days = daysUpTo(calendar, now, 8);
  const [lastWeek, today] = [days[0], days[7]] as [Day, Day];
  return [dayUpTo(today, now), dayUpTo(lastWeek, sameTime(lastWeek, today, now))] as const;
}

/** What today's reports are about, by category of the responsibility list as it holds in each county; the most frequent first. */
export async function showMatters(ctx: Context, area?: string): Promise<CategoryFigures> {
  const { matters, scope } = await sightOf(ctx, area);
  const counts = new Map<string, { count: number; lastWeek: number }>();
  for (const { place, region, matter, count } of await selectMatterCounts(ctx, scope, twoDays(matters, ctx.now))) {
    const category = (matter === null ? undefined : matters.matter(region, matter)?.category) ?? unsorted.id;
    const held = counts.get(category) ?? { count: 0, lastWeek: 0 };
    held[place === 0 ? 'count' : 'lastWeek'] += count;
    counts.set(category, held);
  }
  return [...matters.categories, unsorted]
    .flatMap(({ id, name, nameEn }) => {
      const figures = counts.get(id);
      return figures ? [{ category: id, name, nameEn, ...figures }] : [];
    })
    .sort((a, b) => b.count - a.count || b.lastWeek - a.lastWeek);
}

const unsorted = { id: 'unsorted', name: '尚未归类', nameEn: 'Not yet sorted' };

/** How today's reports came. */
export async function showChannels(ctx: Context, area?: string) {
  const { matters, scope } = await sightOf(ctx, area);
  return selectChannelCounts(ctx, scope, twoDays(matters, ctx.now)[0]);
}
