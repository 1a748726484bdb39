import { dayIn } from '#platform/civil-day.ts';
import type { Context } from '#platform/context.ts';
import { placesOf } from '../../places/index.ts';

/** The civil day of the city. */
export const todayOf = async ({ house, now }: Pick<Context, 'house' | 'now'>): Promise<string> =>
  dayIn((await placesOf(house)).city.zone, now);
