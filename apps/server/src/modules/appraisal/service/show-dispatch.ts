import type { Context } from '#platform/context.ts';
import { namesOf } from '../../people/index.ts';
import { wilson } from '../law/intervals.ts';
import type { DispatchAnswer, DispatchQuery } from '../schema-dispatch.ts';
import { selectDispatchers, selectModelFigures } from '../store/dispatch.ts';
import { enter, knownMonth } from './sight.ts';

const mostDispatchers = 100;

const share = (met: number, count: number) => {
  const { low, high } = wilson({ met, count });
  return { met, rate: count === 0 ? null : met / count, low, high };
};

/**
 * How often the first order was kept and the model's first choice was taken in a month, by the person who dispatched and by the version of the model. Only
 * for whom the area is in sight; who sees his own units alone is told nothing of persons.
 */
export async function showDispatch(ctx: Context, query: DispatchQuery): Promise<DispatchAnswer> {
  const { places, matters, part, units } = await enter(ctx, query.area);
  const month = knownMonth(ctx, matters, query.month);
  const shown = { month: month.on.slice(0, 7), area: part.code };
  if (units !== null) return { ...shown, dispatchers: [], models: [] };
  const regions = part.level === 'city' ? null : [part.code.slice(0, 6)];
  const people = await selectDispatchers(ctx, month, regions, mostDispatchers);
  const names = await namesOf(ctx, [...new Set(people.map(({ account }) => account))]);
  const models = await selectModelFigures(ctx, month, regions);
  return {
    ...shown,
    dispatchers: people.map(({ region, account, count, met, agreed }) => ({
      account,
      name: names.get(account) ?? '',
      areaName: places.areaName(region),
      count,
      kept: share(met, count),
      taken: share(agreed, count),
    })),
    models: models.map(({ area, version, count, met, right }) => ({
      area,
      areaName: places.areaName(area),
      version,
      count,
      kept: share(met, count),
      taken: share(right, count),
    })),
  };
}
