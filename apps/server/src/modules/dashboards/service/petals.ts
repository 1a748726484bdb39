import type { Context } from '#platform/context.ts';
import { type Day, daysUpTo, dayUpTo } from '../days.ts';
import type { Part } from '../policy.ts';
import type { AreaFigures } from '../schema.ts';
import { type DutyKind, meanLevel, shareOf, sumOf, type Tally } from '../tally.ts';
import { lookBack } from './count-days.ts';
import { countWindows, type Located, talliesOfDays } from './history.ts';
import { type Sight, scopeOf, sightOf } from './sight.ts';

const best = 5;

/** A share of what ended or fell due, or the mean level as a part of the best one; null when there was nothing. */
function petalsOf(tally: Tally): AreaFigures[number]['petals'] {
  const duty = (kind: DutyKind) => ({ value: shareOf(tally.duties[kind]), n: tally.duties[kind].count });
  const mean = meanLevel(tally);
  return {
    accept: duty('accept'),
    dispatch: duty('dispatch'),
    handle: duty('handle'),
    review: duty('review'),
    rate: { value: mean === null ? null : mean / best, n: tally.rated },
  };
}

/** One part of the sight: the city by its counties, anything smaller as itself. */
async function figuresOf(ctx: Context, { places }: Sight, part: Part, days: readonly Day[]): Promise<AreaFigures> {
  const today = days.at(-1) as Day;
  const scope = scopeOf(places, [part]);
  const past = await talliesOfDays(ctx, scope, days.slice(0, -1));
  const now = await countWindows(ctx, scope, [dayUpTo(today, ctx.now)]);
  const line = (code: string, mine: (one: Located) => boolean): AreaFigures[number] => {
    const todays = sumOf(now.filter(mine).map((one) => one.tally));
    const month = sumOf([...past.filter(mine).map((one) => one.tally), todays]);
    const area = places.area(code);
    return { code, name: area?.name ?? code, nameEn: area?.nameEn ?? code, count: todays.reported, petals: petalsOf(month) };
  };
  if (part.level === 'city') return places.below(places.city.code).map(({ code }) => line(code, (one) => one.region === code));
  return [line(part.code, () => true)];
}

/**
 * The five petals of each county, over thirty days: accept, dispatch, handle, review = duties of the kind that ended in time / those and the ones that fell
 * due unfinished, each duty once; rate = mean level / 5. A post below the county sees its own area as one line.
 */
export async function showAreas(ctx: Context, area?: string): Promise<AreaFigures> {
  const sight = await sightOf(ctx, area);
  const days = daysUpTo(sight.matters, ctx.now, lookBack);
  const figures: AreaFigures = [];
  for (const part of sight.parts) figures.push(...(await figuresOf(ctx, sight, part, days)));
  return figures;
}
