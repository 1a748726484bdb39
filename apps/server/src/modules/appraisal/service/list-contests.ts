import type { Context } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { sightOf } from '../policy.ts';
import type { ContestsQuery } from '../schema.ts';
import { rulesOf } from '../store/catalogue.ts';
import { selectContests } from '../store/contests.ts';
import { viewOf } from './contest-result.ts';
import { pageOf, pairIn } from './cursor.ts';
import { heldBy, knownMonth } from './sight.ts';

/** The contests of the actor's own units, and of the areas that his posts read; with the rulings. Results that were set aside stay listed here. */
export async function listContests(ctx: Context, query: ContestsQuery) {
  const [places, matters, rules] = await Promise.all([placesOf(ctx), mattersOf(ctx), rulesOf(ctx)]);
  const { areas, units } = sightOf(heldBy(ctx));
  const { limit = 100 } = query;
  // Figures of a street or community do not open the contests of its whole county.
  const counties = areas.filter(({ level }) => level === 'city' || level === 'county');
  const found = await selectContests(ctx, {
    regions: counties.some(({ level }) => level === 'city') ? null : counties.map(({ code }) => code),
    units,
    month: query.month && knownMonth(ctx, matters, query.month).on,
    state: query.state,
    after: pairIn(query.cursor),
    limit: limit + 1,
  });
  const { shown, next } = pageOf(found, limit, (last) => [last.contestedAt.toISOString(), last.id]);
  return { contests: shown.map((contest) => viewOf({ places, rules }, contest)), next };
}
